"""Is a post held on a day, since when, and by whom – as far as the one who asks may know?

The organisation knows no people. The slice that does says at start, in HOLDERS, how it is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol


class Occupancy(StrEnum):
    """Whether someone holds a post. Of one that nobody was ever noted to hold it is not known: it may well be held."""

    HELD = "held"
    VACANT = "vacant"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Held:
    """Someone holds a post on the days [valid_from, valid_to): the post itself, or one that stands in for it."""

    name: str
    post: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Holders:
    """What one reader may know of who holds a post.

    `since` is the first day of the unbroken time that it has been held, whoever held it, or the first day that it is
    vacant. `named` are those whom the reader may know, earliest first and stand-ins last; `may_read` tells whether that
    is everyone.
    """

    occupancy: Occupancy
    since: date | None
    may_read: bool = False
    named: tuple[Held, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether the reader may know of anyone."""
        return self.may_read or bool(self.named)


class _Asked(Protocol):
    """How the holders of a post are asked for: by whom, of which day; what the reader may know follows from today."""

    def __call__(self, post: str, *, reader: object, on: date, today: date) -> Holders:
        """The holders of a post."""


HOLDERS: Final[list[_Asked]] = []
"""Filled at start by the slice that knows who holds which post (its apps.py)."""


def holders(post: str, *, reader: object, on: date, today: date) -> Holders:
    """Who holds a post, as far as a reader may know; nothing is known where no slice knows people."""
    for ask in HOLDERS:
        return ask(post, reader=reader, on=on, today=today)
    return Holders(Occupancy.UNKNOWN, None)


def occupancy(days: Iterable[tuple[date, date]], *, on: date) -> tuple[Occupancy, date | None]:
    """Whether a post is held on a day and since when, from the days [first, end) on which someone has held it.

    One who takes over at once breaks nothing: the day of the change tells something of the person, not of the post.
    """
    begun = sorted(each for each in days if each[0] <= on)
    if not begun:
        return Occupancy.UNKNOWN, None
    first, end = begun[0]
    for start, stop in begun[1:]:
        first, end = (first, max(end, stop)) if start <= end else (start, stop)
    return (Occupancy.HELD, first) if on < end else (Occupancy.VACANT, end)
