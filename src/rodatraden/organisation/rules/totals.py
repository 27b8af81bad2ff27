"""How many posts and people has each unit, and what do its posts cost a year: its own, and with those below?

What is not known is counted as missing and never as nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from rodatraden.organisation.rules.things import Organisation, Post


@dataclass(slots=True, unsafe_hash=True)
class Sum:
    """What is known, added up (None when nothing is), and how many figures are missing in it.

    Nobody may change one, but neither it nor totals are frozen: some thousands are made at a time, as of posts.
    """

    known: Decimal | None = None
    missing: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(added(self.known, other.known), self.missing + other.missing)


def added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The sum of what is known of two amounts; None when neither is."""
    if one is None or other is None:
        return one if other is None else other
    return one + other


_NOTHING: Final = Sum()
_UNKNOWN: Final = Sum(missing=1)


def of(value: Decimal | int | None) -> Sum:
    """One figure as a sum: known, or missing."""
    return _UNKNOWN if value is None else Sum(Decimal(value))


@dataclass(slots=True, unsafe_hash=True)
class Totals:
    """Posts and their yearly cost in kronor; people employed and their full-time equivalents, as decided."""

    posts: int = 0
    cost: Sum = _NOTHING
    headcount: Sum = _NOTHING
    fte: Sum = _NOTHING

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.posts + other.posts,
            self.cost + other.cost,
            self.headcount + other.headcount,
            self.fte + other.fte,
        )


Costs: TypeAlias = Mapping[str, tuple[int, Sum]]
"""For each unit with posts of its own: how many, and what they cost."""


def own_totals(organisation: Organisation) -> dict[str, Totals]:
    """What each unit has of its own, those below it not counted."""
    return with_staff(organisation, moved({}, (), organisation.posts.values()))


def with_staff(organisation: Organisation, costs: Costs) -> dict[str, Totals]:
    """The totals of each unit, its posts being summed already."""
    none = (0, Sum())
    return {
        unit.code: Totals(*costs.get(unit.code, none), of(unit.headcount), of(unit.fte))
        for unit in organisation.units.values()
    }


def moved(costs: Costs, gone: Iterable[Post], came: Iterable[Post]) -> dict[str, tuple[int, Sum]]:
    """The sums without some posts and with some others."""
    changed: dict[str, _Running] = {}
    for sign, posts in ((-1, gone), (1, came)):
        for post in posts:
            running = changed.get(post.unit)
            if running is None:
                running = changed[post.unit] = _Running.of(costs.get(post.unit))
            running.add(post, sign)
    return {
        **{unit: cost for unit, cost in costs.items() if unit not in changed},
        **{unit: each.total() for unit, each in changed.items() if each.posts},
    }


@dataclass(slots=True)
class _Running:
    """What a unit's posts cost, while they are summed."""

    posts: int = 0
    cost: Decimal = Decimal()
    missing: int = 0

    @classmethod
    def of(cls, total: tuple[int, Sum] | None) -> "_Running":
        return cls(total[0], total[1].known or Decimal(), total[1].missing) if total else cls()

    def total(self) -> tuple[int, Sum]:
        return self.posts, Sum(self.cost if self.posts > self.missing else None, self.missing)

    def add(self, post: Post, sign: int) -> None:
        self.posts += sign
        if post.yearly_cost is None:
            self.missing += sign
        else:
            self.cost += sign * post.yearly_cost


def with_below(
    organisation: Organisation, own: Mapping[str, Totals], order: Sequence[str] | None = None
) -> dict[str, Totals]:
    """The same with all units under each unit counted. `order` is that of the tree, for who has it already."""
    found = dict(own)
    parts: dict[str, list[Totals]] = {}
    for code in reversed(order or in_tree_order(organisation)):
        if code in parts:
            found[code] = _sum((found[code], *parts.pop(code)))
        parent = organisation.units[code].parent
        if parent in found:
            parts.setdefault(parent, []).append(found[code])
    return found


def _sum(parts: Sequence[Totals]) -> Totals:
    return Totals(
        sum(each.posts for each in parts),
        _summed([each.cost for each in parts]),
        _summed([each.headcount for each in parts]),
        _summed([each.fte for each in parts]),
    )


def _summed(parts: Sequence[Sum]) -> Sum:
    known = [each.known for each in parts if each.known is not None]
    return Sum(sum(known, Decimal()) if known else None, sum(each.missing for each in parts))


def in_tree_order(organisation: Organisation) -> list[str]:
    """The codes of the units from the root down, each followed by those below it."""
    children = organisation.children()
    waiting, found = [unit.code for unit in reversed(children.get(None, []))], list[str]()
    while waiting:
        code = waiting.pop()
        found.append(code)
        waiting += [unit.code for unit in reversed(children.get(code, []))]
    return found
