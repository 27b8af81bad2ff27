"""Is a risk weighed, a plan found and an item signed as the municipality has said?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.control.rules.addresses import item_of, origin_of
from rodatraden.control.rules.codes import CheckOutcome, RiskLevel
from rodatraden.control.rules.matrix import USUAL, Matrix, squares
from rodatraden.control.rules.plan import PlanLack, in_force, lacks_of, plan_faults
from rodatraden.control.rules.signs import sign, standing, tally, total
from rodatraden.control.tests import make
from rodatraden.steering.rules import Status

STEPS = st.integers(1, 4)


@pytest.mark.parametrize(
    ("likelihood", "consequence", "level"),
    [
        (1, 3, RiskLevel.ACCEPT),
        (1, 4, RiskLevel.WATCH),
        (2, 4, RiskLevel.WATCH),
        (3, 3, RiskLevel.REDUCE),
        (4, 4, RiskLevel.ACT),
    ],
)
def test_a_risk_weighs_its_likelihood_times_its_consequence(
    likelihood: int, consequence: int, level: RiskLevel
) -> None:
    assert USUAL.level(likelihood, consequence) is level


@given(STEPS, STEPS)
def test_a_likelier_risk_is_never_less_grave(likelihood: int, consequence: int) -> None:
    order = [*RiskLevel]

    levels = [order.index(USUAL.level(step, consequence)) for step in range(1, 5)]

    assert all(one <= next_one for one, next_one in pairwise(levels))
    assert USUAL.level(likelihood, consequence) is USUAL.level(consequence, likelihood)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.text(max_size=3))))
def test_every_risk_lies_in_one_square(risks: list[tuple[int, int, str]]) -> None:
    drawn = squares(risks, USUAL)

    assert sorted(name for row in drawn for square in row for name in square.risks) == sorted(each[2] for each in risks)
    assert [row[0].likelihood for row in drawn] == [4, 3, 2, 1]


def test_the_last_plan_of_a_year_counts_from_the_day_it_was_adopted() -> None:
    first, second = make.terms(make.item("1.1")), make.terms(make.item("2.1"))
    changes = [make.change("A", first, "2025-12-10"), make.change("B", second, "2026-03-01")]

    before = in_force(changes, [], on=date(2026, 2, 1), known=make.LATER)
    after = in_force(changes, [], on=date(2026, 4, 1), known=make.LATER)
    not_known = in_force(changes, [], on=date(2026, 4, 1), known=date(2026, 2, 28))

    assert [plans["BUN", 2026].decision for plans in (before, after, not_known)] == ["A", "B", "A"]


def test_a_plan_that_is_taken_back_leaves_the_one_before() -> None:
    changes = [make.change("A", make.terms(), "2025-12-10"), make.change("B", make.terms(), "2026-03-01")]

    found = in_force(changes, [make.revocation("C", "B", "2026-04-01")], on=date(2026, 5, 1), known=make.LATER)

    assert found["BUN", 2026].decision == "A"


def test_an_item_can_not_stand_twice_nor_the_limits_fall() -> None:
    plan = make.terms(make.item("1.1"), make.item("1.1"), matrix=Matrix(watch=9, reduce=4, act=16))

    problems = plan_faults([make.change("A", plan, "2025-12-10")], [])

    assert [(each.code, each.other) for each in problems] == [
        ("control item twice", "1.1"),
        ("risk limits out of order", "BUN"),
    ]


def test_a_body_adopts_its_own_plan_and_names_those_that_are_there() -> None:
    plan = make.terms(make.item(owner="NOBODY"))

    found = [lack for lack, _said in lacks_of(plan, decided_by="KS", units=["BUN"], posts=[])]

    assert found == [PlanLack.ANOTHERS_PLAN, PlanLack.NOBODY_THERE]


@pytest.mark.parametrize(
    ("outcomes", "is_over", "expected"),
    [
        ([], False, None),
        ([], True, Status.CANNOT_BE_ASSESSED),
        ([CheckOutcome.NOT_DONE], True, Status.CANNOT_BE_ASSESSED),
        ([CheckOutcome.IN_ORDER], False, None),
        ([CheckOutcome.IN_ORDER], True, Status.PARTLY),
        ([CheckOutcome.IN_ORDER, CheckOutcome.IN_ORDER], False, Status.ACHIEVED),
        ([CheckOutcome.IN_ORDER, CheckOutcome.MINOR], False, Status.PARTLY),
        ([CheckOutcome.SERIOUS, CheckOutcome.IN_ORDER], True, Status.NOT_ACHIEVED),
    ],
)
def test_an_item_that_is_to_be_checked_twice(
    outcomes: list[CheckOutcome], *, is_over: bool, expected: Status | None
) -> None:
    assert sign(outcomes, times=2, is_over=is_over) is expected


@given(st.lists(st.sampled_from(CheckOutcome)), st.integers(1, 6))
def test_what_nobody_looked_at_is_never_found_in_order(outcomes: list[CheckOutcome], times: int) -> None:
    found = sign(outcomes, times=times, is_over=True)

    assert (found is Status.CANNOT_BE_ASSESSED) == all(each is CheckOutcome.NOT_DONE for each in outcomes)


def test_a_tally_counts_each_item_once_and_those_without_a_measure() -> None:
    standings = [
        standing([CheckOutcome.SERIOUS, CheckOutcome.MINOR], times=2, is_over=False, has_measure=False),
        standing([CheckOutcome.MINOR], times=2, is_over=False, has_measure=True),
        standing([], times=1, is_over=False, has_measure=False),
    ]

    counted = tally(standings)

    assert (counted.items, counted.missed, counted.partly, counted.not_yet) == (3, 1, 1, 1)
    assert (counted.deviations, counted.without_measure) == (3, 1)
    assert total([counted, counted]).deviations == 6


@given(
    st.from_regex(r"[A-Z]{2,4}(_[A-Z]{2})?", fullmatch=True),
    st.integers(1990, 2100),
    st.from_regex(r"[1-9](\.[1-9])?", fullmatch=True),
)
def test_an_item_is_found_again_from_what_measures_say(unit: str, year: int, item: str) -> None:
    assert item_of(origin_of(unit, year, item)) == (unit, year, item)
    assert item_of("BUN") is None
