"""What a unit's posts have cost through the years, as JSON."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries
from rodatraden.organisation.rules.costs import PostCost, Year, history, years
from rodatraden.organisation.rules.totals import Sum
from rodatraden.ui.pages import days_of

router = Router()


class CostOut(Schema):
    """Kronor with two decimals, null when none is known; and how many posts' costs are not known."""

    known: str | None
    missing: int


class YearOut(Schema):
    """The posts and their yearly cost on a day of a year; `accrued` is what they came to in the year through it.

    `growth` of the yearly cost since the year before is in per cent, null when the two can't be compared.
    """

    year: int
    day: date
    posts: int
    cost: CostOut
    accrued: CostOut
    growth: str | None


class PostCostOut(Schema):
    """What a post in the unit has cost a year, through `through` (null: still); growth in per cent since before."""

    post: str
    title: str
    since: date
    through: date | None
    yearly_cost: str | None
    growth: str | None
    decision: str | None


class CostsOut(Schema):
    """A unit's own posts through the years, the same with the units below, and what each of its posts has cost."""

    on: date
    known: date
    unit: str
    own: list[YearOut]
    with_below: list[YearOut]
    posts: list[PostCostOut]


class NoSuchUnitOut(Schema):
    """Why there is no answer."""

    detail: str


@router.get(
    "/organisation/kostnad/{code}.json",
    response={200: CostsOut, 404: NoSuchUnitOut},
    summary="Vad en enhets befattningar har kostat, år för år",
)
def costs(request: HttpRequest, code: str) -> Status[Mapping[str, Any]]:
    """Through the day `on`, as known on the day `known`."""
    days = days_of(request)
    if not queries.unit_history(code, known=days.known):
        return Status(404, {"detail": f"No unit has the code {code}."})
    own, with_below = queries.costs(code, known=days.known)
    told = {
        "on": days.on,
        "known": days.known,
        "unit": code,
        "own": [_year(each) for each in years(own, through=days.on)],
        "with_below": [_year(each) for each in years(with_below, through=days.on)],
        "posts": [_step(each) for each in history(own)],
    }
    return Status(200, told)


def _year(each: Year) -> Mapping[str, Any]:
    return {
        "year": each.year,
        "day": each.day,
        "posts": each.posts,
        "cost": _sum(each.rate),
        "accrued": _sum(each.accrued),
        "growth": None if each.growth is None else f"{each.growth:.2f}",
    }


def _sum(each: Sum) -> Mapping[str, Any]:
    return {"known": None if each.known is None else f"{each.known:.2f}", "missing": each.missing}


def _step(each: PostCost) -> Mapping[str, Any]:
    cost, (first, end) = each.cost, each.cost.days
    return {
        "post": cost.post,
        "title": cost.title,
        "since": first,
        "through": None if end == FOREVER else end - timedelta(days=1),
        "yearly_cost": None if cost.yearly is None else f"{cost.yearly:.2f}",
        "growth": None if each.growth is None else f"{each.growth:.2f}",
        "decision": cost.decision if cost.yearly is not None else None,
    }
