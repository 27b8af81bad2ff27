"""What do we want, who has been asked how it went, and what did they say?"""

from rodatraden.steering.queries.before import Before, written_before
from rodatraden.steering.queries.contributions import (
    UnknownRound,
    asked_round,
    assessments_of,
    current_round,
    has_words,
    is_closed,
    is_whole,
    progress,
    round_with,
    rounds,
)
from rodatraden.steering.queries.plan import by_code, goals_in, goals_on, wordings, wordings_of
from rodatraden.steering.queries.said import Submitted
from rodatraden.steering.queries.thread import (
    Contribution,
    FollowedGoal,
    FollowedUnit,
    FollowUp,
    MayRead,
    anybody,
    drafts_for,
    followup,
    nobody,
    thread_on,
    unless_finished,
)

__all__ = [
    "Before",
    "Contribution",
    "FollowUp",
    "FollowedGoal",
    "FollowedUnit",
    "MayRead",
    "Submitted",
    "UnknownRound",
    "anybody",
    "asked_round",
    "assessments_of",
    "by_code",
    "current_round",
    "drafts_for",
    "followup",
    "goals_in",
    "goals_on",
    "has_words",
    "is_closed",
    "is_whole",
    "nobody",
    "progress",
    "round_with",
    "rounds",
    "thread_on",
    "unless_finished",
    "wordings",
    "wordings_of",
    "written_before",
]
