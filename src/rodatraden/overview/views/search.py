"""What is called something like what the reader wrote?"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.overview import queries
from rodatraden.overview.words import FOUND
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def search(request: Request, form: Form = "page") -> HttpResponse:
    """Everything that is called something like what the reader wrote, on the day.

    Public, as what it finds is; proposals are found only by those who may prepare them.
    """
    text, kind = (request.GET.get(name, "").strip()[:200] for name in ("q", "slag"))
    kind = kind if kind in {*FOUND} else ""
    days = request.days
    asked = queries.wanted(text, on=days.on, known=days.known, prepares_in=_prepares_in(request))
    found = queries.found(asked, kind=kind)
    if form != "page":
        return tables.answer(_found_table(found), form, request.days)
    return page(
        request,
        "overview/search.html",
        text=text,
        groups=[_Shown.of(each, text, all_of_them=bool(kind)) for each in found],
        is_narrowed=bool(kind),
    )


def _prepares_in(request: Request) -> frozenset[str]:
    """The units in which the reader may prepare proposals today."""
    if not (isinstance(request.user, User) and request.days.is_today and request.user.has_perm(_PREPARE)):
        return frozenset()
    held = access.rights_today(request.user, today=request.days.today)
    codes = held.units.units
    return frozenset(code for code in codes if allows(held.posts, _PREPARE, within=code, organisation=held.units))


_PREPARE = "matters.proposal.prepare"
_FIRST = 8


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was found of a kind: the nearest, how many there are, and the way to them all."""

    heading: Promise
    hits: Sequence[queries.Hit]
    count: int
    is_cut: bool
    rest: str

    @classmethod
    def of(cls, found: queries.Found, text: str, *, all_of_them: bool) -> "_Shown":
        hits = found.hits[: queries.ENOUGH if all_of_them else _FIRST]
        rest = f"/sok?{urlencode({'q': text, 'slag': found.kind})}" if len(found.hits) > len(hits) else ""
        count = min(len(found.hits), queries.ENOUGH)
        return cls(FOUND[found.kind], hits, count, found.is_cut, "" if all_of_them else rest)


def _found_table(found: Sequence[queries.Found]) -> Table:
    columns = [
        Column("kind", _("Kind")),
        Column("name", _("Name"), "link"),
        Column("code", _("Code")),
        Column("note", _("Where")),
        Column("address", _("Address")),
    ]
    rows = [
        Row((str(FOUND[each.kind]), Link(hit.name, hit.address), hit.code, hit.note, hit.address))
        for each in found
        for hit in each.hits[: queries.ENOUGH]
    ]
    return Table("sok", _("What was found"), columns, rows)
