"""What hangs on a unit or a post that is to end, and which changes take care of it first?"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeAlias

from rodatraden.organisation.rules.drafts import DRAFT
from rodatraden.organisation.rules.offers import reporting_to
from rodatraden.organisation.rules.things import MembershipRule, Organisation, Relation

Written: TypeAlias = tuple[str, Mapping[str, str | None]]
"""A change as decisions write it: its kind and its fields."""

ENDING: Final[Mapping[str, str]] = {
    "unit.closed": "unit",
    "unit.merged": "unit",
    "unit.split": "unit",
    "post.closed": "post",
}
"""The kinds of changes that something can end by, and the field that holds its code."""


_WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What can't be left when a unit or a post ends: codes, relations, and rules of groups that are limited to it."""

    units: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    groups: tuple[str, ...] = ()
    rules: tuple[tuple[str, MembershipRule], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.needs_heir or self.relations or self.groups or self.rules)

    @property
    def needs_heir(self) -> bool:
        """Whether something must go somewhere; ties and memberships only end."""
        return bool(self.units or self.posts or self.reporting)


def hanging_on_unit(found: Organisation, code: str) -> Hanging:
    """What stands right below a unit, and its ties."""
    return Hanging(
        units=tuple(unit.code for unit in found.units.values() if unit.parent == code),
        posts=tuple(post.code for post in found.posts.values() if post.unit == code),
        relations=_ties(found, {code}),
        rules=_rules(found, {code}),
    )


def hanging_on_post(found: Organisation, code: str) -> Hanging:
    """Who reports to a post, its ties and the groups it has joined."""
    return Hanging(
        reporting=tuple(post.code for post in found.posts.values() if post.reports_to == code),
        relations=_ties(found, {code}),
        groups=tuple(group.code for group in found.groups.values() if code in group.members),
    )


def _ties(found: Organisation, ends: AbstractSet[str]) -> tuple[Relation, ...]:
    ties = [each for each in found.relations if {each.source, each.target} & ends]
    return tuple(sorted(ties, key=lambda each: (each.kind, each.source, each.target)))


def _rules(found: Organisation, units: AbstractSet[str]) -> tuple[tuple[str, MembershipRule], ...]:
    return tuple((group.code, rule) for group in found.groups.values() for rule in group.rules if rule.within in units)


def handed_over(found: Organisation, kind: str, code: str, heir: str) -> list[Written]:
    """What hangs on a unit goes to another unit; who reports to a post reports to another (or, "", to nobody)."""
    if ENDING[kind] == "unit":
        return [*_units_handed_over(found, code, heir)]
    return [*_post_let_go(found, code, heir)]


def heirs(found: Organisation, kind: str, code: str) -> list[str]:
    """To whom it can go."""
    if ENDING[kind] == "unit":
        below = found.below(code)
        return [each for each in found.units if each not in below]
    reporting = reporting_to(found, code)
    return [each for each in found.posts if each not in reporting]


def staff_moved(found: Organisation, code: str, parts: Sequence[tuple[str, Decimal]]) -> list[Written]:
    """How many each unit employs when those of a unit go to the units that it becomes, by their shares in per cent.

    Nothing when that can't be told: nobody knows how many it employs, or how many one that was there already does.
    """
    unit = found.units.get(code)
    if unit is None or unit.headcount is None or sum(share for _to, share in parts) != _WHOLE:
        return []
    told: list[Written] = []
    passed, given = Decimal(), 0
    for to, share in parts:
        passed += share
        upto = int((unit.headcount * passed / _WHOLE).to_integral_value(ROUND_HALF_UP))
        more, given = upto - given, upto
        there = found.units.get(to)
        if there is None or (to != code and there.headcount is None and there.decision != DRAFT):
            return []
        said = {"unit": to, "headcount": str(more + (0 if to == code else there.headcount or 0))}
        if len(parts) == 1 and unit.fte is not None and there.fte is not None:
            said["fte"] = str(unit.fte + there.fte)
        told.append(("unit.staffed", said))
    return told


def closed_too(found: Organisation, code: str) -> list[Written]:
    """Everything below a unit ends with it, from the bottom up: posts, ties, units. Not the unit itself."""
    below = found.below(code)
    ends = below | {post.code for post in found.posts.values() if post.unit in below}
    deepest_first = sorted(below - {code}, key=lambda unit: (-len(found.path(unit)), unit))
    return [*_let_go(found, ends), *(("unit.closed", {"unit": unit}) for unit in deepest_first)]


def _let_go(found: Organisation, ends: AbstractSet[str]) -> Iterator[Written]:
    """Posts end, with their memberships and every tie to what ends; who stays and reported to one reports to nobody."""
    yield from map(_tie_closed, _ties(found, ends))
    yield from (_rule_closed(group, rule) for group, rule in _rules(found, ends))
    for group in found.groups.values():
        yield from (("group.left", {"group": group.code, "post": post}) for post in group.members if post in ends)
    for post in found.posts.values():
        if post.code in ends:
            yield "post.closed", {"post": post.code}
        elif post.reports_to in ends:
            yield "post.moved", {"post": post.code, "unit": post.unit, "reports_to": None}


def _units_handed_over(found: Organisation, code: str, heir: str) -> Iterator[Written]:
    hanging = hanging_on_unit(found, code)
    for unit in hanging.units:
        yield "unit.moved", {"unit": unit, "parent": heir}
    for post in hanging.posts:
        yield "post.moved", {"post": post, "unit": heir, "reports_to": found.posts[post].reports_to}
    yield from map(_tie_closed, hanging.relations)
    yield from (_rule_closed(group, rule) for group, rule in hanging.rules)


def _post_let_go(found: Organisation, code: str, heir: str) -> Iterator[Written]:
    hanging = hanging_on_post(found, code)
    for post in hanging.reporting:
        yield "post.moved", {"post": post, "unit": found.posts[post].unit, "reports_to": heir or None}
    for group in hanging.groups:
        yield "group.left", {"group": group, "post": code}
    yield from map(_tie_closed, hanging.relations)


def _tie_closed(tie: Relation) -> Written:
    return "relation.closed", {"relation": tie.kind.value, "from": tie.source, "to": tie.target}


def _rule_closed(group: str, rule: MembershipRule) -> Written:
    limits = {"unit_kind": rule.unit_kind.value if rule.unit_kind else None, "within": rule.within}
    return "group.closed_to", {"group": group, "role": rule.role.value, **limits}
