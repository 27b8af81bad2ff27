"""All there is to know about one unit, on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rodatraden.commitments import queries as commitments
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Named
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.organisation import words
from rodatraden.organisation.models import UnitVersion
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.things import BudgetMove, Organisation, Post, Succession, Unit, UnitKind
from rodatraden.organisation.rules.totals import Totals, of
from rodatraden.organisation.words.changes import parts_said
from rodatraden.overview import queries
from rodatraden.steering.words import sign
from rodatraden.ui import tables
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Stop
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def unit(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """One page for a new head: posts, relations, goals, money and decisions of a unit, on the day. Public."""
    days = request.days
    found = organisation.organisation(on=days.on, known=days.known)
    if code not in found.units:
        return _not_there(request, code, form)
    shown = found.units[code]
    if form != "page":
        return tables.answer(_posts(found, code), form, days)
    state = queries.state(on=days.on, known=days.known)
    history = organisation.unit_history(code, known=days.known)
    became = _became(code, found)
    merging = {each.decision: each.on for each in became}
    decided = list(decisions.about(_subjects(found, shown), known=days.known, codes=merging))
    return page(
        request,
        "overview/unit.html",
        unit=shown,
        kind=words.UNIT_KINDS[shown.kind],
        below=[Link(each.name, unit_address(each.code)) for each in found.children().get(code, [])],
        posts=_posts(found, code),
        ties=_ties(found, shown),
        groups=_groups(found, code),
        staff=_staff(found, shown),
        cost=_cost(found, code),
        moved=_moved(found, code),
        successions=_successions(found, became),
        state=state,
        promised=commitments.in_words(commitments.of_unit([code], known=min(days.on, days.known)), on=days.on),
        goals=[(goal, sign(goal.model, goal.status, goal.step)) for goal in queries.goals_of([code], state.rollup)]
        if state
        else [],
        money=queries.money_of(code, state.economy) if state else [],
        history=_named_periods(found, history),
        decisions=decided,
        stops=[Stop(merging.get(each.code, each.effective_on), (each.title,)) for each in decided],
        crumbs=_crumbs(found, shown),
    )


def _named_periods(
    found: Organisation, history: Sequence[UnitVersion]
) -> list[tuple[UnitVersion, UnitVersion, Promise, str]]:
    """The first and last version under one name, of one kind, at one place: its staff may change in between."""
    periods = [list(same) for _key, same in groupby(history, key=attrgetter("name", "kind", "parent", "decision"))]
    return [
        (same[0], same[-1], words.UNIT_KINDS[UnitKind(same[0].kind)], _name(found, same[0].parent or ""))
        for same in periods
    ]


def _not_there(request: Request, code: str, form: Form) -> HttpResponse:
    """404 for a unit that does not exist on the day: when it did, as known then or else now. Raises Http404."""
    days = request.days
    known, history = days.known, organisation.unit_history(code, known=days.known)
    if not history:
        known, history = days.today, organisation.unit_history(code, known=days.today)
    if not history:
        raise Http404(_("No unit has the code %(code)s.") % {"code": code})
    if form != "page":
        raise Http404(_("The unit %(code)s did not exist on %(day)s.") % {"code": code, "day": days.on.isoformat()})
    became = [each for each in organisation.successions(known=known) if each.unit == code]
    named = organisation.names_of({part for each in became for part in dict(each.parts)}, known=known)
    return page(
        request,
        "overview/unit_not_there.html",
        status=404,
        name=history[-1].name,
        spans=[(span, _links_to(code, span, replace(days, known=known))) for span in _existed(history)],
        became=[(each, _parts(each, named, replace(days, on=each.on, known=known))) for each in became],
        crumbs=[Link(_("Organisation"), "/organisation"), Link(history[-1].name)],
    )


def _parts(each: Succession, named: Mapping[str, Named], days: Days) -> list[tuple[Link, Decimal]]:
    """What a unit became, each part with its page on the day it did, and its share in per cent."""
    return [(Link(named[code].label, days.link(named[code].address)), share) for code, share in each.parts]


def _existed(history: Sequence[UnitVersion]) -> list[tuple[date, date]]:
    """The unbroken times [first, end) in which a unit has existed, earliest first, whatever else changed."""
    found: list[tuple[date, date]] = []
    for each in history:
        if found and found[-1][1] == each.valid_from:
            found[-1] = found[-1][0], each.valid_to
        else:
            found.append((each.valid_from, each.valid_to))
    return found


def _links_to(code: str, span: tuple[date, date], days: Days) -> list[tuple[date, str]]:
    """The first day and the last, where there is one, with the page of the unit on each."""
    first, end = span
    last = [end - timedelta(days=1)] if end != FOREVER else []
    return [(day, replace(days, on=day).link(unit_address(code))) for day in dict.fromkeys((first, *last))]


def _cost(found: Organisation, code: str) -> dict[str, Totals]:
    """What the unit's posts cost a year, and what those of it and every unit below it do together."""
    below = found.below(code)
    each = {unit: Totals() for unit in below}
    for post in found.posts.values():
        if post.unit in each:
            each[post.unit] += Totals(1, of(post.yearly_cost))
    return {"own": each[code], "whole": sum(each.values(), Totals())}


