"""What was the outcome of an indicator in a period, and what does it say of its target?"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from rodatraden.indicators import models
from rodatraden.indicators.queries.recorded import Course, courses
from rodatraden.indicators.rules import Direction, Operator, Reading, Target, Verdict, judge, year_before
from rodatraden.kernel.figures import Figure, Source
from rodatraden.kernel.periods import FOREVER, Period

Address = Callable[[str], str]
"""The address where an indicator with a code is shown: whoever shows it knows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with its target and outcome in a period, and the outcome of the same period the year before."""

    code: str
    name: str
    unit: str
    measure: str
    direction: Direction
    description: str
    source: str
    period: str
    target: Target | None
    target_source: str
    outcome: Figure
    previous: Figure
    verdict: Verdict


def measured(
    codes: Collection[str], *, period: str, known: date = FOREVER, address: Address = lambda _code: ""
) -> dict[str, Measured]:
    """Target, outcome and verdict of some indicators in a period, as known on a day. Two queries."""
    found = courses(codes, period=period, known=known)
    return {code: measure(course, period=period, address=address(code)) for code, course in found.items()}


def measure(course: Course, *, period: str, address: str = "") -> Measured:
    """Target, outcome and verdict of an indicator in a period, by what counts of what was recorded.

    The outcome is the reading of the unit that answers for the indicator; those of other units are its parts.
    """
    indicator, before = course.defined, year_before(period)
    target = next((row for row in reversed(course.targets) if row.period == period), None)
    reading = _counting(course, period)
    aim = Target(Operator(target.operator), target.value, target.tolerance) if target else None
    return Measured(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        measure=indicator.measure,
        direction=Direction(indicator.direction),
        description=indicator.description,
        source=indicator.source,
        period=period,
        target=aim,
        target_source=target.source if target else "",
        outcome=_figure(indicator, reading, period, address),
        previous=_figure(indicator, _counting(course, before), before, address),
        verdict=judge(aim, Reading(reading.value) if reading else None),
    )


def _counting(course: Course, period: str) -> models.Reading | None:
    unit = course.defined.unit
    return next((row for row in reversed(course.readings) if (row.unit, row.period) == (unit, period)), None)


def _figure(indicator: models.Indicator, reading: models.Reading | None, period: str, address: str) -> Figure:
    """The figure of a reading; one without value and trail when nothing was recorded."""
    on = Period.parse(period).last_day
    if reading is None:
        return Figure(None, indicator.measure, on)
    label = f"{indicator.name} ({period})"
    return Figure(reading.value, indicator.measure, on, Source(label, reading.source, reading.recorded_at, address))
