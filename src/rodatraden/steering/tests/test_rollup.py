from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.indicators.models import Reading
from rodatraden.steering import queries
from rodatraden.steering.queries import MayRead
from rodatraden.steering.rules import Stage, Status
from rodatraden.steering.tests import make

if TYPE_CHECKING:
    from rodatraden.steering.queries import RollUp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()
    make.plan()
    make.asked()


def rolled(may_read: MayRead = queries.anybody, known: date = make.LATER) -> "RollUp":
    """The round rolled up; held to what the followup counts."""
    followed = make.place().followed
    found = queries.rollup(followed, known=known, may_read_draft=may_read)
    told = queries.followup(followed, known=known, may_read_draft=may_read)
    assert [tuple(each) for each in found.goals] == [
        (each.code, each.title, each.unit, each.status, each.is_judged, each.is_draft, each.model, each.step)
        for each in told.goals
    ]
    assert [(each.unit, each.submitted, each.counts) for each in found.units] == [
        (each.unit, each.submitted, each.counts) for each in told.units if each.stage
    ]
    assert (found.counts, found.counts_drafts) == (told.counts, told.counts_drafts)
    return found


def test_takes_four_queries_whatever_the_size(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.assess(Status.PARTLY)
    followed = make.place().followed

    with django_assert_num_queries(4):
        assert queries.rollup(followed, known=make.LATER, may_read_draft=queries.anybody).counts.partly


def test_counts_what_the_indicators_say_where_nobody_has_judged() -> None:
    assert {each.code: each.status for each in rolled().goals}["kunskap"] is Status.PARTLY


def test_counts_a_draft_only_for_who_may_read_it() -> None:
    make.assess(Status.ACHIEVED, "Därför.")

    assert rolled().counts_drafts
    assert not rolled(queries.nobody).counts_drafts
    assert rolled().counts != rolled(queries.nobody).counts


def test_counts_as_known_on_a_day() -> None:
    make.assess(Status.ACHIEVED, "Därför.")

    assert rolled(known=date(2026, 2, 1)).counts == rolled(queries.nobody, known=date(2026, 2, 1)).counts


@pytest.mark.parametrize("people", [None, 3, 200])
def test_what_rests_on_few_says_nothing_of_its_target(people: int | None) -> None:
    Reading.objects.filter(indicator="behorig", period="2025").update(count=people)

    assert rolled().goals


def test_what_was_computed_counts_where_nothing_is_published() -> None:
    Reading.objects.filter(indicator="behorig", period="2025").update(standing="computed", value=Decimal(1))

    assert {each.code: each.status for each in rolled().goals}["kunskap"] is Status.NOT_ACHIEVED


def test_the_heaps_hold_every_goal_once() -> None:
    heaps = rolled().split()

    assert len([*heaps.achieved, *heaps.not_achieved, *heaps.cannot_be_assessed]) == rolled().counts.total
    assert {each.stage for each in rolled().units} <= set(Stage)
