"""What is wrong with a sheet of readings, and what of it can be stored?

The sheet belongs to the indicators, but it is read here: an indicator is known once the plan is read, and the plan
holds goals too, which the indicators below know nothing of. So the rows are handed down.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line
from rodatraden.indicators import actions, queries
from rodatraden.indicators.actions import NewReading
from rodatraden.indicators.models import Indicator, Reading
from rodatraden.indicators.rules import Gender, Standing, State, in_range, nearest
from rodatraden.indicators.words import STANDING_CODES, STATE_CODES
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering.sources.plan import out_of_range
from rodatraden.steering.sources.rows import ReadingRow

_Key = tuple[str, str, str, str, str, datetime | None]
_STANDINGS: Final = {word: standing for standing, word in STANDING_CODES.items()}
_STATES: Final = {word: state for state, word in STATE_CODES.items()}


def _key(row: NewReading | Reading) -> _Key:
    return (row.indicator, row.unit, row.period, row.gender, row.standing, row.recorded_at)


def _said(row: NewReading | Reading) -> tuple[Decimal | None, str, int | None, str]:
    return (row.value, row.state, row.count, row.source)


def store(lines: Sequence[Line[ReadingRow]], *, units: frozenset[str], by: str, at: datetime, loaded: Loaded) -> None:
    """Check readings against the indicators, store those that hold, and note faults and what was added."""
    defined = queries.definitions()
    met: dict[_Key, int] = {}
    recorded = {_key(row): _said(row) for row in queries.readings(known=FOREVER)}
    fresh: list[NewReading] = []
    for line in lines:
        indicator = nearest(defined.get(line.row.indicator, ()), line.row.recorded_at or at)
        if wrong := _wrong(line, indicator, units):
            loaded.faults.append(wrong)
            continue
        new = _new(line.row, indicator)
        key = _key(new)
        if key in met:
            loaded.faults.append(line.fault("indicator", _("Stands on line %(line)d already.") % {"line": met[key]}))
        elif recorded.get(key, said := _said(new)) != said:
            reason = _("Another value is recorded at this instant. Give the correction an instant of its own.")
            loaded.faults.append(line.fault("value", reason))
        else:
            met[key] = line.number
            fresh.append(new)
    stored = actions.record_readings(readings=fresh, by=by, at=at)
    noun = _("reading")
    loaded.added += [f"{noun} {what}" for what in stored.added]
    loaded.unchanged += stored.unchanged


def _wrong(line: Line[ReadingRow], indicator: Indicator | None, units: frozenset[str]) -> Fault | None:
    """Why a row can't be a reading. The indicator is as it was defined when the reading was recorded."""
    if indicator is None:
        return line.fault("indicator", _("There is no indicator with this code."))
    if line.row.unit is not None and line.row.unit not in units:
        return line.fault("unit", _("There is no unit with this code."))
    if line.row.value is not None and line.row.state in {"saknas", "dolt"}:
        return line.fault("value", _("What is missing or not shown has no value. Take away one of them."))
    if not in_range(line.row.value, lowest=indicator.lowest, highest=indicator.highest):
        return line.fault("value", out_of_range(indicator.lowest, indicator.highest))
    return None


def _new(row: ReadingRow, indicator: Indicator | None) -> NewReading:
    return NewReading(
        indicator=row.indicator,
        unit=row.unit or (indicator.unit if indicator else ""),
        period=row.period,
        value=row.value,
        gender=row.gender or Gender.ALL,
        standing=_STANDINGS[row.standing or "publicerat"],
        state=_STATES[row.state] if row.state else State.PLAIN,
        count=row.count,
        source=row.source,
        recorded_at=row.recorded_at,
    )


def rows() -> Iterator[ReadingRow]:
    """Every reading ever recorded, revisions included. The unit is always named: an indicator may change hands."""
    for row in queries.readings(known=FOREVER):
        yield ReadingRow(
            indicator=row.indicator,
            unit=row.unit,
            period=row.period,
            value=row.value,
            gender=None if row.gender == Gender.ALL else Gender(row.gender),
            standing=None if row.standing == Standing.PUBLISHED else STANDING_CODES[Standing(row.standing)],
            state=STATE_CODES[State(row.state)] if row.state else None,
            count=row.count,
            source=row.source,
            recorded_at=timezone.localtime(row.recorded_at),
        )
