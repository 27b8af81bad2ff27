"""Which matters are there, what has happened in them, and what is left before they can be decided?"""

from rodatraden.matters.queries.gates import Judged, TouchedUnit, gates, gates_of, judge, passed_after
from rodatraden.matters.queries.meeting import Expected, Meeting, ToAnchor, meeting, meetings
from rodatraden.matters.queries.register import (
    ASKED,
    EVERYTHING,
    Choices,
    Search,
    asked,
    by_decision,
    choices,
    codes,
    find,
    known_before,
    matters,
    search,
    step_with,
    steps_of,
)

__all__ = [
    "ASKED",
    "EVERYTHING",
    "Choices",
    "Expected",
    "Judged",
    "Meeting",
    "Search",
    "ToAnchor",
    "TouchedUnit",
    "asked",
    "by_decision",
    "choices",
    "codes",
    "find",
    "gates",
    "gates_of",
    "judge",
    "known_before",
    "matters",
    "meeting",
    "meetings",
    "passed_after",
    "search",
    "step_with",
    "steps_of",
]
