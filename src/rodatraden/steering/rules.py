"""How did it go with a goal, when must a judgement be explained, and how far has a contribution come?"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Final, Generic, TypeVar

from rodatraden.indicators.rules import Verdict

LONGEST_TEXT: Final = 20_000
"""Characters. A text that is longer is a report of its own."""


class Status(StrEnum):
    """How it went with a goal."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    CANNOT_BE_ASSESSED = "cannot_be_assessed"


class Stage(StrEnum):
    """How far a unit's contribution to a round has come."""

    DRAFT = "draft"
    DONE = "done"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Computed:
    """What a goal's indicators say of it: a status, and the counts that it rests on."""

    status: Status
    met: int = 0
    missed: int = 0
    unmeasured: int = 0

    @property
    def measured(self) -> int:
        """How many of the indicators the status rests on."""
        return self.met + self.missed

    @property
    def is_incomplete(self) -> bool:
        """Whether it rests on some of the indicators only: to be said beside the status."""
        return self.measured > 0 and self.unmeasured > 0


def compute(verdicts: Iterable[Verdict]) -> Computed:
    """The status that follows from a goal's indicators: all met, some or none. Those not measured are counted apart.

    Never an average: one missed target is not weighed against how well another was met. With nothing measured there is
    no status to compute, and what is missing never counts as missed.
    """
    count = Counter(verdicts)
    met, missed, unmeasured = count[Verdict.MET], count[Verdict.MISSED], count[Verdict.UNMEASURED]
    if not met and not missed:
        status = Status.CANNOT_BE_ASSESSED
    elif not missed:
        status = Status.ACHIEVED
    elif not met:
        status = Status.NOT_ACHIEVED
    else:
        status = Status.PARTLY
    return Computed(status, met, missed, unmeasured)


def counting(assessed: Status | None, computed: Status) -> Status:
    """The status that counts: the owner's assessment when there is one, else what the indicators say."""
    return assessed or computed


def needs_reason(assessed: Status | None, computed: Status) -> bool:
    """Whether an assessment must be explained: it says something else than the indicators do."""
    return assessed is not None and assessed is not computed


@dataclass(frozen=True, slots=True)
class Counts:
    """A roll-up: how many goals of each status. Never one status for them all."""

    achieved: int = 0
    partly: int = 0
    not_achieved: int = 0
    cannot_be_assessed: int = 0

    @property
    def total(self) -> int:
        """How many goals."""
        return self.achieved + self.partly + self.not_achieved + self.cannot_be_assessed


def roll_up(statuses: Iterable[Status]) -> Counts:
    """How many of each."""
    return Counts(**{status.value: count for status, count in Counter(statuses).items()})


def as_shown(assessed: Status | None, reason: str) -> str:
    """A mark of the assessment and reason that a writer had in front of them, to tell from another; "" of none."""
    return hashlib.sha256(f"{assessed} {tidy(reason)}".encode()).hexdigest()[:16] if assessed else ""


Goal = TypeVar("Goal")


@dataclass(frozen=True, slots=True)
class Split(Generic[Goal]):
    """Goals in three heaps that together are all of them."""

    achieved: Sequence[Goal]
    not_achieved: Sequence[Goal]
    cannot_be_assessed: Sequence[Goal]


def split(goals: Iterable[Goal], status: Callable[[Goal], Status]) -> Split[Goal]:
    """What was achieved and what was not, each to get equal room; and apart from both what can't be assessed.

    What was partly achieved lies with what was not, under its own word: nothing hides among what went well.
    """
    heaps: dict[Status, list[Goal]] = {each: [] for each in Status}
    for goal in goals:
        heap = Status.NOT_ACHIEVED if status(goal) is Status.PARTLY else status(goal)
        heaps[heap].append(goal)
    return Split(heaps[Status.ACHIEVED], heaps[Status.NOT_ACHIEVED], heaps[Status.CANNOT_BE_ASSESSED])


_ORDER: Final = (Stage.DRAFT, Stage.DONE, Stage.APPROVED)


def may_move(now: Stage, to: Stage, *, reason: str = "") -> bool:
    """Whether a contribution may go from one stage to another: one step on, or one step back with a reason."""
    step = _ORDER.index(to) - _ORDER.index(now)
    return step == 1 or (step == -1 and bool(reason.strip()))


def is_onward(now: Stage, to: Stage) -> bool:
    """Whether a contribution comes nearer to being public."""
    return _ORDER.index(to) > _ORDER.index(now)


def cycles(told: Iterable[tuple[datetime, str, str]]) -> set[str]:
    """The goals that at some instant would stand above themselves.

    `told` holds when a goal was put under which other ("" at the top); of two at one instant the later in order counts.
    """
    parents, found = dict[str, str](), set[str]()
    for _at, together in groupby(sorted(told, key=itemgetter(0)), key=itemgetter(0)):
        changed = {code: above for _at, code, above in together}
        parents |= changed
        found |= {code for code in changed if _meets_itself(code, parents)}
    return found


def _meets_itself(code: str, parents: Mapping[str, str]) -> bool:
    seen, above = set[str](), parents.get(code, "")
    while above and above not in seen:
        if above == code:
            return True
        seen.add(above)
        above = parents.get(above, "")
    return False


def in_tree_order(children: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """Every goal with its depth, each followed by all that stand under it.

    `children` holds the goals right under each goal, those at the top under "".
    """
    found: list[tuple[str, int]] = []
    waiting = [(code, 0) for code in reversed(children.get("", ()))]
    while waiting:
        code, depth = waiting.pop()
        found.append((code, depth))
        waiting += [(below, depth + 1) for below in reversed(children.get(code, ()))]
    return found


_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that come along when text is pasted, and that no file of ours may hold."""


def tidy(text: str) -> str:
    """A text as it is kept: one kind of line break, no control characters, and nothing blank around it."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


# Where things are shown: part of the public contract, for a link says the same thing for ever.


def goal_address(code: str, *, followed: str = "", indicator: str = "") -> str:
    """The page of a goal, in a round when one is named, at an indicator when one is named."""
    return f"/mal/{code}" + (f"?round={followed}" if followed else "") + (f"#{indicator}" if indicator else "")


def round_address(code: str) -> str:
    """The page of a round."""
    return f"/uppfoljning/{code}"


def contribution_address(code: str, unit: str) -> str:
    """The page of what a unit has to say in a round."""
    return f"/uppfoljning/{code}/{unit}"
