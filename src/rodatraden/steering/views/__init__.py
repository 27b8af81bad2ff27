"""Pages of goals and follow-up."""

from rodatraden.steering.views.broken import broken
from rodatraden.steering.views.contribution import contribution
from rodatraden.steering.views.goals import goal, goals
from rodatraden.steering.views.model import model, shipped_model
from rodatraden.steering.views.rounds import followed, rounds

__all__ = ["broken", "contribution", "followed", "goal", "goals", "model", "rounds", "shipped_model"]
