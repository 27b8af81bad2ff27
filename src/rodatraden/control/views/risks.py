"""The register of risks, as a matrix and a table, and one risk with everything that was told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.control import models, queries, words
from rodatraden.control.rules.addresses import RISKS, item_address, risk_address
from rodatraden.control.rules.codes import Category
from rodatraden.control.rules.matrix import USUAL, Matrix, Square, squares
from rodatraden.control.views.shown import WRITE, crumbs, link, may, names, own_units, reader, weight
from rodatraden.decisions.rules import Named
from rodatraden.organisation import queries as organisation
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@dataclass(frozen=True, slots=True)
class ShownSquare:
    """A square of the matrix: its shape, its word, and the risks that lie there."""

    square: Square[models.RiskVersion]
    shape: str
    word: str
    risks: Sequence[Link]


@reads
def risks(request: Request, form: Form = "page") -> HttpResponse:
    """The risks of the day, all of them or those of a unit and what is below it."""
    days, unit = request.days, request.GET.get("enhet", "").strip()
    there = queries.readable(queries.risks(on=days.on, known=days.known), known=days.known, may_read=reader(request))
    units = organisation.units_and_relations(on=days.on, known=days.known)
    shown = [row for row in there if not unit or row.unit == unit or units.within(row.unit, unit)]
    named = names({code for row in there for code in (row.unit, row.owner)}, days)
    matrix = _matrix_of(shown, unit, request)
    table = _table(shown, named, matrix, total=len(there))
    if form != "page":
        return tables.answer(table, form, days)
    return page(
        request,
        "control/risks.html",
        table=table,
        matrix=_drawn(shown, matrix),
        columns=[(step, words.CONSEQUENCES[step]) for step in range(1, matrix.size + 1)],
        unit=unit,
        owners=sorted({(link(row.unit, named).label, row.unit) for row in there}),
        total=len(there),
        may_write=days.is_today and bool(own_units(request, WRITE)),
        crumbs=crumbs(Link(_("Risks"))),
    )


def _matrix_of(shown: Sequence[models.RiskVersion], unit: str, request: Request) -> Matrix:
    """The scale of the unit's own plan; among several units the usual one, made longer where a risk needs it."""
    days = request.days
    plan = queries.plan_of(unit, days.on.year, on=days.on, known=days.known) if unit else None
    highest = max((max(row.likelihood, row.consequence) for row in shown), default=1)
    return plan.matrix if plan else USUAL if highest <= USUAL.size else Matrix(size=5, watch=5, reduce=10, act=20)


def _drawn(shown: Sequence[models.RiskVersion], matrix: Matrix) -> list[tuple[int, str, list[ShownSquare]]]:
    return [
        (row[0].likelihood, str(words.LIKELIHOODS[row[0].likelihood]), [_square(square) for square in row])
        for row in squares([(risk.likelihood, risk.consequence, risk) for risk in shown], matrix)
    ]


def _square(square: Square[models.RiskVersion]) -> ShownSquare:
    return ShownSquare(
        square,
        words.LEVEL_SHAPES[square.level],
        str(words.LEVELS[square.level]),
        [Link(risk.title, risk_address(risk.risk_id)) for risk in square.risks],
    )


def _table(shown: Sequence[models.RiskVersion], named: Mapping[str, Named], matrix: Matrix, *, total: int) -> Table:
    columns = [
        Column("risk", _("Risk"), "link"),
        Column("code", _("Code")),
        Column("unit", _("Unit"), "link"),
        Column("category", _("What it is about")),
        Column("likelihood", _("Likelihood"), "number"),
        Column("consequence", _("Consequence"), "number"),
        Column("product", _("Product"), "number"),
        Column("level", _("Level")),
        Column("owner", _("Owner"), "link"),
        Column("answer", _("What we do about it")),
    ]
    ordered = sorted(shown, key=lambda row: (-row.likelihood * row.consequence, row.unit, row.risk_id))
    rows = [
        Row(
            (
                Link(row.title, risk_address(row.risk_id)),
                row.risk_id,
                link(row.unit, named),
                str(words.CATEGORIES[Category(row.category)]),
                row.likelihood,
                row.consequence,
                row.likelihood * row.consequence,
                str(words.LEVELS[matrix.level(row.likelihood, row.consequence)]),
                link(row.owner, named) if row.owner else None,
                row.answer or None,
            )
        )
        for row in ordered
    ]
    return Table("risker", _("Risks"), columns, rows, total=total)


@reads
def risk(request: Request, code: str) -> HttpResponse:
    """One risk: what it is, how grave, what is done, where it is checked, and what was told of it before."""
    days = request.days
    row = find_or_404(request, code)
    checked = queries.checked_in(code, known=days.known)
    told = queries.wordings(code, known=days.known)
    named = names({row.unit, row.owner, *(body for body, _year, _item in checked), *(each.post for each in told)}, days)
    plan = queries.plan_of(row.unit, days.on.year, on=days.on, known=days.known)
    matrix = plan.matrix if plan else USUAL
    return page(
        request,
        "control/risk.html",
        risk=row,
        weight=weight(row, matrix),
        shape=words.LEVEL_SHAPES[matrix.level(row.likelihood, row.consequence)],
        word=words.LEVELS[matrix.level(row.likelihood, row.consequence)],
        category=words.CATEGORIES[Category(row.category)],
        unit=link(row.unit, named),
        owner=link(row.owner, named) if row.owner else None,
        checked=[
            (link(body, named), Link(f"{item.item} {item.what}", item_address(body, year, item.item)), year)
            for body, year, item in checked
        ],
        earlier=[(each, weight(each, matrix), link(each.post, named)) for each in reversed(told[:-1])],
        may_write=may(request, WRITE, row.unit),
        crumbs=crumbs(Link(_("Risks"), RISKS), Link(row.title)),
    )


def find_or_404(request: Request, code: str) -> models.RiskVersion:
    """A risk that the reader may see."""
    row = queries.find_risk(code, known=request.days.known)
    if row is None or not queries.readable([row], known=request.days.known, may_read=reader(request)):
        raise Http404(_("There is no risk with the code %(code)s that you may read.") % {"code": code})
    return row
