"""The register of decisions: searched, filtered, and as a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import models, queries, rules, words
from rodatraden.decisions.forms import wanted_in
from rodatraden.decisions.views.named import called, link_to, names_on
from rodatraden.ui import tables
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Cell, Column, Form, Row, Table

_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: what it is called in the address, and what may be chosen."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


@reads
def register(request: Request, form: Form = "page") -> HttpResponse:
    """The decisions taken by the day that are asked for, latest first; public, as protocols are."""
    days, wanted = request.days, wanted_in(request.GET.dict())
    found = queries.register(wanted, on=days.on, known=days.known)
    seen = min(days.known, days.on)
    ways = queries.ways_back(known=seen)
    if form != "page":
        return tables.answer(_table(list(found), ways, days, whole=True), form, days)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    table = _table(list(part.object_list), ways, days, total=part.paginator.count)
    choices = _choices(wanted, known=seen)
    return page(
        request,
        "decisions/register.html",
        table=table,
        part=part,
        text=wanted.text,
        choices=choices,
        is_filtered=wanted != queries.Wanted(),
    )


def _choices(wanted: queries.Wanted, *, known: date) -> list[Choice]:
    years, bodies = queries.years_and_bodies(known=known)
    named = names_on(known, called({*bodies}, known=known))
    by_name = sorted(((code, link_to(named, code).label) for code in bodies), key=lambda each: each[1].casefold())
    states = [(name, str(words.STATES[state])) for name, state in words.STATES_IN_ADDRESSES.items()]
    chosen = next((name for name, state in words.STATES_IN_ADDRESSES.items() if state == wanted.state), "")
    return [
        Choice("ar", _("Year"), [(str(year), str(year)) for year in years], str(wanted.year or "")),
        Choice("organ", _("Decided by"), by_name, wanted.body),
        Choice("ratt", _("Right"), [(right.value, str(word)) for right, word in words.RIGHTS.items()], wanted.right),
        Choice("lage", _("State"), states, chosen),
    ]


def _table(
    decisions: Sequence[models.Decision],
    ways: Mapping[str, rules.TakesBack],
    days: Days,
    *,
    total: int | None = None,
    whole: bool = False,
) -> Table:
    """The register as a table; a file holds the `whole` of it, a page what it has room for."""
    told = called({decision.decided_by for decision in decisions}, known=days.known)
    columns = [
        Column("decision", _("Decision"), "link"),
        Column("code", _("Code")),
        Column("decided_on", _("Decided"), "day"),
        Column("effective_on", _("Takes effect"), "day"),
        Column("decided_by", _("By"), "link"),
        Column("right", _("Right")),
        Column("dnr", _("Registration number")),
        Column("state", _("State")),
        *(_more_columns() if whole else ()),
    ]
    rows = [Row((*_cells(each, told, ways), *(_more_cells(each, days.on) if whole else ()))) for each in decisions]
    return Table("beslut", _("Decisions"), columns, rows, total=total)


def _more_columns() -> Iterable[Column]:
    yield Column("right_reference", _("Reference"))
    yield Column("appeal", _("Appeal"))
    yield Column("announced_on", _("Announced"), "day")
    yield Column("final_on", _("Final after"), "day")


def _cells(
    decision: models.Decision, told: Mapping[str, rules.Called], ways: Mapping[str, rules.TakesBack]
) -> tuple[Cell, ...]:
    return (
        Link(decision.title, f"/beslut/{decision.code}"),
        decision.code,
        decision.decided_on,
        decision.effective_on,
        link_to(names_on(decision.decided_on, told), decision.decided_by),
        str(words.RIGHTS[rules.Right(decision.right)]),
        " ".join(part for part in (decision.dnr, decision.paragraph) if part),
        str(words.BACK[ways[decision.code]]) if decision.is_revoked else _("stands"),
    )


def _more_cells(decision: models.Decision, on: date) -> tuple[Cell, ...]:
    appeal = queries.appeal_of(decision)
    return (
        decision.right_reference,
        str(words.APPEALS[appeal]) if appeal else "",
        decision.announced_on,
        rules.final_on(appeal, decision.announced_on),
    )
