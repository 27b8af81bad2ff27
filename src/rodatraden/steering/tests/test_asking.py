import pytest

from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering.rules import Counts, Status
from rodatraden.steering.rules.asking import Ask, Asked, asked_of, at_spot, left_to_answer, spot
from rodatraden.steering.rules.closing import EmptySide, empty_side, needs_why

OWN = Asked("dialog", Ask.OWN, title="Vad har du lärt dig?")


def test_a_round_that_says_nothing_asks_for_texts_as_it_always_has() -> None:
    asked = asked_of(UnitKind.UNIT, [])

    assert [(each.ask, each.is_required) for each in asked] == [(Ask.WHOLE, False), (Ask.COMMENT, False)]
    assert left_to_answer(asked, statuses={"kunskap": Status.NOT_ACHIEVED}, written=()) == []


def test_units_are_asked_what_their_kind_is_asked() -> None:
    schools = Asked("elever", Ask.OWN, kinds=(UnitKind.UNIT,))

    assert asked_of(UnitKind.UNIT, [OWN, schools]) == [OWN, schools]
    assert asked_of(UnitKind.COMMITTEE, [OWN, schools]) == [OWN]
    assert asked_of(None, [OWN, schools]) == [OWN]


def test_fact_cause_and_action_are_needed_only_where_something_is_left_of_a_goal() -> None:
    statuses = {"kunskap": Status.PARTLY, "trygg": Status.ACHIEVED, "mat": Status.NOT_ACHIEVED}
    asked = [Asked("orsaker", Ask.CAUSES)]

    left = left_to_answer(asked, statuses=statuses, written={spot("kunskap", "fact"), spot("mat")})

    assert left == [
        ("kunskap", "cause"),
        ("kunskap", "action"),
        *(("mat", part) for part in ("fact", "cause", "action")),
    ]


def test_a_required_question_waits_for_its_answer_and_another_does_not() -> None:
    free = Asked("fritt", Ask.OWN, is_required=False)

    assert left_to_answer([OWN, free], statuses={}, written=()) == [("", "dialog")]
    assert left_to_answer([OWN, free], statuses={}, written={spot("", "dialog")}) == []


def test_the_texts_themselves_may_be_required() -> None:
    asked = [Asked("whole", Ask.WHOLE), Asked("comment", Ask.COMMENT)]
    statuses = {"kunskap": Status.ACHIEVED}

    assert left_to_answer(asked, statuses=statuses, written={""}) == [("kunskap", "")]


def test_a_spot_tells_its_goal_and_its_question() -> None:
    for goal, question in (("", ""), ("kunskap", ""), ("", "dialog"), ("kunskap", "fact")):
        assert at_spot(spot(goal, question)) == (goal, question)


SIDES = """
    3 0 0 0 not_achieved
    3 0 0 2 not_achieved
    0 1 0 0 achieved
    0 0 2 0 achieved
    2 1 0 0 -
    0 0 0 4 -
    0 0 0 0 -
"""


@pytest.mark.parametrize("line", SIDES.strip().splitlines())
def test_with_one_side_empty_a_round_is_not_closed_without_a_word(line: str) -> None:
    *numbers, side = line.split()
    counts = Counts(*map(int, numbers))

    assert empty_side(counts) == (None if side == "-" else EmptySide(side))
    assert needs_why(counts) is (side != "-")
    assert needs_why(counts, waiting=1)
