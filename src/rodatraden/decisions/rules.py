"""Which decided changes count, from which day and until which, as known on a day?"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import Field, dataclass
from datetime import date, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from typing import Any, ClassVar, Final, Protocol, TypeVar

from rodatraden.kernel.periods import FOREVER
from rodatraden.kernel.workdays import working_day_from

NEVER: Final = date.min
"""The day from which a decision does not count when it is revoked as if it had never been taken."""


class Right(StrEnum):
    """Under which right a decision was taken."""

    LAW = "law"
    DELEGATION = "delegation"
    OWN = "own"
    ENFORCEMENT = "enforcement"


class Appeal(StrEnum):
    """How a decision can be appealed: its legality by any member (13 kap. KL), as another law says, or not at all."""

    LEGALITY = "legality"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeForAppeal:
    """How many weeks there are for an appeal of the legality, counted from the notice, and which law says so."""

    since: date
    weeks: int
    source: str


TIMES_FOR_APPEAL: Final = (
    TimeForAppeal(date(2018, 1, 1), 3, "13 kap. 5 § kommunallagen (2017:725)"),
    TimeForAppeal(date(1992, 1, 1), 3, "10 kap. 6 § kommunallagen (1991:900)"),
)
"""Latest first. A last day that is no working day is moved by 2 § lagen (1930:173) om beräkning av lagstadgad tid."""


def appeal_of(stated: Appeal | None, right: Right) -> Appeal | None:
    """How a decision can be appealed; None when nobody has said. Mere enforcement can't be (13 kap. 2 § KL)."""
    return Appeal.NONE if stated is None and right is Right.ENFORCEMENT else stated


def usual_appeal(right: Right) -> Appeal:
    """How decisions of a municipality can be appealed when no other law says otherwise (13 kap. 1 and 2 §§ KL)."""
    return Appeal.NONE if right is Right.ENFORCEMENT else Appeal.LEGALITY


def time_for_appeal(announced_on: date) -> TimeForAppeal | None:
    """The time that counts for a notice; None for one before the first law that we know."""
    return next((time for time in TIMES_FOR_APPEAL if announced_on >= time.since), None)


def final_on(appeal: Appeal | None, announced_on: date | None) -> date | None:
    """The day on which the time for an appeal runs out: after it the decision is final, unless someone has appealed.

    None when it can't be told: no notice yet, another law, or nothing to appeal.
    """
    if appeal is not Appeal.LEGALITY or announced_on is None:
        return None
    time = time_for_appeal(announced_on)
    return working_day_from(announced_on + timedelta(weeks=time.weeks)) if time else None


def last_notice_before_final(on: date) -> date:
    """The latest day of a notice whose time for appeal has run out before a day."""
    day = on - timedelta(weeks=3)
    while (final_on(Appeal.LEGALITY, day) or date.min) >= on:
        day -= timedelta(days=1)
    return day


class Finality(StrEnum):
    """How far a decision has come towards being final, on a day."""

    UNSTATED = "unstated"
    UNANNOUNCED = "unannounced"
    OPEN = "open"
    FINAL = "final"
    OTHER = "other"
    NONE = "none"


def finality(appeal: Appeal | None, announced_on: date | None, *, on: date) -> Finality:
    """How far a decision has come on a day. The last day for an appeal belongs to the time for it."""
    match appeal:
        case None:
            return Finality.UNSTATED
        case Appeal.OTHER | Appeal.NONE:
            return Finality(appeal.value)
    if announced_on is None or announced_on > on:
        return Finality.UNANNOUNCED
    day = final_on(appeal, announced_on)
    return Finality.OTHER if day is None else Finality.OPEN if on <= day else Finality.FINAL


class TakesBack(StrEnum):
    """In which way a decision takes back an earlier one: each of them undoes what the earlier changed."""

    REVOKES = "revokes"
    REPLACES = "replaces"
    CORRECTS = "corrects"


class Terms(Protocol):
    """What a change says. Each kind is a frozen dataclass of the slice that owns it."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    change: ClassVar[str]

    @property
    def subject(self) -> str:
        """The one thing that is changed, as owner:code, such as unit:KLF."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a decision carries it."""

    decision: str
    decided_on: date
    position: int
    effective_on: date
    terms: Terms

    @property
    def order(self) -> tuple[date, date, str, int]:
        """The order in which changes apply: the day they take effect, then the day they were decided."""
        return (self.effective_on, self.decided_on, self.decision, self.position)


