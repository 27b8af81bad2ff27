from datetime import timedelta
from decimal import Decimal

import pytest

from rodatraden.indicators import actions, models, queries
from rodatraden.indicators.tests.make import JANUARY, MARCH, aim, define, indicator, reading, record, target
from rodatraden.journal.models import Entry

LATER_YET = MARCH + timedelta(days=30)

pytestmark = pytest.mark.django_db


def test_defines_an_indicator_once() -> None:
    define(indicator())
    again = define(indicator(), at=MARCH)

    assert (again.added, again.changed, again.unchanged) == ([], [], 1)
    assert Entry.objects.filter(code="indicators.indicator.defined").count() == 1


def test_a_changed_definition_leaves_a_trace_of_what_it_was() -> None:
    define(indicator())
    done = define(indicator(highest=None, name="Behöriga elever"), at=MARCH)

    assert done.changed == ["behorig"]
    assert [row.name for row in queries.definitions()["behorig"]] == ["Indikator behorig", "Behöriga elever"]
    assert Entry.objects.get(code="indicators.indicator.redefined").details == {
        "name": "Indikator behorig",
        "highest": "100.000000",
    }


def test_a_changed_target_leaves_a_trace_of_what_it_was() -> None:
    define(indicator())
    aim(target(said=">= 88"))
    done = aim(target(said="> 80"), at=MARCH)

    assert done.changed == ["behorig 2025"]
    assert Entry.objects.get(code="indicators.target.changed").details == {"operator": ">=", "value": "88.000000"}
    assert aim(target(said="> 80"), at=MARCH).unchanged == 1
    assert [(row.operator, int(row.value)) for row in queries.targets()["behorig"]] == [(">=", 88), (">", 80)]


def test_what_was_aimed_for_first_and_is_again_is_a_change_too() -> None:
    define(indicator())
    for said, at in ((">= 88", JANUARY), ("> 80", MARCH), (">= 88", LATER_YET)):
        aim(target(said=said), at=at)

    assert [row.operator for row in queries.targets()["behorig"]] == [">=", ">", ">="]


def test_something_else_at_the_same_instant_is_refused_and_nothing_is_stored() -> None:
    define(indicator())
    aim(target())

    with pytest.raises(actions.RecordedOtherwise) as caught:
        aim(target(period="2026"), target(said="> 80"))
    assert caught.value.args == (target(said="> 80"),)
    with pytest.raises(actions.RecordedOtherwise):
        define(indicator(name="Annat"))
    assert (models.Target.objects.count(), models.Indicator.objects.count()) == (1, 1)


def test_a_reading_is_of_the_owner_and_in_the_range_that_the_indicator_had_then() -> None:
    define(indicator())
    define(indicator(unit="SN", highest=Decimal(10)), at=MARCH)
    record(reading("86.5"), reading("5", period="2026", at=None))

    assert [row.unit for row in models.Reading.objects.order_by("period")] == ["BUN", "SN"]
    with pytest.raises(actions.OutOfRange):
        record(reading("86.5", period="2024", at=None))


def test_a_target_needs_its_indicator() -> None:
    with pytest.raises(actions.UnknownIndicator):
        aim(target())


def test_a_reading_without_unit_is_the_owners() -> None:
    define(indicator(unit="BUN"))
    record(reading())

    assert models.Reading.objects.get().unit == "BUN"


def test_the_same_reading_twice_adds_nothing() -> None:
    define(indicator())
    record(reading(), reading("80", period="2024", at=None))
    again = record(reading(), reading("80", period="2024", at=None))

    assert (again.added, again.unchanged) == ([], 2)
    assert models.Reading.objects.count() == 2


def test_a_correction_is_added_beside_what_it_corrects() -> None:
    define(indicator())
    record(reading("86.8"))
    record(reading("86.5", at=None), at=MARCH)

    rows = models.Reading.objects.order_by("recorded_at").values_list("value", "recorded_at")
    assert list(rows) == [(Decimal("86.8"), JANUARY), (Decimal("86.5"), MARCH)]


def test_that_a_value_is_missing_is_recorded_too() -> None:
    define(indicator())
    record(reading("86.8"))
    record(reading("", at=None))

    assert models.Reading.objects.latest("recorded_at").value is None


def test_another_value_at_the_same_instant_is_refused() -> None:
    define(indicator())
    record(reading("86.8"))

    with pytest.raises(actions.RecordedOtherwise):
        record(reading("86.5", period="2024"), reading("86.5"))
    assert models.Reading.objects.count() == 1


def test_a_value_that_can_not_be_is_refused() -> None:
    define(indicator())

    with pytest.raises(actions.OutOfRange):
        record(reading("100.1"))
    with pytest.raises(actions.UnknownIndicator):
        record(reading(code="annan"))
    assert not models.Reading.objects.exists()


def test_readings_are_told_of_in_one_journal_entry() -> None:
    define(indicator())
    record(reading(), reading(period="2024"))

    entry = Entry.objects.get(code="indicators.readings.recorded")
    assert entry.details == {"readings": 2, "indicators": ["behorig"]}
