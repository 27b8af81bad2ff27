"""Is each reader told of what is theirs to do, and of the rest only how much it is?"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

import pytest

from rodatraden.finance import rules as finance_rules
from rodatraden.finance.rules import Books, Entry, Financing, Kind
from rodatraden.overview import queries
from rodatraden.overview.queries import MoneyLine
from rodatraden.steering.queries import RollUp
from rodatraden.steering.rules import Stage
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db

ON = make.LATER


def told() -> RollUp:
    found = queries.state(on=ON, known=ON)
    assert found is not None
    return found.rollup


@pytest.fixture(autouse=True)
def _a_round() -> None:
    make.municipality()
    make.plan()
    make.asked("BUN", "SN")


def followed(rights: set[tuple[str, str]], without: Collection[str] = ()) -> tuple[int, int]:
    found = queries.following(
        told(), without=without, has=lambda right, unit: (right.rpartition(".")[2], unit) in rights
    )
    return found.not_handed_in, found.not_approved


def test_the_one_who_follows_a_round_is_told_how_many_have_not_handed_in_and_how_many_wait() -> None:
    assert followed({("follow", "BUN"), ("follow", "SN")}) == (2, 0)
    assert followed({("follow", "BUN"), ("follow", "SN")}, {"BUN"}) == (1, 0)
    assert followed({("approve", "BUN")}) == (0, 0)

    make.write("Vi har gjort det vi skulle.")
    make.submit()

    assert followed({("follow", "BUN"), ("follow", "SN")}) == (1, 1)
    assert followed({("follow", "BUN")}, {"BUN"}) == (0, 0)


def test_counts_what_is_approved_of_what_is_asked() -> None:
    make.write("Vi har gjort det vi skulle.")
    make.submit()
    make.approve()
    found = queries.state(on=ON, known=ON)

    assert found is not None
    assert (found.approved, found.asked) == (1, 2)
    assert {unit.stage for unit in found.rollup.units} == {Stage.APPROVED, Stage.DRAFT}


def test_before_any_round_there_is_no_state() -> None:
    assert queries.state(on=date(2019, 1, 1), known=date(2019, 1, 1)) is None


def amounts(line: MoneyLine) -> list[Decimal | None]:
    return [figure.value for figure, _address in line.figures]


def test_the_money_of_all_compares_what_can_be_compared() -> None:
    economy = finance_rules.economy(
        Books(
            year=2026,
            previous_year=2025,
            budget=[entry("BUN", 10), entry("SN", 100)],
            forecast=[entry("BUN", 8), entry("SN", None)],
        ),
        units={},
        round_code="r",
        title="R",
        known=ON,
    )

    operations, investments = queries.money_of_all(economy)
    assert amounts(operations) == [10, 8, -2]
    assert (operations.left_out, operations.whole[0].value if operations.whole else None) == (1, Decimal(110))
    assert all("jamforda=1" in address for _figure, address in operations.figures)
    assert (amounts(investments), investments.left_out, investments.whole) == ([None, None, None], 0, None)


def entry(unit: str, kronor: int | None) -> Entry:
    amount = None if kronor is None else Decimal(kronor)
    return Entry(unit, Kind.OPERATIONS, Financing.TAX, amount)
