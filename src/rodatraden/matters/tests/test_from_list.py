"""Does a list, uploaded in a browser, show what it would change, and become a proposal only when that is asked for?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodatraden.journal.models import Entry
from rodatraden.matters.models import Proposal
from rodatraden.matters.tests.drafting import municipality
from rodatraden.matters.tests.drafting_pages import HOSTILE, shown, sign_in, text

pytestmark = pytest.mark.django_db
HERE = "/forslag/fran-lista"
HEADING = "sort;kod;namn;slag;under;rapporterar till;årskostnad;sysselsättningsgrad;anställda;årsarbetare\n"
MOVED = "befattning;STRATEG;Utvecklingsstrateg;;KLF;KD;;;;"


@pytest.fixture(autouse=True)
def _english(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def director(client: Client) -> Client:
    municipality()
    return sign_in(client, "KD")


def tried(client: Client, *lines: str, name: str = "personal.csv", status: int = 200, **given: Any) -> str:
    content = (HEADING + "\n".join(lines)).encode()
    answer = client.post(HERE, {"file": SimpleUploadedFile(name, content), "on": "2027-01-01", **given})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def sealed(page: str) -> dict[str, str]:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found
    return {"do": "propose", "sealed": found[1]}


def test_what_a_list_would_change_is_shown_and_nothing_is_kept(director: Client) -> None:
    entries = Entry.objects.count()

    page = text(tried(director, MOVED, "enhet;IT;IT-enheten;enhet;KLF;;;;;"))

    assert "2 lines in personal.csv. 3 changes." in page
    assert "Strateg gets the title Utvecklingsstrateg" in page
    assert "IT-enheten" in page
    assert (Proposal.objects.count(), Entry.objects.count()) == (0, entries)


def test_what_was_shown_becomes_a_proposal(director: Client) -> None:
    answer = director.post(HERE, sealed(tried(director, MOVED)))

    made = Proposal.objects.get()
    assert answer["Location"] == f"/forslag/{made.code}"
    assert (made.title, made.unit, made.post) == ("The organisation according to personal.csv", "K", "KD")
    assert made.effective_on.isoformat() == "2027-01-01"
    assert [row.kind for row in made.changes.order_by("position")] == ["post.retitled", "post.moved"]
    assert "Utvecklingsstrateg" in shown(director, f"/forslag/{made.code}")


def test_what_was_sealed_for_another_or_altered_becomes_nothing(director: Client) -> None:
    given = sealed(tried(director, MOVED))
    altered = {**given, "sealed": given["sealed"][:-3] + "abc"}

    assert director.post(HERE, altered).status_code == 422
    assert director.post(HERE, {"do": "propose"}).status_code == 422
    sign_in(director, "REVISOR")
    assert director.post(HERE, given).status_code == 403
    assert not Proposal.objects.exists()


def test_every_fault_is_told_by_line_field_value_and_reason(director: Client) -> None:
    page = text(tried(director, "enhet;;Utan kod;;;;;;;", "befattning;X;Y;påve;KLF;;;;;", status=422))

    assert "2 things are wrong" in page
    assert re.search(r"Line 2 , kod: \S", page)
    assert re.search(r"Line 3 , slag, «påve»: Must be one of", page)


def test_what_would_not_hold_is_told_by_its_line(director: Client) -> None:
    page = tried(director, MOVED, "befattning;NY;Ny;;FINNSEJ;;;;;")

    assert "Some of it does not hold" in page
    assert re.search(r"Line 3 , «NY»: .*FINNSEJ", text(page))
    assert sealed(page)


def test_what_a_whole_list_leaves_out_is_to_be_closed(director: Client) -> None:
    assert "Systemförvaltare" not in text(tried(director, MOVED))
    page = text(tried(director, MOVED, is_whole="on"))

    assert "Systemförvaltare" in page


def test_a_list_that_says_what_is_there_already_offers_no_proposal(director: Client) -> None:
    page = tried(director, "enhet;KLF;Ledningsförvaltningen;;;;;;;")

    assert "Everything is already as the list says." in page
    assert "sealed" not in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("lista.pdf", b"%PDF", "The file must end in .csv or .xlsx."),
        ("lista.csv", b"", "The file is empty."),
        ("lista.xlsx", b"PK no workbook", "things are wrong|thing is wrong"),
        ("lista.csv", b"\x00\x01\x02", "things are wrong|thing is wrong"),
        ("lista.csv", HEADING.encode() + HOSTILE.encode(), "things are wrong|thing is wrong"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(director: Client, name: str, content: bytes, told: str) -> None:
    answer = director.post(HERE, {"file": SimpleUploadedFile(name, content), "on": "2027-01-01"})

    assert answer.status_code == 422
    assert re.search(told, answer.content.decode())
    assert HOSTILE not in answer.content.decode()


def test_a_file_larger_than_is_taken_in_is_refused(director: Client, settings: Any) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 0

    assert "larger than RODATRADEN_MAX_FILE_MB allows" in tried(director, MOVED, status=422)


def test_without_a_file_or_a_day_the_form_says_so(director: Client) -> None:
    page = director.post(HERE, {}).content.decode()

    assert "Choose a file." in page
    assert "Choose a day." in page


@pytest.mark.parametrize("post", ["HR", "EKONOM", "REVISOR"])
def test_who_may_not_prepare_for_the_whole_is_refused(client: Client, post: str) -> None:
    municipality()
    sign_in(client, post)

    assert client.get(HERE).status_code == 403
    assert tried(client, MOVED, status=403)


def test_nobody_who_is_not_signed_in_sees_it(client: Client) -> None:
    municipality()

    assert client.get(HERE).status_code in {302, 403}
    assert client.get(f"{HERE}/mall.xlsx").status_code in {302, 403}


def test_an_empty_register_is_opened_by_who_runs_the_program(client: Client) -> None:
    page = shown(client, HERE, 403)

    assert "rodatraden import organisation" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_the_page_is_reached_from_a_new_proposal_and_has_a_template(
    director: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(15):
        page = shown(director, HERE)

    assert f'href="{HERE}"' in shown(director, "/forslag/nytt")
    assert f"{HERE}/mall.xlsx" in page
    assert director.get(f"{HERE}/mall.xlsx").content.startswith(b"PK")
    with django_assert_max_num_queries(15):
        tried(director, MOVED)
