"""Which groups does something wait for: how much, and on which day next?"""

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.matters import queries
from rodatraden.matters.queries import Expected
from rodatraden.matters.rules.addresses import meeting_address
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import GroupVersion
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def meetings(request: Request, form: Form = "page") -> HttpResponse:
    """The groups that matters are anchored in. Public, as the matters are."""
    days = request.days
    units = organisation.units_and_relations(on=days.on, known=days.known)
    groups = dict(GroupVersion.objects.at(on=days.on, known=days.known).order_by("name").values_list("code", "name"))
    table = _table(queries.meetings(groups, units=units), groups)
    if form != "page":
        return tables.answer(table, form, days)
    crumbs = [Link(_("Matters"), "/arenden"), Link(_("Meetings"))]
    return page(request, "matters/meetings.html", table=table, crumbs=crumbs)


def _table(found: Iterable[Expected], names: Mapping[str, str]) -> Table:
    columns = [
        Column("group", _("Group"), "link"),
        Column("waiting", _("Matters that wait"), "number"),
        Column("next_on", _("Next planned"), "day"),
        Column("latest_on", _("Last said something"), "day"),
        Column("code", _("Code")),
    ]
    rows = [
        Row(
            (
                Link(names[each.group], meeting_address(each.group)),
                each.waiting,
                each.next_on,
                each.latest_on,
                each.group,
            )
        )
        for each in found
    ]
    return Table("moten", _("Meetings"), columns, rows)
