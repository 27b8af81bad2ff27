"""How many posts and people has each unit, and what do its posts cost a year: its own, and with those below?

What is not known is counted as missing and never as nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.organisation.rules.things import Organisation


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known, added up (None when nothing is), and how many figures are missing in it."""

    known: Decimal | None = None
    missing: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(added(self.known, other.known), self.missing + other.missing)


def added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The sum of what is known of two amounts; None when neither is."""
    if one is None or other is None:
        return one if other is None else other
    return one + other


def of(value: Decimal | int | None) -> Sum:
    """One figure as a sum: known, or missing."""
    return Sum(missing=1) if value is None else Sum(Decimal(value))


@dataclass(frozen=True, slots=True)
class Totals:
    """Posts and their yearly cost in kronor; people employed and their full-time equivalents, as decided."""

    posts: int = 0
    cost: Sum = Sum()
    headcount: Sum = Sum()
    fte: Sum = Sum()

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.posts + other.posts,
            self.cost + other.cost,
            self.headcount + other.headcount,
            self.fte + other.fte,
        )


def own_totals(organisation: Organisation) -> dict[str, Totals]:
    """What each unit has of its own, those below it not counted."""
    found = {unit.code: Totals(headcount=of(unit.headcount), fte=of(unit.fte)) for unit in organisation.units.values()}
    cost, missing, posts = costs_of_posts(organisation)
    return {
        code: Totals(posts.get(code, 0), Sum(cost.get(code), missing.get(code, 0)), total.headcount, total.fte)
        for code, total in found.items()
    }


def costs_of_posts(organisation: Organisation) -> tuple[dict[str, Decimal], dict[str, int], dict[str, int]]:
    """For each unit with posts: their known cost, how many costs are missing, and how many posts there are."""
    cost: dict[str, Decimal] = {}
    missing: dict[str, int] = {}
    posts: dict[str, int] = {}
    for post in organisation.posts.values():
        posts[post.unit] = posts.get(post.unit, 0) + 1
        if post.yearly_cost is None:
            missing[post.unit] = missing.get(post.unit, 0) + 1
        else:
            cost[post.unit] = cost.get(post.unit, Decimal()) + post.yearly_cost
    return cost, missing, posts


def with_below(organisation: Organisation, own: Mapping[str, Totals]) -> dict[str, Totals]:
    """The same with all units under each unit counted."""
    found = dict(own)
    for code in reversed(in_tree_order(organisation)):
        parent = organisation.units[code].parent
        if parent in found:
            found[parent] += found[code]
    return found


def in_tree_order(organisation: Organisation) -> list[str]:
    """The codes of the units from the root down, each followed by those below it."""
    children = organisation.children()
    waiting, found = [unit.code for unit in reversed(children.get(None, []))], list[str]()
    while waiting:
        code = waiting.pop()
        found.append(code)
        waiting += [unit.code for unit in reversed(children.get(code, []))]
    return found
