"""What is known about money: the statement of a round, and every row that was recorded behind a figure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeAlias
from urllib.parse import quote, urlencode

from django.db.models import CharField, Exists, Min, OuterRef, QuerySet, Subquery, TextField, Value
from django.urls import reverse
from django.utils import timezone

from rodatraden.finance import models, rules, words
from rodatraden.finance.rules import Cell, Column, Economy, Entry, Financing, Kind
from rodatraden.kernel.figures import Source
from rodatraden.kernel.periods import end_of
from rodatraden.organisation import models as organisation_models
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation, Unit

Row: TypeAlias = models.Budget | models.Forecast | models.Outcome


class UnknownRound(LookupError):
    """A round code that no round has."""


def economy(
    *,
    round_code: str,
    known: date,
    on: date | None = None,
    units: Organisation | None = None,
    occasion: models.Occasion | None = None,
) -> Economy:
    """Budget, forecast, outcome and deviation of a round, in kronor, as recorded by the end of a day.

    The units have the names and the order of `units`, else of the organisation on the day `on` (else `known`).
    At most four queries, one less for who knows the round and gives it as an occasion.

    Raises UnknownRound.
    """
    described = models.Occasion.objects.filter(round=round_code, recorded_at__lt=_end_of(known))
    occasion = occasion or described.order_by("-recorded_at").first()
    if occasion is None:
        raise UnknownRound(round_code)
    rows = _counting(occasion, known)
    found = units or organisation.units(on=on or known, known=known)
    names = unit_names({row.unit for each in rows.values() for row in each}, found)
    entries = {column: list(_entries(occasion, column, each, names)) for column, each in rows.items()}
    books = rules.Books(
        year=occasion.year,
        previous_year=occasion.previous_year,
        budget=entries[Column.BUDGET],
        forecast=entries[Column.FORECAST],
        previous=entries[Column.PREVIOUS],
    )
    return rules.economy(books, units=names, round_code=round_code, title=occasion.title, known=known)


class Described(Protocol):
    """A round as the slice that knows rounds has it."""

    code: str
    title: str
    year: int
    previous_year: int


def occasion(of: Described) -> models.Occasion:
    """The same as the occasion that is kept for the round: for who has read the round already."""
    return models.Occasion(round=of.code, title=of.title, year=of.year, previous_year=of.previous_year)


def occasions(*, known: date) -> QuerySet[models.Occasion]:
    """The rounds that had forecasts by the end of a day, latest first."""
    forecasts = models.Forecast.objects.filter(round=OuterRef("round"), recorded_at__lt=_end_of(known))
    begun = forecasts.order_by().values("round").annotate(first=Min("recorded_at")).values("first")
    described = models.Occasion.objects.filter(recorded_at__lt=_end_of(known))
    later = described.filter(round=OuterRef("round"), recorded_at__gt=OuterRef("recorded_at"))
    rows = described.filter(~Exists(later)).annotate(begun_at=Subquery(begun)).filter(begun_at__isnull=False)
    return rows.order_by("-year", "-begun_at", "-round")


def rounds_forecast() -> set[str]:
    """The codes of all rounds that a forecast was recorded in: for the slice that knows which rounds there are."""
    return set(models.Forecast.objects.values_list("round", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Version:
    """An amount in kronor as it was recorded once. `counts`: it is the one that counts."""

    amount: Decimal | None
    comment: str
    source: str
    recorded_at: datetime
    counts: bool


def versions(economy: Economy, cell: Cell) -> list[Version]:
    """All that was recorded of a unit's budget, forecast or outcome by the day the economy is known, latest first."""
    rows = _column(economy, cell.column, economy.known)
    told = rows.filter(unit=cell.unit, kind=cell.kind, financing=cell.financing).order_by("-recorded_at")
    return [
        Version(row.amount, _comment(row), row.source, row.recorded_at, counts=place == 0)
        for place, row in enumerate(told)
    ]


