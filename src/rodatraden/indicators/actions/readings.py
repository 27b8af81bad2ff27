"""Recording readings. Rows are added, never altered."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from rodatraden.indicators import models, queries
from rodatraden.indicators.actions.handed_in import NewReading, Stored, in_time
from rodatraden.indicators.actions.refusals import OutOfRange, RecordedOtherwise, UnknownIndicator, ValueAndNone
from rodatraden.indicators.rules import WITHOUT_VALUE, Gender, Standing, in_force, in_range, joined, nearest
from rodatraden.journal import actions as journal

_Key = tuple[str, str, str, str, str]
_SAID: Final = ("value", "state", "count", "source")


def _key(row: models.Reading) -> _Key:
    return (row.indicator, row.unit, row.period, row.gender, row.standing)


@transaction.atomic
def record_readings(*, readings: Sequence[NewReading], by: str, at: datetime) -> Stored:
    """Append the readings that say something new.

    One with its own instant is known by it: the same again adds nothing. One without is compared with the latest.
    Raises UnknownIndicator, OutOfRange, ValueAndNone, RecordedOtherwise: then nothing is stored.
    """
    done = Stored([], [])
    indicators = queries.definitions()
    history = _history({given.indicator for given in readings})
    fresh = []
    for given in in_time(readings, at):
        row = _row(given, indicators.get(given.indicator, []), at)
        if _is_new(row, history, has_instant=given.recorded_at is not None):
            fresh.append(row)
            done.added.append(f"{row.indicator} {row.unit} {row.period}{_sort(row)}")
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
    if given.state in WITHOUT_VALUE and given.value is not None:
        raise ValueAndNone(given)
    if not in_range(given.value, lowest=indicator.lowest, highest=indicator.highest):
        raise OutOfRange(given.indicator, given.value)
    return models.Reading(**(asdict(given) | {"unit": given.unit or indicator.unit, "recorded_at": recorded_at}))


def _history(codes: Collection[str]) -> dict[_Key, list[models.Reading]]:
    """What is recorded already for some indicators, oldest first for each key."""
    found: dict[_Key, list[models.Reading]] = {}
    for row in models.Reading.objects.filter(indicator__in=codes).order_by("recorded_at", "pk"):
        found.setdefault(_key(row), []).append(row)
    return found


def _is_new(row: models.Reading, history: dict[_Key, list[models.Reading]], *, has_instant: bool) -> bool:
    """Whether a reading says something new; if so it joins the history."""
    key = _key(row)
    recorded = history.get(key, [])
    before = in_force(recorded, row.recorded_at)
    is_same = before is not None and all(getattr(before, name) == getattr(row, name) for name in _SAID)
    if before is not None and before.recorded_at == row.recorded_at and not is_same:
        raise RecordedOtherwise(row.indicator, row.unit, row.period, row.recorded_at)
    if before is not None and is_same and (not has_instant or before.recorded_at == row.recorded_at):
        return False
    history[key] = joined(row, recorded)
    return True


def _sort(row: models.Reading) -> str:
    """What a label says besides, of a reading that is not the published one of all people."""
    said = [row.gender] if row.gender != Gender.ALL else []
    return "".join(f" {each}" for each in [*said, *([row.standing] if row.standing != Standing.PUBLISHED else [])])
