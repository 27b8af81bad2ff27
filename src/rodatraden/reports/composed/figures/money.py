"""How does a table of money read: budget, forecast, deviation and last year for each unit, with sums and sources?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.finance import queries as finance
from rodatraden.finance import words as finance_words
from rodatraden.finance.rules import SUM, Column, Economy, Financing, Kind, Line
from rodatraden.finance.rules import Cell as Place
from rodatraden.finance.rules import Row as Amounts
from rodatraden.kernel.figures import Figure
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Cell, Prose, Row, Table
from rodatraden.reports.composed.figures import reading
from rodatraden.ui import formats
from rodatraden.ui.charts import Bar

UNIT = "mnkr"
COLUMNS = (Column.BUDGET, Column.FORECAST, Column.DEVIATION, Column.PREVIOUS)


def rows_of(economy: Economy, kind: Kind, asked: Asked) -> list[Amounts]:
    """The lines of one kind that belong in the report."""
    return [row for row in economy.statement(kind).rows if reading.concerns(asked, row.unit)]


def table(economy: Economy, kind: Kind, asked: Asked, *, caption: str) -> Table:
    """The lines of each kind of financing with their sum; for the whole group the whole municipality last."""
    return Table(
        caption=caption,
        headings=(
            _("Unit"),
            *(
                finance_words.column(each, year=economy.year, previous_year=economy.previous_year)
                for each in (Column.BUDGET, Column.FORECAST)
            ),
            str(finance_words.COLUMNS[Column.DEVIATION]),
            finance_words.column(Column.PREVIOUS, year=economy.year, previous_year=economy.previous_year),
        ),
        numeric=(False, True, True, True, True),
        rows=tuple(_rows(economy, kind, asked)),
        remark=" ".join(_remarks(economy, kind, asked)),
    )


def _rows(economy: Economy, kind: Kind, asked: Asked) -> Iterator[Row]:
    statement = economy.statement(kind)
    own = rows_of(economy, kind, asked)
    for financing in Financing:
        rows = [row for row in own if row.financing is financing]
        for row in rows:
            places = {each: Place(kind, each, financing, row.unit) for each in COLUMNS}
            yield _row(_name(row), row, places, economy, asked)
        if len(rows) > 1 and not asked.unit:
            places = {each: Place(kind, each, financing) for each in COLUMNS}
            name = str(finance_words.SUMS[financing])
            yield _row(name, statement.sum_of(financing), places, economy, asked, is_sum=True)
    if own and not asked.unit:
        places = {each: Place(kind, each) for each in COLUMNS}
        yield _row(str(finance_words.WHOLE), statement.whole, places, economy, asked, is_sum=True)


def _name(row: Amounts) -> str:
    return str(finance_words.GROUPS[row.financing]) if row.financing is Financing.FINANCING else row.name


def _row(  # noqa: PLR0913 – a line of a table
    name: str,
    line: Line,
    places: dict[Column, Place],
    economy: Economy,
    asked: Asked,
    *,
    is_sum: bool = False,
) -> Row:
    cells = tuple(
        amount(line.figure(column), asked, address=finance.address(economy.round, place), signed=column.value)
        for column, place in places.items()
    )
    return Row(cells=(Cell(text=name), *cells), is_sum=is_sum)


def amount(figure: Figure | None, asked: Asked, *, address: str = "", signed: str = "") -> Cell:
    """An amount as a cell: a stored row with its source, a computed one with how it was computed."""
    if figure is None or figure.value is None:
        return Cell(text="–", address=address)
    if figure.source:
        source = reading.row_source(asked, figure.source)
    else:
        source = asked.sources.number(str(finance_words.FORMULAS.get(figure.formula or SUM, figure.formula)))
    text = formats.amount(figure.value, unit=UNIT, signed=signed == Column.DEVIATION.value)
    return Cell(text=text, value=figure.value, source=source, address=address)


def _remarks(economy: Economy, kind: Kind, asked: Asked) -> Iterator[str]:
    yield _("Amounts in %(unit)s.") % {"unit": formats.unit_word(UNIT)}
    if kind is Kind.OPERATIONS:
        yield _("A deviation with a plus is better than budget, with a minus worse.")
    else:
        yield _("A deviation with a plus means that more is spent than budgeted, with a minus less.")
    rows = rows_of(economy, kind, asked)
    if gaps := sum(row.forecast.value is None or row.budget.value is None for row in rows):
        yield ngettext(
            "%(count)d amount is missing, and the sums leave it out.",
            "%(count)d amounts are missing, and the sums leave them out.",
            gaps,
        ) % {"count": gaps}


def bars(rows: Sequence[Amounts]) -> list[Bar]:
    """The lines as bars: those with both a budget and a forecast."""
    both = [row for row in rows if row.budget.value is not None and row.forecast.value is not None]
    return [Bar(_name(row), row.budget.value, row.forecast.value) for row in both]


def comments(rows: Sequence[Amounts]) -> list[Block]:
    """Why: what each unit said of its forecast, the largest deviation first whichever way it goes."""
    told = sorted((row for row in rows if row.comment), key=lambda row: -abs(row.deviation.value or Decimal(0)))
    if not told:
        return []
    return [Prose(html=reading.bullets([(_told(row), row.comment) for row in told]))]


def _told(row: Amounts) -> str:
    apart = formats.amount(row.deviation.value, unit=UNIT, signed=True)
    return f"{_name(row)}, {apart}\u00a0{formats.unit_word(UNIT)}:"


def against_budget(kronor: Decimal) -> str:
    """An amount as it is said: so much better or worse than budget."""
    if not kronor:
        return _("as budgeted")
    said = _("%(amount)s better than budget") if kronor > 0 else _("%(amount)s worse than budget")
    return said % {"amount": f"{formats.amount(abs(kronor), unit=UNIT)}\u00a0{formats.unit_word(UNIT)}"}
