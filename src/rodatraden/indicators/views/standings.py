"""Where does our municipality stand out? Its place in every KPI that is loaded, the furthest from the median first."""

from decimal import Decimal
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.facts.faults import Unusable
from rodatraden.indicators.queries import comparison, kolada
from rodatraden.indicators.queries.kolada import Standing
from rodatraden.indicators.rules.kolada import CREDIT
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_SHOWN: Final = 100
_FEWEST: Final = 20
"""Municipalities that a KPI must have values of: among fewer a place says little."""


@reads
def standings(request: Request, form: Form = "page") -> HttpResponse:
    """The place of our municipality in every KPI. One that is made up has no place: it is in none of Kolada's lists."""
    us = comparison.own()
    try:
        found = kolada.standings(us.place, known=request.days.known) if us.place else []
    except Unusable as wrong:
        return page(request, "indicators/standings.html", status=503, wrong=wrong, us=us)
    told = sorted((each for each in found if each.of >= _FEWEST), key=lambda each: (-_apart(each), each.kpi))
    if form != "page":
        return tables.answer(_table(told, len(told)), form, request.days, source=CREDIT)
    return page(
        request,
        "indicators/standings.html",
        us=us,
        table=_table(told[:_SHOWN], len(told)) if told else None,
        credit=CREDIT,
    )


def _share(standing: Standing) -> float:
    """How large a share of the others is lower; those that are equal count half."""
    others = standing.of - 1
    return (standing.below + (standing.equal - 1) / 2) / others if others else 0.5


def _apart(standing: Standing) -> float:
    return abs(_share(standing) - 0.5)


def _table(found: list[Standing], total: int) -> Table:
    columns = [
        Column("kpi", _("KPI"), "link"),
        Column("period", _("Year")),
        Column("value", _("Value"), "number"),
        Column("lower", _("Lower than ours"), "number"),
        Column("of", _("Municipalities"), "number"),
        Column("share", _("Share that is lower"), "number", "%", 0),
        Column("source", _("Source")),
    ]
    rows = [
        Row(
            (
                Link(comparison.kpi_of(each.kpi).title, f"/jamfor?k={each.kpi}&ar={each.period}"),
                str(each.period),
                Decimal(repr(each.value)),
                each.below,
                each.of,
                Decimal(str(round(_share(each) * 100, 1))),
                CREDIT,
            )
        )
        for each in found
    ]
    return Table("lage", _("Where we stand in every KPI"), columns, rows, total)