@dataclass(frozen=True, slots=True)
class Revocation:
    """A decision takes back an earlier one: from a day, or (None) as if it had never taken effect."""

    decision: str
    decided_on: date
    revoked: str
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A change that contradicts the rest. `code` is put into words by the slice that owns the change."""

    change: Change
    code: str
    other: str = ""


def carried(gone: Iterable[str], changes: Sequence[Change], problems: Iterable[Problem]) -> set[str]:
    """The decisions that build on what some decisions had changed, which are gone: theirs are the problems now.

    A problem is told at the change that lost its ground, or at the one that is gone and left something standing on it.
    """
    taken_back = {*gone}
    things = {code for change in changes if change.decision in taken_back for code in _subject_codes(change.terms)}
    found = set[str]()
    for each in problems:
        if each.change.decision not in taken_back:
            found |= {each.change.decision} if things & {each.other, *_codes(each.change.terms)} else set()
            continue
        standing = (change for change in changes if each.other in _subject_codes(change.terms))
        found |= {change.decision for change in standing if things & _codes(change.terms)}
    return found - taken_back


def _subject_codes(terms: Terms) -> list[str]:
    return terms.subject.split(":")[1:]


def _codes(terms: Terms) -> set[str]:
    """The codes that a change speaks of: all its texts, since a code is none that a text is likely to be."""
    said = {getattr(terms, name) for name in terms.__dataclass_fields__ if name not in {"name", "title"}}
    return {*_subject_codes(terms), *(each for each in said if type(each) is str)}


def ends(revocations: Iterable[Revocation], *, known: date) -> Mapping[str, date]:
    """From which day each revoked decision no longer counts, as known on a day.

    A revocation that is itself revoked does not count: each is judged after those that take it back. Raises CycleError.
    """
    against: dict[str, list[Revocation]] = {}
    order = TopologicalSorter[str]()
    for each in revocations:
        if each.decided_on <= known:
            against.setdefault(each.revoked, []).append(each)
            order.add(each.revoked, each.decision)
    found: dict[str, date] = {}
    for code in order.static_order():
        days = [each.effective_on or NEVER for each in against.get(code, ()) if each.decision not in found]
        if days:
            found[code] = min(days)
    return found


def revoked_twice(revocations: Sequence[Revocation]) -> set[str]:
    """Decisions that two standing revocations take back on the same day of knowledge, or that revoke in a ring."""
    found: set[str] = set()
    for known in sorted({each.decided_on for each in revocations}):
        try:
            stopped = ends(revocations, known=known)
        except CycleError as ring:
            return {*ring.args[1]}
        standing = [each for each in revocations if each.decided_on <= known and each.decision not in stopped]
        counted = Counter(each.revoked for each in standing)
        found |= {code for code, count in counted.items() if count > 1}
    return found


def counting(changes: Iterable[Change], revocations: Iterable[Revocation], *, known: date) -> list[tuple[Change, date]]:
    """The changes that count as known on a day, in the order they apply, each with the day it stops counting."""
    stop = ends(revocations, known=known)
    return [
        (change, stop.get(change.decision, FOREVER))
        for change in sorted(changes, key=lambda each: each.order)
        if change.decided_on <= known and change.effective_on < stop.get(change.decision, FOREVER)
    ]


def turns_of_knowledge(changes: Iterable[Change], revocations: Iterable[Revocation]) -> list[date]:
    """The days on which a decision changes what others, decided before it, had said of the same time or later.

    What is known the day before such a day must hold too: it is not the beginning of what is known afterwards.
    """
    days = {each.decided_on for each in revocations}
    furthest = date.min
    for decided_on, together in groupby(sorted(changes, key=_decided_on), key=_decided_on):
        effective = [change.effective_on for change in together]
        if min(effective) <= furthest:
            days.add(decided_on)
        furthest = max(furthest, *effective)
    return sorted(days)


def _decided_on(change: Change) -> date:
    return change.decided_on


KINDS: Final[dict[str, type[Terms]]] = {}
"""Every kind of change, by the name that decisions use for it."""

READ_WHOLE: Final[set[str]] = set()
"""The kinds of which few changes are ever made and all are read, on many pages."""

Kind = TypeVar("Kind", bound=type)


def kind(name: str, *, read_whole: bool = False) -> Callable[[Kind], Kind]:
    """Register a frozen dataclass as the terms of the change called `name`."""

    def register(terms: Kind) -> Kind:
        if name in KINDS:
            raise ValueError(f"Two kinds are called {name}")
        terms.change = name  # type: ignore[attr-defined]  # declared by Terms
        KINDS[name] = terms
        if read_whole:
            READ_WHOLE.add(name)
        return terms

    return register


@dataclass(frozen=True, slots=True)
class Named:
    """What something is called, and the address of its page."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Called:
    """What something has been called through time: each name with the first day that it holds, earliest first."""

    names: tuple[tuple[date, Named], ...]

    def on(self, day: date) -> Named:
        """What it was called on a day: by its last name when it is gone, by its first before it is there."""
        held = [named for since, named in self.names if since <= day]
        return held[-1] if held else self.names[0][1]


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as it was taken: by whom, on which day, and under which right."""

    code: str
    decided_by: str
    decided_on: date
    right: Right
    reference: str


@dataclass(frozen=True, slots=True)
class Lack:
    """What a decision lacks to have been taken with right. `code` is put into words by the slice that knows."""

    decision: str
    code: str
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What can be begun because of a decision: in words, at an address, by who has a right."""

    label: str
    address: str
    right: str


