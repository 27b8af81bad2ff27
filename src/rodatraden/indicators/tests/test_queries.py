from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.indicators import queries
from rodatraden.indicators.rules import Operator, Target, Verdict
from rodatraden.indicators.tests.make import LATER, MARCH, aim, define, indicator, reading, record, target
from rodatraden.kernel.periods import FOREVER

pytestmark = pytest.mark.django_db


def test_measures_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    codes = [f"i{number}" for number in range(20)]
    define(*(indicator(code) for code in codes))
    aim(*(target(code) for code in codes))
    record(*(reading("90", code) for code in codes))

    with django_assert_num_queries(2):
        found = queries.measured(codes, period="2025", known=LATER)
    assert {each.verdict for each in found.values()} == {Verdict.MET}


def test_the_latest_reading_counts_as_known_on_the_day() -> None:
    define(indicator())
    aim(target(said=">= 88"))
    record(reading("90"), reading("86.5", at=MARCH))

    before = queries.measured(["behorig"], period="2025", known=date(2026, 3, 1))["behorig"]
    after = queries.measured(["behorig"], period="2025", known=date(2026, 3, 2))["behorig"]
    assert (before.outcome.value, before.verdict) == (Decimal(90), Verdict.MET)
    assert (after.outcome.value, after.verdict) == (Decimal("86.5"), Verdict.MISSED)


def test_before_anything_was_recorded_nothing_is_known() -> None:
    define(indicator())
    aim(target())
    record(reading())

    found = queries.measured(["behorig"], period="2025", known=date(2026, 1, 1))["behorig"]
    assert (found.outcome.value, found.outcome.source, found.verdict) == (None, None, Verdict.UNMEASURED)


def test_a_reading_taken_back_is_missing_and_says_so() -> None:
    define(indicator())
    aim(target(said="<= 50"))
    record(reading("40"), reading("", at=MARCH, source="Felräknat"))

    found = queries.measured(["behorig"], period="2025", known=LATER)["behorig"]
    assert (found.outcome.value, found.verdict) == (None, Verdict.UNMEASURED)
    assert found.outcome.source is not None
    assert found.outcome.source.origin == "Felräknat"


def test_the_readings_of_other_units_are_no_outcome() -> None:
    define(indicator(unit="BUN"))
    record(reading("50", unit="SKOLAN"))

    assert queries.measured(["behorig"], period="2025", known=LATER)["behorig"].outcome.value is None


def test_is_compared_with_the_same_period_a_year_before() -> None:
    define(indicator())
    record(reading("85.9", period="2024-T1"), reading("86.5", period="2025-T1"), reading("99", period="2024"))

    assert queries.measured(["behorig"], period="2025-T1", known=LATER)["behorig"].previous.value == Decimal("85.9")


def test_a_figure_knows_where_it_comes_from() -> None:
    define(indicator())
    record(reading("86.5", source="Skolverket"))

    found = queries.measured(["behorig"], period="2025", known=LATER, address=lambda code: f"/mal/x#{code}")
    outcome = found["behorig"].outcome
    assert outcome.on == date(2025, 12, 31)
    assert outcome.source is not None
    assert (outcome.source.origin, outcome.source.address) == ("Skolverket", "/mal/x#behorig")


def test_a_course_holds_every_revision_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    define(indicator())
    define(indicator(unit="SN"), at=MARCH)
    aim(target(), target(period="2026"))
    aim(target(said=">= 80"), at=MARCH)
    record(reading("90"), reading("86.5", at=MARCH), reading("1", unit="SKOLAN"), reading("70", period="2020"))

    with django_assert_num_queries(2):
        found = queries.courses([], period="2025", known=LATER, whole=["behorig"])["behorig"]
    assert [each.unit for each in found.definitions] == ["BUN", "SN"]
    assert [(each.period, int(each.value)) for each in found.targets] == [("2025", 88), ("2026", 88), ("2025", 80)]
    assert [each.value for each in found.readings] == [Decimal(90), Decimal(1), Decimal(70), Decimal("86.5")]
    part = queries.courses(["behorig"], period="2025", known=LATER)["behorig"]
    assert (len(part.definitions), len(part.targets), len(part.readings)) == (2, 2, 3)


def test_is_judged_by_the_definition_and_the_target_known_on_the_day() -> None:
    define(indicator(name="Behöriga"))
    aim(target(said=">= 88"))
    record(reading("86.5"), reading("90", unit="SN"))
    define(indicator(name="Behöriga till yrkesprogram", unit="SN"), at=MARCH)
    aim(target(said="> 80"), at=MARCH)

    told = [
        queries.measured(["behorig"], period="2025", known=known)["behorig"]
        for known in (date(2026, 3, 1), date(2026, 3, 2))
    ]
    assert [each.name for each in told] == ["Behöriga", "Behöriga till yrkesprogram"]
    assert [each.outcome.value for each in told] == [Decimal("86.5"), Decimal(90)]
    assert [each.target for each in told] == [
        Target(Operator.AT_LEAST, Decimal(88)),
        Target(Operator.ABOVE, Decimal(80)),
    ]
    assert [each.verdict for each in told] == [Verdict.MISSED, Verdict.MET]
    assert queries.measured(["behorig"], period="2025", known=date(2023, 12, 10)) == {}


def test_for_ever_is_known_too() -> None:
    define(indicator())
    record(reading())

    assert len(queries.readings(known=FOREVER)) == 1
    assert queries.targets() == {}
