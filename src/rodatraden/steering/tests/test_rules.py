from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.rules import Verdict
from rodatraden.steering import rules
from rodatraden.steering.rules import Counts, Stage, Status

MET, MISSED, UNMEASURED = Verdict.MET, Verdict.MISSED, Verdict.UNMEASURED
verdicts = st.lists(st.sampled_from(Verdict))

COMPUTED = """
    verdicts                 | status             | unmeasured | incomplete
    met met                  | achieved           | 0          | no
    met missed               | partly             | 0          | no
    met near                 | partly             | 0          | no
    near near                | partly             | 0          | no
    near missed              | partly             | 0          | no
    missed missed            | not_achieved       | 0          | no
    met missed missed missed | partly             | 0          | no
    met unmeasured           | achieved           | 1          | yes
    missed unmeasured        | not_achieved       | 1          | yes
    met missed unmeasured    | partly             | 1          | yes
    unmeasured unmeasured    | cannot_be_assessed | 2          | no
                             | cannot_be_assessed | 0          | no
"""


@pytest.mark.parametrize("line", COMPUTED.strip().splitlines()[1:])
def test_a_goals_status_follows_from_what_was_measured(line: str) -> None:
    said, status, unmeasured, incomplete = (cell.strip() for cell in line.split("|"))

    computed = rules.compute(Verdict(word) for word in said.split())

    assert computed.status == status
    assert computed.unmeasured == int(unmeasured)
    assert computed.is_incomplete is (incomplete == "yes")


@given(verdicts)
def test_what_is_missing_never_changes_a_status(said: list[Verdict]) -> None:
    measured = [verdict for verdict in said if verdict is not UNMEASURED]

    assert rules.compute(said).status is rules.compute(measured).status


@given(verdicts)
def test_the_order_of_indicators_does_not_matter(said: list[Verdict]) -> None:
    assert rules.compute(said) == rules.compute(reversed(said))


@given(verdicts)
def test_every_indicator_is_counted_once(said: list[Verdict]) -> None:
    computed = rules.compute(said)

    assert computed.met + computed.near + computed.missed + computed.unmeasured == len(said)


@given(verdicts)
def test_one_missed_target_is_never_outweighed(said: list[Verdict]) -> None:
    assert rules.compute([*said, MISSED]).status is not Status.ACHIEVED


@given(st.lists(st.sampled_from(Status)))
def test_a_roll_up_counts_each_goal_once(statuses: list[Status]) -> None:
    counts = rules.roll_up(statuses)

    assert counts.total == len(statuses)
    assert counts == Counts(*(statuses.count(status) for status in Status))


@given(st.lists(st.sampled_from(Status)))
def test_no_goal_is_lost_between_achieved_and_not(statuses: list[Status]) -> None:
    heaps = rules.split(statuses, lambda status: status)

    assert sorted([*heaps.achieved, *heaps.not_achieved, *heaps.cannot_be_assessed]) == sorted(statuses)
    assert set(heaps.achieved) <= {Status.ACHIEVED}
    assert set(heaps.not_achieved) <= {Status.PARTLY, Status.NOT_ACHIEVED}


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_an_assessment_needs_a_reason_when_it_differs(assessed: Status, computed: Status) -> None:
    assert rules.needs_reason(assessed, computed) is (assessed is not computed)
    assert not rules.needs_reason(None, computed)


def test_the_owners_assessment_counts_before_the_indicators() -> None:
    assert rules.counting(Status.ACHIEVED, Status.PARTLY) is Status.ACHIEVED
    assert rules.counting(None, Status.PARTLY) is Status.PARTLY


@pytest.mark.parametrize(
    ("now", "to", "reason", "may"),
    [
        ("draft", "done", "", True),
        ("done", "approved", "", True),
        ("draft", "approved", "", False),
        ("draft", "draft", "", False),
        ("done", "draft", "", False),
        ("done", "draft", "  ", False),
        ("done", "draft", "Skriv mer om orsaken", True),
        ("approved", "done", "Ny siffra", True),
        ("approved", "draft", "Ny siffra", False),
        ("approved", "approved", "", False),
    ],
)
def test_a_contribution_goes_one_step_on_or_one_back_with_a_reason(
    now: str, to: str, reason: str, *, may: bool
) -> None:
    assert rules.may_move(Stage(now), Stage(to), reason=reason) is may


CYCLES = """
    put                          | looping
    1 a, 1 b a, 1 c b            |
    1 a c, 1 b a, 1 c b, 1 d a   | a b c
    1 a a                        | a
    1 a unknown                  |
    1 a, 1 b a, 2 a b, 3 b       | a
    1 a, 1 b a, 2 a b, 2 b       |
    2 a b, 1 a, 1 b a            | a
    1 b a, 1 c a, 1 d b c        |
    1 b a, 1 c a b, 2 a d c      | a
"""


@pytest.mark.parametrize("line", CYCLES.strip().splitlines()[1:])
def test_finds_every_goal_that_ever_stood_above_itself(line: str) -> None:
    put, looping = (cell.strip() for cell in line.split("|"))
    told = [each.split() for each in put.split(",")]

    found = rules.cycles((datetime(2026, 1, int(day), tzinfo=UTC), code, above) for day, code, *above in told)
    assert found == set(looping.split())


def test_walks_the_tree_from_the_top() -> None:
    children = {"": ["a", "d"], "a": ["b", "c"], "c": ["e"]}

    assert rules.in_tree_order(children) == [("a", 0), ("b", 1), ("c", 1), ("e", 2), ("d", 0)]


@given(st.text())
def test_a_tidy_text_stays_as_it_is(text: str) -> None:
    tidy = rules.tidy(text)

    assert rules.tidy(tidy) == tidy
    assert "\r" not in tidy
    assert "\0" not in tidy


def test_addresses_say_the_same_thing_for_ever() -> None:
    assert rules.goal_address("kunskap") == "/mal/kunskap"
    assert rules.goal_address("kunskap", followed="u-1", indicator="betyg") == "/mal/kunskap?round=u-1#betyg"
    assert rules.round_address("u-1") == "/uppfoljning/u-1"
    assert rules.contribution_address("u-1", "BUN") == "/uppfoljning/u-1/BUN"


def test_a_goal_that_contributes_along_several_lines_is_counted_once() -> None:
    met, missed = Status.ACHIEVED, Status.NOT_ACHIEVED
    told = [
        ("vision", [], None),
        ("a", ["vision"], None),
        ("x", ["a", "b"], met),
        ("y", ["x"], missed),
        ("b", ["vision"], missed),
        ("z", ["elsewhere"], met),
    ]

    below = rules.below(told)

    assert below["vision"] == rules.Counts(achieved=1, not_achieved=2)
    assert below["a"] == below["b"] == rules.Counts(achieved=1, not_achieved=1)
    assert below["y"].total == below["z"].total == 0
