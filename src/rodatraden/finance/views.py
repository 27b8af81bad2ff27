"""The economy of a round, and the rows behind each of its figures.

Everyone may read: a municipality's budget, outcome and forecasts are public documents (2 kap.
tryckfrihetsförordningen), so no right is asked for here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.finance import queries, rules, words
from rodatraden.finance.rules import Cell, Column, Economy, Financing, Kind, Line, Row, Statement
from rodatraden.kernel.figures import Figure
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Step
from rodatraden.ui.tables import Form, Table


@reads
def economy(request: Request, form: Form = "page") -> HttpResponse:
    """Budget, forecast and deviation of a round; the latest round when none is asked for."""
    rounds = list(queries.occasions(known=request.days.known))
    code = request.GET.get("round", "").strip() or (rounds[0].round if rounds else "")
    if not code:
        return page(request, "finance/economy.html", economy=None, steps=_steps(""))
    try:
        found = queries.economy(round_code=code, known=request.days.known, on=request.days.on)
    except queries.UnknownRound:
        return page(request, "finance/no_such_round.html", status=404, code=code, rounds=rounds)
    if form != "page":
        return tables.answer(_table(found), form, request.days)
    return page(
        request,
        "finance/economy.html",
        economy=found,
        joint=_joint(found),
        statements=[_shown(found, statement) for statement in (found.operations, found.investments)],
        headings=[_heading(found, column) for column in Column],
        others=[each for each in rounds if each.round != code],
        steps=_steps(found.title),
    )


@reads
def amount(request: Request, form: Form = "page") -> HttpResponse:
    """One figure: what it was computed from, or everything that was recorded about it."""
    code, days = request.GET.get("round", ""), request.days
    cell = words.cell(request.GET.dict())
    try:
        found = queries.economy(round_code=code, known=days.known, on=days.on)
    except queries.UnknownRound:
        rounds = queries.occasions(known=days.known)
        return page(request, "finance/no_such_round.html", status=404, code=code, rounds=rounds)
    figure = rules.figure(found, cell) if cell else None
    if cell is None or figure is None:
        raise Http404(_("The economy of the round has no such amount. Go to the round and follow the figure you want."))
    table = _versions(found, cell) if cell.is_recorded else _parts(found, cell)
    if form != "page":
        return tables.answer(table, form, days)
    label = _label(found, cell)
    return page(
        request,
        "finance/amount.html",
        economy=found,
        figure=figure,
        label=label,
        formula=words.FORMULAS.get(figure.formula, ""),
        signed=cell.column is Column.DEVIATION,
        table=table,
        crumbs=[Link(_("Economy"), "/ekonomi"), Link(found.title, f"/ekonomi?round={code}"), Link(label)],
        steps=_steps(found.title),
    )


def _steps(title: str) -> list[Step]:
    return [
        Step("goal", _("Goals"), "/mal"),
        Step("money", title or _("Economy"), current=True),
        Step("decision", _("Decisions"), "/beslut"),
    ]


# ── The two statements as the page shows them ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with the way to what is behind it."""

    figure: Figure
    address: str
    signed: bool = False


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
    explanation: str
    lines: list[ShownLine]
    whole: ShownLine
    comments: list[Comment]
    uncommented: list[Comment]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint surplus, and what it is made of."""

    label: str
    surplus: ShownFigure
    parts: list[tuple[str, ShownFigure]]


def _shown(economy: Economy, statement: Statement) -> ShownStatement:
    comments = [_comment(economy, statement.kind, row) for row in statement.rows if row.comment or row.deviation.value]
    explanations = {
        Kind.OPERATIONS: _("The result: a surplus is plus, a deficit is minus."),
        Kind.INVESTMENT: _("What the investments cost. A deviation with plus costs more than budget, with minus less."),
    }
    return ShownStatement(
        heading=str(words.KINDS[statement.kind]),
        explanation=explanations[statement.kind],
        lines=list(_lines(economy, statement)),
        whole=_sum(economy, statement, None),
        comments=[comment for comment in comments if comment.text],
        uncommented=[comment for comment in comments if not comment.text],
        missing=list(_missing(economy, statement)),
    )


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
    return ShownFigure(figure, queries.address(economy.round, cell), signed=cell.column is Column.DEVIATION)


def _comment(economy: Economy, kind: Kind, row: Row) -> Comment:
    name = str(words.GROUPS[row.financing]) if row.financing is Financing.FINANCING else row.name
    cell = Cell(kind, Column.DEVIATION, row.financing, row.unit)
    return Comment(name, _figure(economy, row.deviation, cell), row.comment)


def _missing(economy: Economy, statement: Statement) -> Iterator[str]:
    """Which columns have gaps, and how many: a sum with a gap must say so in words."""
    rows = len(statement.rows)
    for column in (Column.BUDGET, Column.FORECAST, Column.PREVIOUS):
        gaps = sum(row.figure(column).value is None for row in statement.rows)
        if gaps:
            sentence = ngettext(
                "%(column)s: the amount is missing on %(gaps)d line of %(rows)d, and not counted in the sums.",
                "%(column)s: the amount is missing on %(gaps)d lines of %(rows)d, and not counted in the sums.",
                gaps,
            )
            none = _("%(column)s: no amounts.")
            yield (none if gaps == rows else sentence) % {
                "column": _heading(economy, column),
                "gaps": gaps,
                "rows": rows,
            }


def _joint(economy: Economy) -> Joint:
    value = economy.joint_surplus.value
    parts = [
        (str(words.GROUPS[cell.financing]), _figure(economy, figure, cell))
        for cell in rules.parts(economy, rules.JOINT)
        if cell.financing and (figure := rules.figure(economy, cell))
    ]
    label = words.JOINT_DEFICIT if value is not None and value < 0 else words.JOINT_SURPLUS
    return Joint(str(label), _figure(economy, economy.joint_surplus, rules.JOINT), parts)


def _heading(economy: Economy, column: Column) -> str:
    return words.column(column, year=economy.year, previous_year=economy.previous_year)


# ── The same as rows, for CSV and Excel ───────────────────────────────────────────────────────────────────────────


def _table(economy: Economy) -> Table:
    columns = [
        tables.Column("kind", _("Kind")),
        tables.Column("unit", _("Unit code")),
        tables.Column("name", _("Unit")),
        tables.Column("financing", _("Financed by")),
        *(tables.Column(column, _heading(economy, column), "kronor") for column in Column),
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
            figures = _amounts(statement.sum_of(financing))
            yield tables.Row((kind, "", str(words.SUMS[financing]), payer, *figures, ""), kind="sum")
    yield tables.Row((kind, "", str(words.WHOLE), "", *_amounts(statement.whole), ""), kind="sum")


def _amounts(line: Line) -> list[Figure]:
    return [line.figure(column) for column in Column]


# ── The rows behind one figure ────────────────────────────────────────────────────────────────────────────────────


def _label(economy: Economy, cell: Cell) -> str:
    """A figure in words: Forecast 2026: Socialnämnden, operations, tax-financed."""
    if cell.joint:
        return str(words.JOINT_SURPLUS)
    return words.label(_heading(economy, cell.column), _name(economy, cell), cell)


def _name(economy: Economy, cell: Cell) -> str:
    rows: Sequence[Row] = economy.statement(cell.kind).rows
    if cell.unit:
        return next((row.name for row in rows if row.unit == cell.unit), cell.unit)
    if cell.financing is Financing.FINANCING:
        return str(words.GROUPS[cell.financing])
    return str(words.SUMS[cell.financing] if cell.financing else words.WHOLE)


def _versions(economy: Economy, cell: Cell) -> Table:
    columns = [
        tables.Column("recorded_at", _("Recorded")),
        tables.Column("amount", _("Amount"), "kronor"),
        tables.Column("counts", _("Counts")),
        tables.Column("comment", _("Comment")),
        tables.Column("source", _("Source")),
    ]
    rows = [
        tables.Row(
            (
                f"{timezone.localtime(version.recorded_at):%Y-%m-%d %H:%M}",
                version.amount,
                _("yes") if version.counts else _("no, replaced"),
                version.comment,
                version.source,
            )
        )
        for version in queries.versions(economy, cell)
    ]
    return Table("belopp", _("All that was recorded, latest first"), columns, rows)


def _parts(economy: Economy, cell: Cell) -> Table:
    columns = [
        tables.Column("part", _("Amount of"), "link"),
        tables.Column("amount", _("Amount"), "deviation" if cell.column is Column.DEVIATION else "kronor"),
        tables.Column("source", _("Source")),
        tables.Column("recorded_at", _("Recorded")),
    ]
    rows = [
        tables.Row(_part(economy, part, figure))
        for part in rules.parts(economy, cell)
        if (figure := rules.figure(economy, part))
    ]
    return Table("belopp", _("What it is computed from"), columns, rows)


def _part(economy: Economy, cell: Cell, figure: Figure) -> tuple[tables.Cell, ...]:
    source = figure.source
    recorded = f"{timezone.localtime(source.recorded_at):%Y-%m-%d %H:%M}" if source and source.recorded_at else ""
    computed = str(words.FORMULAS[figure.formula]) if figure.formula else ""
    link = Link(_label(economy, cell), queries.address(economy.round, cell))
    return (link, figure, source.origin if source else computed, recorded)
