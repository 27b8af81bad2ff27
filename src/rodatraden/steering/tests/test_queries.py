from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.steering import actions, queries
from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.steering.rules import Counts, Stage, Status
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()
    make.plan()
    make.asked()


def followup(*, drafts: bool = True, known: date = make.LATER) -> FollowUp:
    reader = queries.anybody if drafts else queries.nobody
    return queries.followup(make.place().followed, known=known, may_read_draft=reader)


def found(code: str, *, drafts: bool = True) -> FollowedGoal:
    goal = followup(drafts=drafts).goal(code)
    assert goal is not None
    return goal


def test_tells_a_whole_round_in_five_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.write("Text", "kunskap")
    make.assess(Status.PARTLY)
    followed = make.place().followed

    with django_assert_num_queries(5):
        told = queries.followup(followed, known=make.LATER, may_read_draft=queries.anybody)
    assert [(goal.code, goal.depth) for goal in told.goals] == [("vision", 0), ("kunskap", 1), ("trygg", 1), ("hem", 1)]


def test_a_target_below_one_with_outcome_one_is_missed() -> None:
    goal = found("kunskap")

    assert [(each.code, each.verdict.value) for each in goal.indicators] == [("behorig", "met"), ("betyg", "missed")]
    assert goal.computed.status is Status.PARTLY
    assert goal.indicators[1].outcome.value == Decimal(1)


def test_what_is_not_measured_is_counted_beside_the_status() -> None:
    goal = found("trygg")

    assert goal.computed.status is Status.ACHIEVED
    assert goal.computed.is_incomplete
    assert goal.computed.unmeasured == 1


def test_an_assessment_stands_beside_what_is_computed() -> None:
    make.assess(Status.ACHIEVED, "Därför.")
    goal = found("kunskap")

    assert (goal.computed.status, goal.assessed, goal.reason) == (Status.PARTLY, Status.ACHIEVED, "Därför.")
    assert (goal.status, goal.differs, goal.assessed_by) == (Status.ACHIEVED, True, "LEDARE")


def test_a_goal_that_only_holds_others_is_shown_by_counts() -> None:
    vision = found("vision")

    assert not vision.is_judged
    assert vision.below == Counts(achieved=1, partly=1, cannot_be_assessed=1)
    assert followup().counts == vision.below


def test_partly_achieved_lies_with_what_was_not_achieved() -> None:
    heaps = followup().split()

    assert [goal.code for goal in heaps.achieved] == ["trygg"]
    assert [goal.code for goal in heaps.not_achieved] == ["kunskap"]
    assert [goal.code for goal in heaps.cannot_be_assessed] == ["hem"]


def test_drafts_are_not_public_until_they_are_approved() -> None:
    make.write("Enhetens text")
    make.write("Målets text", "kunskap")
    make.assess(Status.ACHIEVED, "Därför.")
    make.submit()

    goal, unit = found("kunskap", drafts=False), followup(drafts=False).unit("BUN")
    assert (goal.text, goal.assessed, goal.status) == (None, None, Status.PARTLY)
    assert unit is not None
    assert (unit.text, unit.stage) == (None, Stage.DONE)

    make.approve()
    goal = found("kunskap", drafts=False)
    assert goal.text is not None
    assert (goal.text.text, goal.assessed) == ("Målets text", Status.ACHIEVED)


def test_what_was_approved_stays_public_while_it_is_written_anew() -> None:
    first = make.write("Godkänd text", "kunskap")
    make.submit()
    make.approve()
    make.send_back("Fel siffra")
    make.send_back("Fel siffra")
    assert first is not None
    make.write("Ny text", "kunskap", seen=first.pk)

    public, inside = found("kunskap", drafts=False), found("kunskap")
    assert public.text is not None
    assert public.text.text == "Godkänd text"
    assert inside.text is not None
    assert inside.text.text == "Ny text"


def test_what_other_units_write_of_a_goal_stands_beside_the_owners() -> None:
    make.write("Vår del i det", "hem")
    goal = found("hem")

    assert goal.text is None
    assert [(each.unit, each.text) for each in goal.others] == [("BUN", "Vår del i det")]


def test_a_round_can_be_told_as_it_was_known() -> None:
    make.write("Text")

    told = followup(known=date(2026, 1, 1))
    assert told.units == ()
    assert all(each.outcome.value is None for goal in told.goals for each in goal.indicators)


def test_a_figure_leads_to_its_goal_in_the_round() -> None:
    outcome = found("kunskap").indicators[0].outcome

    assert [source.address for source in outcome.sources()] == [f"/mal/kunskap?round={make.ROUND.code}#behorig"]


def test_one_units_goals_can_be_told_alone() -> None:
    told = queries.followup(make.place().followed, known=make.LATER, owners={"SN"})

    assert [(goal.code, goal.depth) for goal in told.goals] == [("hem", 0)]
    assert [unit.unit for unit in told.units] == ["SN"]


def test_the_thread_shows_the_goals_of_the_day() -> None:
    told = queries.thread_on(date(2023, 12, 31), known=make.LATER, followed=None)
    assert told.goals == ()

    told = queries.thread_on(date(2026, 6, 1), known=make.LATER, followed=None)
    assert (told.round, told.period, len(told.goals)) == (None, "2026", 4)

    told = queries.thread_on(date(2026, 6, 1), known=make.LATER, followed=make.place().followed)
    assert told.period == "2025"


def test_the_latest_round_that_has_begun_is_the_current_one() -> None:
    assert queries.current_round(on=date(2026, 3, 31), known=make.LATER) is None
    current = queries.current_round(on=date(2026, 4, 1), known=make.LATER)
    assert current is not None
    assert current.code == make.ROUND.code
    with pytest.raises(queries.UnknownRound):
        queries.asked_round("ingen", on=make.LATER, known=make.LATER)


def test_counts_how_far_the_units_have_come() -> None:
    make.submit("SN")

    assert queries.progress(known=make.LATER) == {make.ROUND.code: {Stage.DRAFT: 2, Stage.DONE: 1}}


def test_assessments_through_time_show_drafts_only_inside() -> None:
    make.assess(Status.PARTLY)
    make.submit()
    make.approve()
    make.send_back("Se över")
    make.send_back("Se över")
    make.assess(Status.NOT_ACHIEVED, "Det räcker inte.")

    inside = queries.assessments_of(["kunskap"], known=make.LATER, may_read_draft=queries.anybody)
    public = queries.assessments_of(["kunskap"], known=make.LATER, may_read_draft=queries.nobody)
    assert [row.status for row in inside] == ["not_achieved", "partly"]
    assert [row.status for row in public] == ["partly"]


def test_a_round_is_closed_when_somebody_has_said_so_last() -> None:
    assert not queries.is_closed(make.place().followed)
    make.close()
    assert queries.is_closed(make.place().followed)


def test_counts_reach_through_every_level() -> None:
    goals = [make.goal("under", parent="kunskap"), make.goal("djupt", parent="under")]
    actions.set_plan(goals=goals, by="test", at=make.NOW)

    told = {goal.code: goal for goal in followup().goals}
    assert told["djupt"].depth == 3
    assert told["vision"].below.total == 3
    assert told["kunskap"].below.total == 0
