"""What differs between two days, or two days of knowledge, as JSON."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from rodatraden.organisation import queries
from rodatraden.organisation.forms import TwoDays
from rodatraden.organisation.rules.difference import Difference, Figures, Mark, Part, What
from rodatraden.organisation.rules.totals import Sum, Totals
from rodatraden.organisation.words import difference as words
from rodatraden.ui.pages import days_of

router = Router()


class DiffersOut(Schema):
    """One way in which one thing differs.

    `before` and `after` are codes where the thing stands under, belongs to or reports to something else; else names,
    kinds, kronor or per cent. `other` is the far end of a relation or of moved budget, or what a unit became.
    """

    part: Part
    what: What
    code: str
    name: str
    before: str | None
    after: str | None
    other: str | None
    decision: str | None


class SumOut(Schema):
    """What is known, added up (null when nothing is), and how many figures are missing in it."""

    known: str | None
    missing: int


class TotalsOut(Schema):
    """Posts and their yearly cost in kronor; people employed and their full-time equivalents."""

    posts: int
    cost: SumOut
    headcount: SumOut
    fte: SumOut


class SidesOut(Schema):
    """Before and after; null when the unit did not exist then."""

    before: TotalsOut | None
    after: TotalsOut | None


class FiguresOut(Schema):
    """A unit whose posts, cost or staff differ."""

    code: str
    name: str
    own: SidesOut
    with_below: SidesOut


class DifferenceOut(Schema):
    """Everything that differs from one day to another, each as known on a day; `marks` tell how to mark each unit."""

    first: date
    second: date
    known_first: date
    known_second: date
    summary: str
    rows: list[DiffersOut]
    figures: list[FiguresOut]
    marks: dict[str, Mark]


class NotDaysOut(Schema):
    """What is wrong with the days, by their names in the address."""

    detail: dict[str, list[str]]


@router.get(
    "/organisation/skillnad.json",
    response={200: DifferenceOut, 400: NotDaysOut},
    summary="Vad som skiljer organisationen två dagar",
)
def difference(request: HttpRequest) -> Status[Mapping[str, Any]]:
    """From the day `from` as known on `known_from` to the day `to` as known on `known_to`.

    Left out: the day asked for and today or, of today, the same day a year before; both as known on the day asked for.
    """
    asked = TwoDays(request.GET.dict(), days_of(request))
    if not asked.is_valid():
        return Status(400, {"detail": asked.errors})
    return Status(200, as_plain(queries.difference(before=asked.before, after=asked.after)))


def as_plain(found: Difference) -> Mapping[str, Any]:
    """A difference as plain values, in the shape of DifferenceOut."""
    before, after = found.before, found.after
    return {
        "first": before.on,
        "second": after.on,
        "known_first": before.known,
        "known_second": after.known,
        "summary": words.summary(found),
        "rows": [
            {
                "part": row.what.part,
                "what": row.what,
                "code": row.code,
                "name": words.name(row.code, after, before),
                "before": _plain(row.before),
                "after": _plain(row.after),
                "other": row.other or None,
                "decision": row.decision or None,
            }
            for row in found.rows
        ],
        "figures": [_figures(each, words.name(each.code, after, before)) for each in found.figures],
        "marks": found.marks,
    }


def _plain(value: object) -> str | None:
    match value:
        case None:
            return None
        case Decimal():
            return f"{value:.2f}"
        case _:
            return str(value)


def _figures(each: Figures, name: str) -> Mapping[str, Any]:
    own, with_below = (
        {"before": _totals(before), "after": _totals(after)} for before, after in (each.own, each.with_below)
    )
    return {"code": each.code, "name": name, "own": own, "with_below": with_below}


def _totals(totals: Totals | None) -> Mapping[str, Any] | None:
    if totals is None:
        return None
    sums = {"cost": totals.cost, "headcount": totals.headcount, "fte": totals.fte}
    return {"posts": totals.posts, **{name: _sum(each, whole=name == "headcount") for name, each in sums.items()}}


def _sum(each: Sum, *, whole: bool) -> Mapping[str, Any]:
    known = None if each.known is None else f"{each.known:.0f}" if whole else f"{each.known:.2f}"
    return {"known": known, "missing": each.missing}
