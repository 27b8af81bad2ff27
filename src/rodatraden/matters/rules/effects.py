"""What would a proposal cost, this year and a full year, and how many posts and people is it about?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from rodatraden.organisation.rules.things import Organisation

_ORE: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Step:
    """The organisation on a day on which the proposal does something, without it and with it."""

    on: date
    before: Organisation
    after: Organisation


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal does to the yearly cost of the posts, in kronor, and to their number.

    `this_year` counts the days that are left of the year in which it first takes effect; `full_year` is the rate once
    all of it applies. `missing` are the posts whose cost is not known, before or after: they count in neither sum.
    """

    year: int
    days: int
    days_of_year: int
    this_year: Decimal
    full_year: Decimal
    missing: tuple[str, ...]
    posts: int
    employees: int | None


def effect(steps: Sequence[Step]) -> Effect | None:
    """What the steps of a proposal do, in the order of their days; None when there are none."""
    if not steps:
        return None
    first, last = steps[0].on, steps[-1]
    year = first.year
    days_of_year = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    this_year, earlier, missing = Decimal(), Decimal(), set[str]()
    for step in steps:
        rate, unknown = _rate(step)
        missing |= unknown
        if step.on.year == year:
            this_year += (rate - earlier) * _days_left(step.on) / days_of_year
        earlier = rate
    return Effect(
        year=year,
        days=_days_left(first),
        days_of_year=days_of_year,
        this_year=this_year.quantize(_ORE, ROUND_HALF_UP),
        full_year=earlier,
        missing=tuple(sorted(missing)),
        posts=len(last.after.posts) - len(last.before.posts),
        employees=_employees(last),
    )


def _days_left(on: date) -> int:
    """The days from a day through the last of its year."""
    return (date(on.year + 1, 1, 1) - on).days


def _rate(step: Step) -> tuple[Decimal, set[str]]:
    """How much more the posts cost a year, and the posts whose cost is not known on either side."""
    rate, missing = Decimal(), set[str]()
    for code in {**step.before.posts, **step.after.posts}:
        old, new = step.before.posts.get(code), step.after.posts.get(code)
        if old == new or (old and new and old.yearly_cost == new.yearly_cost):
            continue
        costs = [each.yearly_cost for each in (old, new) if each is not None]
        if None in costs:
            missing.add(code)
            continue
        rate += (new.yearly_cost or 0 if new else 0) - (old.yearly_cost or 0 if old else 0)
    return rate, missing


def _employees(step: Step) -> int | None:
    """How many more are employed; None when no unit's number differs, or one that does is not known."""
    pairs = [
        (_headcount(step.before, code), _headcount(step.after, code))
        for code in {**step.before.units, **step.after.units}
    ]
    differing = [(before, after) for before, after in pairs if before != after]
    known = [after - before for before, after in differing if before is not None and after is not None]
    return sum(known) if differing and len(known) == len(differing) else None


def _headcount(found: Organisation, code: str) -> int | None:
    """How many a unit employs: none when it does not exist, None when nobody knows."""
    return found.units[code].headcount if code in found.units else 0
