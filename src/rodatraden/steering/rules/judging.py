"""How did it go with a goal, when must a judgement be explained, and how many goals went how?"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from rodatraden.indicators.rules import Verdict
from rodatraden.steering.rules.texts import tidy


class Status(StrEnum):
    """How it went with a goal."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    CANNOT_BE_ASSESSED = "cannot_be_assessed"


@dataclass(frozen=True, slots=True)
class Computed:
    """What a goal's indicators say of it: a status, and the counts that it rests on."""

    status: Status
    met: int = 0
    missed: int = 0
    unmeasured: int = 0
    near: int = 0

    @property
    def measured(self) -> int:
        """How many of the indicators the status rests on."""
        return self.met + self.near + self.missed

    @property
    def is_incomplete(self) -> bool:
        """Whether it rests on some of the indicators only: to be said beside the status."""
        return self.measured > 0 and self.unmeasured > 0


def compute(verdicts: Iterable[Verdict]) -> Computed:
    """The status that follows from a goal's indicators: all met, some or none. Those not measured are counted apart,
    and one that is near its target has neither met nor missed it.

    Never an average: one missed target is not weighed against how well another was met. With nothing measured there is
    no status to compute, and what is missing never counts as missed.
    """
    count = Counter(verdicts)
    met, missed, unmeasured = count[Verdict.MET], count[Verdict.MISSED], count[Verdict.UNMEASURED]
    near = count[Verdict.NEAR]
    if not met and not missed and not near:
        status = Status.CANNOT_BE_ASSESSED
    elif not missed and not near:
        status = Status.ACHIEVED
    elif not met and not near:
        status = Status.NOT_ACHIEVED
    else:
        status = Status.PARTLY
    return Computed(status, met, missed, unmeasured, near)


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