def _no_lacks(_taken: Sequence[Taken]) -> Iterable[Lack]:
    return ()


def _no_ground(_taken: Taken) -> Sequence[Named]:
    return ()


def _belongs_nowhere(_code: str, _known: date) -> Sequence[Named]:
    return ()


def _nothing_follows(_code: str) -> Sequence[FollowUp]:
    return ()


def _may_not_hold(_touched: Collection[str], _since: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Owner:
    """What the slice that owns some kinds of changes does with them. The register asks; it knows no unit itself."""

    problems: Callable[[Sequence[Change], Sequence[Revocation]], Iterable[Problem]]
    """What does not hold among changes."""
    project: Callable[[set[str]], None]
    """Bring the projection of some subjects up to date."""
    names: Callable[[set[str], date], Mapping[str, Called]]
    """What some codes are and have been called, as known on a day."""
    sentence: Callable[[Terms, Mapping[str, Named]], str]
    """A change in words; empty for a change of another owner."""
    owns: tuple[str, ...] = ("",)
    """How the subjects of its kinds of changes begin: of others it has nothing to say."""
    holds: Callable[[Collection[str], date], bool] = _may_not_hold
    """Whether nothing is wrong with subjects of its own touched by decisions since a day; else `problems` tells."""
    lacks: Callable[[Sequence[Taken]], Iterable[Lack]] = _no_lacks
    """What new decisions, stored and projected, lack to have been taken with right."""
    ground: Callable[[Taken], Sequence[Named]] = _no_ground
    """On what the right of a decision rests, as far as the owner knows: each in words, with its page."""
    belongs_to: Callable[[str, date], Sequence[Named]] = _belongs_nowhere
    """To what the decision with a code belongs, as known on a day: each in words, with its page."""
    follow_ups: Callable[[str], Sequence[FollowUp]] = _nothing_follows
    """What can be begun because of the decision with a code, while it stands."""


def all_hold(touched: Collection[str], *, since: date) -> bool:
    """Whether every owner says that nothing is wrong with what decisions taken since a day touched."""
    for owner in OWNERS:
        mine = {subject for subject in touched if subject.startswith(owner.owns)}
        if mine and not owner.holds(mine, since):
            return False
    return True


OWNERS: Final[list[Owner]] = []
"""Filled at start by the slices that own kinds of changes (their apps.py)."""


@dataclass(frozen=True, slots=True)
class Came:
    """Something that a decision asked for, its page, and how it stands: a shape, in words, and what else to know."""

    label: str
    address: str
    shape: str
    word: str
    note: str = ""


CAME_OF_IT: Final[list[Callable[[str, date, date], Sequence[Came]]]] = []
"""How it is asked what came of the decision with a code, on a day, as known on a day. Filled at start, as OWNERS."""
