"""What is wrong with lines about matters, and what of them can be recorded?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line
from rodatraden.journal.loading import again, receive
from rodatraden.matters import actions, models, queries
from rodatraden.matters.actions import New
from rodatraden.matters.sources.rows import (
    GateRow,
    MatterRow,
    RulingRow,
    StepRow,
    new_gate,
    new_matter,
    new_ruling,
    new_step,
)
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import GroupVersion

AnyLine = Line[GateRow] | Line[MatterRow] | Line[StepRow] | Line[RulingRow]
_NEW: Final[dict[type[Any], Callable[[Any], New]]] = {
    GateRow: new_gate,
    MatterRow: new_matter,
    StepRow: new_step,
    RulingRow: new_ruling,
}


def new_of(line: AnyLine) -> New:
    """What a line hands in."""
    return _NEW[type(line.row)](line.row)


@dataclass(slots=True)
class Known:
    """What lines may name: what is stored, and what the lines themselves bring."""

    units: set[str]
    posts: set[str]
    groups: set[str]
    decisions: set[str]
    matters: set[str]
    gates: set[str]

    @classmethod
    def by_now(cls, lines: Sequence[AnyLine] = ()) -> "Known":
        """Everything that is stored, and what some lines bring. Six queries."""
        rows = [line.row for line in lines]
        return cls(
            units=organisation.unit_codes(),
            posts=organisation.post_codes(),
            groups=set(GroupVersion.objects.values_list("code", flat=True).distinct()),
            decisions=set(Decision.objects.values_list("code", flat=True)),
            matters=queries.codes() | {row.code for row in rows if isinstance(row, MatterRow)},
            gates={*models.GateVersion.objects.values_list("code", flat=True)}
            | {row.code for row in rows if isinstance(row, GateRow)},
        )

    def is_body(self, code: str) -> bool:
        """Whether a code is that of a unit, a group or a post."""
        return code in self.units or code in self.groups or code in self.posts


def sound(lines: Sequence[AnyLine], known: Known) -> tuple[list[AnyLine], list[Fault]]:
    """The lines that hold, and the faults of the others."""
    met: dict[tuple[object, ...], int] = {}
    kept: list[AnyLine] = []
    faults: list[Fault] = []
    for line in lines:
        found = [*_faults(line, known), *again(line, new_of(line), met, field="code")]
        faults += found
        if not found:
            kept.append(line)
    return kept, faults


def store(lines: Sequence[AnyLine], *, by: str, at: datetime, loaded: Loaded) -> None:
    """Record lines that hold; what they change goes to `loaded`, and those that contradict what stands as faults."""
    told = [(new_of(line), line) for line in lines]
    receive(told, lambda rows: actions.record_history(rows=rows, by=by, at=at), loaded)


def _faults(line: AnyLine, known: Known) -> Iterator[Fault]:
    if line.row.post and line.row.post not in known.posts:
        yield line.fault("post", _("There is no post with this code."))
    match line.row:
        case GateRow():
            yield from _gate(line, line.row, known)
        case MatterRow():
            yield from _matter(line, line.row, known)
        case StepRow():
            yield from _step(line, line.row, known)
        case RulingRow():
            yield from _ruling(line, line.row, known)


def _gate(line: AnyLine, row: GateRow, known: Known) -> Iterator[Fault]:
    if row.group and row.group not in known.groups:
        yield line.fault("group", _("There is no group with this code."))
    if row.valid_from and row.valid_to and row.valid_to <= row.valid_from:
        yield line.fault("valid_to", _("The end must be after the beginning."))


def _matter(line: AnyLine, row: MatterRow, known: Known) -> Iterator[Fault]:
    if row.unit and row.unit not in known.units:
        yield line.fault("unit", _("There is no unit with this code."))
    if row.opened_on and row.closed_on and row.closed_on < row.opened_on:
        yield line.fault("closed_on", _("It can't be closed before it was opened."))


def _step(line: AnyLine, row: StepRow, known: Known) -> Iterator[Fault]:
    if row.matter not in known.matters:
        yield line.fault("matter", _("There is no matter with this code."))
    if row.body and not known.is_body(row.body):
        yield line.fault(
            "body", _("No unit, group or post has this code. Write it as text in the next column instead.")
        )
    if row.gate and row.gate not in known.gates:
        yield line.fault("gate", _("There is no gate with this code."))
    if row.decision and row.decision not in known.decisions:
        yield line.fault("decision", _("There is no decision with this code."))


def _ruling(line: AnyLine, row: RulingRow, known: Known) -> Iterator[Fault]:
    if row.matter not in known.matters:
        yield line.fault("matter", _("There is no matter with this code."))
    if row.about == "enhet" and row.code not in known.units:
        yield line.fault("code", _("There is no unit with this code."))
    if row.about == "krav" and row.code not in known.gates:
        yield line.fault("code", _("There is no gate with this code."))
