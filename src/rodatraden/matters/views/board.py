"""Every matter: what is under way, what is decided, and who has it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rodatraden.matters import models, queries, words
from rodatraden.matters.rules.addresses import matter_address
from rodatraden.matters.rules.codes import MatterKind, MatterStatus
from rodatraden.matters.views.named import WRITE, Names, names
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 50
Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose the matters by, with how many there are."""

    value: str
    label: str
    count: int


@reads
def board(request: Request, form: Form = "page") -> HttpResponse:
    """The matters registered by the day, those where something happened last first. Public, as the diary is."""
    days = request.days
    found = queries.search(queries.asked(request.GET, on=days.on, known=days.known), known=min(days.known, days.on))
    if form != "page":
        rows = list(found)
        return tables.answer(_table(rows, names(days, {row.unit for row in rows}), len(rows)), form, days)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    choices = queries.choices(known=min(days.known, days.on))
    shown = list(part.object_list)
    named = names(days, {*choices.units, *choices.bodies})
    return page(
        request,
        "matters/board.html",
        table=_table(shown, named, part.paginator.count),
        part=part,
        given={name: request.GET.get(name, "") for name in queries.ASKED},
        is_chosen=any(request.GET.get(name) for name in ("slag", "omrade", "organ", "enhet")),
        statuses=_options(words.STATUSES, words.STATUS_CODES, choices.statuses),
        kinds=_options(words.KINDS, words.KIND_CODES, choices.kinds),
        categories=[Option(name, name, count) for name, count in sorted(choices.categories.items())],
        units=_named(choices.units.items(), named),
        bodies=_named(choices.bodies.items(), named),
        total=choices.total,
        may_register=days.is_today and request.user.has_perm(WRITE),
    )


def _options(said: Mapping[Code, Promise], codes: Mapping[Code, str], counts: Mapping[str, int]) -> list[Option]:
    """The codes that some matter has, each by its word in addresses."""
    return [Option(codes[code], str(word), counts[code]) for code, word in said.items() if counts[code]]


def _named(counted: Iterable[tuple[str, int]], named: Names) -> list[Option]:
    found = [Option(code, named.link(code).label, count) for code, count in counted]
    return sorted(found, key=lambda each: each.label.casefold())


def _table(rows: Sequence[models.MatterVersion], named: Names, total: int) -> Table:
    columns = [
        Column("matter", _("Matter"), "link"),
        Column("dnr", _("Registration number")),
        Column("status", _("Status")),
        Column("kind", _("Kind")),
        Column("category", _("Subject area")),
        Column("unit", _("Responsible"), "link"),
        Column("latest_on", _("Latest"), "day"),
        Column("code", _("Code")),
    ]
    cells = [
        (
            Link(row.title, matter_address(row.matter_id)),
            row.dnr,
            str(words.STATUSES[MatterStatus(row.status)]),
            str(words.KINDS[MatterKind(row.kind)]),
            row.category,
            named.link(row.unit) if row.unit else None,
            row.latest_on,
            row.matter_id,
        )
        for row in rows
    ]
    return Table("arenden", _("Matters"), columns, [Row(each) for each in cells], total=total)
