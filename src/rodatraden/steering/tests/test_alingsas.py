"""The real municipality: does the program say what its own documents say?"""

from datetime import UTC, datetime

import pytest

from rodatraden.decisions.sources import folder as decisions
from rodatraden.organisation.sources import folder as organisation
from rodatraden.steering import queries
from rodatraden.steering.queries import FollowUp
from rodatraden.steering.rules import Counts, Stage, Status
from rodatraden.steering.sources import folder
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db

GOALS = """
    tv-leverans     | partly   | achieved
    tv-tolkar       | partly   | achieved
    tv-framkant     | partly   | partly
    tv-arbetsgivare | partly   | achieved
    tv-hallbar      | achieved | achieved
"""


@pytest.fixture
def told() -> FollowUp:
    where, at = make.EXAMPLES / "alingsas-2026", datetime(2026, 6, 10, tzinfo=UTC)
    for part in (decisions, organisation, folder):
        assert part.load(where, by="test", at=at).faults == []
    followed = queries.round_with("uppfoljning-2026-04", known=make.LATER)
    assert followed is not None
    return queries.followup(followed, known=make.LATER)


def test_the_federations_five_goals_are_judged_as_it_judged_them(told: FollowUp) -> None:
    for line in GOALS.strip().splitlines():
        code, computed, assessed = (cell.strip() for cell in line.split("|"))
        goal = told.goal(code)
        assert goal is not None
        assert (goal.code, goal.computed.status, goal.assessed) == (code, computed, assessed)


def test_reliable_delivery_is_achieved_with_one_target_missed_and_says_why(told: FollowUp) -> None:
    goal = told.goal("tv-leverans")

    assert goal is not None
    assert [(each.code, each.verdict.value) for each in goal.indicators] == [
        ("tv-tillsatta", "met"),
        ("tv-sen", "missed"),
    ]
    assert goal.status is Status.ACHIEVED
    assert "trots att en av indikatorernas målvärde inte uppfyllts" in goal.reason
    assert goal.text is not None


def test_four_of_five_goals_are_achieved(told: FollowUp) -> None:
    heaps = told.split()

    assert told.counts == Counts(achieved=4, partly=1)
    assert [goal.code for goal in heaps.not_achieved] == ["tv-framkant"]
    assert {goal.code for goal in told.goals if not goal.is_judged} == {"tv-vision", "tv-overgripande"}


def test_all_twelve_have_reported(told: FollowUp) -> None:
    assert [unit.stage for unit in told.units] == [Stage.APPROVED] * 12
