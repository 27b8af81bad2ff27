"""What has a body asked for and not been told the end of? The assembly's unanswered assignments, and others'."""

from collections import Counter
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.commitments import queries, words
from rodatraden.commitments.queries import Owed
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.commitments.views.named import Names, known_on, names
from rodatraden.ui import tables
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def owed(request: Request, form: Form = "page") -> HttpResponse:
    """What is still to be told back, to every body or to one. Public, as the decisions are."""
    days = known_on(request.days)
    every = queries.owed_back(on=days.on, known=days.known)
    body = request.GET.get("organ", "").strip()[:64]
    chosen = [each for each in every if body in {"", each.told.report_to}]
    named = names(days, [each.told for each in every])
    table = _table(chosen, named, days)
    if form != "page":
        return tables.answer(table, form, days)
    count = Counter(each.told.report_to for each in every)
    return page(
        request,
        "commitments/owed.html",
        table=table,
        body=named.unit(body) if body else None,
        bodies=[(code, named.unit(code).label, number) for code, number in sorted(count.items())],
        chosen=body,
        late=sum(each.is_late for each in chosen),
        total=len(every),
        crumbs=[Link(_("Assignments and activities"), "/uppdrag"), Link(_("To be told back"))],
    )


def _table(rows: Sequence[Owed], named: Names, days: Days) -> Table:
    columns = [
        Column("title", _("What is to be done"), "link"),
        Column("report_by", _("Told back by"), "day"),
        Column("reporting", _("Told back")),
        Column("state", _("How far")),
        Column("report_to", _("To be told back to"), "link"),
        Column("origin", _("Comes from"), "link"),
        Column("unit", _("Unit"), "link"),
        Column("owner", _("Answers for it"), "link"),
        Column("code", _("Code")),
    ]
    return Table("aterrapportering", _("To be told back"), columns, [_row(each, named, days) for each in rows])


def _row(each: Owed, named: Names, days: Days) -> Row:
    row, now = each.told, each.told.standing(days.on)
    return Row(
        (
            Link(row.title, commitment_address(row.code)),
            row.report_by,
            ("▲ " if each.is_late else "") + str(words.REPORTING[now.reporting]),
            words.state_word(now),
            named.unit(row.report_to),
            named.origin(row),
            named.unit(row.unit),
            named.owner(row.owner),
            row.code,
        )
    )
