"""Årshjul: what comes in a year, as a wheel, as a list, and as a calendar to subscribe to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.dates import MONTHS_3 as SHORT
from django.utils.translation import gettext as _

from rodatraden.commitments.words import ROLE_CODES
from rodatraden.commitments.words import SORTS as SORT_WORDS
from rodatraden.files import calendars
from rodatraden.files.calendars import Entry
from rodatraden.organisation.rules.things import Role
from rodatraden.organisation.words import ROLES
from rodatraden.overview.queries.year import points
from rodatraden.overview.rules.wheel import CENTRE, INNER, KNOT, OUTER, SIZE, drawn
from rodatraden.overview.rules.year import Law, Point, is_election_year
from rodatraden.overview.words import LAWS
from rodatraden.ui import tables
from rodatraden.ui.days import EARLIEST, LATEST, Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_WORDS: dict[str, Role] = {word: role for role, word in ROLE_CODES.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """A point in words, with its number on the wheel."""

    number: int
    point: Point
    title: str
    sort: str
    note: str
    roles: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The year and the role that an address asks for."""

    year: int
    role: Role | None
    word: str


@reads
def wheel(request: Request, form: Form = "page") -> HttpResponse:
    """What comes in a year, for everyone or for a role, as a picture and as a list. Public."""
    asked, days = _asked(request), request.days
    told = _told(asked, days)
    if form != "page":
        return tables.answer(_table(told, asked), form, days)
    return page(
        request,
        "overview/wheel.html",
        **_picture(told, asked, days),
        months=[(MONTHS[month], list(each)) for month, each in groupby(told, key=lambda one: one.point.on.month)],
        roles=[(word, ROLES[role]) for word, role in _WORDS.items() if role is not Role.ADMIN],
        asked=asked,
        role=ROLES[asked.role] if asked.role else "",
        before=asked.year - 1 if asked.year > EARLIEST.year else None,
        after=asked.year + 1 if asked.year < LATEST.year else None,
        is_election_year=is_election_year(asked.year),
        feed=f"webcal://{request.get_host()}/arshjul.ics" + (f"?roll={asked.word}" if asked.word else ""),
    )


@reads
def picture(request: Request) -> HttpResponse:
    """The wheel alone, as a picture to keep."""
    asked = _asked(request)
    shown = _picture(_told(asked, request.days), asked, request.days)
    return HttpResponse(render_to_string("overview/wheel.svg", shown), content_type="image/svg+xml")


@reads
def feed(request: Request) -> HttpResponse:
    """The year and the next as a calendar that other programs subscribe to; one year when one is asked for."""
    asked, days = _asked(request), request.days
    years = [asked.year] if request.GET.get("ar") else [asked.year, asked.year + 1]
    entries = [
        Entry(
            f"{each.point.code}-{year}",
            each.point.on,
            each.title,
            "\n".join(part for part in (each.note, each.point.ground) if part),
            request.build_absolute_uri(each.point.address) if each.point.address else "",
        )
        for year in years
        for each in _told(Asked(year, asked.role, asked.word), days)
    ]
    at = datetime.combine(days.today, time(), timezone.get_current_timezone())
    content = calendars.to_ics(entries, name=_("Year of the municipality"), host=request.get_host(), at=at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="arshjul.ics"'
    return response


def _asked(request: Request) -> Asked:
    """Raises Http404 for what is no year that a municipality has."""
    text = request.GET.get("ar", "").strip()
    year = int(text) if text.isdecimal() and len(text) == 4 else request.days.on.year if not text else 0
    if not EARLIEST.year <= year <= LATEST.year:
        raise Http404(_("There is no such year."))
    word = request.GET.get("roll", "")
    return Asked(year, _WORDS.get(word), word if word in _WORDS else "")


def _told(asked: Asked, days: Days) -> list[Shown]:
    found = points(asked.year, on=days.on, known=min(days.on, days.known), role=asked.role)
    return [_shown(number, point, asked.year) for number, point in enumerate(found, 1)]


def _shown(number: int, point: Point, year: int) -> Shown:
    title = str(LAWS[point.law]) if point.law else point.title
    note = point.note
    if point.law is Law.BUDGET and is_election_year(year):
        note = _("Election year: the newly elected assembly adopts it.")
    if point.law is Law.COMPANIES and not note:
        note = _("The law says each year, and no day.")
    roles = ", ".join(str(ROLES[role]) for role in Role if role in point.roles)
    return Shown(number, point, title, str(SORT_WORDS[point.sort]), note, roles)


def _picture(told: Sequence[Shown], asked: Asked, days: Days) -> dict[str, Any]:
    today = days.on if days.on.year == asked.year else date(asked.year - 1, 1, 1)
    found = drawn([each.point for each in told], year=asked.year, today=today)
    return {
        "wheel": found,
        "told": told,
        "knots": [(knot, told[knot.number - 1]) for knot in found.knots],
        "names": [(month, SHORT[month.number]) for month in found.months],
        "rings": [(ring, SORT_WORDS[ring.sort]) for ring in found.rings],
        "size": SIZE,
        "centre": CENTRE,
        "inner": INNER,
        "outer": OUTER,
        "knot_size": KNOT,
    }


def _table(told: Sequence[Shown], asked: Asked) -> Table:
    columns = [
        Column("on", _("Day"), "day"),
        Column("first", _("Begins"), "day"),
        Column("title", _("What"), "link"),
        Column("sort", _("Kind")),
        Column("roles", _("For whom")),
        Column("ground", _("Rests on")),
        Column("note", _("Note")),
        Column("code", _("Code")),
    ]
    rows = [
        Row(
            (
                each.point.on,
                each.point.first,
                Link(each.title, each.point.address),
                each.sort,
                each.roles,
                each.point.ground,
                each.note,
                each.point.code,
            )
        )
        for each in told
    ]
    return Table(f"arshjul-{asked.year}", _("The year %(year)d") % {"year": asked.year}, columns, rows)
