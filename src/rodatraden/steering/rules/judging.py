"""How did it go with a goal, when must a judgement be explained, and how many goals went how?"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Generic, TypeVar

from pydantic import ConfigDict, Field, with_config

from rodatraden.indicators.rules import Verdict
from rodatraden.steering.rules.texts import tidy


class Status(StrEnum):
    """How it went with a goal."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    CANNOT_BE_ASSESSED = "cannot_be_assessed"


class Method(StrEnum):
    """How a status follows from indicators."""

    ALL = "all"
    SHARE = "share"
    SCORE = "score"


class Near(StrEnum):
    """What an outcome counts for that misses its target by no more than the tolerance."""

    MET = "met"
    HALF = "half"
    MISSED = "missed"


class ReasonWhen(StrEnum):
    """When an assessment must be explained."""

    DIFFERS = "differs"
    NOT_ACHIEVED = "not_achieved"
    ALWAYS = "always"


Limit = Annotated[Decimal, Field(ge=0, le=100)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Assessing:
    """The rules of assessment of a steering model. Limits are per cent of the indicators, or of the score 1.0."""

    method: Method = Method.ALL
    achieved_from: Limit = Decimal(100)
    partly_from: Limit = Decimal(0)
    near: Near = Near.HALF
    reason: ReasonWhen = ReasonWhen.DIFFERS


AS_EVER: Final = Assessing()
"""All targets met, some, or none; and a reason where the owner says something else."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What a goal's indicators say of it: a status, and the counts that it rests on."""

    status: Status
    met: int = 0
    missed: int = 0
    unmeasured: int = 0
    near: int = 0
    score: Decimal | None = None
    """0–1, where the model in force scores: the mean of those of its indicators that can be scored."""

    @property
    def measured(self) -> int:
        """How many of the indicators the status rests on."""
        return self.met + self.near + self.missed

    @property
    def is_incomplete(self) -> bool:
        """Whether it rests on some of the indicators only: to be said beside the status."""
        return self.measured > 0 and self.unmeasured > 0


def compute(verdicts: Iterable[Verdict], *, by: Assessing = AS_EVER, scores: Iterable[Decimal] = ()) -> Computed:
    """The status that follows from a goal's indicators by the rules of a model. Those not measured are counted apart.

    By `all` and `share` one missed target is never weighed against how well another was met. With nothing measured
    there is no status to compute, and what is missing never counts as missed. `scores` count where the model scores;
    where there are none, what was met does.
    """
    count = Counter(verdict.value for verdict in verdicts)
    met, near, missed = count["met"], count["near"], count["missed"]
    told = list(scores) if by.method is Method.SCORE else []
    score = sum(told, Decimal(0)) / len(told) if told else None
    found = Computed(Status.CANNOT_BE_ASSESSED, met, missed, count["unmeasured"], near, score)
    if not found.measured and score is None:
        return found
    share = (met + near * _NEAR[by.near]) / found.measured if score is None else score
    return replace(found, status=_status(share * 100, by))


_NEAR: Final = {Near.MET: Decimal(1), Near.HALF: Decimal("0.5"), Near.MISSED: Decimal(0)}


def _status(per_cent: Decimal, by: Assessing) -> Status:
    limits = AS_EVER if by.method is Method.ALL else by
    if per_cent >= limits.achieved_from:
        return Status.ACHIEVED
    if per_cent > 0 and per_cent >= limits.partly_from:
        return Status.PARTLY
    return Status.NOT_ACHIEVED


def score(outcome: Decimal | None, *, base: Decimal | None, target: Decimal) -> Decimal | None:
    """How far from where it began an outcome has come towards a target, 0–1; None where that can't be told."""
    if outcome is None or base is None or base == target:
        return None
    return min(max((outcome - base) / (target - base), Decimal(0)), Decimal(1))


def counting(assessed: Status | None, computed: Status) -> Status:
    """The status that counts: the owner's assessment when there is one, else what the indicators say."""
    return assessed or computed


def needs_reason(assessed: Status | None, computed: Status, *, by: Assessing = AS_EVER) -> bool:
    """Whether an assessment must be explained: it says something else than the indicators do, or the model wants it."""
    if assessed is None:
        return False
    match by.reason:
        case ReasonWhen.ALWAYS:
            return True
        case ReasonWhen.NOT_ACHIEVED if assessed is not Status.ACHIEVED:
            return True
        case _:
            return assessed is not computed


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


def as_shown(assessed: str, reason: str) -> str:
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
