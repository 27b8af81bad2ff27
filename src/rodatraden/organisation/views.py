"""The organisation on a day: the chart, a post, a group."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.decisions import queries as decisions
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import models, queries, words
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.things import Organisation, Role, Unit
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Node
from rodatraden.ui.tables import Column, Form, Row, Table

_OPEN_LEVELS = 2


@reads
def chart(request: Request, form: Form = "page") -> HttpResponse:
    """Every unit in its place. Public: who exists and who steers whom is no secret."""
    found = queries.organisation(on=request.days.on, known=request.days.known)
    if form != "page":
        return tables.answer(_units_table(found), form, request.days)
    turns = [day for day in queries.days_of_change() if day <= request.days.today]
    return page(
        request,
        "organisation/chart.html",
        organisation=found,
        nodes=_nodes(found),
        counts=_counts(found),
        groups=[Link(group.name, group_address(group.code)) for group in found.groups.values()],
        earlier=max((day for day in turns if day < request.days.on), default=None),
        later=min((day for day in turns if day > request.days.on), default=None),
    )


def _nodes(found: Organisation) -> list[Node]:
    children, posts = found.children(), Counter(each.unit for each in found.posts.values())

    def node(unit: Unit, level: int) -> Node:
        below = [node(child, level + 1) for child in children.get(unit.code, [])]
        note = str(words.UNIT_KINDS[unit.kind])
        if count := posts[unit.code]:
            note += ", " + ngettext("%(count)d post", "%(count)d posts", count) % {"count": count}
        return Node(unit.name, unit_address(unit.code), note, below, is_open=level < _OPEN_LEVELS)

    return [node(root, 0) for root in children.get(None, [])]


def _counts(found: Organisation) -> list[str]:
    numbers = Counter(unit.kind for unit in found.units.values())
    return [word % {"count": numbers[kind]} for kind, word in words.UNIT_COUNTS.items() if numbers[kind]]


def _units_table(found: Organisation) -> Table:
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("code", _("Code")),
        Column("kind", _("Kind")),
        Column("parent", _("Under")),
        Column("decision", _("Decision")),
    ]
    rows = [
        Row(
            (
                Link(unit.name, unit_address(unit.code)),
                unit.code,
                str(words.UNIT_KINDS[unit.kind]),
                unit.parent,
                unit.decision,
            ),
            level=len(found.path(unit.code)) - 1,
        )
        for unit in in_tree_order(found)
    ]
    return Table("organisation", _("Organisation"), columns, rows)


def in_tree_order(found: Organisation) -> list[Unit]:
    """The units from the root down, each followed by what is below it."""
    children = found.children()

    def walk(unit: Unit) -> list[Unit]:
        return [unit, *(each for child in children.get(unit.code, []) for each in walk(child))]

    return [each for root in children.get(None, []) for each in walk(root)]


@reads
def post(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """A post: its titles, places and costs through time, and the decisions behind them."""
    days = request.days
    history = queries.post_history(code, known=days.known)
    if not history:
        raise Http404(_("No post has the code %(code)s.") % {"code": code})
    if form != "page":
        return tables.answer(_history_table(code, history), form, days)
    now = next((version for version in history if version.valid_from <= days.on < version.valid_to), None)
    shown = now or history[-1]
    units = queries.units(on=days.on, known=days.known)
    superior = queries.posts([shown.reports_to], on=days.on, known=days.known) if shown.reports_to else {}
    return page(
        request,
        "organisation/post.html",
        post=shown,
        exists=now is not None,
        ended=history[-1].valid_to if history[-1].valid_to != FOREVER else None,
        role=words.ROLES[Role(shown.role)],
        unit=units.units.get(shown.unit),
        unit_address=unit_address(shown.unit),
        superior=[Link(each.title, post_address(each.code)) for each in superior.values()],
        history=_history_table(code, history),
        growth=_growth(history),
        decisions=decisions.about([f"post:{code}"], known=days.known),
        crumbs=[*_path(units, shown.unit), Link(shown.title)],
    )


def _history_table(code: str, history: Sequence[models.PostVersion]) -> Table:
    columns = [
        Column("valid_from", _("From"), "day"),
        Column("valid_to", _("Through"), "day"),
        Column("title", _("Title")),
        Column("unit", _("Unit"), "link"),
        Column("yearly_cost", _("Yearly cost"), "number", unit="kr", decimals=0),
        Column("decision", _("Put there by"), "link"),
        Column("cost_decision", _("Cost set by"), "link"),
    ]
    return Table(code, _("Titles, places and costs"), columns, [_history_row(version) for version in history])


def _history_row(version: models.PostVersion) -> Row:
    ends = version.valid_to != FOREVER
    return Row(
        (
            version.valid_from,
            version.valid_to - timedelta(days=1) if ends else None,
            version.title,
            Link(version.unit, unit_address(version.unit)),
            version.yearly_cost,
            Link(version.decision, f"/beslut/{version.decision}"),
            Link(version.cost_decision, f"/beslut/{version.cost_decision}") if version.cost_decision else None,
        )
    )


def _growth(history: Sequence[models.PostVersion]) -> list[tuple[models.PostVersion, object]]:
    """The versions with another cost than the one before, with the change in per cent of the cost before."""
    costed = [version for version in history if version.yearly_cost is not None]
    return [
        (later, (later.yearly_cost / earlier.yearly_cost - 1) * 100)
        for earlier, later in pairwise(costed)
        if earlier.yearly_cost and later.yearly_cost is not None and later.yearly_cost != earlier.yearly_cost
    ]


def _path(found: Organisation, code: str) -> list[Link]:
    above = [Link(unit.name, unit_address(unit.code)) for unit in found.path(code)]
    return [Link(_("Organisation"), "/organisation"), *above]


@reads
def group(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """Who is in a group on the day, and by which post each one is."""
    found = queries.organisation(on=request.days.on, known=request.days.known)
    if code not in found.groups:
        raise Http404(_("No group has the code %(code)s on that day.") % {"code": code})
    members = [found.posts[member] for member in found.groups[code].members if member in found.posts]
    columns = [Column("post", _("Post"), "link"), Column("unit", _("Unit"), "link")]
    rows = [
        Row((Link(each.title, post_address(each.code)), Link(found.units[each.unit].name, unit_address(each.unit))))
        for each in members
    ]
    table = Table(code, _("Members"), columns, rows)
    if form != "page":
        return tables.answer(table, form, request.days)
    return page(
        request,
        "organisation/group.html",
        group=found.groups[code],
        table=table,
        decisions=decisions.about([f"group:{code}"], known=request.days.known),
        crumbs=[Link(_("Organisation"), "/organisation"), Link(found.groups[code].name)],
    )


@reads
def arms(request: Request) -> HttpResponse:
    """The municipality's coat of arms. Checked when it was loaded; sent so that nothing in it could run anyway."""
    municipality = queries.municipality()
    if municipality is None or not municipality.has_arms:
        raise Http404(_("No coat of arms is loaded."))
    response = HttpResponse(municipality.coat_of_arms, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
