from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.indicators import queries
from rodatraden.indicators.actions import NewReading
from rodatraden.indicators.queries.series import series
from rodatraden.indicators.queries.whole import Known, known
from rodatraden.indicators.rules import Consolidation, Gender, Standing, State, Verdict
from rodatraden.indicators.tests import make
from rodatraden.indicators.tests.make import LATER, MARCH, aim, define, indicator, record, target
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.models import UnitVersion
from rodatraden.organisation.rules.things import UnitKind

pytestmark = pytest.mark.django_db
_HELD = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}


@pytest.fixture(autouse=True)
def _units() -> None:
    for code, parent in (("NORRVIK", None), ("BUN", "NORRVIK"), ("SN", "NORRVIK"), ("SKOLAN", "BUN"), ("VIK", "BUN")):
        kind = UnitKind.COMMITTEE if parent else UnitKind.MUNICIPALITY
        UnitVersion.objects.create(code=code, name=code, kind=kind, parent=parent, decision="KF-1", **_HELD)


def read(said: str, code: str = "franvaro", *, gender: Gender = Gender.ALL, count: int | None = None) -> None:
    """`BUN=6.5 SN=-` as readings of 2025; - is missing."""
    told = [
        NewReading(
            indicator=code,
            unit=unit,
            period="2025",
            value=None if text == "-" else Decimal(text),
            gender=gender,
            count=count,
            recorded_at=make.JANUARY,
        )
        for unit, text in (each.split("=") for each in said.split())
    ]
    record(*told)


def sick_leave() -> None:
    define(
        indicator(
            "franvaro",
            "NORRVIK",
            name="Sjukfrånvaro",
            consolidation=Consolidation.WEIGHTED_MEAN,
            weights="timmar",
            gender_split=True,
        ),
        indicator("timmar", "NORRVIK", measure="h", highest=None, consolidation=Consolidation.SUM),
    )
    read("SKOLAN=300 VIK=100 SN=600", "timmar")


def asked() -> Known:
    found = known("franvaro", known=LATER)
    assert found is not None
    return found


def test_nobody_knows_an_indicator_before_it_is_defined() -> None:
    assert known("franvaro", known=LATER) is None


def test_what_units_come_to_is_weighed_by_another_indicator() -> None:
    sick_leave()
    read("SKOLAN=4 VIK=8 SN=10")

    found = asked()
    assert found.weighed_by is not None
    assert [found.made["2025"][Gender.ALL][unit].computed.value for unit in ("BUN", "NORRVIK")] == [5, 8]
    assert found.outcome("2025").value == 8


def test_what_is_published_counts_and_the_computed_stands_beside() -> None:
    sick_leave()
    read("SKOLAN=4 VIK=8 SN=10 NORRVIK=7.5")

    found = asked()
    whole = found.whole("2025", "NORRVIK")
    assert whole is not None
    assert (found.outcome("2025").value, whole.computed.value, whole.gap) == (
        Decimal("7.5"),
        Decimal(8),
        Decimal("-0.5"),
    )


def test_women_and_men_are_put_together_apart() -> None:
    sick_leave()
    for gender, hours, told in ((Gender.WOMEN, "SKOLAN=1 SN=1", "SKOLAN=6 SN=8"), (Gender.MEN, "SKOLAN=1", "SKOLAN=3")):
        read(hours, "timmar", gender=gender)
        read(told, gender=gender)

    found = asked()
    assert [found.outcome("2025", gender).value for gender in (Gender.WOMEN, Gender.MEN)] == [7, 3]


def test_sick_leave_of_few_is_hidden_and_can_not_be_counted_back() -> None:
    sick_leave()
    read("SKOLAN=4", count=9)
    read("VIK=8", count=30)
    read("SN=10", count=40)

    found = asked()
    school, creek, social = (found.counting("2025", unit) for unit in ("SKOLAN", "VIK", "SN"))
    assert school is not None
    assert creek is not None
    assert social is not None
    assert (school.state, creek.state) == (State.SUPPRESSED, State.SUPPRESSED)
    assert (school.value, creek.value, social.value) == (None, None, Decimal(10))
    whole = found.whole("2025", "BUN")
    assert whole is not None
    assert (whole.computed.value, whole.missing) == (Decimal(5), 0)
    assert all(part.value is None for part in whole.computed.parts)


def test_few_are_hidden_in_the_goals_and_in_the_list_too() -> None:
    define(indicator("betyg", "SKOLAN"))
    record(NewReading(indicator="betyg", period="2025", value=Decimal(50), count=3, recorded_at=make.JANUARY))

    assert queries.measured(["betyg"], period="2025", known=LATER)["betyg"].outcome.value is None
    assert [(row.value, row.state) for row in series(on=LATER, known=LATER)[0].values] == [(None, State.SUPPRESSED)]


def test_a_revision_is_told_from_what_to_what() -> None:
    define(indicator())
    record(make.reading("85.2"))
    record(make.reading("86.5", at=MARCH))

    found = known("behorig", known=LATER)
    assert found is not None
    counting = found.counting("2025", "BUN")
    assert counting is not None
    assert [row.value for row in found.revisions(counting)] == [Decimal("85.2")]


def test_what_was_computed_elsewhere_counts_when_nothing_is_published() -> None:
    define(indicator())
    told = NewReading(
        indicator="behorig", period="2025", value=Decimal(80), standing=Standing.COMPUTED, recorded_at=make.JANUARY
    )
    record(told)

    assert queries.measured(["behorig"], period="2025", known=LATER)["behorig"].outcome.value == 80
    record(make.reading("85"))
    assert queries.measured(["behorig"], period="2025", known=LATER)["behorig"].outcome.value == 85


def test_near_its_target_is_neither_met_nor_missed() -> None:
    define(indicator())
    aim(replace(target(), tolerance=Decimal(2)))
    record(make.reading("86.5"))

    found = known("behorig", known=LATER)
    assert found is not None
    assert found.verdict("2025") is Verdict.NEAR
    assert queries.measured(["behorig"], period="2025", known=LATER)["behorig"].verdict is Verdict.NEAR
    assert series(on=LATER, known=LATER)[0].verdict() is Verdict.NEAR


def test_the_list_counts_what_was_last_recorded_by_the_day() -> None:
    define(indicator())
    aim(target())
    record(make.reading("90"), make.reading("86.5", at=MARCH))

    before, after = (series(on=LATER, known=known)[0] for known in (date(2026, 2, 1), LATER))
    assert [each.outcome and each.outcome.value for each in (before, after)] == ["90", "86.5"]
    assert (before.is_aimed(date(2025, 6, 1)), before.is_aimed(date(2026, 6, 1))) == (True, False)


def test_a_thousand_are_listed_in_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    define(*(indicator(f"i{number}") for number in range(20)))
    record(*(make.reading("90", f"i{number}") for number in range(20)))

    with django_assert_num_queries(3):
        assert len(series(on=LATER, known=LATER)) == 20
