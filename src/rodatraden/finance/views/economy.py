"""The economy of a round: operations, investments, and the same as CSV and Excel.

Everyone may read: a municipality's budget, outcome and forecasts are public documents (2 kap.
tryckfrihetsförordningen), so no right is asked for here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.finance import queries, rules, words
from rodatraden.finance.rules import Cell, Column, Economy, Financing, Kind, Line, Row, Statement
from rodatraden.kernel.figures import Figure
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.ui import charts, formats, tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Drawn, Link, Step
from rodatraden.ui.tables import Form, Table


@reads
def economy(request: Request, form: Form = "page") -> HttpResponse:
    """Budget, forecast and deviation of a round; the latest round when none is asked for."""
    rounds = list(queries.occasions(known=min(request.days.on, request.days.known)))
    code = request.GET.get("round", "").strip() or (rounds[0].round if rounds else "")
    if not code:
        return page(request, "finance/economy.html", economy=None, steps=steps(""))
    try:
        found = queries.economy(round_code=code, known=request.days.known, on=request.days.on)
    except queries.UnknownRound:
        return no_such_round(request, code)
    if form != "page":
        return tables.answer(_table(found), form, request.days)
    return page(
        request,
        "finance/economy.html",
        economy=found,
        joint=_joint(found),
        statements=[
            _shown(found, statement, _chart(statement, unit=_unit(request)))
            for statement in (found.operations, found.investments)
        ],
        headings=[heading(found, column) for column in Column],
        others=[each for each in rounds if each.round != code],
        steps=steps(found.title),
    )


def no_such_round(request: Request, code: str) -> HttpResponse:
    """What a round code that is none is answered with: the rounds that there are."""
    rounds = queries.occasions(known=min(request.days.on, request.days.known))
    return page(request, "finance/no_such_round.html", status=404, code=code, rounds=rounds)


def steps(title: str) -> list[Step]:
    """Where money stands on the red thread."""
    return [
        Step("goal", _("Goals"), "/mal"),
        Step("money", title or _("Economy"), current=True),
        Step("decision", _("Decisions"), "/beslut"),
    ]


def _unit(request: Request) -> str:
    """What the reader has chosen to see amounts in."""
    asked = request.GET.get("belopp", "")
    return asked if asked in formats.UNITS else "mnkr"


def heading(economy: Economy, column: Column) -> str:
    """A column with its year."""
    return words.column(column, year=economy.year, previous_year=economy.previous_year)


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with the way to what is behind it. `judged`: more is better, as for deviations of a result."""

    figure: Figure
    address: str
    signed: bool = False
    judged: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether it is a sum that leaves something out: then it is marked, and a sentence says what."""
        return self.figure.value is not None and self.figure.missing > 0


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a statement: a unit, or a sum."""

    name: Link
    figures: list[ShownFigure]
    kind: str = "row"


@dataclass(frozen=True, slots=True)
class Comment:
    """Why a line deviates, in the words of who made the forecast."""

    name: str
    deviation: ShownFigure
    text: str


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement: its lines, the whole, and what is said about them."""

    heading: str
    caption: str
    explanation: str
    lines: list[ShownLine]
    whole: ShownLine
    comments: list[Comment]
    uncommented: list[Comment]
    missing: list[str]
    chart: Drawn | None


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint surplus, and what it is made of."""

    label: str
    surplus: ShownFigure
    parts: list[tuple[str, ShownFigure]]


def _shown(economy: Economy, statement: Statement, chart: Drawn | None) -> ShownStatement:
    comments = [_comment(economy, statement.kind, row) for row in statement.rows if row.comment or row.deviation.value]
    captions = {Kind.OPERATIONS: _("Result by unit"), Kind.INVESTMENT: _("Expenditure by unit")}
    explanations = {
        Kind.OPERATIONS: _("The result: a surplus is plus, a deficit is minus."),
        Kind.INVESTMENT: _("What the investments cost. A deviation with plus costs more than budget, with minus less."),
    }
    return ShownStatement(
        heading=str(words.KINDS[statement.kind]),
        caption=captions[statement.kind],
        explanation=explanations[statement.kind],
        lines=list(_lines(economy, statement)),
        whole=_sum(economy, statement, None),
        comments=[comment for comment in comments if comment.text],
        uncommented=[comment for comment in comments if not comment.text],
        missing=list(_missing(economy, statement)),
        chart=chart,
    )


_MOST_BARS = 15


def _chart(statement: Statement, *, unit: str) -> Drawn | None:
    """The largest lines as bars in the order of the table; None when there is nothing to draw."""
    drawn = sorted((row for row in statement.rows if _size(row)), key=_size, reverse=True)[:_MOST_BARS]
    if not drawn:
        return None
    bars = [
        charts.Bar(_spoken_name(row), row.budget.value, row.forecast.value) for row in statement.rows if row in drawn
    ]
    said = _("%(name)s: budget %(budget)s, forecast %(forecast)s")
    description = "; ".join(
        said
        % {
            "name": bar.label,
            "budget": formats.amount(bar.budget, unit=unit),
            "forecast": formats.amount(bar.forecast, unit=unit),
        }
        for bar in bars
    )
    title = _("%(kind)s: budget and forecast, %(unit)s")
    named = title % {"kind": words.KINDS[statement.kind], "unit": formats.unit_word(unit)}
    return charts.draw(charts.budget_and_forecast(bars, unit=unit), title=named, description=description)


