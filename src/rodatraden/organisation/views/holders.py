"""Who has held a post, as the reader may know it: in words on its page, as a table, and beside its JSON."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries
from rodatraden.organisation.rules import holders as rules
from rodatraden.organisation.rules.addresses import post_address
from rodatraden.organisation.rules.holders import Held, Holders
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, reads, require
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


def known_to(request: Request, code: str) -> Holders:
    """Who holds a post on the day that is shown, as far as the reader may know today."""
    days = request.days
    return rules.holders(code, reader=request.user, on=days.on, today=days.today)


@reads
def holders(request: Request, code: str, form: Form) -> HttpResponse:
    """Those who have held a post, as a file. Not for everyone: who holds a post is a piece of personal data."""
    found = known_to(request, code)
    if not found.is_shown:
        require(request.user, "access.holding.read", within=code)
    if not queries.post_history(code, known=request.days.known):
        raise Http404(_("No post has the code %(code)s.") % {"code": code})
    return tables.answer(holders_table(request, code, found), form, request.days)


def holders_table(request: Request, code: str, found: Holders) -> Table:
    """Those whom the reader may know: from when, through when, and by which post."""
    columns = [
        Column("name", _("Who")),
        Column("valid_from", _("From"), "day"),
        Column("valid_to", _("Through"), "day"),
        Column("post", _("By the post"), "link"),
    ]
    others = {each.post for each in found.named} - {code}
    named = queries.names_of(others, on=request.days.on, known=request.days.known) if others else {}
    titles = {other: _("stands in: %(title)s") % {"title": each.label} for other, each in named.items()}
    rows = [
        Row(
            (
                each.name,
                each.valid_from,
                _last_day(each),
                Link(titles.get(each.post, each.post), post_address(each.post)) if each.post != code else _("this one"),
            )
        )
        for each in found.named
    ]
    return Table(f"{code}-innehavare", _("Who has held it"), columns, rows)


def beside(found: Holders, *, exists: bool) -> dict[str, Any]:
    """What the JSON of a post tells of who holds it. `holders` is null for who may know of nobody."""
    named = [
        {
            "name": each.name,
            "post": each.post,
            "valid_from": each.valid_from.isoformat(),
            "valid_to": last.isoformat() if (last := _last_day(each)) else None,
        }
        for each in found.named
    ]
    return {
        "occupancy": found.occupancy.value if exists else None,
        "occupancy_since": found.since.isoformat() if exists and found.since else None,
        "holders": named if found.is_shown else None,
    }


def _last_day(each: Held) -> date | None:
    return None if each.valid_to == FOREVER else each.valid_to - timedelta(days=1)
