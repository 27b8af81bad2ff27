"""When is a target met, which period does one compare with, and which of the things recorded counts?"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar


class Operator(StrEnum):
    """How an outcome is held against a target."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    EXACTLY = "="


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Verdict(StrEnum):
    """What an outcome says of a target."""

    MET = "met"
    MISSED = "missed"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Target:
    """What the outcome should be, in the indicator's unit of measure."""

    operator: Operator
    value: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured, in the indicator's unit of measure. None: no value could be had, which is never zero."""

    value: Decimal | None


def judge(target: Target | None, reading: Reading | None) -> Verdict:
    """Hold a reading against a target, exactly. Without target, reading or value there is nothing to judge."""
    if target is None or reading is None or reading.value is None:
        return Verdict.UNMEASURED
    return Verdict.MET if _holds(reading.value, target) else Verdict.MISSED


def _holds(outcome: Decimal, target: Target) -> bool:
    match target.operator:
        case Operator.ABOVE:
            return outcome > target.value
        case Operator.AT_LEAST:
            return outcome >= target.value
        case Operator.BELOW:
            return outcome < target.value
        case Operator.AT_MOST:
            return outcome <= target.value
        case Operator.EXACTLY:
            return outcome == target.value


def in_range(value: Decimal | None, *, lowest: Decimal | None, highest: Decimal | None) -> bool:
    """Whether a value is possible at all. An end that is not given bounds nothing."""
    if value is None:
        return True
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


def year_before(period: str) -> str:
    """The same period one year earlier: 2025 → 2024, 2026-T1 → 2025-T1. What an outcome is compared with."""
    year, mark, part = period.partition("-")
    return f"{int(year) - 1}{mark}{part}"


def length_of(period: str) -> str:
    """How long a period is: "" a year, "M" a month, else Q, T or H. Only periods of one length make a series."""
    part = period.partition("-")[2]
    return "M" if part.isdigit() else part[:1]


class Recorded(Protocol):
    """Something that was recorded."""

    @property
    def recorded_at(self) -> datetime:
        """The instant of it."""


Row = TypeVar("Row", bound=Recorded)
Key = TypeVar("Key")


def in_force(recorded: Sequence[Row], at: datetime) -> Row | None:
    """What counted at an instant, of things recorded oldest first: the last of them by then. None before the first."""
    place = bisect_right(recorded, at, key=_instant)
    return recorded[place - 1] if place else None


def nearest(recorded: Sequence[Row], at: datetime) -> Row | None:
    """What counted at an instant; before anything was recorded, what was recorded first. None when nothing was."""
    return in_force(recorded, at) or next(iter(recorded), None)


def _instant(row: Recorded) -> datetime:
    return row.recorded_at


class News(StrEnum):
    """What a thing that is to be recorded says beside what is recorded already."""

    FIRST = "first"
    CHANGED = "changed"
    NOTHING = "nothing"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Noted:
    """What a thing said that was new, and what stood, as plain text, in the fields that it changed."""

    news: News
    was: Mapping[str, str]

    @property
    def is_new(self) -> bool:
        """Whether it is to be stored."""
        return self.news in {News.FIRST, News.CHANGED}


def note(row: Row, key: Key, recorded: dict[Key, list[Row]], fields: Sequence[str]) -> Noted:
    """Put a row among those recorded under its key, oldest first, if it says something else than what counted then.

    It clashes with a row that was recorded at the very same instant and says something else: a correction has its own.
    """
    rows = recorded.get(key, [])
    before = in_force(rows, row.recorded_at)
    was = {name: getattr(before, name) for name in fields if before and getattr(before, name) != getattr(row, name)}
    told = {name: "" if value is None else str(value) for name, value in was.items()}
    if before and not was:
        return Noted(News.NOTHING, told)
    if before and before.recorded_at == row.recorded_at:
        return Noted(News.CLASH, told)
    recorded[key] = joined(row, rows)
    return Noted(News.CHANGED if rows else News.FIRST, told)


def joined(row: Row, recorded: Sequence[Row]) -> list[Row]:
    """Rows with one more among them, oldest first."""
    place = bisect_right(recorded, row.recorded_at, key=_instant)
    return [*recorded[:place], row, *recorded[place:]]
