"""What was recorded of the indicators of a goal, as a table to take home?"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.ui.tables import Column, Row, Table


def table(goal: FollowedGoal, told: FollowUp) -> Table:
    """Every value of every unit and period by the day, revisions included, in the order it was recorded."""
    columns = [
        Column("indicator", _("Indicator")),
        Column("code", _("Code")),
        Column("period", _("Period")),
        Column("value", _("Value"), "number"),
        Column("measure", _("Unit of measure")),
        Column("unit", _("Unit")),
        Column("source", _("Source")),
        Column("recorded_at", _("Recorded")),
    ]
    return Table(goal.code, goal.title, columns, list(_rows(goal, told)))


def _rows(goal: FollowedGoal, told: FollowUp) -> Iterator[Row]:
    for each in goal.indicators:
        for row in told.courses[each.code].readings if each.code in told.courses else ():
            recorded = f"{timezone.localtime(row.recorded_at):%Y-%m-%d %H:%M}"
            yield Row((each.name, each.code, row.period, row.value, each.measure, row.unit, row.source, recorded))
