"""What is wrong with the goals of a plan: what they name that is not there, and those that stand above themselves?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.tables import Line
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import rules
from rodatraden.steering.actions import NewGoal
from rodatraden.steering.models import Goal
from rodatraden.steering.sources.rows import PlanRow

GoalLine = Line[PlanRow]


@dataclass(frozen=True, slots=True)
class Known:
    """The goals that are there: stored, or on some line of the plan, be it a faulty one; and the units."""

    goals: Collection[str]
    units: frozenset[str]

    def strangers(self, line: GoalLine) -> Iterator[Fault]:
        """A goal names goals and units that exist."""
        row = line.row
        named = {"under": (row.under,) if row.under else (), "also": row.also, "continues": row.continues}
        for name, codes in named.items():
            for code in codes:
                if code not in self.goals:
                    yield line.fault(name, _("There is no goal with the code %(code)s.") % {"code": code})
        for code in row.carriers:
            if code not in self.units:
                yield line.fault("carriers", _("There is no unit with the code %(code)s.") % {"code": code})


def said_twice(line: GoalLine) -> Iterator[Fault]:
    """A goal names each goal once, and itself not at all; and the owner is no carrier besides."""
    row = line.row
    if row.under in row.also:
        yield line.fault("also", _("The goal stands under it already."))
    if row.code in row.continues:
        yield line.fault("continues", _("A goal can't go on from itself."))
    if row.unit in row.carriers:
        yield line.fault("carriers", _("The owner carries the goal already."))


def circling(
    lines: Sequence[GoalLine], stored: Mapping[str, Sequence[Goal]], at: datetime
) -> tuple[frozenset[str], frozenset[str]]:
    """The goals that at some instant would stand above themselves, and those that would go on from themselves."""
    up = [(row.recorded_at, row.code, row.lines_up) for rows in stored.values() for row in rows]
    up += [(line.row.recorded_at or at, line.row.code, lines_up(line.row)) for line in lines]
    back = [(row.recorded_at, row.code, tuple(row.continues)) for rows in stored.values() for row in rows]
    back += [(line.row.recorded_at or at, line.row.code, line.row.continues) for line in lines]
    return frozenset(rules.cycles(up)), frozenset(rules.cycles(back))


def lines_up(row: PlanRow) -> tuple[str, ...]:
    """The goals that a goal contributes to, the first of them the one it stands under."""
    return (*([row.under] if row.under else []), *row.also)


def new(row: PlanRow, place: int) -> NewGoal:
    """A goal as it is handed to the action."""
    return NewGoal(
        code=row.code,
        title=row.name or "",
        level=row.level,
        description=row.description,
        parent=row.under or "",
        also=row.also,
        continues=row.continues,
        unit=row.unit or "",
        carriers=row.carriers,
        judged_by=row.judged_by,
        valid_from=row.valid_from or FOREVER,
        valid_to=row.valid_to or FOREVER,
        position=place,
        source=row.source,
        recorded_at=row.recorded_at,
    )
