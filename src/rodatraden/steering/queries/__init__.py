"""What do we want, who has been asked how it went, and what did they say?"""

from rodatraden.steering.queries.asking import asked_of_unit, questions, statuses, unanswered, written
from rodatraden.steering.queries.before import Before, written_before
from rodatraden.steering.queries.beside import waiting_beside
from rodatraden.steering.queries.burden import Burden, burdens
from rodatraden.steering.queries.contributions import (
    UnknownRound,
    asked_round,
    asked_units,
    assessments_of,
    closing_of,
    current_round,
    has_words,
    is_closed,
    progress,
    round_with,
    rounds,
)
from rodatraden.steering.queries.equality import ladder
from rodatraden.steering.queries.followed import Contribution, FollowedGoal, FollowedUnit, FollowUp
from rodatraden.steering.queries.levels import Held, held, own_units_of, post_giving, ways
from rodatraden.steering.queries.missing import Missing, answering_for, holders_of, missing, reminders, sent
from rodatraden.steering.queries.plan import by_code, goals_in, goals_on, wordings, wordings_of
from rodatraden.steering.queries.readers import MayRead, anybody, drafts_for, nobody, unless_finished
from rodatraden.steering.queries.rollup import RolledGoal, RolledUnit, RollUp, rollup
from rodatraden.steering.queries.said import Submitted
from rodatraden.steering.queries.thread import followup, thread_on

__all__ = [
    "Before",
    "Burden",
    "Contribution",
    "FollowUp",
    "FollowedGoal",
    "FollowedUnit",
    "Held",
    "MayRead",
    "Missing",
    "RollUp",
    "RolledGoal",
    "RolledUnit",
    "Submitted",
    "UnknownRound",
    "answering_for",
    "anybody",
    "asked_of_unit",
    "asked_round",
    "asked_units",
    "assessments_of",
    "burdens",
    "by_code",
    "closing_of",
    "current_round",
    "drafts_for",
    "followup",
    "goals_in",
    "goals_on",
    "has_words",
    "held",
    "holders_of",
    "is_closed",
    "ladder",
    "missing",
    "nobody",
    "own_units_of",
    "post_giving",
    "progress",
    "questions",
    "reminders",
    "rollup",
    "round_with",
    "rounds",
    "sent",
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
