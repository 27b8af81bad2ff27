"""When may a round be closed? Never with one side empty, or with somebody shut out, without a word of why."""

from enum import StrEnum

from rodatraden.steering.rules.judging import Counts


class EmptySide(StrEnum):
    """The side of a round that holds nothing, while the other does."""

    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"


def empty_side(counts: Counts) -> EmptySide | None:
    """Which side is empty when the other isn't: everything was achieved, or nothing was. None when both hold something.

    What is partly achieved lies with what was not, under its own word; what can't be assessed is on neither side.
    """
    left = counts.partly + counts.not_achieved
    if counts.achieved and not left:
        return EmptySide.NOT_ACHIEVED
    if left and not counts.achieved:
        return EmptySide.ACHIEVED
    return None


def needs_why(counts: Counts, *, waiting: int = 0) -> bool:
    """Whether a round is closed only with a written reason: one side is empty, or somebody is shut out by it."""
    return empty_side(counts) is not None or waiting > 0
