"""One municipality beside the others, in KPIs that the reader picks. Public: what Kolada publishes is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from rodatraden.facts.faults import Unusable
from rodatraden.indicators import words
from rodatraden.indicators.queries import catalogue, comparison, kolada
from rodatraden.indicators.queries.catalogue import Group
from rodatraden.indicators.queries.comparison import MOST, Asked, Compared, Own
from rodatraden.indicators.rules import Gender
from rodatraden.indicators.rules.comparison import alike
from rodatraden.indicators.rules.kolada import CREDIT
from rodatraden.indicators.views import compared_tables, drawn
from rodatraden.indicators.views.told import Told, explained, notes, tell
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Drawn
from rodatraden.ui.tables import Form, Table

_NEAREST: Final = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A KPI as the page shows it: in words, as a picture of the year, as lines over the years, by gender."""

    of: Compared
    address: str
    less: str
    told: Told
    spread: Drawn | None
    years: Drawn | None
    sums: Table
    genders: Table | None
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader has chosen, with what there is to choose."""

    asked: Asked
    group: Group | None
    groups: Sequence[Group]
    unknown: Sequence[str]


@reads
def compare(request: Request, form: Form = "page") -> HttpResponse:
    """Own municipality beside all others, a group and those most alike."""
    us, days = comparison.own(), request.days
    try:
        there = kolada.loaded(known=days.known)
        choice = _choice(request.GET, us, there)
        found = comparison.compared(us, choice.asked, known=days.known)
        others = {each.kpi.code: each.others(us) for each in found}
        near = alike({each.kpi.code: each.ours for each in found if each.ours is not None}, others)
        if form != "page":
            whole = compared_tables.municipalities(us, found, choice.group)
            return tables.answer(whole, form, days, source=CREDIT)
        shown = [_shown(us, each, choice, len(found) == 1, request) for each in found]
    except Unusable as wrong:
        return page(request, "indicators/compare.html", status=503, wrong=wrong, us=us)
    return page(
        request,
        "indicators/compare.html",
        us=us,
        there=[(code, comparison.kpi_of(code).title) for code in there],
        most=MOST,
        choice=choice,
        shown=shown,
        lacking=[code for code in choice.asked.kpis if code not in others],
        notes=notes(us, found),
        whole=compared_tables.municipalities(us, found, choice.group) if found else None,
        near=compared_tables.nearest(us, found, near[:_NEAREST]) if near else None,
        near_words=explained(us, found, near) if near else [],
        years=kolada.years(choice.asked.kpis, known=days.known),
        period=found[0].period if found else 0,
        genders=[(each.value, words.GENDERS[each]) for each in Gender],
        credit=CREDIT,
    )


def _choice(given: QueryDict, us: Own, there: Mapping[str, tuple[int, int]]) -> Choice:
    codes = [code.strip().upper().split(" ")[0] for code in given.getlist("k") if code.strip()]
    wanted = [*dict.fromkeys(codes)]
    kpis = [code for code in wanted if code in there][:MOST]
    gender = given.get("kon", "T")
    year = given.get("ar", "")
    asked = Asked(
        kpis, Gender(gender) if gender in set(Gender) else Gender.ALL, int(year) if year.isdecimal() else None
    )
    groups = comparison.groups_for(us)
    return Choice(
        asked, comparison.group_of(given.get("grupp", "")), groups, [code for code in wanted if code not in there]
    )


def _shown(us: Own, of: Compared, choice: Choice, alone: bool, request: Request) -> Shown:  # noqa: FBT001 – one of them
    members = {*choice.group.members} if choice.group else set[str]()
    return Shown(
        of,
        address=f"/nyckeltal/{of.kpi.code}",
        less="" if alone else _less(request.GET, choice, of.kpi.code),
        told=tell(us, of, choice.group),
        spread=drawn.distribution(us, of, members),
        years=drawn.years(us, of, choice.group) if alone else None,
        sums=compared_tables.sums(us, of, choice.group, known=request.days.known),
        genders=compared_tables.genders(us, of, known=request.days.known) if of.kpi.by_gender and alone else None,
        without=without(of.missing),
    )


def _less(given: QueryDict, choice: Choice, code: str) -> str:
    """The same comparison without a KPI."""
    query = given.copy()
    query.setlist("k", [each for each in choice.asked.kpis if each != code])
    return f"/jamfor?{query.urlencode()}"


_MOST_NAMED: Final = 12


def without(missing: Collection[str]) -> str:
    """Which municipalities have no value, by name; how many more when they are many."""
    names = sorted(catalogue.place_name(code) for code in missing)
    named = ", ".join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return named
    return _("%(named)s and %(more)d more") % {"named": named, "more": len(names) - _MOST_NAMED}
