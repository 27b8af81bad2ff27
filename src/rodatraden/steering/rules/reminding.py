"""When is someone reminded of a round, and of what? Seldom enough that it is read."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_SOON: Final = timedelta(days=3)
_UNTOUCHED: Final = timedelta(days=10)
_AGAIN: Final = timedelta(days=7)


class Nudge(StrEnum):
    """What a reminder says. The last is sent by someone, not by the calendar."""

    UNTOUCHED = "untouched"
    DUE_SOON = "due_soon"
    LATE = "late"
    ASKED = "asked"


class Urgency(StrEnum):
    """How a contribution that isn't handed in stands to its last day."""

    LATE = "late"
    DUE_SOON = "due_soon"
    UNTOUCHED = "untouched"
    UNDER_WAY = "under_way"


def urgency(due: date, *, on: date, is_touched: bool) -> Urgency:
    """How it stands on a day: late from the day after the last one, soon due on the three days up to it."""
    if on > due:
        return Urgency.LATE
    if due - on <= _SOON:
        return Urgency.DUE_SOON
    return Urgency.UNDER_WAY if is_touched else Urgency.UNTOUCHED


def nudge(due: date, *, on: date, is_touched: bool, sent: Mapping[Nudge, date]) -> Nudge | None:
    """What the calendar reminds of on a day, when some reminders have been sent already; None when of nothing.

    Once when nothing is written ten days before, once three days before, and when it is late once a week. Whoever was
    asked by someone the same day is left in peace.
    """
    if sent.get(Nudge.ASKED) == on:
        return None
    stands = urgency(due, on=on, is_touched=is_touched)
    if stands is Urgency.LATE:
        last = sent.get(Nudge.LATE)
        return Nudge.LATE if last is None or on - last >= _AGAIN else None
    if stands is Urgency.DUE_SOON:
        return None if Nudge.DUE_SOON in sent else Nudge.DUE_SOON
    if stands is Urgency.UNTOUCHED and due - on <= _UNTOUCHED and Nudge.UNTOUCHED not in sent:
        return Nudge.UNTOUCHED
    return None
