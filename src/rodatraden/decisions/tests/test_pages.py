"""Does the register show what was decided by the day, and whether it stands?"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from rodatraden.decisions import models
from rodatraden.decisions.tests.make import Stones, decision, laid, lay_stones, record
from rodatraden.decisions.views import announcing

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def stones(monkeypatch: pytest.MonkeyPatch, client: Client) -> Stones:
    client.cookies["django_language"] = "en"
    return lay_stones(monkeypatch)


def shown(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client: Client, address: str, **asked: str) -> Any:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.json()


def three(client: Client) -> None:
    record(decision("A", "2021-01-01", laid("X"), title="Första"))
    record(decision("B", "2022-01-01", revokes=["A"], title="Andra"))
    record(decision("C", "2023-01-01", revokes=["B"], title="Tredje"))


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ({}, ["C", "B", "A"]),
        ({"known": "2022-06-01"}, ["B", "A"]),
        ({"on": "2022-06-01"}, ["B", "A"]),
        ({"on": "2021-06-01", "known": "2022-06-01"}, ["A"]),
        ({"on": "2020-01-01"}, []),
    ],
)
def test_the_register_holds_what_was_decided_by_the_day(client: Client, days: dict[str, str], codes: list[str]) -> None:
    three(client)

    assert [each["code"] for each in told(client, "/beslut.json", **days)["decisions"]] == codes
    page = shown(client, "/beslut", **days)
    assert [code for code in "CBA" if f"/beslut/{code}" in page] == codes


def test_each_decision_is_told_as_it_stood(client: Client) -> None:
    three(client)

    def standing(**days: str) -> dict[str, bool]:
        return {each["code"]: each["revoked"] for each in told(client, "/beslut.json", **days)["decisions"]}

    assert standing() == {"A": False, "B": True, "C": False}
    assert standing(known="2022-06-01") == {"A": True, "B": False}
    assert told(client, "/beslut/A.json", known="2022-06-01")["revoked"] is True
    assert told(client, "/beslut/A.json")["revoked"] is False


def test_a_decision_is_shown_as_taken_back_only_while_it_is(client: Client) -> None:
    three(client)
    back = "This decision has been taken back"

    assert back not in shown(client, "/beslut/A", known="2021-06-01")
    assert back in shown(client, "/beslut/A", known="2022-06-01")
    assert back not in shown(client, "/beslut/A")
    assert back in shown(client, "/beslut/B")
    assert "Första" in shown(client, "/beslut/B")


def test_a_decision_tells_what_it_changes_and_when(client: Client) -> None:
    record(decision("A", "2021-01-01", laid("X"), laid("Y", "2021-06-01"), dnr="KS 2021/1"))

    page = shown(client, "/beslut/A")
    assert "Stenen stone:X läggs." in page
    assert "From 1 June 2021." in page
    assert "Fullmäktige" in page
    assert "KS 2021/1" in page
    assert told(client, "/beslut/A.json")["changes"] == [
        {"change": "stone.laid", "effective_on": "2021-01-01", "terms": {"stone": "X", "weight": None}},
        {"change": "stone.laid", "effective_on": "2021-06-01", "terms": {"stone": "Y", "weight": None}},
    ]


def test_who_decided_is_called_as_on_the_day_of_the_decision(client: Client) -> None:
    record(decision("A", "2021-01-01"), decision("B", "2024-06-01"))
    then, now = ">Fullmäktige<", ">Ortens fullmäktige<"

    assert then in shown(client, "/beslut/A")
    assert now in shown(client, "/beslut/B")
    rows = client.get("/beslut.csv").content.decode().splitlines()[1:]
    assert [row.split(";")[4] for row in rows] == ["Ortens fullmäktige", "Fullmäktige"]
    assert "Ortens" not in shown(client, "/beslut", known="2023-06-01")


def test_a_decision_that_changes_nothing_says_so(client: Client) -> None:
    record(decision("A"))

    assert "It changes nothing in the organisation." in shown(client, "/beslut/A")


@pytest.mark.parametrize(
    "address", ["/beslut/NO", "/beslut/NO.json", "/beslut/A?known=2020-12-31", "/beslut/A.json?known=2020-12-31"]
)
def test_what_nobody_had_decided_by_then_is_not_found(client: Client, address: str) -> None:
    record(decision("A"))

    assert client.get(address).status_code == 404


def test_words_are_searched_for(client: Client) -> None:
    record(decision("A", title="Ändrad nämnd"), decision("B", title="Budget"))

    assert "/beslut/A" in shown(client, "/beslut", q="ändrad")
    assert "/beslut/B" not in shown(client, "/beslut", q="ändrad")
    assert [each["code"] for each in told(client, "/beslut.json", q="ÄNDRAD")["decisions"]] == ["A"]
    assert "Show all decisions" in shown(client, "/beslut", q="finns inte")
    assert len(shown(client, "/beslut", q="x" * 10_000)) > 0


@pytest.mark.parametrize("page", ["1", "2", "99", "0", "-1", "x", ""])
def test_the_register_is_turned_by_the_page(client: Client, page: str) -> None:
    record(*(decision(f"D{number}") for number in range(60)))

    answer = shown(client, "/beslut", sida=page)

    assert answer.count('href="/beslut/D') == (10 if page in {"2", "99", "0", "-1"} else 50)
    assert len(told(client, "/beslut.json")["decisions"]) == 60
    assert len(shown(client, "/beslut.csv").splitlines()) == 61


def test_no_text_becomes_code_or_a_formula(client: Client) -> None:
    record(decision("A", title=HOSTILE, reasons=HOSTILE, dnr=HOSTILE), decision("B", title="=1+1"))

    for address in ("/beslut", "/beslut/A"):
        assert HOSTILE not in shown(client, address)
        assert escape(HOSTILE) in shown(client, address)
    assert HOSTILE not in shown(client, "/beslut", q=HOSTILE)
    assert "'=1+1" in shown(client, "/beslut.csv")


def test_reasons_that_are_nearly_those_of_an_earlier_decision_say_so_with_the_words_that_differ(client: Client) -> None:
    reasons = " ".join(f"ord{number}" for number in range(100))
    record(decision("A", "2021-01-01", reasons=reasons, title="Första"))
    record(decision("B", "2022-01-01", reasons=reasons.replace("ord7 ", f"{HOSTILE} ")))

    page = shown(client, "/beslut/B")
    assert "The reasons are 98 % the same as in" in page
    assert "only in the earlier: </span>ord7 <" in page
    assert escape("alert(1)") in page
    assert HOSTILE not in page
    assert "the same as in" not in shown(client, "/beslut/A")
    assert told(client, "/beslut/B.json")["alike"] == [{"code": "A", "per_cent": 98}]
    assert told(client, "/beslut/A.json")["alike"] == []


def test_a_notice_that_is_noted_in_the_same_instant_as_another_is_noted_just_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record(decision("D1", "2021-01-01"))
    moment = datetime(2021, 2, 1, 12, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    for day in (date(2021, 1, 10), date(2021, 1, 11), date(2021, 1, 12)):
        announcing._note("D1", day, "test")

    noted = models.Announcement.objects.order_by("recorded_at").values_list("announced_on", flat=True)
    assert [each.day for each in noted] == [10, 11, 12]
