"""The internal control of the whole group, as the board follows it (6 kap. 1 and 6 §§ KL)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.control import queries, words
from rodatraden.control.queries import BodyControl
from rodatraden.control.rules.addresses import plan_address
from rodatraden.control.rules.codes import RiskLevel
from rodatraden.control.rules.signs import Tally, total
from rodatraden.control.views.shown import WRITE, own_units, reader
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.ui import tables
from rodatraden.ui.components.judgement import STATUSES
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body as a row: its plan, and what its items come to."""

    unit: Link
    plan: Link | None
    decision: Link | None
    tally: Tally | None
    levels: Sequence[tuple[str, int]]


@reads
def summary(request: Request, form: Form = "page") -> HttpResponse:
    """Each body with its plan, its risks, what was checked and what came of it; those without a plan are told too."""
    days = request.days
    year = _year(request)
    bodies = queries.summary(year, on=days.on, known=days.known, may_read=reader(request))
    if form != "page":
        return tables.answer(_table(bodies, year), form, days, year=year)
    told = [body.followed.tally for body in bodies if body.followed]
    return page(
        request,
        "control/summary.html",
        year=year,
        years=sorted({*queries.years(known=days.known), days.on.year}, reverse=True),
        bodies=[_shown(body, year) for body in bodies],
        without=[Link(body.unit.name, unit_address(body.unit.code)) for body in bodies if body.followed is None],
        total=total(told),
        adopted=len(told),
        may_write=days.is_today and bool(own_units(request, WRITE)),
        crumbs=[Link(_("Internal control"))],
    )


def _year(request: Request) -> int:
    asked = request.GET.get("ar", "")
    return int(asked) if asked.isdecimal() and 1900 <= int(asked) <= 2200 else request.days.on.year


def _shown(body: BodyControl, year: int) -> ShownBody:
    plan = body.followed.plan if body.followed else None
    return ShownBody(
        unit=Link(body.unit.name, unit_address(body.unit.code)),
        plan=Link(str(year), plan_address(body.unit.code, year)) if plan else None,
        decision=Link(plan.decision, f"/beslut/{plan.decision}") if plan else None,
        tally=body.followed.tally if body.followed else None,
        levels=[(str(words.LEVELS[level]), body.levels[level]) for level in RiskLevel if body.levels.get(level)],
    )


def _table(bodies: Sequence[BodyControl], year: int) -> Table:
    columns = [
        Column("unit", _("Body"), "link"),
        Column("code", _("Code")),
        Column("decision", _("Plan adopted by")),
        *(Column(level.value, str(words.LEVELS[level]).capitalize(), "number") for level in RiskLevel),
        Column("items", _("Control items"), "number"),
        *(Column(name, str(STATUSES[name][1]).capitalize(), "number") for name in words.SIGN_SHAPES.values()),
        Column("deviations", _("Deviations"), "number"),
        Column("without_measure", _("Without a measure"), "number"),
    ]
    rows = [Row(_cells(body)) for body in bodies]
    caption = _("Internal control %(year)d") % {"year": year}
    return Table("kontroll", caption, columns, rows)


def _cells(body: BodyControl) -> tuple[tables.Cell, ...]:
    tally = body.followed.tally if body.followed else None
    counted = ("items", *words.SIGN_SHAPES.values(), "deviations", "without_measure")
    return (
        Link(body.unit.name, unit_address(body.unit.code)),
        body.unit.code,
        body.followed.plan.decision if body.followed else None,
        *(body.levels.get(level, 0) for level in RiskLevel),
        *(getattr(tally, name) if tally else None for name in counted),
    )
