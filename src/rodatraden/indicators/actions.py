"""Defining indicators, setting targets and recording readings. Readings are added, never altered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from rodatraden.indicators import models, queries
from rodatraden.indicators.rules import Direction, Operator, in_range
from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIndicator:
    """An indicator as it is handed in."""

    code: str
    name: str
    unit: str
    direction: Direction
    valid_from: date
    valid_to: date = FOREVER
    measure: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    description: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTarget:
    """A target for an indicator in a period."""

    indicator: str
    period: str
    operator: Operator
    value: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReading:
    """A reading as it is handed in. Without `unit` it is the owner's; without `recorded_at` it is recorded now."""

    indicator: str
    period: str
    value: Decimal | None
    unit: str = ""
    source: str = ""
    recorded_at: datetime | None = None


@dataclass(slots=True)
class Stored:
    """What storing did: labels of what was added and changed, and how many were as before."""

    added: list[str]
    changed: list[str]
    unchanged: int = 0


class UnknownIndicator(Exception):
    """No indicator has the code."""


class OutOfRange(Exception):
    """A value that the indicator can't have."""


class RecordedOtherwise(Exception):
    """At the very same instant another value was recorded. A correction has its own time."""


@transaction.atomic
def define_indicators(*, indicators: Sequence[NewIndicator], by: str) -> Stored:
    """Add new indicators and bring changed definitions up to date; the journal keeps what they were."""
    done = Stored([], [])
    known = queries.by_code()
    for given in indicators:
        row = known.get(given.code)
        if row is None:
            models.Indicator.objects.create(**asdict(given))
            journal.record("indicators.indicator.defined", of=f"{given.code} {given.name}", by=by)
            done.added.append(given.code)
        elif before := _differing(row, asdict(given)):
            row.save(update_fields=list(before))
            journal.record("indicators.indicator.redefined", of=f"{given.code} {given.name}", by=by, details=before)
            done.changed.append(given.code)
        else:
            done.unchanged += 1
    return done


@transaction.atomic
def set_targets(*, targets: Sequence[NewTarget], by: str) -> Stored:
    """Add new targets and bring changed ones up to date; the journal keeps what they were. Raises UnknownIndicator."""
    done = Stored([], [])
    indicators = queries.by_code()
    known = {(row.indicator_id, row.period): row for row in models.Target.objects.all()}
    for given in targets:
        if given.indicator not in indicators:
            raise UnknownIndicator(given.indicator)
        label = f"{given.indicator} {given.period}"
        fields = {"operator": given.operator.value, "value": given.value, "source": given.source}
        row = known.get((indicators[given.indicator].pk, given.period))
        if row is None:
            models.Target.objects.create(indicator=indicators[given.indicator], period=given.period, **fields)
            journal.record("indicators.target.set", of=label, by=by)
            done.added.append(label)
        elif before := _differing(row, fields):
            row.save(update_fields=list(before))
            journal.record("indicators.target.changed", of=label, by=by, details=before)
            done.changed.append(label)
        else:
            done.unchanged += 1
    return done


def _differing(row: models.Indicator | models.Target, fields: Mapping[str, object]) -> dict[str, str]:
    """Put the given values on a row; what stood in the fields that changed, as plain text."""
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    for name in before:
        setattr(row, name, fields[name])
    return {name: "" if value is None else str(value) for name, value in before.items()}


_Key = tuple[int, str, str]


@transaction.atomic
def record_readings(*, readings: Sequence[NewReading], by: str, at: datetime) -> Stored:
    """Append the readings that say something new.

    One with its own instant is known by it: the same again adds nothing. One without is compared with the latest.
    Raises UnknownIndicator, OutOfRange, RecordedOtherwise: then nothing is stored.
    """
    done = Stored([], [])
    indicators = queries.by_code()
    for given in readings:
        _refuse_impossible(given, indicators.get(given.indicator))
    history = _history({given.indicator for given in readings})
    fresh = []
    for given in sorted(readings, key=lambda each: each.recorded_at or at):
        row = _row(given, indicators[given.indicator], at)
        if _is_new(row, history, has_instant=given.recorded_at is not None):
            fresh.append(row)
            done.added.append(f"{given.indicator} {row.unit} {row.period}")
        else:
            done.unchanged += 1
    models.Reading.objects.bulk_create(fresh, batch_size=500)
    if fresh:
        details = {"readings": len(fresh), "indicators": sorted({row.indicator.code for row in fresh})[:100]}
        journal.record("indicators.readings.recorded", of=f"{len(fresh)}", by=by, details=details)
    return done


def _refuse_impossible(given: NewReading, indicator: models.Indicator | None) -> None:
    if indicator is None:
        raise UnknownIndicator(given.indicator)
    if not in_range(given.value, lowest=indicator.lowest, highest=indicator.highest):
        raise OutOfRange(given.indicator, given.value)


def _row(given: NewReading, indicator: models.Indicator, at: datetime) -> models.Reading:
    return models.Reading(
        indicator=indicator,
        unit=given.unit or indicator.unit,
        period=given.period,
        value=given.value,
        source=given.source,
        recorded_at=given.recorded_at or at,
    )


def _history(codes: Collection[str]) -> dict[_Key, list[models.Reading]]:
    """What is recorded already for some indicators, oldest first for each key."""
    found: dict[_Key, list[models.Reading]] = {}
    rows = models.Reading.objects.filter(indicator__code__in=codes).select_related("indicator")
    for row in rows.order_by("recorded_at", "pk"):
        found.setdefault((row.indicator_id, row.unit, row.period), []).append(row)
    return found


def _is_new(row: models.Reading, history: dict[_Key, list[models.Reading]], *, has_instant: bool) -> bool:
    """Whether a reading says something new; if so it joins the history."""
    recorded = history.setdefault((row.indicator_id, row.unit, row.period), [])
    said = (row.value, row.source)
    if not has_instant and recorded and (recorded[-1].value, recorded[-1].source) == said:
        return False
    same = [other for other in recorded if other.recorded_at == row.recorded_at]
    if same and (same[0].value, same[0].source) != said:
        raise RecordedOtherwise(row.indicator.code, row.unit, row.period, row.recorded_at)
    if not same:
        recorded.append(row)
        recorded.sort(key=lambda other: other.recorded_at)
    return not same
