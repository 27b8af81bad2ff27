"""Pages of goals and follow-up."""

from rodatraden.steering.views.broken import broken
from rodatraden.steering.views.burden import burden, was_read
from rodatraden.steering.views.contribution import contribution
from rodatraden.steering.views.equality import equality, ladder
from rodatraden.steering.views.goal import goal
from rodatraden.steering.views.goals import goals
from rodatraden.steering.views.missing import missing
from rodatraden.steering.views.model import model, shipped_model
from rodatraden.steering.views.opening import closing, opening
from rodatraden.steering.views.rounds import followed, rounds

__all__ = [
    "broken",
    "burden",
    "closing",
    "contribution",
    "equality",
    "followed",
    "goal",
    "goals",
    "ladder",
    "missing",
    "model",
    "opening",
    "rounds",
    "shipped_model",
    "was_read",
]
