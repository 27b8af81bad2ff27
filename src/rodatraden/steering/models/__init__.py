"""Goals, the rounds in which they are followed up, and what was said of them."""

from rodatraden.steering.models.burden import Reminder, TimesRead
from rodatraden.steering.models.contribution import Aside, Assessment, Submission, Text
from rodatraden.steering.models.equality import EqualityStep
from rodatraden.steering.models.goal import Goal
from rodatraden.steering.models.round import Closing, Question, Round

__all__ = [
    "Aside",
    "Assessment",
    "Closing",
    "EqualityStep",
    "Goal",
    "Question",
    "Reminder",
    "Round",
    "Submission",
    "Text",
    "TimesRead",
]