def _size(row: Row) -> Decimal:
    return max(abs(figure.value or Decimal(0)) for figure in (row.budget, row.forecast))


def _spoken_name(row: Row) -> str:
    return str(words.GROUPS[row.financing]) if row.financing is Financing.FINANCING else row.name


def _lines(economy: Economy, statement: Statement) -> Iterator[ShownLine]:
    for financing in Financing:
        rows = statement.rows_of(financing)
        alone = financing is Financing.FINANCING and len(rows) == 1  # the line is its own sum
        for row in rows:
            name = Link(str(words.GROUPS[financing])) if alone else Link(row.name, unit_address(row.unit))
            figures = _figures(economy, row, Cell(statement.kind, Column.BUDGET, financing, row.unit))
            yield ShownLine(name, figures, "sum" if alone else "row")
        if rows and not alone:
            yield _sum(economy, statement, financing)


def _sum(economy: Economy, statement: Statement, financing: Financing | None) -> ShownLine:
    line = statement.sum_of(financing) if financing else statement.whole
    figures = _figures(economy, line, Cell(statement.kind, Column.BUDGET, financing))
    return ShownLine(Link(str(words.SUMS[financing] if financing else words.WHOLE)), figures, "sum")


def _figures(economy: Economy, line: Line, cell: Cell) -> list[ShownFigure]:
    return [
        _figure(economy, line.figure(column), Cell(cell.kind, column, cell.financing, cell.unit)) for column in Column
    ]


def _figure(economy: Economy, figure: Figure, cell: Cell) -> ShownFigure:
    signed = cell.column is Column.DEVIATION
    judged = signed and cell.kind is Kind.OPERATIONS  # an investment that costs less may as well be late
    return ShownFigure(figure, queries.address(economy.round, cell), signed, judged)


def _comment(economy: Economy, kind: Kind, row: Row) -> Comment:
    cell = Cell(kind, Column.DEVIATION, row.financing, row.unit)
    return Comment(_spoken_name(row), _figure(economy, row.deviation, cell), row.comment)


def _missing(economy: Economy, statement: Statement) -> Iterator[str]:
    """Which columns have gaps, and how many: a sum with a gap must say so in words."""
    lines = len(statement.rows)
    gaps = {column: sum(row.figure(column).value is None for row in statement.rows) for column in Column}
    for column in (Column.BUDGET, Column.FORECAST, Column.PREVIOUS):
        if gaps[column] == lines > 0:
            yield _("%(column)s: no amounts.") % {"column": heading(economy, column)}
        elif gaps[column]:
            sentence = ngettext(
                "* %(column)s: the amount is missing on %(gaps)d line of %(lines)d, and not counted in the sums.",
                "* %(column)s: the amount is missing on %(gaps)d lines of %(lines)d, and not counted in the sums.",
                gaps[column],
            )
            yield sentence % {"column": heading(economy, column), "gaps": gaps[column], "lines": lines}
    if 0 < gaps[Column.DEVIATION] < lines:
        yield _("* The deviation of a sum counts only lines that have both a budget and a forecast.")


def _joint(economy: Economy) -> Joint:
    parts = [
        (str(words.GROUPS[cell.financing]), _figure(economy, figure, cell))
        for cell in rules.parts(economy, rules.JOINT)
        if cell.financing and (figure := rules.figure(economy, cell))
    ]
    label, value = words.joint(economy.joint_surplus.value)
    told = ShownFigure(
        replace(economy.joint_surplus, value=value),
        queries.address(economy.round, rules.JOINT),
        signed=False,
        judged=False,
    )
    return Joint(str(label), told, parts)


def _table(economy: Economy) -> Table:
    columns = [
        tables.Column("kind", _("Kind")),
        tables.Column("unit", _("Unit code")),
        tables.Column("name", _("Unit")),
        tables.Column("financing", _("Financed by")),
        *(tables.Column(column, heading(economy, column), "kronor") for column in Column),
        tables.Column("comment", _("Comment")),
    ]
    rows = [row for statement in (economy.operations, economy.investments) for row in _table_rows(statement)]
    return Table("ekonomi", economy.title, columns, rows)


def _table_rows(statement: Statement) -> Iterator[tables.Row]:
    kind = str(words.KINDS[statement.kind])
    for financing in Financing:
        payer = str(words.FINANCINGS[financing])
        rows = statement.rows_of(financing)
        for row in rows:
            yield tables.Row((kind, row.unit, row.name, payer, *_amounts(row), row.comment))
        if len(rows) > 1 or (rows and financing is not Financing.FINANCING):
            line = statement.sum_of(financing)
            yield tables.Row((kind, "", str(words.SUMS[financing]), payer, *_amounts(line), _gaps(line)), kind="sum")
    whole = statement.whole
    yield tables.Row((kind, "", str(words.WHOLE), "", *_amounts(whole), _gaps(whole)), kind="sum")


def _gaps(line: Line) -> str:
    """What a sum leaves out, where a file has room for it."""
    columns = {"budget": line.budget.missing, "forecast": line.forecast.missing, "previous": line.previous.missing}
    said = _("Amounts missing: budget %(budget)d, forecast %(forecast)d, outcome %(previous)d.")
    return said % columns if any(columns.values()) else ""


def _amounts(line: Line) -> list[Figure]:
    return [line.figure(column) for column in Column]
