"""The rows behind one figure of a round's economy. As public as the economy itself."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.finance import queries, rules, words
from rodatraden.finance.rules import Cell, Column, Economy, Financing, Kind, Row
from rodatraden.finance.views.economy import heading, no_such_round, steps
from rodatraden.kernel.figures import Figure
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Form, Table


@reads
def amount(request: Request, form: Form = "page") -> HttpResponse:
    """One figure: what it was computed from, or everything that was recorded about it."""
    code, days = request.GET.get("round", ""), request.days
    cell = words.cell(request.GET.dict())
    try:
        found = queries.economy(round_code=code, known=days.known, on=days.on)
    except queries.UnknownRound:
        return no_such_round(request, code)
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
        figure=replace(figure, value=words.joint(figure.value)[1]) if cell.joint else figure,
        label=label,
        formula=words.FORMULAS.get(figure.formula, ""),
        signed=cell.column is Column.DEVIATION and not cell.joint,
        table=table,
        crumbs=[Link(_("Economy"), "/ekonomi"), Link(found.title, f"/ekonomi?round={code}"), Link(label)],
        steps=steps(found.title),
    )


def _label(economy: Economy, cell: Cell) -> str:
    """A figure in words: Forecast 2026: Socialnämnden, operations, tax-financed."""
    if cell.joint:
        return str(words.joint(economy.joint_surplus.value)[0])
    about = words.about(cell.kind, cell.financing if cell.unit else None)
    if cell.compared:
        about = f"{about}, {words.COMPARED}"
    return words.label(heading(economy, cell.column), _name(economy, cell), about)


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
    judged = cell.column is Column.DEVIATION and cell.kind is Kind.OPERATIONS and cell.unit is None
    columns = [
        tables.Column("part", _("Amount of"), "link"),
        tables.Column("amount", _("Amount"), "deviation" if judged else "kronor"),
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
