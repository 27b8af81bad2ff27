"""Five years in numbers: how each indicator of the goals has gone."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodatraden.indicators.queries import Course
from rodatraden.indicators.rules import year_before
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.kernel.figures import Source
from rodatraden.reports.composed.asked import Asked
from rodatraden.reports.composed.blocks import Block, Cell, Missing, Row, Table
from rodatraden.reports.composed.figures import charting, reading
from rodatraden.steering.queries import FollowedGoal
from rodatraden.ui import formats


def blocks(asked: Asked) -> Sequence[Block]:
    """A table for the goals of the whole group, or of the unit: the last five periods of each indicator."""
    told = reading.own_goals(asked)
    # for the whole group the goals of the assembly: those of the committees stand one at a time
    top = min((goal.depth for goal in told), default=0)
    chosen = told if asked.unit else [goal for goal in told if goal.depth == top]
    periods = _periods(reading.told(asked).period)
    rows = tuple(row for goal in chosen for row in _rows(goal, periods, asked))
    if not rows:
        return [Missing(text=_("No indicators with values are recorded for this report."), address="/indikatorer")]
    return [
        Table(
            caption=_("Five years in numbers"),
            headings=(_("Indicator"), *periods),
            numeric=(False, *(True for _period in periods)),
            rows=rows,
            remark=_("A dash means that no value is recorded for the period."),
        )
    ]


def _periods(last: str) -> list[str]:
    found = [last]
    while len(found) < charting.YEARS:
        found.append(year_before(found[-1]))
    return found[::-1]


def _rows(goal: FollowedGoal, periods: Sequence[str], asked: Asked) -> list[Row]:
    return [
        Row(cells=cells)
        for each in goal.indicators
        if (cells := _cells(reading.courses(asked)[each.code], periods, asked))
    ]


def _cells(course: Course, periods: Sequence[str], asked: Asked) -> tuple[Cell, ...] | None:
    """None when nothing was read of it: then there is nothing to show, and its goal says so."""
    indicator = course.defined
    read = {row.period: row for row in course.readings if row.unit == indicator.unit}
    places = reading.decimals([row.value for row in read.values()])
    address = indicator_address(indicator.code)
    found = []
    for period in periods:
        row = read.get(period)
        if row is None or row.value is None:
            found.append(Cell(text="–"))
            continue
        source = reading.row_source(asked, Source(indicator.name, row.source, row.recorded_at))
        text = formats.number(row.value, decimals=places)
        found.append(Cell(text=text, value=row.value, source=source, address=address))
    if all(cell.value is None for cell in found):
        return None
    return (Cell(text=f"{indicator.name}, {indicator.measure}", address=address), *found)
