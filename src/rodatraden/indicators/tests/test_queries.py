from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.indicators import queries
from rodatraden.indicators.rules import Verdict
from rodatraden.indicators.tests.make import LATER, MARCH, aim, define, indicator, reading, record, target
from rodatraden.kernel.periods import FOREVER

pytestmark = pytest.mark.django_db


def test_measures_in_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    codes = [f"i{number}" for number in range(20)]
    define(*(indicator(code) for code in codes))
    aim(*(target(code) for code in codes))
    record(*(reading("90", code) for code in codes))

    with django_assert_num_queries(3):
        found = queries.measured(queries.indicators(codes), period="2025", known=LATER)
    assert {each.verdict for each in found.values()} == {Verdict.MET}


def test_the_latest_reading_counts_as_known_on_the_day() -> None:
    define(indicator())
    aim(target(said=">= 88"))
    record(reading("90"), reading("86.5", at=MARCH))

    before = queries.measured(queries.indicators(["behorig"]), period="2025", known=date(2026, 3, 1))["behorig"]
    after = queries.measured(queries.indicators(["behorig"]), period="2025", known=date(2026, 3, 2))["behorig"]
    assert (before.outcome.value, before.verdict) == (Decimal(90), Verdict.MET)
    assert (after.outcome.value, after.verdict) == (Decimal("86.5"), Verdict.MISSED)


def test_before_anything_was_recorded_nothing_is_known() -> None:
    define(indicator())
    aim(target())
    record(reading())

    found = queries.measured(queries.indicators(["behorig"]), period="2025", known=date(2026, 1, 1))["behorig"]
    assert (found.outcome.value, found.outcome.source, found.verdict) == (None, None, Verdict.UNMEASURED)


def test_a_reading_taken_back_is_missing_and_says_so() -> None:
    define(indicator())
    aim(target(said="<= 50"))
    record(reading("40"), reading("", at=MARCH, source="Felräknat"))

    found = queries.measured(queries.indicators(["behorig"]), period="2025", known=LATER)["behorig"]
    assert (found.outcome.value, found.verdict) == (None, Verdict.UNMEASURED)
    assert found.outcome.source is not None
    assert found.outcome.source.origin == "Felräknat"


def test_the_readings_of_other_units_are_no_outcome() -> None:
    define(indicator(unit="BUN"))
    record(reading("50", unit="SKOLAN"))

    assert (
        queries.measured(queries.indicators(["behorig"]), period="2025", known=LATER)["behorig"].outcome.value is None
    )


def test_is_compared_with_the_same_period_a_year_before() -> None:
    define(indicator())
    record(reading("85.9", period="2024-T1"), reading("86.5", period="2025-T1"), reading("99", period="2024"))

    assert queries.measured(queries.indicators(["behorig"]), period="2025-T1", known=LATER)[
        "behorig"
    ].previous.value == Decimal("85.9")


def test_a_figure_knows_where_it_comes_from() -> None:
    define(indicator())
    record(reading("86.5", source="Skolverket"))

    found = queries.measured(
        queries.indicators(["behorig"]), period="2025", known=LATER, address=lambda code: f"/mal/x#{code}"
    )
    outcome = found["behorig"].outcome
    assert outcome.on == date(2025, 12, 31)
    assert outcome.source is not None
    assert (outcome.source.origin, outcome.source.address) == ("Skolverket", "/mal/x#behorig")


def test_a_series_holds_every_revision_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    define(indicator())
    record(reading("90"), reading("86.5", at=MARCH), reading("1", unit="SKOLAN"))

    with django_assert_num_queries(1):
        found = queries.series(["behorig"], known=LATER)
    assert [each.value for each in found["behorig"]] == [Decimal(90), Decimal(1), Decimal("86.5")]


def test_for_ever_is_known_too() -> None:
    define(indicator())
    record(reading())

    assert len(queries.series(["behorig"], known=FOREVER)["behorig"]) == 1
    assert queries.targets(["behorig"]) == {}