def _posts(found: Organisation, code: str) -> Table:
    columns = [
        Column("post", _("Post"), "link"),
        Column("reports_to", _("Reports to"), "link"),
        Column("yearly_cost", _("Yearly cost"), "number", unit="kr", decimals=0),
        Column("decision", _("Put there by"), "link"),
    ]
    here = [each for each in found.posts.values() if each.unit == code]
    return Table(code, _("Posts"), columns, [_post_row(found, each) for each in here])


def _post_row(found: Organisation, each: Post) -> Row:
    superior = found.posts.get(each.reports_to or "")
    above = Link(superior.title, post_address(superior.code)) if superior else None
    decision = Link(each.decision, f"/beslut/{each.decision}")
    return Row((Link(each.title, post_address(each.code)), above, each.yearly_cost, decision))


def _ties(found: Organisation, shown: Unit) -> list[tuple[str, list[Link], list[Link]]]:
    """For each kind of relation: who stands in it to the unit, and to whom the unit stands in it."""
    ties = []
    for kind, word in words.RELATION_KINDS.items():
        relations = [each for each in found.relations if each.kind is kind]
        sources = sorted(each.source for each in relations if each.target == shown.code)
        targets = sorted(each.target for each in relations if each.source == shown.code)
        if sources or targets:
            ties.append((str(word), [_link(found, each) for each in sources], [_link(found, each) for each in targets]))
    return ties


def _link(found: Organisation, code: str) -> Link:
    if code in found.units:
        return Link(found.units[code].name, unit_address(code))
    return Link(found.posts[code].title, post_address(code)) if code in found.posts else Link(code)


def _groups(found: Organisation, code: str) -> list[Link]:
    """The groups that some post of the unit is a member of."""
    here = {each.code for each in found.posts.values() if each.unit == code}
    groups = [each for each in found.groups.values() if here & {*found.members(each.code)}]
    return [Link(each.name, group_address(each.code)) for each in groups]


def _staff(found: Organisation, shown: Unit) -> dict[str, Totals]:
    """The unit's own employees and full-time equivalents, and those of it and every unit below it together."""
    each = {
        code: Totals(headcount=of(found.units[code].headcount), fte=of(found.units[code].fte))
        for code in found.below(shown.code)
    }
    return {"own": each[shown.code], "whole": sum(each.values(), Totals())}


def _moved(found: Organisation, code: str) -> list[tuple[Link, Link, BudgetMove]]:
    """The budget that has moved to the unit or away from it: from where, to where."""
    moves = [each for each in found.budget_moves if code in {each.source, each.target}]
    return [(_link(found, each.source), _link(found, each.target), each) for each in moves]


def _became(code: str, found: Organisation) -> list[Succession]:
    """What became the unit or a part of it, and what it became itself, on any day."""
    told = organisation.successions(known=found.known)
    return [each for each in told if code in {each.unit, *dict(each.parts)}]


def _successions(found: Organisation, became: Iterable[Succession]) -> list[tuple[Link, str, Succession]]:
    """What became the unit, or what it became itself and lived on, by the day: each with its parts in words."""
    touching = [each for each in became if each.on <= found.on < each.until]
    codes = {name for each in touching for name in (each.unit, *dict(each.parts))}
    named = organisation.names_of(codes, on=found.on, known=found.known)
    return [
        (Link(named[each.unit].label, named[each.unit].address), parts_said(each.parts, named), each)
        for each in touching
    ]


def _subjects(found: Organisation, shown: Unit) -> list[str]:
    ties = [
        f"relation:{each.kind}:{each.source}:{each.target}"
        for each in found.relations
        if shown.code in {each.source, each.target}
    ]
    moves = [f"budget:{each.source}:{each.target}" for _source, _target, each in _moved(found, shown.code)]
    return [f"unit:{shown.code}", *ties, *moves]


def _crumbs(found: Organisation, shown: Unit) -> list[Link]:
    above = [Link(each.name, unit_address(each.code)) for each in found.path(shown.code)[:-1]]
    return [Link(_("Organisation"), "/organisation"), *above, Link(shown.name)]


def _name(units: Organisation, code: str) -> str:
    return units.units[code].name if code in units.units else code
