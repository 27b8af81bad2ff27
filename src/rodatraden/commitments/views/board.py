"""All that is promised: what is left, what is late, who answers for it and where it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.commitments import queries, words
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.commitments.rules.standing import Standing
from rodatraden.commitments.views.named import GIVE, Names, known_on, names
from rodatraden.organisation import queries as organisation
from rodatraden.ui import tables
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose commitments by, with how many there are; `is_on` when it is chosen."""

    value: str
    label: str
    count: int
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A commitment in words."""

    told: Told
    standing: Standing
    shape: str
    word: str
    late: str
    kind: str
    unit: Link
    owner: Link | None
    closed_owner: str
    origin: Link | None
    reporting: str

    @property
    def address(self) -> str:
        """Its page."""
        return commitment_address(self.told.code)


def shown(row: Told, named: Names, days: Days) -> Shown:
    """A commitment in words, on a day."""
    now = row.standing(days.on)
    return Shown(
        row,
        now,
        shape=words.SHAPES[now.state],
        word=str(words.STATES[now.state]),
        late=words.late_word(now),
        kind=str(words.KINDS[row.kind]),
        unit=named.unit(row.unit),
        owner=named.owner(row.owner),
        closed_owner=named.closed_owner(row.owner),
        origin=named.origin(row),
        reporting=words.report_word(now, row.report_by),
    )


@reads
def board(request: Request, form: Form = "page") -> HttpResponse:
    """All that is promised, what is left first. Public, as the decisions and the goals that it comes from."""
    days = known_on(request.days)
    wanted = queries.asked(request.GET, on=days.on, known=days.known)
    every = queries.told(known=days.known)
    posts = _posts(every, days)
    found = queries.narrowed(every, wanted, on=days.on, posts=posts)
    if form != "page":
        return tables.answer(table_of(found, names(days, found), days), form, days)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    named = names(days, every, also={row.report_to for row in every})
    given = {name: request.GET.get(name, "") for name in queries.ASKED}
    return page(
        request,
        "commitments/board.html",
        rows=[shown(row, named, days) for row in part.object_list],
        part=part,
        given=given,
        is_chosen=any(given[name] for name in ("slag", "enhet", "ursprung", "till", "ansvarig")),
        states=_states(every, given["lage"], days, posts),
        kinds=_counted((words.KIND_CODES[row.kind], str(words.KINDS[row.kind])) for row in every),
        units=_counted((row.unit, named.unit(row.unit).label) for row in every),
        bodies=_counted((row.report_to, named.unit(row.report_to).label) for row in every if row.report_to),
        origins=_counted(
            (words.ORIGIN_CODES[row.origin_kind], str(words.ORIGINS[row.origin_kind]))
            for row in every
            if row.origin_kind
        ),
        origin=_chosen_origin(given["ursprung"], found, named),
        total=len(every),
        may_give=request.days.is_today and request.user.has_perm(GIVE),
    )


def _posts(rows: Iterable[Told], days: Days) -> set[str]:
    """The posts of the day that answer for something. One query."""
    return {*organisation.posts({row.owner for row in rows if row.owner}, on=days.on, known=days.known)}


def _states(rows: Sequence[Told], chosen: str, days: Days, posts: set[str]) -> list[Option]:
    found = [
        Option(
            word,
            str(label),
            len(queries.narrowed(rows, queries.Search(state=word), on=days.on, posts=posts)),
            word == chosen,
        )
        for word, label in words.FILTERS.items()
    ]
    return [each for each in found if each.count or each.is_on]


def _counted(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    labels, count = dict[str, str](), dict[str, int]()
    for value, label in pairs:
        labels[value] = label
        count[value] = count.get(value, 0) + 1
    options = [Option(value, label, count[value]) for value, label in labels.items()]
    return sorted(options, key=lambda each: each.label.casefold())


def _chosen_origin(asked: str, found: Sequence[Told], named: Names) -> Link | None:
    """The one decision or goal that was asked for, so that the list can say whose it is."""
    return named.origin(found[0]) if ":" in asked and found else None


def table_of(rows: Sequence[Told], named: Names, days: Days) -> Table:
    """The same as a table for files: every column, and all of the rows."""
    columns = [
        Column("code", _("Code")),
        Column("kind", _("Kind")),
        Column("title", _("What is to be done"), "link"),
        Column("unit", _("Unit"), "link"),
        Column("owner", _("Answers for it"), "link"),
        Column("starts", _("Begins"), "day"),
        Column("due", _("Last day"), "day"),
        Column("state", _("How far")),
        Column("days_late", _("Days late"), "number", decimals=0),
        Column("share", _("Per cent done"), "number", decimals=0),
        Column("text", _("Last said")),
        Column("followed_up_on", _("Last followed up"), "day"),
        Column("origin", _("Comes from"), "link"),
        Column("origin_code", _("Code of the origin")),
        Column("report_to", _("To be told back to"), "link"),
        Column("report_by", _("Told back by"), "day"),
        Column("reporting", _("Told back")),
        Column("reported_on", _("Last told back"), "day"),
    ]
    return Table("uppdrag", _("Assignments and activities"), columns, [_row(row, named, days) for row in rows])


def _row(row: Told, named: Names, days: Days) -> Row:
    now = row.standing(days.on)
    return Row(
        (
            row.code,
            str(words.KINDS[row.kind]),
            Link(row.title, commitment_address(row.code)),
            named.unit(row.unit),
            named.owner(row.owner),
            row.starts,
            row.due,
            str(words.STATES[row.state]),
            now.days_late or None,
            row.share,
            row.text,
            timezone.localdate(row.followed_up_at) if row.followed_up_at else None,
            named.origin(row),
            row.origin,
            named.unit(row.report_to) if row.report_to else None,
            row.report_by,
            str(words.REPORTING[now.reporting]) if row.report_to else "",
            row.noted.on if row.noted else None,
        )
    )
