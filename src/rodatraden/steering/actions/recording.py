"""What is handed in of what rounds ask, when they were closed, and where units stand on the ladder of equality?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from rodatraden.journal.models import Recorded
from rodatraden.steering import models
from rodatraden.steering.rules.asking import Ask
from rodatraden.steering.rules.equality import LadderStep


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """Something that a round asks for, as it is handed in; `kinds` with a space between. Without an instant: now."""

    model: ClassVar[type[Recorded]] = models.Question
    entry: ClassVar[str] = "steering.question.asked"
    round: str
    code: str
    ask: Ask
    position: int
    title: str = ""
    help: str = ""
    kinds: str = ""
    is_required: bool = True
    is_asked: bool = True
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClosing:
    """That a round was closed or opened again, as it is handed in."""

    model: ClassVar[type[Recorded]] = models.Closing
    entry: ClassVar[str] = "steering.round.closing_recorded"
    round: str
    is_closed: bool
    reason: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEqualityStep:
    """Where a unit stood, as it is handed in."""

    model: ClassVar[type[Recorded]] = models.EqualityStep
    entry: ClassVar[str] = "steering.equality.judged"
    unit: str
    step: LadderStep
    evidence: str = ""
    judged_on: date
    recorded_at: datetime | None = None
    post: str = ""