def unit_names(codes: Iterable[str], units: Organisation) -> dict[str, str]:
    """Names by code in the order of the tree; last those among `codes` that only exist on other days."""
    children = units.children()
    names = {unit.code: unit.name for unit in _walk(children, None)}
    if elsewhere := sorted({*codes} - {*names}):
        rows = organisation_models.UnitVersion.objects.filter(code__in=elsewhere)
        names |= {version.code: version.name for version in rows.order_by("code", "known_to", "valid_to")}
    return names


def address(round_code: str, cell: Cell) -> str:
    """Where a figure is shown with the rows behind it."""
    without_unit = _address(round_code, replace(cell, unit=None))
    return without_unit if cell.unit is None else f"{without_unit}&enhet={quote(cell.unit)}"


@lru_cache(maxsize=1024)
def _address(round_code: str, cell: Cell) -> str:
    """Kept, because a page has thousands of figures and they differ only in their units."""
    return f"{reverse('finance:amount')}?{urlencode(words.query(round_code, cell))}"


def _walk(children: Mapping[str | None, Sequence[Unit]], parent: str | None) -> Iterator[Unit]:
    for unit in children.get(parent, ()):
        yield unit
        yield from _walk(children, unit.code)


def _column(of: models.Occasion | Economy, column: Column, known: date) -> QuerySet[Row]:
    """The rows behind a column, as recorded by the end of a day."""
    rows: QuerySet[Row]
    if column is Column.FORECAST:
        rows = models.Forecast.objects.filter(round=of.round)
    elif column is Column.PREVIOUS:
        rows = models.Outcome.objects.filter(year=of.previous_year)
    else:
        rows = models.Budget.objects.filter(year=of.year)
    return rows.filter(recorded_at__lt=_end_of(known))


class _Counted(NamedTuple):
    """The row that counts for a key in a column."""

    column: str
    unit: str
    kind: str
    financing: str
    amount: Decimal | None
    comment: str
    source: str
    recorded_at: datetime


def _counting(of: models.Occasion, known: date) -> dict[Column, list[_Counted]]:
    """The row that was recorded last for each unit, kind and financing, in each column. One query for them all."""
    first, *others = (_last(of, column, known) for column in (Column.FORECAST, Column.BUDGET, Column.PREVIOUS))
    found: dict[Column, list[_Counted]] = {Column.BUDGET: [], Column.FORECAST: [], Column.PREVIOUS: []}
    for row in first.union(*others, all=True):
        found[Column(row[0])].append(_Counted(*row))
    return found


def _last(of: models.Occasion, column: Column, known: date) -> QuerySet[Any, Any]:
    rows = _column(of, column, known)
    scope = "round" if column is Column.FORECAST else "year"
    same = {name: OuterRef(name) for name in (scope, "unit", "kind", "financing")}
    later = rows.model.objects.filter(**same, recorded_at__gt=OuterRef("recorded_at"), recorded_at__lt=_end_of(known))
    comment = "comment" if column is Column.FORECAST else Value("", output_field=TextField())
    name = Value(column.value, output_field=CharField())
    return rows.filter(~Exists(later)).values_list(
        name, "unit", "kind", "financing", "amount", comment, "source", "recorded_at"
    )


def _entries(
    of: models.Occasion, column: Column, rows: Sequence[_Counted], units: Mapping[str, str]
) -> Iterator[Entry]:
    heading = words.column(column, year=of.year, previous_year=of.previous_year)
    about = {(kind, financing): words.about(kind, financing) for kind in Kind for financing in Financing}
    for row in rows:
        kind, financing = Kind(row.kind), Financing(row.financing)
        yield Entry(
            row.unit,
            kind,
            financing,
            row.amount,
            row.comment,
            Source(
                words.label(heading, units.get(row.unit, row.unit), about[kind, financing]),
                row.source,
                row.recorded_at,
                address(of.round, Cell(kind, column, financing, row.unit)),
            ),
        )


def _comment(row: Row) -> str:
    return row.comment if isinstance(row, models.Forecast) else ""


def _end_of(day: date) -> datetime:
    """The first instant after a day where the municipality is."""
    return end_of(day, timezone.get_default_timezone())
