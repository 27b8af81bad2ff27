"""Which way up has each contribution, where is it on it, and what may a reader do with it there?

Rights are those of today, as everywhere; so is the organisation that the way comes from.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol

from rodatraden.access import queries as access
from rodatraden.access.models import Holding
from rodatraden.access.rules import GRANTS, allows, own_units, reaches
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import PostVersion
from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Role
from rodatraden.steering import models
from rodatraden.steering.queries.said import Submitted
from rodatraden.steering.rules import Stage, levels
from rodatraden.steering.rules.levels import Waypoint

APPROVE_LEVEL: Final = "steering.level.approve"
WRITE: Final = "steering.followup.write"
APPROVE: Final = "steering.followup.approve"
READ_DRAFT: Final = "steering.followup.read_draft"


class Reader(Protocol):
    """Who reads: an account, or nobody who is signed in."""

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether a post held today gives a right in a unit."""


def ways(followed: models.Round, units: Iterable[str], *, on: date) -> dict[str, tuple[str, ...]]:
    """The levels that approve what each unit writes in a round, by the organisation of a day. At most one query.

    None of them has any in a round without levels.
    """
    used = levels.levels_from(followed.levels)
    if not used:
        return dict.fromkeys(units, ())
    drawn = organisation.units_and_relations(on=on, known=on)
    return {unit: levels.way_up(unit, drawn, used) for unit in units}


def own_units_of(reader: object, *, today: date) -> set[str]:
    """The units that the reader's posts are in, and the committees that those work for."""
    if not isinstance(reader, User):
        return set()
    posts = access.rights_today(reader, today=today)
    return own_units(posts.posts, organisation=posts.units)


def post_giving(reader: object, right: str, unit: str, *, today: date) -> str:
    """The first post of the reader that gives a right in a unit; "" when none does."""
    if not isinstance(reader, User):
        return ""
    posts = access.rights_today(reader, today=today)
    giving = (post.code for post in posts.posts if allows([post], right, within=unit, organisation=posts.units))
    return next(giving, "")


@dataclass(frozen=True, slots=True)
class Held:
    """A contribution on its way up, as one reader stands to it: inside the unit, or at some of the levels."""

    way: tuple[str, ...]
    now: Waypoint
    stands_at: frozenset[str]
    is_inside: bool
    may_settle: bool
    """Whether the reader may approve where there is no level above the unit."""

    @property
    def turn(self) -> str:
        """The level that is to approve now; "" when it is nobody's turn."""
        return levels.turn(self.way, self.now)

    @property
    def sees(self) -> bool:
        """Whether the reader may see what isn't public."""
        settles = not self.way and self.may_settle and self.now.stage is not Stage.DRAFT
        return settles or levels.may_see(self.way, self.now, is_inside=self.is_inside, stands_at=self.stands_at)

    @property
    def approves(self) -> bool:
        """Whether it is the reader who is to approve now."""
        return self.turn in self.stands_at if self.way else self.may_settle and self.now.stage is Stage.DONE

    @property
    def reopens(self) -> bool:
        """Whether the reader may send it back from above."""
        if not self.way:
            return self.may_settle and self.now.stage is not Stage.DRAFT
        return any(levels.may_reopen(self.way, self.now, level) for level in self.stands_at)


def held(reader: Reader, followed: models.Round, submitted: Mapping[str, Submitted], *, today: date) -> dict[str, Held]:
    """How a reader stands to each contribution to a round with levels. Two queries beside those of the rights."""
    if not isinstance(reader, User):
        nobody = frozenset[str]()
        return {
            unit: Held((), told.position, nobody, is_inside=False, may_settle=False) for unit, told in submitted.items()
        }
    found = ways(followed, submitted, on=today)
    every = {*submitted, *(level for way in found.values() for level in way)}
    hands = _Hands(reader, access.rights_today(reader, today=today).posts, every, today)
    return {
        unit: Held(
            found[unit],
            told.position,
            frozenset(level for level in found[unit] if hands.stands_at(level)),
            hands.is_inside(unit),
            not found[unit] and reader.has_perm(APPROVE, unit),
        )
        for unit, told in submitted.items()
    }


@dataclass(frozen=True)
class _Hands:
    """What someone holds among some units, and which of those have somebody of their own."""

    reader: User
    posts: Collection[Post]
    units: Collection[str]
    on: date

    @cached_property
    def drawn(self) -> Organisation:
        return organisation.units_and_relations(on=self.on, known=self.on)

    @cached_property
    def staffed(self) -> dict[str, set[Role]]:
        """The roles that somebody holds in each unit, or where a committee is concerned in what works for it."""
        serving: dict[str, set[str]] = {}
        for each in self.drawn.relations:
            if each.kind is RelationKind.POLITICAL:
                serving.setdefault(each.target, set()).add(each.source)
        places = {*self.units, *(target for target, sources in serving.items() if sources & {*self.units})}
        found: dict[str, set[Role]] = {}
        for unit, role in _staffed(places, on=self.on):
            for code in (unit, *serving.get(unit, ())):
                found.setdefault(code, set()).add(role)
        return found

    def stands_at(self, level: str) -> bool:
        """Whether they approve for a level: by a post of its own; from above only where it has none that is held."""
        if level in self._own(APPROVE_LEVEL):
            return True
        return not self._has(APPROVE_LEVEL, level) and self.reader.has_perm(APPROVE_LEVEL, level)

    def is_inside(self, unit: str) -> bool:
        """Whether they write for the unit, examine it, or stand in where nobody of its own is left to write."""
        if unit in self._own(READ_DRAFT):
            return True
        if any(post.role is Role.AUDITOR for post in self.posts):
            return True
        if any(post.role is Role.CONTROLLER and reaches(post, unit, organisation=self.drawn) for post in self.posts):
            return True
        return not self._has(WRITE, unit) and self.reader.has_perm(WRITE, unit)

    def _own(self, right: str) -> set[str]:
        giving = [post for post in self.posts if right in GRANTS[post.role].within | GRANTS[post.role].everywhere]
        return own_units(giving, organisation=self.drawn)

    def _has(self, right: str, unit: str) -> bool:
        return any(right in GRANTS[role].within | GRANTS[role].everywhere for role in self.staffed.get(unit, ()))


def _staffed(units: Collection[str], *, on: date) -> list[tuple[str, Role]]:
    """The units and roles of the posts that an active account holds on a day. One query."""
    holding = Holding.objects.filter(valid_from__lte=on, valid_to__gt=on, account__is_active=True)
    rows = PostVersion.objects.at(on=on, known=on).filter(unit__in=units, code__in=holding.values("post"))
    return [(unit, Role(role)) for unit, role in rows.values_list("unit", "role").distinct()]
