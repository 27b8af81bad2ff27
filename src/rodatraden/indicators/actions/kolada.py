"""Taking in what Kolada publishes, and appending the municipality's own values to the indicators that rest on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from rodatraden.facts import store
from rodatraden.facts.store import Delivery
from rodatraden.facts.tables import Value as Cell
from rodatraden.indicators import queries
from rodatraden.indicators.actions.definitions import define_indicators
from rodatraden.indicators.actions.handed_in import NewIndicator, NewReading
from rodatraden.indicators.actions.readings import record_readings
from rodatraden.indicators.facts import KOLADA
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.queries import kolada
from rodatraden.indicators.queries.catalogue import Kpi
from rodatraden.indicators.rules import Direction, Gender, SourceKind, in_range
from rodatraden.indicators.rules.kolada import CREDIT, Value
from rodatraden.journal import actions as journal

_SIX_DECIMALS: Final = Decimal("0.000001")
_MOST_NAMED: Final = 50
_LONGEST_CODE: Final = 64


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking in values did, or would do. `out_of_range`: the readings that an indicator of ours can't have."""

    added: int
    revised: int
    unchanged: int
    what: tuple[str, ...]
    readings: int = 0
    out_of_range: list[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def take_in_kolada(*, values: Sequence[Value], source: str, by: str, at: datetime, dry_run: bool = False) -> TakenIn:
    """Add what is new to the facts and end what it replaces; then append the readings that indicators take from it.

    In a trial run nothing is stored, and the readings are not counted. Raises facts.Unusable, facts.ToldTooLate.
    """
    kpis = tuple(sorted({value.kpi for value in values}))
    delivery = Delivery(map(_row, values), source, kolada.instant(at), kpis[:_MOST_NAMED])
    receipt = store.deliver(KOLADA, delivery, dry_run=dry_run)
    done = TakenIn(receipt.added, receipt.changed, receipt.unchanged, kpis)
    if dry_run:
        return done
    if receipt.added or receipt.changed:
        details = {"added": receipt.added, "revised": receipt.changed, "kpis": kpis[:_MOST_NAMED]}
        journal.record("indicators.kolada.taken_in", of=source, by=by, details=details)
    readings, strange = append_own(kpis=kpis, by=by, at=at)
    return replace(done, readings=readings, out_of_range=strange)


def _row(value: Value) -> tuple[Cell, ...]:
    return (value.kpi, value.place, value.period, value.gender.value, value.value, value.count, value.state.value)


def append_own(*, kpis: Collection[str], by: str, at: datetime) -> tuple[int, list[dict[str, str]]]:
    """Append the municipality's own values of some KPIs to the indicators that rest on them.

    How many were news, and which values an indicator can't have. Nothing without the municipality's code.
    """
    place = kolada.own_place()
    resting = [
        each for each in queries.by_code().values() if each.source_kind == SourceKind.KOLADA and each.source_key in kpis
    ]
    if not place or not resting:
        return 0, []
    told = kolada.of_place(place, {each.source_key for each in resting})
    fresh, strange = [], []
    for indicator in resting:
        for value in told.get(indicator.source_key, []):
            if value.gender is not Gender.ALL and not indicator.gender_split:
                continue
            reading = _reading(indicator, value)
            if in_range(reading.value, lowest=indicator.lowest, highest=indicator.highest):
                fresh.append(reading)
            else:
                strange.append({"indicator": indicator.code, "value": str(reading.value)})
    return len(record_readings(readings=fresh, by=by, at=at).added), strange


def _reading(indicator: Indicator, value: Value) -> NewReading:
    number = None if value.value is None else Decimal(repr(value.value)).quantize(_SIX_DECIMALS)
    return NewReading(
        indicator=indicator.code,
        period=str(value.period),
        value=number,
        unit=indicator.unit,
        gender=value.gender,
        state=value.state,
        source=f"{CREDIT}, {value.kpi}",
    )


@dataclass(frozen=True, slots=True)
class Connected:
    """The indicator that rests on a KPI, and how many readings it got at once."""

    code: str
    readings: int


@transaction.atomic
def connect_kpi(*, kpi: Kpi, unit: str, direction: Direction, by: str, at: datetime) -> Connected:
    """Define an indicator of a unit that rests on a KPI, and append what is published of us.

    The same unit and KPI again gives the same indicator. One entry in the journal for each.
    """
    code = f"{kpi.code}-{unit}"[:_LONGEST_CODE]
    indicator = NewIndicator(
        code=code,
        name=kpi.title[:300],
        unit=unit,
        direction=direction,
        valid_from=at.date().replace(month=1, day=1),
        measure=kpi.measure[:50],
        description=kpi.description,
        source=f"{CREDIT}, {kpi.code}",
        gender_split=kpi.by_gender,
        source_kind=SourceKind.KOLADA,
        source_key=kpi.code,
    )
    define_indicators(indicators=[indicator], by=by, at=at)
    readings, _strange = append_own(kpis=[kpi.code], by=by, at=at)
    journal.record("indicators.indicator.connected", of=f"{code} {kpi.title}", by=by, details={"readings": readings})
    return Connected(code, readings)
