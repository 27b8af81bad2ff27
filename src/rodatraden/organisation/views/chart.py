"""The organisation on a day: the chart, the same as a table, and the coat of arms."""

from collections import Counter

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.organisation import queries, words
from rodatraden.organisation.rules.addresses import group_address, unit_address
from rodatraden.organisation.rules.things import Organisation, Unit
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
def arms(request: Request) -> HttpResponse:
    """The municipality's coat of arms. Checked when it was loaded; sent so that nothing in it could run anyway."""
    municipality = queries.municipality()
    if municipality is None or not municipality.has_arms:
        raise Http404(_("No coat of arms is loaded."))
    response = HttpResponse(municipality.coat_of_arms, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
