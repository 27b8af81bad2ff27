"""What was budgeted, what is expected, what became of it last year, and how far apart are they?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from rodatraden.kernel.figures import Figure, Source, difference, total

KRONOR: Final = "kr"


class Kind(StrEnum):
    """Operations are told as a result (surplus +), investments as what they cost (+)."""

    OPERATIONS = "operations"
    INVESTMENT = "investment"


class Financing(StrEnum):
    """Who pays: the taxpayers, those who use it (water, waste), or neither: the municipality's own financing."""

    TAX = "tax"
    FEE = "fee"
    FINANCING = "financing"


class Column(StrEnum):
    """The amounts of a line, in the order they are read."""

    BUDGET = "budget"
    FORECAST = "forecast"
    PREVIOUS = "previous"
    DEVIATION = "deviation"


SUM: Final = "sum"
DEVIATION: Final = "forecast - budget"
SUM_OF_DEVIATIONS: Final = "sum of deviations"
"""How a figure was computed; `words` says it to people."""

Key: TypeAlias = tuple[str, Kind, Financing]
"""Whose amount it is (a unit's code), and of what."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount in kronor as it was recorded. None: it was said to be missing, which is not the same as 0."""

    unit: str
    kind: Kind
    financing: Financing
    amount: Decimal | None
    comment: str = ""
    source: Source | None = None

    @property
    def key(self) -> Key:
        """Whose amount it is, and of what."""
        return (self.unit, self.kind, self.financing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What a statement is drawn up from: for each column, at most one entry a key."""

    year: int
    previous_year: int
    budget: Sequence[Entry] = ()
    forecast: Sequence[Entry] = ()
    previous: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """The same thing budgeted, expected, as it became last year, and the difference between the first two."""

    budget: Figure
    forecast: Figure
    previous: Figure
    deviation: Figure

    def figure(self, column: Column) -> Figure:
        """The amount in one column."""
        figures = {
            Column.BUDGET: self.budget,
            Column.FORECAST: self.forecast,
            Column.PREVIOUS: self.previous,
            Column.DEVIATION: self.deviation,
        }
        return figures[column]


@dataclass(frozen=True, slots=True)
class Row(Line):
    """One unit's line, with the comment of its forecast."""

    unit: str
    name: str
    financing: Financing
    comment: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Every unit's line of one kind, tax-financed first, and their sums."""

    kind: Kind
    rows: tuple[Row, ...]
    tax: Line
    fee: Line
    financing: Line
    whole: Line

    def sum_of(self, financing: Financing) -> Line:
        """The sum of the lines with one kind of financing."""
        sums = {Financing.TAX: self.tax, Financing.FEE: self.fee, Financing.FINANCING: self.financing}
        return sums[financing]

    def rows_of(self, financing: Financing) -> list[Row]:
        """The lines with one kind of financing, in order."""
        return [row for row in self.rows if row.financing is financing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy:
    """A round's forecast of the whole municipality, as known on a day."""

    round: str
    title: str
    known: date
    year: int
    previous_year: int
    operations: Statement
    investments: Statement
    joint_surplus: Figure

    def statement(self, kind: Kind) -> Statement:
        """The operations or the investments."""
        return self.operations if kind is Kind.OPERATIONS else self.investments


def statement(books: Books, *, kind: Kind, units: Mapping[str, str]) -> Statement:
    """The lines of one kind, and their sums, in kronor.

    `units` names the units by code, in the order in which they are to be read; a unit that is not there comes last,
    under its code. The tax-financed come first, then the fee-financed, then the financing.

    A sum counts the amounts that are known, and its `missing` tells how many are not. The sum of deviations counts
    only lines where both budget and forecast are known: forecast minus budget of two sums with different gaps would
    call a missing forecast a loss.
    """
    rows = tuple(_rows(books, kind, units))
    days = _Days.of(books)
    sums = {each: _sum([row for row in rows if row.financing is each], days) for each in Financing}
    present = [sums[each] for each in Financing if any(row.financing is each for row in rows)]
    return Statement(
        kind, rows, sums[Financing.TAX], sums[Financing.FEE], sums[Financing.FINANCING], whole=_sum(present, days)
    )


def economy(books: Books, *, units: Mapping[str, str], round_code: str, title: str, known: date) -> Economy:
    """Operations, investments and the joint surplus of a round."""
    operations = statement(books, kind=Kind.OPERATIONS, units=units)
    return Economy(
        round=round_code,
        title=title,
        known=known,
        year=books.year,
        previous_year=books.previous_year,
        operations=operations,
        investments=statement(books, kind=Kind.INVESTMENT, units=units),
        joint_surplus=joint_surplus(operations),
    )


def joint_surplus(operations: Statement) -> Figure:
    """How much better than budget what the taxpayers pay for becomes: the tax-financed and the financing together.

    The fee-financed is left out: its surplus belongs to those who pay the fees (självkostnadsprincipen, 2 kap. 6 §
    kommunallagen).
    """
    counted = [
        operations.sum_of(each).deviation for each in (Financing.TAX, Financing.FINANCING) if operations.rows_of(each)
    ]
    return total(counted, unit=KRONOR, on=operations.whole.forecast.on, formula=SUM_OF_DEVIATIONS)


@dataclass(frozen=True, slots=True)
class _Days:
    """The last days of the years that the amounts are of."""

    year: date
    previous: date

    @classmethod
    def of(cls, books: Books) -> "_Days":
        return cls(date(books.year, 12, 31), date(books.previous_year, 12, 31))


def _rows(books: Books, kind: Kind, units: Mapping[str, str]) -> Iterator[Row]:
    days = _Days.of(books)
    budget, forecast, previous = (
        {entry.key: entry for entry in entries if entry.kind is kind}
        for entries in (books.budget, books.forecast, books.previous)
    )
    for key in _ordered({*budget, *forecast, *previous}, list(units)):
        unit, _, financing = key
        expected = _figure(forecast.get(key), days.year)
        budgeted = _figure(budget.get(key), days.year)
        yield Row(
            budgeted,
            expected,
            _figure(previous.get(key), days.previous),
            difference(expected, budgeted, formula=DEVIATION),
            unit=unit,
            name=units.get(unit, unit),
            financing=financing,
            comment=forecast[key].comment if key in forecast else "",
        )


def _ordered(keys: Iterable[Key], units: Sequence[str]) -> list[Key]:
    place = {code: number for number, code in enumerate(units)}
    group = {financing: number for number, financing in enumerate(Financing)}
    return sorted(keys, key=lambda key: (group[key[2]], place.get(key[0], len(place)), key[0]))


def _figure(entry: Entry | None, on: date) -> Figure:
    return Figure(entry.amount, KRONOR, on, source=entry.source) if entry else Figure(None, KRONOR, on)


def _sum(lines: Sequence[Line], days: _Days) -> Line:
    return Line(
        total([line.budget for line in lines], unit=KRONOR, on=days.year, formula=SUM),
        total([line.forecast for line in lines], unit=KRONOR, on=days.year, formula=SUM),
        total([line.previous for line in lines], unit=KRONOR, on=days.previous, formula=SUM),
        total([line.deviation for line in lines], unit=KRONOR, on=days.year, formula=SUM_OF_DEVIATIONS),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """Which figure of an economy is meant.

    With a unit its line, with financing alone the sum of the lines financed so, with neither the whole municipality.
    `joint` is the joint surplus. `compared` leaves out of a sum the lines that lack a budget or a forecast, so that the
    budget, the forecast and the deviation are of the same lines.
    """

    kind: Kind
    column: Column
    financing: Financing | None = None
    unit: str | None = None
    joint: bool = False
    compared: bool = False

    @property
    def is_recorded(self) -> bool:
        """Whether the figure was recorded as it is, and not computed from others."""
        return self.unit is not None and self.column is not Column.DEVIATION


JOINT: Final = Cell(Kind.OPERATIONS, Column.DEVIATION, joint=True)


def figure(economy: Economy, cell: Cell) -> Figure | None:
    """The figure that is meant; None when the economy has no such line."""
    if cell.joint:
        return economy.joint_surplus
    if cell.compared:
        return compared(economy, cell.kind).figure(cell.column)
    line = _line(economy.statement(cell.kind), cell)
    return line.figure(cell.column) if line else None


def is_compared(line: Line) -> bool:
    """Whether a line has both a budget and a forecast."""
    return line.deviation.value is not None


def compared(economy: Economy, kind: Kind) -> Line:
    """The sum of the lines that have both a budget and a forecast: there the deviation is one minus the other."""
    days = _Days(date(economy.year, 12, 31), date(economy.previous_year, 12, 31))
    return _sum([row for row in economy.statement(kind).rows if is_compared(row)], days)


def parts(economy: Economy, cell: Cell) -> list[Cell]:
    """The cells that a computed figure was computed from; none for one that was recorded."""
    if cell.is_recorded:
        return []
    if cell.joint:
        groups = [each for each in (Financing.TAX, Financing.FINANCING) if economy.operations.rows_of(each)]
        return [Cell(cell.kind, cell.column, each) for each in groups]
    if cell.unit is not None:
        return [Cell(cell.kind, column, cell.financing, cell.unit) for column in (Column.FORECAST, Column.BUDGET)]
    statement = economy.statement(cell.kind)
    if cell.compared:
        return [Cell(cell.kind, cell.column, row.financing, row.unit) for row in statement.rows if is_compared(row)]
    if cell.financing is not None:
        return [Cell(cell.kind, cell.column, row.financing, row.unit) for row in statement.rows_of(cell.financing)]
    return [Cell(cell.kind, cell.column, each) for each in Financing if statement.rows_of(each)]


def _line(statement: Statement, cell: Cell) -> Line | None:
    if cell.unit is not None:
        named = (row for row in statement.rows if (row.unit, row.financing) == (cell.unit, cell.financing))
        return next(named, None)
    return statement.whole if cell.financing is None else statement.sum_of(cell.financing)
