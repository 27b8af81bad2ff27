"""Story 2, the strengthened office: who sat where, decided by whom, at what cost, and what was believed in between?"""

import json
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from rodatraden.decisions import queries as decisions
from tests.stories.told import loaded, organisation

pytestmark = [pytest.mark.usefixtures("vimmerby"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def vimmerby(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("vimmerby-2022", django_db_blocker):
        yield


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2022-01-01", ("Verksamhetsutvecklare digitalisering", "ADM", "ADM-CHEF", None, "VIM-2022-000")),
        ("2022-04-30", ("Verksamhetsutvecklare digitalisering", "ADM", "ADM-CHEF", None, "VIM-2022-000")),
        ("2022-05-01", ("IT-strateg", "ADM", "ADM-CHEF", None, "KD-2022-004")),
        ("2022-12-31", ("IT-strateg", "ADM", "ADM-CHEF", None, "KD-2022-004")),
        ("2023-02-28", ("IT-strateg", "ADM", "ADM-CHEF", None, "KD-2022-004")),
        ("2023-03-01", ("Ledningsstrateg", "KD-KONTOR", "KD", "884000.00", "KD-2023-002")),
        ("2023-12-31", ("Ledningsstrateg", "KD-KONTOR", "KD", "884000.00", "KD-2023-002")),
        ("2024-01-01", ("Ledningsstrateg", "KD-KONTOR", "KD", "976445.00", "KD-2023-002")),
        ("2024-11-18", ("Ledningsstrateg", "KD-KONTOR", "KD", "976445.00", "KD-2023-002")),
    ],
)
def test_the_post_is_told_exactly_on_every_day(on: str, told: tuple[str | None, ...]) -> None:
    post = organisation(on)["posts"]["STRATEG"]

    assert tuple(post[name] for name in ("title", "unit", "reports_to", "yearly_cost", "decision")) == told


@pytest.mark.parametrize(
    ("on", "known", "title"),
    [
        ("2024-11-17", "2024-11-05", "HR-chef"),
        ("2024-11-18", "2024-10-31", "HR-chef"),
        ("2024-11-18", "2024-11-01", "HR-chef och biträdande kommundirektör"),
        ("2024-11-18", "2024-11-05", "HR-chef och biträdande kommundirektör"),
        ("2024-11-18", "2024-11-14", "HR-chef och biträdande kommundirektör"),
        ("2024-11-18", "2024-11-15", "HR-chef"),
        ("2024-11-18", "2024-12-15", "HR-chef"),
        ("2025-06-01", "2024-11-05", "HR-chef och biträdande kommundirektör"),
        ("2025-06-01", "2025-06-01", "HR-chef"),
    ],
)
def test_the_same_day_is_told_as_it_was_known(on: str, known: str, title: str) -> None:
    assert organisation(on, known)["posts"]["HR-CHEF"]["title"] == title


def test_the_rest_of_the_organisation_never_moved() -> None:
    days = ["2022-12-31", "2023-03-01", "2024-11-18"]
    told = [organisation(day) for day in days]

    assert all(each["units"] == told[0]["units"] for each in told)
    assert len(told[0]["units"]) == 8
    assert all(len(each["posts"]) == 11 for each in told)
    assert all(each["relations"] == told[0]["relations"] for each in told)


def test_one_holder_has_two_posts_and_the_head_of_hr_stands_in() -> None:
    ties = [(each["kind"], each["from"], each["to"]) for each in organisation("2024-11-18", "2024-11-05")["relations"]]

    assert ties == [("combined", "KD", "FC-KSF"), ("deputy", "HR-CHEF", "KD"), ("political", "KS", "KSF")]


@pytest.mark.parametrize(
    ("on", "known", "moved"),
    [
        ("2022-12-31", "2024-12-15", []),
        ("2023-03-01", "2023-02-12", []),
        ("2023-03-01", "2023-02-13", [("ADM", "KD-KONTOR", "884000.00", "KD-2023-002")]),
        ("2024-11-18", "2024-12-15", [("ADM", "KD-KONTOR", "884000.00", "KD-2023-002")]),
    ],
)
def test_the_budget_that_moved_is_told_to_the_krona_and_the_day(on: str, known: str, moved: list[object]) -> None:
    moves = organisation(on, known)["budget_moves"]

    assert [(each["from"], each["to"], each["yearly_amount"], each["decision"]) for each in moves] == moved


def difference(**days: str) -> dict[str, Any]:
    """What /organisation/skillnad.json says."""
    address = "/organisation/skillnad.json?" + urlencode({name.removesuffix("_"): day for name, day in days.items()})
    told: dict[str, Any] = json.loads(page(address))
    return told


def told_of(found: dict[str, Any]) -> set[tuple[str, str, str | None, str | None, str]]:
    return {(row["what"], row["code"], row["before"], row["after"], row["decision"]) for row in found["rows"]}


def test_the_same_day_differs_by_what_was_known() -> None:
    found = difference(from_="2024-11-18", to="2024-11-18", known_from="2024-11-05", known_to="2024-12-15")

    assert told_of(found) == {
        ("post.retitled", "HR-CHEF", "HR-chef och biträdande kommundirektör", "HR-chef", "KD-2024-012"),
    }
    assert found["marks"] == {"HR": "changed"}


def test_the_difference_that_the_strengthened_office_made_is_told_in_full() -> None:
    found = difference(from_="2022-12-31", to="2023-03-01", known_from="2023-03-01", known_to="2023-03-01")

    assert {
        ("post.retitled", "STRATEG", "IT-strateg", "Ledningsstrateg", "KD-2023-002"),
        ("post.moved", "STRATEG", "ADM", "KD-KONTOR", "KD-2023-002"),
        ("post.reporting", "STRATEG", "ADM-CHEF", "KD", "KD-2023-002"),
        ("post.cost", "STRATEG", None, "884000.00", "KD-2023-002"),
    } <= told_of(found)
    assert {row["code"] for row in found["rows"] if row["part"] in {"post", "line"}} == {"STRATEG"}
    office = next(each for each in found["figures"] if each["code"] == "KD-KONTOR")["own"]
    assert (office["before"]["posts"], office["after"]["posts"]) == (1, 2)
    assert office["after"]["cost"] == {"known": "884000.00", "missing": 1}


def test_the_title_history_has_its_days() -> None:
    rows = json.loads(page("/organisation/befattning/STRATEG.json?on=2024-11-18&known=2024-12-15"))["rows"]

    assert [(row["title"], row["valid_from"], row["valid_to"]) for row in rows] == [
        ("Verksamhetsutvecklare digitalisering", "2022-01-01", "2022-04-30"),
        ("IT-strateg", "2022-05-01", "2023-02-28"),
        ("Ledningsstrateg", "2023-03-01", "2023-12-31"),
        ("Ledningsstrateg", "2024-01-01", None),
    ]


@pytest.mark.parametrize(
    ("on", "known"),
    [("2022-12-31", ""), ("2023-03-01", ""), ("2024-11-18", "2024-11-05"), ("2024-11-18", "2024-12-15")],
)
def test_any_box_is_traced_to_the_decision_that_put_it_there(on: str, known: str) -> None:
    told = organisation(on, known)
    boxes = [*told["units"].values(), *told["posts"].values()]

    for code in {box["decision"] for box in boxes}:
        found = decision(code, known or on)
        assert found["revoked"] is False
        assert all(found[name] for name in ("decided_by", "decided_on", "effective_on", "right", "reasons"))
    assert {code: post["yearly_cost"] for code, post in told["posts"].items() if post["yearly_cost"]} == (
        {} if on == "2022-12-31" else {"STRATEG": "884000.00" if on == "2023-03-01" else "976445.00"}
    )


def test_the_cost_grew_by_ten_forty_six_per_cent() -> None:
    before, after = (
        Decimal(organisation(day)["posts"]["STRATEG"]["yearly_cost"]) for day in ("2023-12-31", "2024-01-01")
    )

    assert after - before == 92_445
    assert round((after / before - 1) * 100, 2) == Decimal("10.46")
    shown = page("/organisation/befattning/STRATEG?on=2024-11-18&known=2024-12-15")
    assert "+10,46" in shown
    assert "884\N{NO-BREAK SPACE}000" in shown
    assert "976\N{NO-BREAK SPACE}445" in shown
    assert "KD-2023-019" in shown


def test_what_the_office_cost_is_told_year_by_year() -> None:
    told = json.loads(page("/organisation/kostnad/KD-KONTOR.json?on=2024-12-31&known=2024-12-31"))

    assert [(each["year"], each["cost"]["known"], each["growth"]) for each in told["own"]] == [
        (2022, None, None),
        (2023, "884000.00", None),
        (2024, "976445.00", "10.46"),
    ]
    assert [
        (step["since"], step["yearly_cost"], step["growth"], step["decision"])
        for step in told["posts"]
        if step["post"] == "STRATEG"
    ] == [
        ("2023-03-01", "884000.00", None, "KD-2023-002"),
        ("2024-01-01", "976445.00", "10.46", "KD-2023-019"),
    ]
    assert "10,46" in page("/organisation/kostnad/KD-KONTOR?on=2024-12-31&known=2024-12-31")


def page(address: str) -> str:
    answer = Client(headers={"host": "localhost"}).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def decision(code: str, known: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(page(f"/beslut/{code}.json?known={known}"))
    return told


def test_both_decisions_stand_in_the_register_one_of_them_revoked() -> None:
    assert decision("KD-2024-011", "2024-11-05")["revoked"] is False
    assert decision("KD-2024-011", "2024-12-15")["revoked"] is True
    assert decision("KD-2024-012", "2024-12-15")["revoked"] is False
    assert decision("KD-2024-012", "2024-12-15")["revokes"] == ["KD-2024-011"]
    listed = json.loads(page("/beslut.json?known=2024-12-15&on=2024-12-15"))["decisions"]
    assert [each["code"] for each in listed] == [
        *("KD-2024-012", "KD-2024-011", "KD-2023-019", "KF-2023-051", "KD-2023-002", "KD-2022-004", "VIM-2022-000"),
    ]


def test_a_decision_tells_who_when_by_which_right_and_why() -> None:
    told = decision("KD-2023-002", "2023-03-01")

    assert (told["decided_by"], told["decided_on"], told["effective_on"], told["right"]) == (
        "KD", "2023-02-13", "2023-03-01", "delegation",
    )  # fmt: skip
    assert "884 000 kronor" in str(told["reasons"])


def test_a_decision_that_was_not_taken_yet_is_not_told() -> None:
    answer = Client(headers={"host": "localhost"}).get("/beslut/KD-2024-012.json?known=2024-11-14")

    assert answer.status_code == 404


def test_the_two_motivations_are_nearly_the_same() -> None:
    first, second = (
        each.reasons for code in ("KD-2023-002", "KD-2024-011") if (each := decisions.find(code)) is not None
    )

    assert SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio() > 0.9
