"""Which earlier goals do the goals of a plan go on from, as a sheet of its own maps them?

One line for each earlier goal: several may go on in the same one. What the sheet says is added to what the plan says.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from django.utils.translation import gettext as _

from rodatraden.files.columns import Code, Column
from rodatraden.files.faults import Fault
from rodatraden.files.tables import Line
from rodatraden.steering import queries
from rodatraden.steering.models import Goal
from rodatraden.steering.sources.rows import PlanRow
from rodatraden.steering.sources.wordings import goal_row


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuationRow:
    """An earlier goal, and the one that goes on from it."""

    earlier: Annotated[Code, Column("tidigare", "Det tidigare målets kod.")]
    goal: Annotated[Code, Column("mål", "Koden för målet som går vidare från det. Flera tidigare kan bli ett.")]


MappingLine = Line[ContinuationRow]


def applied(plan: Sequence[Line[PlanRow]], mapping: Sequence[MappingLine]) -> tuple[list[Line[PlanRow]], list[Fault]]:
    """The lines of a plan with what the mapping adds; and the lines of the mapping that name what is not there."""
    stored = queries.by_code() if mapping else {}
    worded = {line.row.code: place for place, line in enumerate(plan) if line.row.kind == "mål"}
    known = stored.keys() | worded.keys()
    faults = [fault for line in mapping for fault in _strangers(line, known)]
    found, going_on = list(plan), _going_on(mapping, known)
    for code, lines in going_on.items():
        earlier = [line.row.earlier for line in lines]
        if code in worded:
            line = found[worded[code]]
            found[worded[code]] = replace(line, row=_with(line.row, earlier))
        elif {*earlier} - {*stored[code].continues}:
            row = replace(_with(goal_row(stored[code]), earlier), recorded_at=None)
            found.append(Line(lines[0].file, lines[0].number, row))
    return found, faults


def _strangers(line: MappingLine, known: Mapping[str, Goal] | set[str]) -> Iterator[Fault]:
    for name in ("earlier", "goal"):
        if getattr(line.row, name) not in known:
            yield line.fault(name, _("There is no goal with this code."))


def _going_on(mapping: Sequence[MappingLine], known: set[str]) -> dict[str, list[MappingLine]]:
    """The lines that hold, by the goal that goes on."""
    found: defaultdict[str, list[MappingLine]] = defaultdict(list)
    for line in mapping:
        if {line.row.earlier, line.row.goal} <= known:
            found[line.row.goal].append(line)
    return dict(found)


def _with(row: PlanRow, earlier: Sequence[str]) -> PlanRow:
    return replace(row, continues=tuple(dict.fromkeys([*row.continues, *earlier])))
