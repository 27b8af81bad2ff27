"""Which period does one compare with, which make a series, and when is a value late?"""

from datetime import date

from rodatraden.kernel.periods import Period


def year_before(period: str) -> str:
    """The same period one year earlier: 2025 → 2024, 2026-T1 → 2025-T1. What an outcome is compared with."""
    year, mark, part = period.partition("-")
    return f"{int(year) - 1}{mark}{part}"


def length_of(period: str) -> str:
    """How long a period is: "" a year, "M" a month, else Q, T or H. Only periods of one length make a series."""
    part = period.partition("-")[2]
    return "M" if part.isdigit() else part[:1]


def is_late(latest: str, on: date) -> bool:
    """Whether a value is late on a day, when the latest that came is of a period.

    A value is late when the next period of the same length has been over for half as long again as it lasted: a year's
    value is waited for until the first of July, a month's until the middle of the month after.
    """
    last = Period.parse(latest)
    length = last.end - last.start
    return last.end + length + length / 2 < on


def latest_of(periods: list[str]) -> str:
    """The period that ended last, and of those the longest; "" of none."""
    return max(periods, key=_ends, default="")


def _ends(period: str) -> tuple[date, int]:
    days = Period.parse(period)
    return days.end, (days.end - days.start).days
