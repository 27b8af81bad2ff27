"""What is measured, and what was the outcome in a period, as known on a day?"""

from rodatraden.indicators.queries.measured import Address, Measured, measure, measured
from rodatraden.indicators.queries.recorded import (
    Course,
    by_code,
    courses,
    defined,
    definitions,
    published,
    readings,
    recorded_by,
    targets,
)
from rodatraden.indicators.queries.verdicts import verdicts

__all__ = [
    "Address",
    "Course",
    "Measured",
    "by_code",
    "courses",
    "defined",
    "definitions",
    "measure",
    "measured",
    "published",
    "readings",
    "recorded_by",
    "targets",
    "verdicts",
]
