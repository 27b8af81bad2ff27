"""When is a target met, which period does one compare with, and which of the things recorded counts?"""

from rodatraden.indicators.rules.judgement import Direction, Operator, Reading, Target, Verdict, in_range, judge
from rodatraden.indicators.rules.periods import length_of, year_before
from rodatraden.indicators.rules.recorded import News, Noted, Recorded, in_force, joined, nearest, note

__all__ = [
    "Direction",
    "News",
    "Noted",
    "Operator",
    "Reading",
    "Recorded",
    "Target",
    "Verdict",
    "in_force",
    "in_range",
    "joined",
    "judge",
    "length_of",
    "nearest",
    "note",
    "year_before",
]
