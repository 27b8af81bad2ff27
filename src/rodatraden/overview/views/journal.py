"""Who did what, and when?"""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.journal import queries as written
from rodatraden.matters.queries.proposals import undecided_codes
from rodatraden.overview.words import ENTRIES
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 100


@reads
def journal(request: Request, form: Form = "page") -> HttpResponse:
    """Who did what, and when. Of a proposal it tells when that is decided: until then nobody else knows of it."""
    require(request.user, "journal.entry.read")
    text = request.GET.get("q", "").strip()[:200]
    entries = written.entries(text=text, without=undecided_codes())
    part = Paginator(entries, _ON_A_PAGE).get_page(request.GET.get("sida"))
    columns = [
        Column("at", _("When")),
        Column("actor", _("Who")),
        Column("done", _("Did what")),
        Column("label", _("To what")),
        Column("code", _("Code")),
    ]
    rows = [
        Row(
            (
                timezone.localtime(entry.at).strftime("%Y-%m-%d %H.%M.%S"),
                entry.actor,
                str(ENTRIES.get(entry.code, entry.code)),
                entry.label,
                entry.code,
            )
        )
        for entry in (entries if form != "page" else part.object_list)
    ]
    table = Table("journal", _("Journal"), columns, rows, total=part.paginator.count)
    if form != "page":
        return tables.answer(table, form, request.days)
    return page(request, "overview/journal.html", table=table, part=part, text=text)
