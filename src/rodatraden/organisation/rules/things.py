"""What is an organisation made of? Units, posts, groups and relations, each with the decision that shaped it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


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
    """In which sense one steers or helps another. They are different things and never mixed."""

    POLITICAL = "political"
    LINE = "line"
    OWNER = "owner"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `parent` is None only for the root. `decision` put it where it is under the name it has."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    decision: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post, whoever holds it. `yearly_cost` in kronor, None when it is not known; `cost_decision` set it."""

    code: str
    title: str
    unit: str
    role: Role
    reports_to: str | None
    yearly_cost: Decimal | None
    decision: str
    cost_decision: str


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` stands in a relation to `target`: steers it politically, in the line, as owner; or supports it."""

    kind: RelationKind
    source: str
    target: str
    decision: str


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that meet as one, such as a management group."""

    code: str
    name: str
    members: tuple[str, ...]
    decision: str


Thing = Unit | Post | Relation | Group


@dataclass(frozen=True, slots=True)
class Organisation:
    """All that exists on a day, as known on a day."""

    on: date
    known: date
    units: Mapping[str, Unit] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    relations: frozenset[Relation] = frozenset()

    def children(self) -> Mapping[str | None, list[Unit]]:
        """The units right below each unit, in the order of the map; the root under None."""
        below: dict[str | None, list[Unit]] = {}
        for unit in self.units.values():
            below.setdefault(unit.parent, []).append(unit)
        return below

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
