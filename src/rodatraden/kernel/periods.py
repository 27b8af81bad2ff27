"""Which days does something cover? Half-open: the first day is in, the end day is not."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

FOREVER: Final = date.max
"""The end of what has no end. Stored as a day, so that a range is asked with two plain comparisons."""


class NotAPeriod(ValueError):
    """A code that names no period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise NotAPeriod(f"{self.start}..{self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last_day(self) -> date:
        """The last day that is in the period, as people read it ("t.o.m.")."""
        return self.end - timedelta(days=1)

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period that a code names: 2025, 2026-04, 2026-Q1, 2026-T2 (tertial) or 2026-H1.

        Raises NotAPeriod.
        """
        for pattern, months in _SHAPES:
            if match := pattern.fullmatch(code):
                year, part = int(match["year"]), int(match.groupdict().get("part") or 1)
                return cls(*_days(year, (part - 1) * months, months))
        raise NotAPeriod(code)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The first instant after a day in a time zone: what was recorded before it was known on the day."""
    if day == FOREVER:
        return datetime.max.replace(tzinfo=zone)
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _days(year: int, offset: int, months: int) -> tuple[date, date]:
    after = offset + months
    return date(year, offset + 1, 1), date(year + after // 12, after % 12 + 1, 1)


def _shape(part: str, months: int) -> tuple[re.Pattern[str], int]:
    return re.compile(rf"(?P<year>(?:19|20)[0-9][0-9]){part}"), months


_SHAPES: Final = (
    _shape("", 12),
    _shape(r"-(?P<part>0[1-9]|1[0-2])", 1),
    _shape(r"-Q(?P<part>[1-4])", 3),
    _shape(r"-T(?P<part>[1-3])", 4),
    _shape(r"-H(?P<part>[12])", 6),
)
