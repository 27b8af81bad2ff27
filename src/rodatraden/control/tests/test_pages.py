"""Do the pages of internal control show what is told, to those who may see it, and take what is filled in?"""

from datetime import date

import pytest
from django.test import Client

from rodatraden.control import models, queries
from rodatraden.control.rules.codes import CheckOutcome
from rodatraden.control.tests import make

pytestmark = pytest.mark.django_db

RISK = {
    "title": "Elever får inte hjälp i tid",
    "unit": "BUF",
    "category": "operations",
    "likelihood": "3",
    "consequence": "4",
    "valid_from": "2026-01-01",
    "owner": "FC-BUF",
}


@pytest.fixture(autouse=True)
def municipality() -> None:
    make.municipality()
    make.adopt("BUN-1", make.terms(make.item("1.1", risk="R1"), make.item("1.2")))


def signed_in(client: Client, post: str) -> Client:
    client.force_login(make.account(post))
    return client


def test_the_summary_tells_who_has_no_plan(client: Client) -> None:
    page = client.get("/kontroll?ar=2026").content.decode()
    rows = client.get("/kontroll.json?ar=2026").json()["rows"]

    assert "2 nämnder och bolag saknar plan för 2026" in page
    assert {row["code"]: row["decision"] for row in rows} == {"KS": None, "BUN": "BUN-1", "BOLAGET": None}


def test_a_year_that_is_none_is_the_year_of_the_day(client: Client) -> None:
    assert client.get("/kontroll.json?on=2026-05-06&ar=<b>").json()["year"] == 2026
    assert client.get("/kontroll?ar=99999").status_code == 200


def test_a_risk_in_an_adopted_plan_is_public_and_another_is_not(client: Client) -> None:
    make.tell(make.risk("R1"))
    make.tell(make.risk("R2"))

    seen = [row["code"] for row in client.get("/kontroll/risker.json").json()["rows"]]

    assert seen == ["R1"]
    assert client.get("/kontroll/risker/R1").status_code == 200
    assert client.get("/kontroll/risker/R2").status_code == 404
    assert "R2" not in client.get("/kontroll/risker.csv").content.decode()


def test_who_works_with_the_risks_sees_them_all(client: Client) -> None:
    make.tell(make.risk("R2"))

    page = signed_in(client, "FC-BUF").get("/kontroll/risker")

    assert "Risk R2" in page.content.decode()
    assert client.get("/kontroll/risker/R2").status_code == 200


def test_an_employee_may_not_tell_of_risks(client: Client) -> None:
    assert signed_in(client, "LARARE").get("/kontroll/risker/ny").status_code == 403
    assert client.post("/kontroll/plan/BUN/2026/1.1/kontroll", {"on": "2026-05-01"}).status_code == 403


def test_a_risk_is_told_and_changed_in_the_browser(client: Client) -> None:
    signed_in(client, "FC-BUF")

    told = client.post("/kontroll/risker/ny", RISK)
    seen = models.RiskVersion.objects.get().pk
    changed = client.post("/kontroll/risker/BUF-R1/andra", RISK | {"likelihood": "2", "seen": str(seen)})
    stale = client.post("/kontroll/risker/BUF-R1/andra", RISK | {"answer": "Min text", "seen": str(seen)})

    assert (told.status_code, changed.status_code, stale.status_code) == (302, 302, 409)
    assert "Min text" in stale.content.decode()
    assert [row.likelihood for row in queries.wordings("BUF-R1", known=make.LATER)] == [3, 2]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"likelihood": "9"}, "9"),
        ({"unit": "KLF"}, "KLF"),
        ({"valid_from": "9999-01-01"}, "9999-01-01"),
        ({"valid_to": "2025-01-01"}, "Slutet måste komma efter början."),
        ({"title": ""}, "error"),
        ({"answer": "x" * 20_001}, "20"),
    ],
)
def test_a_risk_that_does_not_hold_is_shown_again(client: Client, wrong: dict[str, str], said: str) -> None:
    answer = signed_in(client, "FC-BUF").post("/kontroll/risker/ny", RISK | wrong)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not models.Risk.objects.exists()


def test_html_in_a_risk_is_text(client: Client) -> None:
    make.tell(make.risk("R1", title="<script>alert(1)</script>", answer="<b>x</b>"))

    page = client.get("/kontroll/risker/R1").content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_a_check_is_told_and_asks_for_a_measure(client: Client) -> None:
    signed_in(client, "FC-BUF")
    address = "/kontroll/plan/BUN/2026/1.1/kontroll"
    given = {"on": "2026-02-01", "outcome": "minor", "sample": "10", "deviations": "2", "note": "Två av tio"}

    told = client.post(address, given, follow=True).content.decode()

    assert "Två av tio" in told
    assert "ingen har sagt vad som görs åt det" in told
    assert "/uppdrag/nytt?slag=measure&amp;fran=control&amp;kod=BUN_2026_1.1" in told


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2199-01-01"},
        {"deviations": "11"},
        {"outcome": "in_order"},
        {"note": ""},
        {"sample": "-1"},
        {"outcome": "perfect"},
    ],
)
def test_a_check_that_does_not_hold_is_shown_again(client: Client, wrong: dict[str, str]) -> None:
    given = {"on": "2026-02-01", "outcome": "minor", "sample": "10", "deviations": "2", "note": "Två av tio"}

    answer = signed_in(client, "FC-BUF").post("/kontroll/plan/BUN/2026/1.1/kontroll", given | wrong)

    assert answer.status_code == 422
    assert not models.CheckVersion.objects.exists()


def test_a_plan_and_its_items_are_public(client: Client) -> None:
    make.record(make.check(CheckOutcome.SERIOUS, note="Allvarligt", on=date(2026, 2, 1)))

    plan = client.get("/kontroll/plan/BUN/2026.json").json()["rows"]
    item = client.get("/kontroll/plan/BUN/2026/1.1").content.decode()

    assert [(row["item"], row["checks"], row["deviations"]) for row in plan] == [
        ("1.1 Kontroll 1.1", "1", "1"),
        ("1.2 Kontroll 1.2", "0", "0"),
    ]
    assert "Allvarligt" in item
    assert "Redovisa en kontroll" not in item


@pytest.mark.parametrize(
    "address",
    ["/kontroll/plan/BUN/1999", "/kontroll/plan/XX/2026", "/kontroll/plan/BUN/2026/9.9", "/kontroll/risker/FINNS-INTE"],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("year", ["0", "99999"])
def test_a_year_that_no_calendar_has_is_not_found(client: Client, year: str) -> None:
    assert client.get(f"/kontroll/plan/BUN/{year}").status_code == 404
    assert client.get(f"/kontroll/plan/BUN/{year}/1.1").status_code == 404
