"""Which items of the delegation orders are in force on a day, as known on a day, and which can't be together?

The order is decided itself: a decision grants an item or withdraws one, and the order is the fold of such changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import Field, StringConstraints

from rodatraden.decisions.rules import KINDS, Change, Problem, Revocation, counting, kind
from rodatraden.files.columns import Code, Kronor, Line
from rodatraden.organisation.rules.things import Role, UnitKind

PREFIX: Final = "delegation:"
"""How the subjects of these changes begin."""

ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9./-]{0,31}$")]
ItemText = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
KindPattern = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.(?:[a-z_]+|\*)$")]
Key: TypeAlias = tuple[str, str]
"""An order and an item of it."""

NOT_DELEGABLE: Final[Mapping[str, str]] = {
    "delegation.*": "7 kap. 6 § kommunallagen (2017:725)",
    "goal.*": "6 kap. 38 § 1 kommunallagen (2017:725)",
    "assignment.*": "6 kap. 38 § 1 kommunallagen (2017:725)",
    "steering.*": "5 kap. 1 § kommunallagen (2017:725)",
}
"""Kinds of changes that no committee may hand over, and the law that says so: aims, direction, extent and quality;
and the order itself, but for the head of administration (`further`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """Whom an item is for: one of a post, a unit (such as a working committee), a group, a role, or a title.

    A group is those who are in it on the day, also by its rules. A role may be held in units of one kind only, such as
    every head of an administration. A title is the last resort: it is compared letter by letter.
    """

    post: Code | None = None
    unit: Code | None = None
    group: Code | None = None
    role: Role | None = None
    unit_kind: UnitKind | None = None
    title: Line | None = None

    @property
    def is_one(self) -> bool:
        """Whether exactly one of them is said; a kind of unit only with a role."""
        named = [self.post, self.unit, self.group, self.role, self.title]
        return named.count(None) == len(named) - 1 and (self.unit_kind is None or self.role is not None)


@kind("delegation.granted")
@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationGranted:
    """An item comes into force. `kinds` are the changes it covers, `limit` the most in kronor a year.

    Without `within` it holds for what the committee is responsible for. An item that the head of administration hands
    on says which it comes from, `further_from`.
    """

    change: ClassVar[str]

    order: Code
    item: ItemCode
    text: ItemText
    to: Annotated[tuple[Delegate, ...], Field(min_length=1)]
    stand_ins: tuple[Delegate, ...] = ()
    within: Code | None = None
    kinds: tuple[KindPattern, ...] = ()
    limit: Annotated[Kronor, Field(ge=0)] | None = None
    further: bool = False
    further_from: ItemCode | None = None

    @property
    def subject(self) -> str:
        return f"{PREFIX}{self.order}:{self.item}"


@kind("delegation.withdrawn")
@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationWithdrawn:
    """An item is no longer in force."""

    change: ClassVar[str]

    order: Code
    item: ItemCode

    @property
    def subject(self) -> str:
        return f"{PREFIX}{self.order}:{self.item}"


CHANGES: Final = ("delegation.granted", "delegation.withdrawn")


@dataclass(frozen=True, slots=True)
class Item:
    """An item in force: what may be decided, by whom, where, up to how much, and the decision that granted it."""

    terms: DelegationGranted
    decision: str
    since: date

    @property
    def key(self) -> Key:
        """The order and the item."""
        return self.terms.order, self.terms.item

    @property
    def name(self) -> str:
        """The item as decisions refer to it: KS-DO 3.2."""
        return f"{self.terms.order} {self.terms.item}"

    def covers(self, change: str) -> bool:
        """Whether it is about a kind of change."""
        return any(fnmatchcase(change, pattern) for pattern in self.terms.kinds)

    @property
    def limit(self) -> Decimal | None:
        """The most in kronor a year; None when there is no limit."""
        return self.terms.limit


def in_force(changes: Iterable[Change], revocations: Iterable[Revocation], *, on: date, known: date) -> dict[Key, Item]:
    """The items in force on a day, as known on a day, by order and item, in the order of their numbers."""
    found: dict[Key, Item] = {}
    for change, end in counting(changes, revocations, known=known):
        if change.effective_on <= on < end:
            _apply(found, change)
    return {key: found[key] for key in sorted(found, key=_number)}


def _apply(found: dict[Key, Item], change: Change) -> None:
    match change.terms:
        case DelegationGranted() as granted:
            found[granted.order, granted.item] = Item(granted, change.decision, change.effective_on)
        case DelegationWithdrawn() as withdrawn:
            found.pop((withdrawn.order, withdrawn.item), None)
        case _:
            pass


def _number(key: Key) -> tuple[str, list[tuple[int, str]]]:
    """1.2 comes before 1.10, and 1.10 before 1.10a."""
    parts = key[1].replace("/", ".").split(".")
    return key[0], [(int(part), "") if part.isdecimal() else (10**6, part) for part in parts]


class OrderFault(StrEnum):
    """How a change to an order can contradict the rest."""

    GRANTED_ALREADY = "delegated already"
    NOT_GRANTED = "not delegated"
    UNCLEAR_DELEGATE = "delegate is not one thing"
    NO_SUCH_KIND = "no such kind of change"
    MAY_NOT_BE = "may not be delegated"
    NOTHING_FURTHER = "handed on from nothing"


def order_faults(changes: Sequence[Change], revocations: Sequence[Revocation]) -> list[Problem]:
    """Everything that does not hold among the changes to orders, each at the change that caused it."""
    problems: list[Problem] = []
    ends: dict[Key, date] = {}
    found: dict[Key, Item] = {}
    ours = [change for change in changes if change.terms.change in CHANGES]
    counted = counting(ours, revocations, known=date.max) if ours else []
    for change, end in counted:
        for key in [key for key, last in ends.items() if last <= change.effective_on]:
            found.pop(key, None)
            del ends[key]
        problems += [Problem(change, code, other) for code, other in _faults(change, found)]
        _apply(found, change)
        if isinstance(change.terms, DelegationGranted):
            ends[change.terms.order, change.terms.item] = end
    return problems


def _faults(change: Change, found: Mapping[Key, Item]) -> Iterable[tuple[OrderFault, str]]:
    match change.terms:
        case DelegationGranted() as granted:
            yield from _faults_of(granted, found)
        case DelegationWithdrawn() as withdrawn if (withdrawn.order, withdrawn.item) not in found:
            yield OrderFault.NOT_GRANTED, f"{withdrawn.order} {withdrawn.item}"


def _faults_of(granted: DelegationGranted, found: Mapping[Key, Item]) -> Iterable[tuple[OrderFault, str]]:
    before = found.get((granted.order, granted.item))
    if before:
        yield OrderFault.GRANTED_ALREADY, before.decision
    if not all(delegate.is_one for delegate in (*granted.to, *granted.stand_ins)):
        yield OrderFault.UNCLEAR_DELEGATE, granted.item
    for pattern in granted.kinds:
        if any(_meet(pattern, reserved) for reserved in NOT_DELEGABLE):
            yield OrderFault.MAY_NOT_BE, pattern
        elif not any(fnmatchcase(known, pattern) for known in KINDS):
            yield OrderFault.NO_SUCH_KIND, pattern
    if granted.further_from and (granted.order, granted.further_from) not in found:
        yield OrderFault.NOTHING_FURTHER, granted.further_from


def _meet(one: str, other: str) -> bool:
    """Whether two patterns of kinds can be about the same kind."""
    return fnmatchcase(one, other) or fnmatchcase(other, one)
