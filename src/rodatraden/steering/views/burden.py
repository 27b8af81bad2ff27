"""What does following up cost those who answer? So that nobody asks for more than is used."""

from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from rodatraden.steering import actions, queries
from rodatraden.steering.actions import Place
from rodatraden.steering.views.named import names, round_or_404
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require, writes
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def burden(request: Request, form: Form = "page") -> HttpResponse:
    """How much each unit was asked for in a year, how long it took, and what nobody read. Public: it is about us."""
    days = request.days
    found = queries.burdens(on=days.on, known=days.known)
    named = names(days, {each.unit for each in found})
    columns = [
        Column("unit", _("Unit"), "link"),
        Column("rounds", _("Rounds"), "number"),
        Column("questions", _("Answers asked for"), "number"),
        Column("minutes", _("Minutes told"), "number"),
        Column("told", _("Rounds with minutes"), "number"),
        Column("handed_in", _("Handed in"), "number"),
        Column("unread", _("Of them read by nobody"), "number"),
    ]
    rows = [
        Row((named.unit(each.unit), each.rounds, each.questions, each.minutes, each.told, each.handed_in, each.unread))
        for each in found
    ]
    table = Table("uppfoljningens-tyngd", _("What following up cost the units in a year"), columns, rows)
    if form != "page":
        return tables.answer(table, form, days)
    return page(
        request,
        "steering/burden.html",
        table=table,
        questions=sum(each.questions for each in found),
        hours=round(sum(each.minutes or 0 for each in found) / 60),
        told=sum(each.told for each in found),
        handed_in=sum(each.handed_in for each in found),
        unread=sum(each.unread for each in found),
        crumbs=[Link(_("Follow-up"), "/uppfoljning"), Link(_("What following up costs"))],
    )


@writes
def was_read(request: Request, code: str, unit: str) -> HttpResponse:
    """The page tells that a signed-in reader has had the text in front of them for a while. Nothing of who or when."""
    require(request.user, READ)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.count_reading(place=Place(round_or_404(code, request.days), unit))
    return HttpResponse(status=204)


READ = "steering.followup.read_draft"
"""A right that every post gives: whoever has one works here."""
