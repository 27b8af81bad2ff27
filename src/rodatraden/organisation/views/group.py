"""A group on a day: who is in it, and by which post each one is."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import queries as decisions
from rodatraden.organisation import queries
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


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
