"""Which sorts of points has the municipality's year, and on which days of a year does one of its own fall?"""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class Sort(StrEnum):
    """What happens: the order is that of the rings, the outermost first."""

    BUDGET = "budget"
    FOLLOW_UP = "follow_up"
    CONTROL = "control"
    SURVEY = "survey"
    DECISION = "decision"
    OTHER = "other"


def day_in(year: int, month: int, day: int) -> date:
    """A day that comes each year; where the month is shorter, its last."""
    return date(year, month, min(day, monthrange(year, month)[1]))
