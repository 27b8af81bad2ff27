"""Goals, the rounds in which they are followed up, and what was said of them."""

from rodatraden.steering.models.contribution import Assessment, Submission, Text
from rodatraden.steering.models.goal import Goal
from rodatraden.steering.models.round import Round

__all__ = ["Assessment", "Goal", "Round", "Submission", "Text"]
