"""Does the page show what the report says, to those who may read it?"""

import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.reports import models
from rodatraden.reports.followup import context
from rodatraden.reports.setting import pdf
from rodatraden.reports.tests import make
from rodatraden.steering.rules import Status
from rodatraden.steering.tests import make as steering

pytestmark = pytest.mark.django_db
PAGE = f"/rapporter/{make.CODE}"
DAY = f"known={make.KNOWN.isoformat()}"


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    """What a reader of English is shown, without tags."""
    response = in_english(client).get(address)
    assert response.status_code == status, response.content[:2000]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def signed_in(post: str) -> Client:
    client = in_english(Client())
    client.force_login(steering.account(post), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_the_published_figures_of_alingsas_are_on_the_page(client: Client) -> None:
    make.alingsas()

    shown = text(client, f"/rapporter/{make.CODE}")

    for row in (
        "Total tax-financed services 0.0 5.3 +5.3 3.1",
        "The financing 146.3 225.2 +78.9 134.9",
        "The whole municipality 146.3 230.5 +84.2 138.0",
        "Total tax-financed services 254.1 216.5 −37.6",
        "Total fee-financed services 332.0 245.9 −86.1",
        "The whole municipality 586.1 462.4 −123.7",
    ):
        assert row in shown


def test_a_draft_is_for_those_with_the_right_and_says_that_it_is_one(client: Client) -> None:
    make.norrvik()

    assert client.get(PAGE).status_code == 403
    for ending in (".pdf", ".docx", ".json"):
        assert client.get(PAGE + ending).status_code == 403
    assert signed_in("LARARE").get(PAGE).status_code == 403
    assert "DRAFT" in text(signed_in("DIREKTOR"), PAGE)


def test_a_finished_report_is_public(client: Client) -> None:
    make.norrvik()
    make.approved()

    shown = text(client, PAGE)

    assert "DRAFT" not in shown
    assert "Not signed" in shown


def test_both_sides_have_equal_room(client: Client) -> None:
    make.norrvik()
    make.approved()

    html = client.get(PAGE).content.decode().partition('id="mal"')[2]

    reached, missed = (html.index(f"<h3>{words}</h3>") for words in ("Det här har vi nått", "Det här har vi inte nått"))
    end = html.index("<h3>", missed + 10)
    shape = [re.sub(r">[^<]*<", "><", part) for part in (html[reached:missed], html[missed:end])]
    for each in shape:
        assert each.count("<article>") == 1
        assert "<details" not in each
        assert re.findall(r"<h\d", each)[:2] == ["<h3", "<h4"]
        assert each.count("<table") == 1


def test_every_number_in_the_tables_leads_to_its_trail(client: Client) -> None:
    make.norrvik()
    make.approved()

    html = client.get(PAGE).content.decode()

    cells = re.findall(r'<td class="rt-num">(.*?)</td>', html)
    assert cells
    assert [cell for cell in cells if re.search(r"\d", cell) and "<a " not in cell] == []


def test_a_page_takes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    make.norrvik()
    make.approved()
    client.get(PAGE)

    with django_assert_max_num_queries(15):
        client.get(PAGE)
    make.sign()
    with django_assert_max_num_queries(7):
        client.get(f"{PAGE}?known=2026-07-01")
    with django_assert_max_num_queries(7):
        client.get("/rapporter")


def test_the_json_is_the_context(client: Client) -> None:
    make.norrvik()
    make.approved()

    answer = client.get(f"{PAGE}.json?{DAY}")

    assert context.from_json(answer.content.decode()).round == make.CODE


def test_signing_on_the_page_makes_an_edition_that_all_may_read(client: Client) -> None:
    make.norrvik()
    make.approved()

    answer = signed_in("DIREKTOR").post(f"{PAGE}/signera", follow=True)

    edition = models.Edition.objects.get()
    assert edition.signed_by == "DIREKTOR"
    assert "Edition 1" in answer.content.decode()
    assert client.get(f"{PAGE}.json").content.decode() == edition.context
    assert edition.sha256 in text(client, PAGE)


def test_who_has_not_the_right_does_not_sign(client: Client) -> None:
    make.norrvik()
    make.approved()

    assert signed_in("CHEF").post(f"{PAGE}/signera").status_code == 403
    assert client.post(f"{PAGE}/signera").status_code == 403
    assert not models.Edition.objects.exists()


def test_signing_what_is_not_finished_says_who_is_missing() -> None:
    make.norrvik()

    answer = signed_in("DIREKTOR").post(f"{PAGE}/signera")

    assert answer.status_code == 422
    assert "Enhet BUN" in answer.content.decode()


def test_signing_with_an_empty_side_asks_for_the_reason() -> None:
    make.norrvik()
    steering.assess(Status.ACHIEVED, "Enkäten behövs inte.", "trygg")
    make.approved()
    director = signed_in("DIREKTOR")

    first = director.post(f"{PAGE}/signera", {"reason": ""})
    second = director.post(f"{PAGE}/signera", {"reason": "Bara två mål."})

    assert first.status_code == 422
    assert "Every goal lies on one side" in first.content.decode()
    assert second.status_code == 302


def test_an_older_edition_is_found_by_its_number_and_the_present_by_zero(client: Client) -> None:
    make.norrvik()
    make.approved()
    make.sign()

    assert "Edition 1" in text(client, f"{PAGE}?utgava=1")
    assert "Not signed" in text(client, f"{PAGE}?utgava=0")
    assert client.get(f"{PAGE}?utgava=7").status_code == 404
    assert client.get(f"{PAGE}?utgava=x").status_code == 404


def test_before_it_was_signed_it_was_not_signed(client: Client) -> None:
    make.norrvik()
    make.approved()
    make.sign()

    assert "Not signed" in text(client, f"{PAGE}?known=2026-06-01")


def test_an_unknown_round_is_not_found(client: Client) -> None:
    make.norrvik()

    for ending in ("", ".pdf", ".docx", ".json"):
        assert client.get(f"/rapporter/finns-inte{ending}").status_code == 404


def test_the_list_leads_only_to_what_the_reader_may_open(client: Client) -> None:
    make.norrvik()
    link = f'href="{PAGE}"'
    assert link not in in_english(client).get("/rapporter").content.decode()
    assert "becomes public when every part is approved" in text(client, "/rapporter")
    assert link in signed_in("DIREKTOR").get("/rapporter").content.decode()

    make.approved()
    assert link in client.get("/rapporter").content.decode()


def test_who_is_missing_in_a_draft_is_said_once_at_the_top(client: Client) -> None:
    make.norrvik()
    top = text(signed_in("DIREKTOR"), PAGE).split("In brief")[0]

    assert top.count("Not yet approved:") == 1


def test_the_list_says_how_far_each_report_has_come(client: Client) -> None:
    make.norrvik()
    assert "0 of 3" in text(client, "/rapporter")
    make.approved()
    assert "Finished, not signed" in text(client, "/rapporter")
    make.sign()
    assert "Edition 1, signed" in text(client, "/rapporter")


def test_the_size_of_a_file_is_told_when_it_has_been_made(client: Client) -> None:
    make.norrvik()
    make.approved()

    client.get(f"{PAGE}.pdf")

    assert re.search(r"PDF, to print \(\d+ kB\)", text(client, PAGE))


def test_missing_fonts_are_told_of_in_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    make.norrvik(text="Utan typsnitt.")
    make.approved()
    monkeypatch.setattr(pdf, "FONTS", tmp_path)

    answer = in_english(client).get(f"{PAGE}.pdf")

    assert answer.status_code == 503
    assert "bin/assets" in answer.content.decode()


def test_text_is_text_on_the_page(client: Client) -> None:
    make.norrvik(text=make.NASTY, comment=make.NASTY)
    make.approved()

    html = client.get(PAGE).content.decode()

    assert "<script>alert" not in html
    assert "#panic() $x$ *b* &lt;script&gt;" in html


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_list_of_reports_can_be_had_as_a_file(client: Client, form: str) -> None:
    make.norrvik()
    response = client.get(f"/rapporter.{form}")

    assert response.status_code == 200
    assert form == "xlsx" or make.CODE.encode() in response.content
