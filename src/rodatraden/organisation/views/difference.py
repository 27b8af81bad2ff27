"""What differs between two days, or between two days of knowledge? As tables, as a marked tree and as files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.organisation import queries, words
from rodatraden.organisation.forms import TwoDays
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.difference import Difference, Differs, Figures, Mark, Part
from rodatraden.organisation.rules.outline import Folds
from rodatraden.organisation.rules.things import Organisation, Unit
from rodatraden.organisation.rules.totals import Sum, Totals
from rodatraden.organisation.words import difference as told
from rodatraden.organisation.words.drawn import Place, Shown, chart_of, marks_drawn
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Node
from rodatraden.ui.tables import Cell, Column, Form, Row, Table


@reads
def difference(request: Request, form: Form = "page") -> HttpResponse:
    """Everything that differs, each with the decision that did it. Public, as both organisations are."""
    asked = TwoDays(request.GET.dict(), request.days)
    crumbs = [Link(_("Organisation"), "/organisation"), Link(_("Difference"))]
    if not asked.is_valid():
        return page(request, "organisation/difference.html", form=asked, crumbs=crumbs, status=400)
    found = queries.difference(before=asked.before, after=asked.after)
    if form != "page":
        return tables.answer(flat(found), form, request.days)
    return page(
        request,
        "organisation/difference.html",
        form=asked,
        found=found,
        summary=told.summary(found),
        parts=[_part(part, found, rows) for part, rows in _told_first(found) if rows],
        staff=_part(Part.UNITS, found, found.only_staff),
        figures=_figures(found),
        nodes=_nodes(found),
        chart=_chart(found, asked, Folds.asked(request.GET.get("oppna", ""), request.GET.get("stang", ""))),
        crumbs=crumbs,
    )


def _told_first(found: Difference) -> Iterator[tuple[Part, list[Differs]]]:
    """Under each heading what has happened, but for the units in which it is only their staff: they hide the rest."""
    folded = set(found.only_staff)
    return ((part, [row for row in found.rows if row.what.part is part and row not in folded]) for part in Part)


def _part(part: Part, found: Difference, rows: Sequence[Differs]) -> Table:
    columns = [
        Column("name", _("What")),
        Column("what", _("What has happened")),
        Column("before", _("Was")),
        Column("after", _("Becomes")),
        Column("decision", _("Decision"), "link"),
    ]
    return Table(f"skillnad-{part.value}", str(told.PARTS[part]), columns, [Row(_cells(found, row)) for row in rows])


def _cells(found: Difference, row: Differs) -> tuple[Cell, ...]:
    label = _named(found, row.code, row.subject)
    if row.other:
        label = Link(f"{label.label} → {told.name(row.other, found.after, found.before)}", label.address)
    return (
        label,
        str(told.WHATS[row.what]),
        _value(row, found.before, found.after),
        _value(row, found.after, found.before, becomes=True),
        Link(row.decision, f"/beslut/{row.decision}") if row.decision else None,
    )


def _value(row: Differs, organisation: Organisation, other: Organisation, *, becomes: bool = False) -> Cell:
    value = row.after if becomes else row.before
    said = told.said(value, row.what, organisation, other)
    if isinstance(value, str) and told.is_code(row.what):
        return Link(str(said), _address(value, organisation, other))
    return said


def _named(found: Difference, code: str, subject: str) -> Link:
    address = group_address(code) if subject.startswith("group:") else _address(code, found.after, found.before)
    return Link(told.name(code, found.after, found.before), address)


def _address(code: str, *organisations: Organisation) -> str:
    if any(code in each.units for each in organisations):
        return unit_address(code)
    return post_address(code) if any(code in each.posts for each in organisations) else ""


def _figures(found: Difference) -> Table:
    """Posts, cost and staff of each unit that they differ in, as the tree stands."""
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("posts_before", _("Posts before"), "number"),
        Column("posts_after", _("Posts after"), "number"),
        Column("cost_before", _("Yearly cost before"), "number", unit="kr", decimals=0),
        Column("cost_after", _("Yearly cost after"), "number", unit="kr", decimals=0),
        Column("missing_after", _("Posts without known cost after"), "number"),
        Column("headcount_before", _("Employees before"), "number"),
        Column("headcount_after", _("Employees after"), "number"),
    ]
    depth = {each.code: len(found.after.path(each.code)) - 1 for each in found.figures}
    rows = [
        Row((_named(found, each.code, "unit:"), *_totals(each)), level=max(depth[each.code], 0))
        for each in found.figures
    ]
    return Table("skillnad-siffror", _("Posts, cost and staff, with the units below"), columns, rows)


def _totals(each: Figures) -> Iterator[Cell]:
    before, after = each.with_below
    yield from (total.posts if total else None for total in (before, after))
    yield from (total.cost.known if total else None for total in (before, after))
    yield after.cost.missing if after else None
    yield from (total.headcount.known if total else None for total in (before, after))


def flat(found: Difference) -> Table:
    """The whole difference as one table: every row, then the figures that differ, for files."""
    columns = [
        Column("part", _("Part")),
        Column("code", _("Code")),
        Column("name", _("What")),
        Column("what", _("What has happened")),
        Column("before", _("Was")),
        Column("after", _("Becomes")),
        Column("decision", _("Decision"), "link"),
    ]
    rows = [Row((str(told.PARTS[row.what.part]), row.code, *_cells(found, row))) for row in found.rows]
    rows += [Row(cells) for each in found.figures for cells in _flat_figures(found, each)]
    return Table("skillnad", _("What differs"), columns, rows)


def _flat_figures(found: Difference, each: Figures) -> Iterator[tuple[Cell, ...]]:
    name = told.name(each.code, found.after, found.before)
    for heading, (before, after) in ((_("own"), each.own), (_("with the units below"), each.with_below)):
        for word, was, becomes in _pairs(before or Totals(), after or Totals()):
            if was != becomes:
                yield (_("Figures"), each.code, name, f"{word}, {heading}", was.known, becomes.known, None)


def _pairs(before: Totals, after: Totals) -> Iterator[tuple[str, Sum, Sum]]:
    yield _("yearly cost of posts (kronor)"), before.cost, after.cost
    yield _("employees"), before.headcount, after.headcount
    yield _("full-time equivalents"), before.fte, after.fte


def _chart(found: Difference, asked: TwoDays, folds: Folds) -> Shown | None:
    """Both organisations as one chart, unfolded to what has happened to a unit itself."""
    units = {**found.before.units, **found.after.units}
    if not units:
        return None
    marks = marks_drawn({code: mark for code, mark in found.marks.items() if mark is not Mark.CHANGED})
    place = Place("/organisation/skillnad", dict(asked.data.items()), folds)
    addresses = {code: _address_then(found, code) for code in units}
    whole = replace(queries.with_all_posts(found.after), units=units)
    return chart_of(whole, place, marks=marks, addresses=addresses)


def _address_then(found: Difference, code: str) -> str:
    """The page of a unit on the later day; on the earlier one when it exists no more."""
    then = found.after if code in found.after.units else found.before
    return f"{unit_address(code)}?{urlencode({'on': then.on, 'known': then.known})}"


def _nodes(found: Difference) -> list[Node]:
    """Both organisations as one tree: each unit where it stands afterwards, what is closed where it stood."""
    marks, units = found.marks, {**found.before.units, **found.after.units}
    below: dict[str | None, list[Unit]] = {}
    for unit in sorted(units.values(), key=lambda each: each.rank):
        below.setdefault(unit.parent if unit.parent in units else None, []).append(unit)

    def node(unit: Unit) -> tuple[Node, bool]:
        """A branch, and whether anything has happened to a unit in it: that is what it is opened for."""
        branches = [node(each) for each in below.get(unit.code, [])]
        is_open = any(marked for _branch, marked in branches)
        mark = told.marked(marks[unit.code]) if unit.code in marks else ""
        happened = marks.get(unit.code, Mark.CHANGED) is not Mark.CHANGED
        address = unit_address(unit.code) if unit.code in found.after.units else ""
        children: Sequence[Node] = [branch for branch, _marked in branches]
        shown = Node(unit.name, address, str(words.UNIT_KINDS[unit.kind]), children, is_open=is_open, mark=mark)
        return shown, is_open or happened

    return [node(root)[0] for root in below.get(None, [])]
