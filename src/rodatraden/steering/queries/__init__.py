"""What do we want, who has been asked how it went, and what did they say?"""

from rodatraden.steering.queries.contributions import (
    Submitted,
    assessments_of,
    current_round,
    is_closed,
    latest_assessments,
    latest_texts,
    round_with,
    rounds,
    stages,
)
from rodatraden.steering.queries.plan import by_code, goal_with, goals_in, goals_on, links, parents
from rodatraden.steering.queries.thread import (
    Contribution,
    FollowedGoal,
    FollowedUnit,
    FollowUp,
    anybody,
    followup,
    nobody,
    thread_on,
)

__all__ = [
    "Contribution",
    "FollowUp",
    "FollowedGoal",
    "FollowedUnit",
    "Submitted",
    "anybody",
    "assessments_of",
    "by_code",
    "current_round",
    "followup",
    "goal_with",
    "goals_in",
    "goals_on",
    "is_closed",
    "latest_assessments",
    "latest_texts",
    "links",
    "nobody",
    "parents",
    "round_with",
    "rounds",
    "stages",
    "thread_on",
]
