"""What is an organisation made of? Units, posts, groups, relations, moved budget: each with its decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rodatraden.kernel.periods import FOREVER


class UnitKind(StrEnum):
    """What sort of unit it is."""

    MUNICIPALITY = "municipality"
    ASSEMBLY = "assembly"
    BOARD = "board"
    COMMITTEE = "committee"
    ADMINISTRATION = "administration"
    COMPANY = "company"
    FEDERATION = "federation"
    DEPARTMENT = "department"
    UNIT = "unit"
    TEAM = "team"


class Role(StrEnum):
    """What a post is for, as far as rights go (see access)."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    HEAD = "head"
    CONTROLLER = "controller"
    DIRECTOR = "director"
    POLITICIAN = "politician"
    AUDITOR = "auditor"
    ADMIN = "admin"


class RelationKind(StrEnum):
    """In which sense one steers or helps another. They are different things and never mixed.

    The last two are between posts only: the source stands in for the target; one person holds both.
    """

    POLITICAL = "political"
    LINE = "line"
    OWNER = "owner"
    SUPPORT = "support"
    DEPUTY = "deputy"
    COMBINED = "combined"


FULL_TIME: Final = Decimal(100)
"""The degree of employment of a whole post, in per cent."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `parent` is None only for the root. `decision` put it where it is under the name it has.

    `headcount` and `fte` (full-time equivalents) count its own staff, not those below; None when not known. Siblings
    stand in the order of their `rank`, which is the order they were established in.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    decision: str
    headcount: int | None = None
    fte: Decimal | None = None
    staff_decision: str = ""
    rank: str = ""


@dataclass(slots=True, unsafe_hash=True)
class Post:
    """A post, whoever holds it. `yearly_cost` in kronor, None when it is not known; `cost_decision` set it.

    `degree` is per cent of full time. Nobody may change one, but it is not frozen: nine thousand are made at a time,
    and making them frozen takes three times as long.
    """

    code: str
    title: str
    unit: str
    role: Role
    reports_to: str | None
    yearly_cost: Decimal | None
    decision: str
    cost_decision: str
    degree: Decimal = FULL_TIME


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` stands in a relation to `target`: steers it politically, in the line, as owner; or supports it.

    `votes` is the owner's per cent of the votes, None for other kinds and when it is not known.
    """

    kind: RelationKind
    source: str
    target: str
    decision: str
    votes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MembershipRule:
    """Every post with a role is a member: in units of one kind (None: any), within a unit (None: anywhere)."""

    role: Role
    unit_kind: UnitKind | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that meet as one, such as a management group: those that joined, and those that a rule lets in."""

    code: str
    name: str
    members: tuple[str, ...]
    decision: str
    rules: tuple[MembershipRule, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetMove:
    """Kronor a year that have moved from one unit to another; several moves between the same two add up."""

    source: str
    target: str
    yearly_amount: Decimal
    decision: str


Thing = Unit | Post | Relation | Group | BudgetMove


@dataclass(frozen=True, slots=True)
class Succession:
    """What a merged or split unit became: the parts with their share in per cent, together 100.

    It holds from `on` up to `until`, which is another day than the last only when the decision was revoked from a day.
    """

    unit: str
    on: date
    parts: tuple[tuple[str, Decimal], ...]
    decision: str
    until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Organisation:
    """All that exists on a day, as known on a day."""

    on: date
    known: date
    units: Mapping[str, Unit] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    relations: frozenset[Relation] = frozenset()
    budget_moves: tuple[BudgetMove, ...] = ()

    def children(self) -> Mapping[str | None, list[Unit]]:
        """The units right below each unit, in the order they were established; the root under None."""
        below: dict[str | None, list[Unit]] = {}
        for unit in sorted(self.units.values(), key=lambda each: each.rank):
            below.setdefault(unit.parent, []).append(unit)
        return below

    def members(self, code: str) -> tuple[str, ...]:
        """The posts of a group on the day: those that joined, in that order, then those that its rules let in."""
        group = self.groups[code]
        ruled = (post.code for rule in group.rules for post in self.matching(rule))
        return tuple(dict.fromkeys((*group.members, *ruled)))

    def matching(self, rule: MembershipRule) -> list[Post]:
        """The posts that a rule lets in on the day, in the order of their units and then their codes."""
        found = [post for post in self.posts.values() if post.role is rule.role and self._is_in(post.unit, rule)]
        return sorted(found, key=lambda post: (self.units[post.unit].rank, post.code))

    def _is_in(self, code: str, rule: MembershipRule) -> bool:
        unit = self.units.get(code)
        if unit is None or rule.unit_kind not in {None, unit.kind}:
            return False
        return rule.within is None or self.within(code, rule.within)

    def path(self, code: str) -> list[Unit]:
        """A unit and everything above it, the root first. Empty when the unit does not exist on the day."""
        found = list(self._upwards(code))
        return found[::-1]

    def _upwards(self, code: str | None) -> Iterator[Unit]:
        seen = set[str]()
        while code is not None and code in self.units and code not in seen:
            seen.add(code)
            yield self.units[code]
            code = self.units[code].parent

    def within(self, code: str, top: str) -> bool:
        """Whether a unit is `top` itself or stands somewhere below it."""
        return any(unit.code == top for unit in self._upwards(code))

    def below(self, top: str) -> set[str]:
        """The codes of a unit and of every unit under it."""
        children, found, waiting = self.children(), set[str](), [top]
        while waiting:
            code = waiting.pop()
            if code in self.units and code not in found:
                found.add(code)
                waiting += [unit.code for unit in children.get(code, [])]
        return found
