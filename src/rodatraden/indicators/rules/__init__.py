"""When is a target met, which period does one compare with, and which of the things recorded counts?"""

from rodatraden.indicators.rules.definition import (
    WITHOUT_VALUE,
    Consolidation,
    Gender,
    SourceKind,
    Standing,
    State,
    Wrong,
    is_share,
    wrong_consolidation,
)
from rodatraden.indicators.rules.judgement import Direction, Operator, Reading, Target, Verdict, in_range, judge
from rodatraden.indicators.rules.periods import is_late, latest_of, length_of, year_before
from rodatraden.indicators.rules.recorded import News, Noted, Recorded, in_force, joined, nearest, note

__all__ = [
    "WITHOUT_VALUE",
    "Consolidation",
    "Direction",
    "Gender",
    "News",
    "Noted",
    "Operator",
    "Reading",
    "Recorded",
    "SourceKind",
    "Standing",
    "State",
    "Target",
    "Verdict",
    "Wrong",
    "in_force",
    "in_range",
    "is_late",
    "is_share",
    "joined",
    "judge",
    "latest_of",
    "length_of",
    "nearest",
    "note",
    "wrong_consolidation",
    "year_before",
]
