"""Broken threads: what nobody carries, what can't be followed up, and what belongs to nothing; each with its remedy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.steering import rules
from rodatraden.steering.queries import broken as queries
from rodatraden.steering.queries.broken import Broken
from rodatraden.steering.rules.lint import Flaw, Found
from rodatraden.steering.views.flaws import MENDED, said
from rodatraden.steering.views.named import Names, names
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Step
from rodatraden.ui.tables import Column, Form, Row, Table

ADDRESS = "/mal/brutna-tradar"


@dataclass(frozen=True, slots=True)
class Shown:
    """A broken thing: where it is shown, whose it is, what is wrong with it and, for who may, where it is mended."""

    kind: str
    link: Link
    code: str
    owner: Link
    reasons: Sequence[str]
    mend: Sequence[Link]


@reads
def broken(request: Request, form: Form = "page") -> HttpResponse:
    """Everything that is broken on the day; public, as the goals are. With `enhet` what is a unit's or below it."""
    days = request.days
    found = queries.broken(on=days.on, known=days.known)
    named = names(days, {*found.units})
    unit = request.GET.get("enhet", "").strip()
    owned = named.owned_within(unit) if unit else (lambda _code: True)
    shown = _shown(found, named, owned, request)
    if form != "page":
        return tables.answer(_table(shown), form, days)
    total = sum(found.units.values())
    return page(
        request,
        "steering/broken.html",
        heaps=_heaps(shown),
        shown=len(shown),
        total=total,
        looked_at=found.looked_at,
        counts=_counts(found, named),
        unit=named.unit(unit) if unit else None,
        crumbs=[Link(_("Goals"), "/mal"), Link(_("Broken threads"))],
        steps=[Step("goal", _("Goals"), "/mal"), Step("goal", _("Broken threads"), current=True)],
    )


def _shown(found: Broken, named: Names, owned: Callable[[str], bool], request: Request) -> list[Shown]:
    goals = [
        Shown(
            _("Goal"),
            Link(each.goal.title, rules.goal_address(each.goal.code)),
            each.goal.code,
            named.unit(each.goal.unit),
            [said(flaw) for flaw in each.flaws],
            _mends(each.goal.code, each.flaws) if _may(request, each.goal.unit) else (),
        )
        for each in found.goals
        if owned(each.goal.unit)
    ]
    measured = [
        Shown(
            _("Indicator"),
            Link(each.indicator.name, rules.goal_address(each.goal, indicator=each.indicator.code)),
            each.indicator.code,
            named.unit(each.indicator.unit),
            [said(flaw) for flaw in each.flaws],
            _mends_indicator(each.indicator.code, each.flaws)
            if _may(request, each.indicator.unit, "indicators.definition.write")
            else (),
        )
        for each in found.indicators
        if owned(each.indicator.unit)
    ]
    return [*goals, *measured, *_promises(found, named, owned)]


def _promises(found: Broken, named: Names, owned: Callable[[str], bool]) -> list[Shown]:
    """Who may reword a commitment is asked there, not here."""
    return [
        Shown(
            _("Activity or measure"),
            Link(each.promise.title, f"/uppdrag/{each.promise.code}"),
            each.promise.code,
            named.unit(each.promise.unit),
            [said(flaw) for flaw in each.flaws],
            [Link(_("Say what it comes from"), f"/uppdrag/{each.promise.code}/andra#id_origin")],
        )
        for each in found.promises
        if owned(each.promise.unit)
    ]


def _mends_indicator(code: str, flaws: Sequence[Found]) -> list[Link]:
    told = {
        Flaw.NO_TARGET: Link(_("Set a target"), f"/indikatorer/{code}/malvarde"),
        Flaw.NO_OWNER: Link(_("Choose an owner"), f"/indikatorer/{code}/andra"),
    }
    return [told[each.flaw] for each in flaws if each.flaw in told]


def _may(request: Request, unit: str, right: str = "steering.goal.write") -> bool:
    """Whether the reader may mend what is a unit's, today."""
    return request.days.is_today and request.user.has_perm(right, unit)  # type: ignore[arg-type]  # ours: a unit's code


def _mends(code: str, flaws: Sequence[Found]) -> list[Link]:
    told = {MENDED[each.flaw] for each in flaws if each.flaw in MENDED}
    return [Link(str(word), f"/mal/{code}/andra#{field}") for word, field in sorted(told, key=lambda each: each[1])]


def _heaps(shown: Sequence[Shown]) -> list[tuple[str, list[Shown]]]:
    """What is broken, kind by kind."""
    kinds = dict.fromkeys(each.kind for each in shown)
    return [(kind, [each for each in shown if each.kind == kind]) for kind in kinds]


def _counts(found: Broken, named: Names) -> Table:
    columns = [Column("unit", _("Unit"), "link"), Column("count", _("Broken"), "number")]
    told = sorted(found.units.items(), key=lambda each: (-each[1], named.unit(each[0]).label))
    rows = [Row((Link(named.unit(code).label, f"{ADDRESS}?enhet={code}"), count)) for code, count in told]
    return Table("brutna-per-enhet", _("How much is broken for each unit"), columns, rows)


def _table(shown: Sequence[Shown]) -> Table:
    columns = [
        Column("what", _("What"), "link"),
        Column("kind", _("Kind")),
        Column("code", _("Code")),
        Column("unit", _("Owner"), "link"),
        Column("reasons", _("What is broken")),
    ]
    rows = [Row((each.link, each.kind, each.code, each.owner, " ".join(each.reasons))) for each in shown]
    return Table("brutna-tradar", _("Broken threads"), columns, rows)
