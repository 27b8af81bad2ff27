"""All that is measured: how it went, what lacks a target or an owner, and what is late."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.indicators import words
from rodatraden.indicators.queries.asked import ASKED, Lack, asked, is_late_on, lacks, narrowed
from rodatraden.indicators.queries.series import Aim, Series, Value, series
from rodatraden.indicators.rules import Operator, SourceKind, Verdict
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.indicators.views.named import DEFINE, READ_IN, Names, names
from rodatraden.organisation.rules.things import Organisation
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose by, with how many there are of it."""

    value: str
    label: str
    count: int
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator as a row."""

    name: str
    code: str
    address: str
    measure: str
    unit: Link
    post: Link | None
    source: str
    period: str
    value: Decimal | None
    condition: str
    aimed: Decimal | None
    shape: str
    word: str
    is_late: bool
    is_few: bool


@reads
def board(request: Request, form: Form = "page") -> HttpResponse:
    """All indicators of the day. Public, as the goals that are seen by them."""
    days = request.days
    every = series(on=days.on, known=days.known)
    named = names(days, {each.defined.unit for each in every} | {each.defined.post for each in every})
    given = {name: request.GET.get(name, "") for name in ASKED}
    found = narrowed(every, asked(given, units=_within(given["enhet"], named.units)), on=days.on)
    if form != "page":
        return tables.answer(_table([shown(each, named, request) for each in found]), form, days)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    return page(
        request,
        "indicators/board.html",
        rows=[shown(each, named, request) for each in part.object_list],
        part=part,
        found=len(found),
        total=len(every),
        given=given,
        is_filtered=any(given.values()),
        units=_units(every, named),
        sources=_counted((each.defined.source_kind for each in every), given["kalla"], _source_label),
        posts=_counted((each.defined.post for each in every), given["agare"], lambda code: named.link(code).label),
        lacking=_lacking(every, given["visa"], request),
        may_define=days.is_today and request.user.has_perm(DEFINE),
        may_read_in=days.is_today and request.user.has_perm(READ_IN),
    )


def _within(code: str, units: Organisation) -> set[str] | None:
    return None if not code else {code} | (units.below(code) if code in units.units else set())


def shown(each: Series, named: Names, request: Request) -> Shown:
    """An indicator as a row on the day that is shown."""
    said, outcome = each.defined, each.outcome
    aim = each.aim(outcome.period) if outcome else next(reversed(each.aims), None)
    verdict = each.verdict()
    return Shown(
        name=said.name,
        code=said.code,
        address=indicator_address(said.code),
        measure=said.measure,
        unit=named.unit(said.unit),
        post=named.link(said.post) if said.post else None,
        source=_source_label(said.source_kind),
        period=outcome.period if outcome else (aim.period if aim else ""),
        value=_number(outcome),
        condition=str(words.OPERATORS[Operator(aim.operator)]) if aim else "",
        aimed=Decimal(aim.value) if aim else None,
        shape=words.SHAPES[verdict] if aim and verdict is not Verdict.UNMEASURED else "",
        word=str(words.VERDICTS[verdict]),
        is_late=is_late_on(each, request.days.on),
        is_few=outcome is None and any(row.state == "suppressed" for row in each.values),
    )


def _number(value: Value | Aim | None) -> Decimal | None:
    return Decimal(value.value) if value is not None and value.value is not None else None


def _source_label(code: str) -> str:
    return str(words.SOURCES[SourceKind(code)])


def _counted(codes: Iterable[str], chosen: str, label: Callable[[str], str]) -> list[Option]:
    found: dict[str, int] = {}
    for code in codes:
        if code:
            found[code] = found.get(code, 0) + 1
    told = [Option(code, label(code), count, code == chosen) for code, count in found.items()]
    return sorted(told, key=lambda each: each.label.casefold())


def _units(every: Sequence[Series], named: Names) -> list[tuple[str, str]]:
    """The units that answer for any, and those over them, in the order of the organisation."""
    owners = {each.defined.unit for each in every}
    told = {over.code for code in owners for over in named.units.path(code)} if named.units.units else set()
    ordered = [(len(named.units.path(code)), code) for code in told]
    known = [(code, f"{'– ' * (depth - 1)}{named.unit(code).label}") for depth, code in ordered]
    known.sort(key=lambda each: [over.name.casefold() for over in named.units.path(each[0])])
    return known + [(code, named.unit(code).label) for code in sorted(owners - told)]


def _lacking(every: Sequence[Series], chosen: str, request: Request) -> list[Option]:
    labels = {
        Lack.TARGET: _("without a target this year"),
        Lack.VALUE: _("with a late value"),
        Lack.OWNER: _("without an owner"),
        Lack.SUNSET: _("to be reconsidered"),
    }
    return [
        Option(lack, label, sum(lacks(each, lack, request.days.on) for each in every), lack == chosen)
        for lack, label in labels.items()
    ]


def _table(rows: Sequence[Shown]) -> Table:
    columns = [
        Column("name", _("Indicator"), "link"),
        Column("code", _("Code")),
        Column("unit", _("Unit"), "link"),
        Column("owner", _("Owner"), "link"),
        Column("source", _("Source")),
        Column("period", _("Period")),
        Column("outcome", _("Outcome"), "number"),
        Column("condition", _("Condition")),
        Column("target", _("Target value"), "number"),
        Column("measure", _("Unit of measure")),
        Column("verdict", _("Against the target")),
        Column("late", _("Late")),
    ]
    told = [
        Row(
            (
                *(Link(row.name, row.address), row.code, row.unit, row.post, row.source, row.period),
                *(row.value, row.condition, row.aimed, row.measure, row.word if row.shape else ""),
                _("late") if row.is_late else "",
            )
        )
        for row in rows
    ]
    return Table("indikatorer", _("Indicators"), columns, told)
