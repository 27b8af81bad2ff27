"""Defining indicators, setting targets and recording readings. Rows are added, never altered."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeVar

from django.db import transaction

from rodatraden.indicators import models, queries
from rodatraden.indicators.rules import Direction, News, Noted, Operator, in_force, in_range, joined, nearest, note
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
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTarget:
    """A target for an indicator in a period."""

    indicator: str
    period: str
    operator: Operator
    value: Decimal
    source: str = ""
    recorded_at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


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
    clashes: list[object] = field(default_factory=list)
    """What was handed in that says something else than what is recorded at the very same instant."""

    def takes(self, given: object, label: str, noted: Noted) -> bool:
        """Count something that was handed in; whether it is to be stored."""
        match noted.news:
            case News.FIRST:
                self.added.append(label)
            case News.CHANGED:
                self.changed.append(label)
            case News.NOTHING:
                self.unchanged += 1
            case News.CLASH:
                self.clashes.append(given)
        return noted.is_new

    def refuse_clashes(self) -> None:
        """Raise RecordedOtherwise when there is any."""
        if self.clashes:
            raise RecordedOtherwise(*self.clashes)


class UnknownIndicator(Exception):
    """No indicator has the code."""


class OutOfRange(Exception):
    """A value that the indicator can't have."""


class RecordedOtherwise(Exception):
    """At the very same instant something else was recorded: a correction has its own. Holds what was handed in so."""


@transaction.atomic
def define_indicators(*, indicators: Sequence[NewIndicator], by: str, at: datetime) -> Stored:
    """Append the definitions that say something else than what counted when they were recorded.

    What has no instant of its own is recorded now. Raises RecordedOtherwise: then nothing is stored.
    """
    recorded, done = queries.definitions(), Stored([], [])
    for given in _in_time(indicators, at):
        row = models.Indicator(**(asdict(given) | {"recorded_at": given.recorded_at or at}))
        noted = note(row, given.code, recorded, _DEFINING)
        if done.takes(given, given.code, noted):
            row.save(force_insert=True)
            code = "indicators.indicator.defined" if noted.news is News.FIRST else "indicators.indicator.redefined"
            journal.record(code, of=f"{given.code} {given.name}", by=by, details=noted.was)
    done.refuse_clashes()
    return done


@transaction.atomic
def set_targets(*, targets: Sequence[NewTarget], by: str, at: datetime) -> Stored:
    """Append the targets that say something else than what counted when they were recorded.

    What has no instant of its own is recorded now. Raises UnknownIndicator, RecordedOtherwise: then nothing is stored.
    """
    done, indicators = Stored([], []), queries.by_code()
    recorded: dict[tuple[str, str], list[models.Target]] = {}
    for row in models.Target.objects.order_by("recorded_at", "pk"):
        recorded.setdefault((row.indicator, row.period), []).append(row)
    for given in _in_time(targets, at):
        if given.indicator not in indicators:
            raise UnknownIndicator(given.indicator)
        row, label = models.Target(**(asdict(given) | {"recorded_at": given.recorded_at or at})), str(given)
        noted = note(row, (given.indicator, given.period), recorded, _AIMING)
        if done.takes(given, label, noted):
            row.save(force_insert=True)
            code = "indicators.target.set" if noted.news is News.FIRST else "indicators.target.changed"
            journal.record(code, of=label, by=by, details=noted.was)
    done.refuse_clashes()
    return done


_DEFINING: Final = tuple(field.name for field in fields(NewIndicator) if field.name not in {"code", "recorded_at"})
_AIMING: Final = ("operator", "value", "source")

New = TypeVar("New", NewIndicator, NewTarget, NewReading)


def _in_time(given: Sequence[New], at: datetime) -> list[New]:
    return sorted(given, key=lambda each: each.recorded_at or at)


_Key = tuple[str, str, str]


@transaction.atomic
def record_readings(*, readings: Sequence[NewReading], by: str, at: datetime) -> Stored:
    """Append the readings that say something new.

    One with its own instant is known by it: the same again adds nothing. One without is compared with the latest.
    Raises UnknownIndicator, OutOfRange, RecordedOtherwise: then nothing is stored.
    """
    done = Stored([], [])
    indicators = queries.definitions()
    history = _history({given.indicator for given in readings})
    fresh = []
    for given in _in_time(readings, at):
        row = _row(given, indicators.get(given.indicator, []), at)
        if _is_new(row, history, has_instant=given.recorded_at is not None):
            fresh.append(row)
            done.added.append(f"{given.indicator} {row.unit} {row.period}")
        else:
            done.unchanged += 1
    models.Reading.objects.bulk_create(fresh, batch_size=500)
    if fresh:
        details = {"readings": len(fresh), "indicators": sorted({row.indicator for row in fresh})[:100]}
        journal.record("indicators.readings.recorded", of=f"{len(fresh)}", by=by, details=details)
    return done


def _row(given: NewReading, defined: Sequence[models.Indicator], at: datetime) -> models.Reading:
    """A reading as a row, of the unit and in the range that the indicator had when it was recorded."""
    recorded_at = given.recorded_at or at
    indicator = nearest(defined, recorded_at)
    if indicator is None:
        raise UnknownIndicator(given.indicator)
    if not in_range(given.value, lowest=indicator.lowest, highest=indicator.highest):
        raise OutOfRange(given.indicator, given.value)
    return models.Reading(**(asdict(given) | {"unit": given.unit or indicator.unit, "recorded_at": recorded_at}))


def _history(codes: Collection[str]) -> dict[_Key, list[models.Reading]]:
    """What is recorded already for some indicators, oldest first for each key."""
    found: dict[_Key, list[models.Reading]] = {}
    for row in models.Reading.objects.filter(indicator__in=codes).order_by("recorded_at", "pk"):
        found.setdefault((row.indicator, row.unit, row.period), []).append(row)
    return found


def _is_new(row: models.Reading, history: dict[_Key, list[models.Reading]], *, has_instant: bool) -> bool:
    """Whether a reading says something new; if so it joins the history."""
    key = (row.indicator, row.unit, row.period)
    recorded = history.get(key, [])
    before = in_force(recorded, row.recorded_at)
    is_same = before is not None and (before.value, before.source) == (row.value, row.source)
    if before is not None and before.recorded_at == row.recorded_at and not is_same:
        raise RecordedOtherwise(row.indicator, row.unit, row.period, row.recorded_at)
    if before is not None and is_same and (not has_instant or before.recorded_at == row.recorded_at):
        return False
    history[key] = joined(row, recorded)
    return True
