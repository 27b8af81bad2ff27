"""Story 4, the steering: which model was in force on a date, and which decision of the assembly adopted it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.stories.told import loaded

pytestmark = [pytest.mark.usefixtures("katrineholm"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def katrineholm(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("katrineholm-2007", django_db_blocker):
        yield


def _in_force(address: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = Client().get(address).json()["in_force"]
    return found


@pytest.mark.parametrize(
    ("on", "decision"),
    [
        ("2007-01-31", None),
        ("2007-02-01", "KF-2007-009"),
        ("2009-06-30", "KF-2007-009"),
        ("2010-01-24", "KF-2007-009"),
        ("2010-01-25", "KF-2010-004"),
        ("2011-08-31", "KF-2010-004"),
    ],
)
def test_which_model_was_in_force_on_a_date_and_who_adopted_it(on: str, decision: str | None) -> None:
    found = _in_force(f"/styrmodell.json?on={on}")

    assert (found or {}).get("decision") == decision
    assert (found or {"decided_by": "KF"})["decided_by"] == "KF"


def test_in_january_2010_before_the_assembly_met_the_new_model_was_not_known() -> None:
    found = _in_force("/styrmodell.json?on=2010-06-01&known=2010-01-20")

    assert found
    assert found["decision"] == "KF-2007-009"
    assert found["until"] is None


def test_the_model_adopted_in_january_2010_has_the_companies_in_it() -> None:
    told = Client().get("/styrmodell.json?on=2011-06-30").json()

    assert told["in_force"]["decided_on"] == "2010-01-25"
    assert [level["name"] for level in told["levels"] if "company" in level["owners"]] == ["Resultatmål", "Åtagande"]


def _goals(on: str, **more: str) -> dict[str, dict[str, Any]]:
    told = Client().get("/mal.json", {"on": on, **more}).json()
    return {goal["code"]: goal for goal in told["goals"]}


@pytest.mark.parametrize(
    ("on", "model", "decision", "levels"),
    [
        ("2009-06-30", "planering-2007", "KF-2007-009", {"Inriktning", "Nämndens mål"}),
        ("2011-06-30", "styrsystem-2010", "KF-2010-004", {"Vision", "Övergripande mål", "Resultatmål"}),
    ],
)
def test_goals_are_shown_in_the_model_of_their_time(on: str, model: str, decision: str, levels: set[str]) -> None:
    goals = _goals(on).values()

    assert {(goal["model"], goal["model_decision"]) for goal in goals} == {(model, decision)}
    assert {goal["level"] for goal in goals} == levels


def test_a_goal_of_2009_is_assessed_in_the_words_of_2009() -> None:
    goal = _goals("2009-12-31", round="arsredovisning-2009")["bin-skola-07"]

    assert (goal["computed"], goal["assessed"], goal["step"]) == ("not_achieved", "not_achieved", "avvikelse")


def test_the_page_of_a_goal_of_2009_reads_the_same_today() -> None:
    page = Client().get("/mal/bin-skola-07?round=arsredovisning-2009").content.decode()

    assert "Planering och uppföljning 2007" in page
    assert "Nämndens mål" in page
    assert "avvikelse" in page
    assert "/mal/bin-skola-10" in page


def test_a_goal_of_2010_carries_over_what_those_before_it_were_and_how_they_were_assessed() -> None:
    goals = _goals("2011-06-30")
    page = Client().get("/mal/bin-skola-10").content.decode()

    assert goals["kf-ekonomi-10"]["continues"] == ["kf-ekonomi-07", "klk-sparmal"]
    assert goals["bin-skola-10"]["also"] == ["kf-ekonomi-10"]
    assert "Fler elever når målen i skolan" in page
    assert "avvikelse" in page
    assert "Årsredovisning 2009" in page
