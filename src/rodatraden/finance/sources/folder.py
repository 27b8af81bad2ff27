"""The money of a municipality folder: budget, outcome and forecast as CSV or Excel."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BeforeValidator

from rodatraden.files import tables, writing
from rodatraden.files.columns import Code, Column, Instant, Kronor, Prose, Year
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass, Line
from rodatraden.finance import actions, models
from rodatraden.finance.rules import Financing, Kind
from rodatraden.finance.words import FINANCING_CODES, KIND_CODES
from rodatraden.journal.actions import Batch
from rodatraden.journal.loading import read_lines, receive
from rodatraden.organisation import queries as organisation


def _word(value: object) -> object:
    """Drift and DRIFT are drift."""
    return value.strip().casefold() if isinstance(value, str) else value


_KIND: Final = Column("slag", "drift (resultatet, överskott är plus) eller investering (utgiften är plus).")
_FINANCING: Final = Column("finansiering", "skatt, avgift eller finansiering (kommunens egen, på den översta enheten).")
_UNIT: Final = Column("enhet", "Enhetens kod.")
_AMOUNT: Final = Column("belopp", "Kronor. Tom cell: uppgift saknas. Det är inte samma sak som 0.")
_SOURCE: Final = Column("källa", "Handling och sida, eller adress, där beloppet finns att läsa.")
_RECORDED: Final = Column("registrerad", "När uppgiften lämnades, till exempel 2026-05-20T10:00:00+02:00. Tom: nu.")

KindWord: TypeAlias = Annotated[Literal["drift", "investering"], BeforeValidator(_word)]
FinancingWord: TypeAlias = Annotated[Literal["skatt", "avgift", "finansiering"], BeforeValidator(_word)]


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A line of budget.csv or outcome.csv."""

    year: Annotated[Year, Column("år", "Budgetåret, med fyra siffror.")]
    unit: Annotated[Code, _UNIT]
    kind: Annotated[KindWord, _KIND]
    financing: Annotated[FinancingWord, _FINANCING]
    amount: Annotated[Kronor | None, _AMOUNT] = None
    source: Annotated[Prose, _SOURCE] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A line of forecast.csv."""

    round: Annotated[Code, Column("omgång", "Uppföljningsomgångens kod.")]
    unit: Annotated[Code, _UNIT]
    kind: Annotated[KindWord, _KIND]
    financing: Annotated[FinancingWord, _FINANCING]
    amount: Annotated[Kronor | None, _AMOUNT] = None
    comment: Annotated[Prose, Column("kommentar", "Varför det avviker från budgeten.")] = ""
    source: Annotated[Prose, _SOURCE] = ""
    recorded_at: Annotated[Instant | None, _RECORDED] = None


_KINDS: Final = {word: kind for kind, word in KIND_CODES.items()}
_FINANCINGS: Final = {word: financing for financing, word in FINANCING_CODES.items()}


def _amount(row: AmountRow) -> actions.NewAmount:
    return actions.NewAmount(
        year=row.year,
        unit=row.unit,
        kind=_KINDS[row.kind],
        financing=_FINANCINGS[row.financing],
        amount=row.amount,
        source=row.source,
        recorded_at=row.recorded_at,
    )


def _forecast(row: ForecastRow) -> actions.NewForecast:
    return actions.NewForecast(
        round=row.round,
        unit=row.unit,
        kind=_KINDS[row.kind],
        financing=_FINANCINGS[row.financing],
        amount=row.amount,
        comment=row.comment,
        source=row.source,
        recorded_at=row.recorded_at,
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet, what its rows become, and the action that records them."""

    name: str
    schema: type[Dataclass]
    new: Callable[[Any], actions.New]
    record: Callable[..., Batch]


_SHEETS: Final = (
    _Sheet("budget", AmountRow, _amount, actions.record_budget),
    _Sheet("outcome", AmountRow, _amount, actions.record_outcome),
    _Sheet("forecast", ForecastRow, _forecast, actions.record_forecasts),
)
SHEETS: Final[Mapping[str, type[Dataclass]]] = {sheet.name: sheet.schema for sheet in _SHEETS}


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Record what the sheets say. A sheet that is not there says nothing."""
    loaded = Loaded(_("Economy"))
    units = organisation.unit_codes()
    for sheet in _SHEETS:
        told = _read(sheet, folder, units, loaded)
        receive([*told.items()], partial(_record, sheet, by, at), loaded)
    return loaded


def _record(sheet: _Sheet, by: str, at: datetime, rows: Sequence[actions.New]) -> Batch:
    return sheet.record(rows=rows, by=by, at=at)


def _read(sheet: _Sheet, folder: Path, units: Collection[str], loaded: Loaded) -> dict[actions.New, Line[Any]]:
    """What the lines of a sheet hand in, each with its place. Faults go to `loaded`."""
    lines = read_lines(folder, sheet.name, sheet.schema, loaded)
    told: dict[actions.New, Line[Any]] = {}
    first: dict[object, Line[Any]] = {}
    for line in lines:
        new = sheet.new(line.row)
        before = first.setdefault((new.key, new.recorded_at), line)
        if new.unit not in units:
            loaded.faults.append(line.fault("unit", _("No decision establishes this unit.")))
        elif before is not line:
            reason = _("The same thing stands on line %(line)d. Take one away, or give each its own instant.")
            loaded.faults.append(line.fault("unit", reason % {"line": before.number}))
        else:
            told[new] = line
    return told


def export(folder: Path) -> None:
    """Write every recorded row, also those that no longer count."""
    _write(folder, "budget", AmountRow, models.Budget.objects.order_by("recorded_at", "year", *_ORDER))
    _write(folder, "outcome", AmountRow, models.Outcome.objects.order_by("recorded_at", "year", *_ORDER))
    _write(folder, "forecast", ForecastRow, models.Forecast.objects.order_by("recorded_at", "round", *_ORDER))


_ORDER: Final = ("kind", "financing", "unit")


def _write(folder: Path, name: str, schema: type[Dataclass], rows: QuerySet[Any]) -> None:
    told = [schema(**_values(schema, row)) for row in rows]
    if told:
        (folder / f"{name}.csv").write_bytes(writing.rows_to_csv(schema, told))


def _values(schema: type[Dataclass], row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in tables.columns(schema)}
    words = {"kind": KIND_CODES[Kind(row.kind)], "financing": FINANCING_CODES[Financing(row.financing)]}
    return values | words | {"recorded_at": timezone.localtime(row.recorded_at)}
