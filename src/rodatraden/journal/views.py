"""The journal, for those who audit."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.journal import queries
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 100


@reads
def journal(request: Request, form: Form = "page") -> HttpResponse:
    """Who did what, and when."""
    require(request.user, "journal.entry.read")
    text = request.GET.get("q", "").strip()[:200]
    part = Paginator(queries.entries(text=text), _ON_A_PAGE).get_page(request.GET.get("sida"))
    columns = [
        Column("at", _("When")),
        Column("actor", _("Who")),
        Column("code", _("Did what")),
        Column("label", _("To what")),
    ]
    rows = [
        Row((timezone.localtime(entry.at).strftime("%Y-%m-%d %H.%M.%S"), entry.actor, entry.code, entry.label))
        for entry in (queries.entries(text=text) if form != "page" else part.object_list)
    ]
    table = Table("journal", _("Journal"), columns, rows, total=part.paginator.count)
    if form != "page":
        return tables.answer(table, form, request.days)
    return page(request, "journal/journal.html", table=table, part=part, text=text)
