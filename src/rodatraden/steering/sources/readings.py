"""What is wrong with a sheet of readings, and what of it can be stored?

The sheet belongs to the indicators, but it is read here: an indicator is known once the plan is read, and the plan
holds goals too, which the indicators below know nothing of. So the rows are handed down.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line
from rodatraden.indicators import actions, queries
from rodatraden.indicators.actions import NewReading
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rules import in_range, nearest
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering.sources.plan import out_of_range
from rodatraden.steering.sources.rows import ReadingRow


def store(lines: Sequence[Line[ReadingRow]], *, units: frozenset[str], by: str, at: datetime, loaded: Loaded) -> None:
    """Check readings against the indicators, store those that hold, and note faults and what was added."""
    defined = queries.definitions()
    met: dict[tuple[str, str, str, datetime | None], int] = {}
    recorded: dict[tuple[str, str, str, datetime | None], tuple[Decimal | None, str]] = {
        (row.indicator, row.unit, row.period, row.recorded_at): (row.value, row.source)
        for row in queries.readings(known=FOREVER)
    }
    fresh: list[NewReading] = []
    for line in lines:
        indicator = nearest(defined.get(line.row.indicator, ()), line.row.recorded_at or at)
        if wrong := _wrong(line, indicator, units):
            loaded.faults.append(wrong)
            continue
        new = _new(line.row, indicator)
        key = (new.indicator, new.unit, new.period, new.recorded_at)
        if key in met:
            loaded.faults.append(line.fault("indicator", _("Stands on line %(line)d already.") % {"line": met[key]}))
        elif recorded.get(key, said := (new.value, new.source)) != said:
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
    if not in_range(line.row.value, lowest=indicator.lowest, highest=indicator.highest):
        return line.fault("value", out_of_range(indicator.lowest, indicator.highest))
    return None


def _new(row: ReadingRow, indicator: Indicator | None) -> NewReading:
    return NewReading(
        indicator=row.indicator,
        unit=row.unit or (indicator.unit if indicator else ""),
        period=row.period,
        value=row.value,
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
            source=row.source,
            recorded_at=timezone.localtime(row.recorded_at),
        )
