"""What is to happen in a year: points with a day, of some sort, for some roles, with what they rest on?"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from rodatraden.commitments.rules.yearly import Sort
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.things import Role

LED: Final = frozenset({Role.DIRECTOR, Role.HEAD, Role.CONTROLLER, Role.POLITICIAN, Role.AUDITOR})
STEERING: Final = frozenset({Role.DIRECTOR, Role.CONTROLLER, Role.POLITICIAN})


class Law(StrEnum):
    """What the law asks for each year."""

    ANNUAL_REPORT = "arsredovisning"
    INTERIM_REPORT = "delarsrapport"
    BUDGET_PROPOSAL = "budgetforslag"
    BUDGET = "budget"
    COMPANIES = "bolagsbeslut"


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is to happen in a year. `first` is set when it goes on for more than a day.

    `law` is the code of what the law asks for; its words are not here. `roles` none: it concerns everyone.
    """

    code: str
    on: date
    sort: Sort
    title: str = ""
    law: Law | None = None
    ground: str = ""
    address: str = ""
    roles: frozenset[Role] = frozenset()
    first: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a paragraph asks for: by which day of a year, since when, until when."""

    law: Law
    sort: Sort
    ground: str
    since: date
    day: Callable[[int], date]
    roles: frozenset[Role]
    until: date = FOREVER


def _last_of(month: int) -> Callable[[int], date]:
    return lambda year: date(year, month, monthrange(year, month)[1])


def _mid_april(year: int) -> date:
    return date(year, 4, 15)


_KL: Final = date(2018, 1, 1)
"""Kommunallagen (2017:725) is in force from this day. What the earlier one asked for is not written in."""

PARAGRAPHS: Final = (
    Paragraph(Law.ANNUAL_REPORT, Sort.FOLLOW_UP, "11 kap. 20 § kommunallagen (2017:725)", _KL, _mid_april, LED),
    Paragraph(Law.INTERIM_REPORT, Sort.FOLLOW_UP, "11 kap. 16 § kommunallagen (2017:725)", _KL, _last_of(10), LED),
    Paragraph(Law.BUDGET_PROPOSAL, Sort.BUDGET, "11 kap. 8 § kommunallagen (2017:725)", _KL, _last_of(10), STEERING),
    Paragraph(Law.BUDGET, Sort.BUDGET, "11 kap. 10 § kommunallagen (2017:725)", _KL, _last_of(11), STEERING),
    Paragraph(Law.COMPANIES, Sort.DECISION, "6 kap. 9 § kommunallagen (2017:725)", _KL, _last_of(12), STEERING),
)
"""Days that the law gives; for the last of them it gives a year and no day."""

_FIRST_ELECTION: Final = 2018
"""Ordinary elections since then are held every fourth year; the assembly that is elected adopts the budget."""


def is_election_year(year: int) -> bool:
    """Whether the members of the assembly are elected in a year."""
    return year >= _FIRST_ELECTION and (year - _FIRST_ELECTION) % 4 == 0


def by_law(year: int, *, interim_end: date | None = None) -> list[Point]:
    """What the law asks for in a year. `interim_end` is the last day of the period of the interim report, if known.

    It is due within two months of that; without it the last of August is taken, as nearly everyone does.
    """
    found = []
    for rule in PARAGRAPHS:
        on = rule.day(year)
        if rule.law is Law.INTERIM_REPORT and interim_end is not None:
            on = two_months_after(interim_end)
        if rule.since <= on < rule.until:
            found.append(Point(f"lag-{rule.law}", on, rule.sort, law=rule.law, ground=rule.ground, roles=rule.roles))
    return found


def two_months_after(day: date) -> date:
    """The last day of the second month after one that ends a month; else the same day of it, as far as there is one."""
    month, year = (day.month + 1) % 12 + 1, day.year + (day.month + 1) // 12
    last = monthrange(year, month)[1]
    is_end = (day + timedelta(days=1)).day == 1
    return date(year, month, last if is_end else min(day.day, last))


def gathered(own: Iterable[Point], others: Iterable[Point]) -> list[Point]:
    """All points of a year in the order of their days. One's own with the code of a law's gives that its day."""
    mine = list(own)
    days = {point.code: point for point in mine}
    told = [_moved(point, days[point.code]) if point.code in days else point for point in others]
    replaced = {point.code for point in told}
    every = [*told, *(point for point in mine if point.code not in replaced)]
    return sorted(every, key=lambda point: (point.on, point.sort, point.code))


def _moved(law: Point, own: Point) -> Point:
    """What the law asks for on the day that the municipality has set: never later than the law says."""
    return replace(law, on=min(own.on, law.on), note=own.title, address=own.address or law.address)


def for_role(points: Iterable[Point], role: Role | None) -> list[Point]:
    """The points that concern a role: its own, and those that concern everyone."""
    return [point for point in points if role is None or not point.roles or role in point.roles]
