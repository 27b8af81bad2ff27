"""Reading in a sheet of the plan in the browser: what it would do, what it did, and what was refused and why."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rodatraden.indicators.queries import by_code as indicators
from rodatraden.steering import models, queries
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import shown, sign_in

SHEET = """typ;kod;namn;under;även;enhet;måttenhet;riktning;period;operator;målvärde;från
mål;vision;Norrvik 2035;;;NORRVIK;;;;;;2026-01-01
mål;trygg;Alla är trygga;vision;;BUN;;;;;;2026-01-01
mål;fel;Ett mål för ingen;vision;;INGEN;;;;;;2026-01-01
indikator;trygghet;Trygga elever;trygg;;BUN;%;upp;;;;2026-01-01
målvärde;trygghet;;;;;;;2026;>=;90;
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()


def _file(text: str = SHEET, name: str = "Våra mål.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, text.encode())}


def _tried(client: Client, text: str = SHEET) -> str:
    answer = client.post("/mal/las-in", _file(text))
    assert answer.status_code == 200
    return answer.content.decode()


def _read(client: Client, page: str) -> int:
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert sealed
    return client.post("/mal/las-in", {"do": "read", "sealed": sealed[1]}).status_code


def test_what_a_sheet_would_do_is_shown_before_anything_is_kept(client: Client) -> None:
    sign_in(client, "DIREKTOR")

    page = _tried(client)

    assert re.search("Line 4</strong>, enhet, «INGEN»: There is no unit with this code", page)
    assert "goal vision" in page
    assert not models.Goal.objects.exists()


def test_what_holds_is_read_in_and_the_rest_is_told_of(client: Client) -> None:
    sign_in(client, "DIREKTOR")

    assert _read(client, _tried(client)) == 200

    assert {*queries.by_code()} == {"vision", "trygg"}
    assert "trygghet" in indicators()
    assert queries.by_code()["trygg"].linked == ["trygghet"]


def test_the_same_sheet_twice_changes_nothing(client: Client) -> None:
    sign_in(client, "DIREKTOR")
    good = "\n".join(line for line in SHEET.splitlines() if "INGEN" not in line)
    assert _read(client, _tried(client, good)) == 302

    page = _tried(client, good)

    assert "Everything is already as the sheet says." in page
    assert "sealed" not in page
    assert models.Goal.objects.count() == 2


@pytest.mark.parametrize(("name", "text"), [("plan.txt", SHEET), ("plan.csv", "")])
def test_a_file_that_is_no_sheet_is_refused(client: Client, name: str, text: str) -> None:
    sign_in(client, "DIREKTOR")

    assert client.post("/mal/las-in", _file(text, name)).status_code == 422


def test_a_sheet_with_strange_columns_is_told_so(client: Client) -> None:
    sign_in(client, "DIREKTOR")

    assert "Unknown column" in _tried(client, "typ;kod;påhitt\nmål;a;b\n")


def test_what_was_not_shown_to_the_reader_is_not_read_in(client: Client) -> None:
    sign_in(client, "DIREKTOR")

    answer = client.post("/mal/las-in", {"do": "read", "sealed": "påhittat"})

    assert answer.status_code == 422
    assert "Nothing was read in" in answer.content.decode()


def test_only_who_may_write_goals_everywhere_reads_in_a_sheet(client: Client) -> None:
    sign_in(client, "CHEF")

    assert client.get("/mal/las-in").status_code == 403


def test_the_template_is_for_everyone_and_is_led_to_where_one_may_use_it(client: Client) -> None:
    assert client.get("/mal/las-in/mall.xlsx").content[:2] == b"PK"
    sign_in(client, "DIREKTOR")
    assert "/mal/las-in/mall.xlsx" in shown(client, "/mal/las-in")
