"""Kolada's KPIs: find one, read what it is, and let an indicator of ours rest on it.

Everyone may read: the catalogue is public, and so is which of our indicators rest on a KPI.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.facts.faults import Unusable
from rodatraden.indicators.forms.connect import ConnectForm
from rodatraden.indicators.queries import catalogue, comparison, kolada
from rodatraden.indicators.queries.catalogue import Filter, Kpi
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.indicators.rules.kolada import CREDIT
from rodatraden.organisation import queries as organisation
from rodatraden.ui import tables
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

DEFINE: Final = "indicators.definition.write"
_ON_A_PAGE: Final = 40
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A KPI in the list. `loaded`: the years there are values of, in words."""

    kpi: Kpi
    address: str
    loaded: str


def asked(request: Request) -> tuple[str, Filter]:
    """What is looked for: words, and what narrows them. Without a choice: what is about municipalities."""
    given = request.GET
    kind = given.get("avser", "K")
    narrowed = Filter(
        area=given.get("omrade", ""),
        letter=given.get("slag", "") if given.get("slag", "") in {"N", "U"} else "",
        by_gender=given.get("kon") == "1",
        has_units=given.get("enhet") == "1",
        kind=kind if kind in {"K", "L"} else "",
    )
    return given.get("q", "")[:_LONGEST].replace("\0", " ").strip(), narrowed


@reads
def kpis(request: Request, form: Form = "page") -> HttpResponse:
    """Kolada's KPIs, found by words in any form, by code, and narrowed."""
    text, narrowed = asked(request)
    there = _loaded(request.days)
    found = catalogue.search(text, narrowed)
    if request.GET.get("inlasta") == "1":
        found = [kpi for kpi in found if kpi.code in there]
    if form != "page":
        return tables.answer(_table(found, there), form, request.days, source=CREDIT)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    return page(
        request,
        "indicators/kpis.html",
        text=text,
        narrowed=narrowed,
        only_loaded=request.GET.get("inlasta") == "1",
        areas=catalogue.areas(),
        part=part,
        rows=[Found(kpi, f"/nyckeltal/{kpi.code}", _years(there.get(kpi.code))) for kpi in part.object_list],
        total=len(catalogue.kpis()),
        credit=CREDIT,
    )


def _loaded(days: Days) -> dict[str, tuple[int, int]]:
    """The KPIs there are values of; none where the facts can't be read: the catalogue can be."""
    try:
        return kolada.loaded(known=days.known)
    except Unusable:
        return {}


def _years(span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _table(found: list[Kpi], there: dict[str, tuple[int, int]]) -> Table:
    columns = [
        Column("code", _("Code")),
        Column("title", _("KPI")),
        Column("measure", _("Unit of measure")),
        Column("area", _("Area")),
        Column("gender", _("Women and men apart")),
        Column("published_on", _("Published"), "day"),
        Column("loaded", _("Years that are loaded")),
        Column("description", _("Definition")),
        Column("source", _("Source")),
    ]
    rows = [
        Row(
            (
                *(kpi.code, kpi.title, kpi.measure, kpi.area, _("yes") if kpi.by_gender else _("no")),
                *(kpi.published_on, _years(there.get(kpi.code)), kpi.description, CREDIT),
            )
        )
        for kpi in found
    ]
    return Table("nyckeltal", _("KPIs of Kolada"), columns, rows)


def kpi_or_404(code: str) -> Kpi:
    """A KPI by the code in an address. Raises Http404."""
    found = catalogue.kpis().get(code)
    if found is None:
        raise Http404
    return found


@reads
def kpi(request: Request, code: str) -> HttpResponse:
    """What a KPI is, when it is published, what is loaded of it, and which indicators of ours rest on it."""
    found, days = kpi_or_404(code), request.days
    resting = comparison.connected([code], known=days.known)
    units = may_define_in(request, days.on, days.known) if days.is_today and request.user.is_authenticated else {}
    return page(
        request,
        "indicators/kpi.html",
        kpi=found,
        loaded=_years(_loaded(days).get(code)),
        resting=[Link(each.name, indicator_address(each.code)) for each in resting.values()],
        form=ConnectForm(None, units=units) if units else None,
        credit=CREDIT,
    )


def may_define_in(request: Request, on: date, known: date) -> dict[str, str]:
    """The units in which who is signed in may define indicators, by code, with their names."""
    units = organisation.units(on=on, known=known).units
    return {
        unit.code: unit.name
        for unit in sorted(units.values(), key=lambda unit: unit.name)
        if request.user.has_perm(DEFINE, unit.code)  # type: ignore[arg-type]  # a unit's code is the object
    }
