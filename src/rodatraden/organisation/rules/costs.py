"""What have a unit's posts cost, year by year, with and without the units below, and what has each post cost?

The yearly rate is what the posts cost a year as decided, on the last day of the year (for the last year: on the day
that is asked for). What has accrued is what they came to during the year through that day: each cost for the days it
held. A cost that is not known is missing and counted, never nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from rodatraden.organisation.rules.totals import Sum, of

Days: TypeAlias = tuple[date, date]
"""From a day up to another (half-open)."""


@dataclass(frozen=True, slots=True)
class Place:
    """That a unit stood right under another from a day up to another."""

    unit: str
    parent: str | None
    days: Days


@dataclass(frozen=True, slots=True)
class Cost:
    """What a post in a unit cost a year from a day up to another; None when that is not known."""

    post: str
    title: str
    unit: str
    yearly: Decimal | None
    decision: str
    days: Days


@dataclass(frozen=True, slots=True)
class Year:
    """A unit's posts on a day of a year, and what they came to in it through that day.

    `growth` is of the rate, in per cent since the year before. It is None when either rate is unknown or nothing, or
    when not as many costs are missing: then the two are sums of different things.
    """

    year: int
    day: date
    posts: int
    rate: Sum
    accrued: Sum
    growth: Decimal | None = None


def days_within(places: Iterable[Place], top: str) -> dict[str, list[Days]]:
    """When each unit stood under `top`, or was `top` itself."""
    standing = _standing(places)
    turns = sorted({day for place in standing for day in place.days})
    found: dict[str, list[Days]] = {}
    for first, end in pairwise(turns):
        below: dict[str | None, list[str]] = {}
        there = [place for place in standing if place.days[0] <= first < place.days[1]]
        for place in there:
            below.setdefault(place.parent, []).append(place.unit)
        waiting, seen = [place.unit for place in there if place.unit == top], set[str]()
        while waiting:
            unit = waiting.pop()
            if unit not in seen:
                seen.add(unit)
                found.setdefault(unit, []).append((first, end))
                waiting += below.get(unit, [])
    return {unit: _joined(days) for unit, days in found.items()}


def _standing(places: Iterable[Place]) -> list[Place]:
    """The same places, each told once for all the days that follow each other: a new name is no new place."""
    days: dict[tuple[str, str | None], list[Days]] = {}
    for place in sorted(places, key=lambda each: each.days):
        days.setdefault((place.unit, place.parent), []).append(place.days)
    return [Place(*place, period) for place, periods in days.items() for period in _joined(periods)]


def _joined(days: Sequence[Days]) -> list[Days]:
    """Neighbouring periods as one."""
    found: list[Days] = []
    for first, end in days:
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], end)
        else:
            found.append((first, end))
    return found


def costs_within(costs: Iterable[Cost], days: Mapping[str, Sequence[Days]]) -> list[Cost]:
    """The costs of posts while they were in some units, each cut to those days."""
    return [
        replace(cost, days=common)
        for cost in costs
        for period in days.get(cost.unit, ())
        if (common := _common(cost.days, period))
    ]


def _common(one: Days, other: Days) -> Days | None:
    first, end = max(one[0], other[0]), min(one[1], other[1])
    return (first, end) if first < end else None


def years(costs: Sequence[Cost], *, through: date) -> list[Year]:
    """Each year from the first with a post through the year of a day, that day its last."""
    if not costs or (begins := min(cost.days[0] for cost in costs)) > through:
        return []
    found = [_year(costs, year, min(date(year, 12, 31), through)) for year in range(begins.year, through.year + 1)]
    return found[:1] + [replace(later, growth=growth(earlier.rate, later.rate)) for earlier, later in pairwise(found)]


def _year(costs: Sequence[Cost], year: int, day: date) -> Year:
    on_the_day = [cost for cost in costs if cost.days[0] <= day < cost.days[1]]
    rate = sum((of(cost.yearly) for cost in on_the_day), Sum())
    return Year(year, day, len(on_the_day), rate, _accrued(costs, year, day))


def _accrued(costs: Sequence[Cost], year: int, day: date) -> Sum:
    """What the costs came to for their days from New Year through a day; missing are the posts with an unknown cost."""
    through, missing = (date(year, 1, 1), day + timedelta(days=1)), set[str]()
    length = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    known: Decimal | None = None
    for cost in costs:
        days = _common(cost.days, through)
        if days and cost.yearly is None:
            missing.add(cost.post)
        elif days and cost.yearly is not None:
            known = (known or Decimal()) + cost.yearly * (days[1] - days[0]).days
    return Sum(None if known is None else (known / length).quantize(Decimal("0.01")), len(missing))


def growth(earlier: Sum, later: Sum) -> Decimal | None:
    """In per cent, exactly; None when the two can't be compared."""
    if not earlier.known or later.known is None or earlier.missing != later.missing:
        return None
    return (later.known / earlier.known - 1) * 100


@dataclass(frozen=True, slots=True)
class PostCost:
    """What a post has cost from a day up to another, and the growth since what it cost before, in per cent."""

    cost: Cost
    growth: Decimal | None


def history(costs: Iterable[Cost]) -> list[PostCost]:
    """The costs of each post through time, post by post, equal neighbours as one."""
    by_post: dict[str, list[Cost]] = {}
    for cost in sorted(costs, key=lambda each: (each.post, each.days)):
        told = by_post.setdefault(cost.post, [])
        last = told[-1] if told else None
        if last and (last.yearly, last.decision, last.days[1]) == (cost.yearly, cost.decision, cost.days[0]):
            told[-1] = replace(cost, days=(last.days[0], cost.days[1]))
        else:
            told.append(cost)
    return [
        PostCost(cost, growth(of(before.yearly), of(cost.yearly)) if before else None)
        for told in by_post.values()
        for before, cost in zip([None, *told], told, strict=False)
    ]
