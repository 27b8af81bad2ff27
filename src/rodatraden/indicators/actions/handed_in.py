"""What is handed in to be recorded, and what did storing it do?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from rodatraden.indicators.actions.refusals import RecordedOtherwise
from rodatraden.indicators.rules import (
    Consolidation,
    Direction,
    Gender,
    News,
    Noted,
    Operator,
    SourceKind,
    Standing,
    State,
)
from rodatraden.kernel.periods import FOREVER


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIndicator:
    """An indicator as it is handed in."""

    code: str
    name: str
    unit: str
    direction: Direction
    valid_from: date
    valid_to: date = FOREVER
    measure: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    description: str = ""
    source: str = ""
    base_value: Decimal | None = None
    base_period: str = ""
    gender_split: bool = False
    consolidation: Consolidation = Consolidation.NONE
    weights: str = ""
    post: str = ""
    source_kind: SourceKind = SourceKind.HAND
    source_key: str = ""
    sunset: date | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTarget:
    """A target for an indicator in a period."""

    indicator: str
    period: str
    operator: Operator
    value: Decimal
    tolerance: Decimal = Decimal(0)
    source: str = ""
    recorded_at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReading:
    """A reading as it is handed in. Without `unit` it is the owner's; without `recorded_at` it is recorded now."""

    indicator: str
    period: str
    value: Decimal | None
    unit: str = ""
    gender: Gender = Gender.ALL
    standing: Standing = Standing.PUBLISHED
    state: State = State.PLAIN
    count: int | None = None
    source: str = ""
    recorded_at: datetime | None = None


@dataclass(slots=True)
class Stored:
    """What storing did: labels of what was added and changed, and how many were as before."""

    added: list[str]
    changed: list[str]
    unchanged: int = 0
    clashes: list[object] = field(default_factory=list)
    """What was handed in that says something else than what is recorded at the very same instant."""

    def takes(self, given: object, label: str, noted: Noted) -> bool:
        """Count something that was handed in; whether it is to be stored."""
        match noted.news:
            case News.FIRST:
                self.added.append(label)
            case News.CHANGED:
                self.changed.append(label)
            case News.NOTHING:
                self.unchanged += 1
            case News.CLASH:
                self.clashes.append(given)
        return noted.is_new

    def refuse_clashes(self) -> None:
        """Raise RecordedOtherwise when there is any."""
        if self.clashes:
            raise RecordedOtherwise(*self.clashes)


New = TypeVar("New", NewIndicator, NewTarget, NewReading)


def in_time(given: Sequence[New], at: datetime) -> list[New]:
    """What was handed in, in the order in which it was recorded; what has no instant of its own is recorded at one."""
    return sorted(given, key=lambda each: each.recorded_at or at)
