"""Which of the things recorded counts at an instant, and is one that is handed in news?"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar


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
