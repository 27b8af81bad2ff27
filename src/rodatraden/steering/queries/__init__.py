"""What do we want, who has been asked how it went, and what did they say?"""

from rodatraden.steering.queries.asking import asked_of_unit, questions, statuses, unanswered, written
from rodatraden.steering.queries.before import Before, written_before
from rodatraden.steering.queries.beside import waiting_beside
from rodatraden.steering.queries.contributions import (
    UnknownRound,
    asked_round,
    assessments_of,
    closing_of,
    current_round,
    has_words,
    is_closed,
    progress,
    round_with,
    rounds,
)
from rodatraden.steering.queries.levels import Held, held, ways
from rodatraden.steering.queries.plan import by_code, goals_in, goals_on, wordings, wordings_of
from rodatraden.steering.queries.readers import MayRead, anybody, drafts_for, nobody, unless_finished
from rodatraden.steering.queries.said import Submitted
from rodatraden.steering.queries.thread import (
    Contribution,
    FollowedGoal,
    FollowedUnit,
    FollowUp,
    followup,
    thread_on,
)

__all__ = [
    "Before",
    "Contribution",
    "FollowUp",
    "FollowedGoal",
    "FollowedUnit",
    "Held",
    "MayRead",
    "Submitted",
    "UnknownRound",
    "anybody",
    "asked_of_unit",
    "asked_round",
    "assessments_of",
    "by_code",
    "closing_of",
    "current_round",
    "drafts_for",
    "followup",
    "goals_in",
    "goals_on",
    "has_words",
    "held",
    "is_closed",
    "nobody",
    "progress",
    "questions",
    "round_with",
    "rounds",
    "statuses",
    "thread_on",
    "unanswered",
    "unless_finished",
    "waiting_beside",
    "ways",
    "wordings",
    "wordings_of",
    "written",
    "written_before",
]
