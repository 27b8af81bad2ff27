"""A group on a day: who is in it, by which post, and why."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Named
from rodatraden.organisation import queries
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Group, MembershipRule, Organisation
from rodatraden.organisation.words import ROLES
from rodatraden.organisation.words.changes import rule_said
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def group(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """Who is in a group on the day, by which post each one is, and whether it joined or a rule lets it in."""
    found = queries.organisation(on=request.days.on, known=request.days.known)
    if code not in found.groups:
        raise Http404(_("No group has the code %(code)s on that day.") % {"code": code})
    table = _members(found, found.groups[code])
    if form != "page":
        return tables.answer(table, form, request.days)
    return page(
        request,
        "organisation/group.html",
        group=found.groups[code],
        rules=[_as_sentence(found, rule) for rule in found.groups[code].rules],
        table=table,
        meeting=f"/moten/{code}",
        decisions=decisions.about([f"group:{code}"], known=request.days.known),
        crumbs=[Link(_("Organisation"), "/organisation"), Link(found.groups[code].name)],
    )


def _members(found: Organisation, group: Group) -> Table:
    columns = [Column("post", _("Post"), "link"), Column("unit", _("Unit"), "link"), Column("because", _("Because"))]
    let_in = {each.code: rule for rule in reversed(group.rules) for each in found.matching(rule)}
    rows = [
        Row(
            (
                Link(each.title, post_address(each.code)),
                Link(found.units[each.unit].name, unit_address(each.unit)),
                _("joined") if each.code in group.members else _by_role(let_in[each.code]),
            )
        )
        for each in (found.posts[member] for member in found.members(group.code))
    ]
    return Table(group.code, _("Members"), columns, rows)


def _by_role(rule: MembershipRule) -> str:
    """Short, for a cell: the whole rule stands above the table."""
    return _("by the role %(role)s") % {"role": ROLES[rule.role]}


def _as_sentence(found: Organisation, rule: MembershipRule) -> str:
    within = found.units.get(rule.within or "")
    return rule_said(rule, {within.code: Named(within.name, unit_address(within.code))} if within else {})
