"""What is wrong with lines about commitments, and what of them can be recorded?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from rodatraden.commitments import actions, queries
from rodatraden.commitments.rules import origins
from rodatraden.commitments.rules.codes import OriginKind
from rodatraden.commitments.sources.rows import ORIGINS, CommitmentRow, NoteRow, PointRow, ReportRow, new_of
from rodatraden.decisions.models import Decision
from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line
from rodatraden.journal.actions import RecordedOtherwise
from rodatraden.organisation import queries as organisation

AnyLine: TypeAlias = Line[Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows may name."""

    units: set[str]
    posts: set[str]
    decisions: set[str]
    commitments: set[str]

    @classmethod
    def by_now(cls, lines: Sequence[AnyLine]) -> "Known":
        """All that is recorded, and the commitments of the lines themselves."""
        return cls(
            organisation.unit_codes(),
            organisation.post_codes(),
            set(Decision.objects.values_list("code", flat=True)),
            queries.codes() | {line.row.code for line in lines if isinstance(line.row, CommitmentRow)},
        )


def store(lines: Sequence[AnyLine], *, by: str, at: datetime, loaded: Loaded) -> None:
    """Check the lines, record those that hold, and note the faults and what was added."""
    known, met = Known.by_now(lines), dict[tuple[object, ...], int]()
    sound = list[AnyLine]()
    for line in lines:
        faults = [*_strangers(line, known), *_contradictions(line), *_again(line, met)]
        loaded.faults += faults
        if not faults:
            sound.append(line)
    given = {id(new): (new, line) for line in sound for new in [new_of(line.row)]}
    try:
        batch = actions.record_history(rows=[new for new, _line in given.values()], by=by, at=at)
    except RecordedOtherwise as error:
        reason = _("Something else is recorded at this instant. Give the correction an instant of its own.")
        clashing = [line for new, line in given.values() if new in error.rows]
        loaded.faults += [line.fault("recorded_at", reason) for line in clashing]
        return
    noun = _("commitment")
    loaded.added += [f"{noun} {what}" for what in batch.added]
    loaded.changed += [f"{noun} {what}" for what in batch.changed]
    loaded.unchanged += batch.unchanged
    loaded.later.append(from_nowhere([line for line in sound if isinstance(line.row, CommitmentRow)]))


def from_nowhere(lines: Sequence[Line[CommitmentRow]]) -> Callable[[], list[Fault]]:
    """What comes from nothing that is recorded: asked when all is loaded, since goals are read after this."""

    def faults() -> list[Fault]:
        asked: defaultdict[OriginKind, set[str]] = defaultdict(set)
        for line in lines:
            if line.row.origin_kind and line.row.origin:
                asked[ORIGINS[line.row.origin_kind]].add(line.row.origin)
        missing = origins.missing(asked)
        reason = _("There is nothing of that kind with this code.")
        return [
            line.fault("origin", reason)
            for line in lines
            if line.row.origin_kind and (ORIGINS[line.row.origin_kind].value, line.row.origin) in missing
        ]

    return faults


def _strangers(line: AnyLine, known: Known) -> Iterator[Fault]:
    """What a line names that is not there, asked by the field that names it."""
    row = line.row
    named = (
        ("post", known.posts, _("There is no post with this code.")),
        ("owner", known.posts, _("There is no post with this code.")),
        ("unit", known.units, _("There is no unit with this code.")),
        ("report_to", known.units, _("There is no unit with this code.")),
        ("body", known.units, _("There is no unit with this code.")),
        ("decision", known.decisions, _("There is no decision with this code.")),
        ("commitment", known.commitments, _("There is no commitment with this code.")),
    )
    for field, there, reason in named:
        if (code := getattr(row, field, None)) and code not in there:
            yield line.fault(field, reason)


def _contradictions(line: AnyLine) -> Iterator[Fault]:
    match line.row:
        case CommitmentRow() as row:
            if row.starts and row.due and row.due < row.starts:
                yield line.fault("due", _("It can't end before it begins."))
            if row.origin and not row.origin_kind:
                yield line.fault("origin_kind", _("Say what the code is the code of."))
            if row.origin_kind and not row.origin:
                yield line.fault("origin", _("Write the code of what it comes from."))
            if row.report_by and not row.report_to:
                yield line.fault("report_to", _("Say who is to be told."))
        case NoteRow() as row:
            if row.state == "avbruten" and not row.text:
                yield line.fault("text", _("Write why it is discontinued."))


def _again(line: AnyLine, met: dict[tuple[object, ...], int]) -> Iterator[Fault]:
    row = line.row
    has_code = isinstance(row, CommitmentRow | PointRow)
    about: tuple[object, ...] = (row.code if has_code else row.commitment,)
    if isinstance(row, ReportRow):
        about = (*about, row.body, row.on)
    key = (type(row), *about, row.recorded_at)
    if key in met:
        field = "code" if has_code else "commitment"
        yield line.fault(field, _("Stands on line %(line)d already.") % {"line": met[key]})
    else:
        met[key] = line.number
