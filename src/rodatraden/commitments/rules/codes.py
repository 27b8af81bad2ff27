"""Which sorts of commitments are there, how far can one have come, and what can one come from?"""

from enum import StrEnum


class Kind(StrEnum):
    """What is promised: a task from the assembly or the board, an activity under a goal, a remedy, or a promise."""

    ASSIGNMENT = "assignment"
    ACTIVITY = "activity"
    MEASURE = "measure"
    PROMISE = "promise"


class State(StrEnum):
    """How far it has come."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    DISCONTINUED = "discontinued"


FINISHED = frozenset({State.DONE, State.DISCONTINUED})
"""Nothing more is to be done; it may still have to be told back."""


class OriginKind(StrEnum):
    """What it comes from."""

    DECISION = "decision"
    GOAL = "goal"
    ROUND = "round"
    CONTROL = "control"
    FINDING = "finding"
    MATTER = "matter"


class Reporting(StrEnum):
    """How it stands with telling back to the body that asked."""

    NOT_ASKED = "not_asked"
    WAITS = "waits"
    LATE = "late"
    GIVEN = "given"
