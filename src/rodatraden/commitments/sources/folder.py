"""The commitments of a municipality folder: how are they loaded, and written back?"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.commitments import models, words
from rodatraden.commitments.rules.codes import Kind, OriginKind, State
from rodatraden.commitments.rules.yearly import Sort
from rodatraden.commitments.sources.checked import AnyLine, store
from rodatraden.commitments.sources.rows import CommitmentRow, NoteRow, PointRow, ReportRow
from rodatraden.files import tables, writing
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass
from rodatraden.journal.models import Recorded

SHEETS: Final[Mapping[str, type[Dataclass]]] = {
    "commitments": CommitmentRow,
    "commitment_notes": NoteRow,
    "commitment_reports": ReportRow,
    "calendar": PointRow,
}


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Record what the sheets say. A sheet that is not there says nothing."""
    loaded = Loaded(_("Assignments and activities"))
    lines = [line for name in SHEETS for line in _lines(folder, name, loaded)]
    if lines:
        store(lines, by=by, at=at, loaded=loaded)
    return loaded


def _lines(folder: Path, name: str, loaded: Loaded) -> list[AnyLine]:
    try:
        path = tables.find(folder, name)
    except Refused as refused:
        loaded.faults += refused.faults
        return []
    lines: list[Any]
    lines, faults = tables.read(path, SHEETS[name]) if path else ([], [])
    loaded.faults += faults
    return lines


def export(folder: Path) -> None:
    """Write every recorded row, also those that no longer count."""
    order = ("recorded_at", "commitment_id")
    _write(folder, "commitments", _commitment, models.CommitmentVersion.objects.order_by(*order))
    _write(folder, "commitment_notes", _note, models.Progress.objects.order_by(*order))
    _write(folder, "commitment_reports", _report, models.ReportBack.objects.order_by(*order, "body", "on"))
    _write(folder, "calendar", _point, models.YearPoint.objects.order_by("recorded_at", "code"))


def _write(folder: Path, name: str, told: Callable[[Any], Dataclass], rows: Iterable[Any]) -> None:
    lines = [told(row) for row in rows]
    if lines:
        (folder / f"{name}.csv").write_bytes(writing.rows_to_csv(SHEETS[name], lines))


def _said(row: Recorded) -> dict[str, Any]:
    return {"recorded_at": timezone.localtime(row.recorded_at), "post": row.post or None}


def _commitment(row: models.CommitmentVersion) -> CommitmentRow:
    return CommitmentRow(
        code=row.commitment_id,
        kind=words.KIND_CODES[Kind(row.kind)],
        title=row.title,
        description=row.description,
        unit=row.unit,
        owner=row.owner or None,
        starts=row.starts,
        due=row.due,
        origin_kind=words.ORIGIN_CODES[OriginKind(row.origin_kind)] if row.origin_kind else None,
        origin=row.origin or None,
        report_to=row.report_to or None,
        report_by=row.report_by,
        source=row.source,
        **_said(row),
    )


def _note(row: models.Progress) -> NoteRow:
    return NoteRow(
        commitment=row.commitment_id,
        state=words.STATE_CODES[State(row.state)],
        share=row.share,
        text=row.text,
        **_said(row),
    )


def _point(row: models.YearPoint) -> PointRow:
    return PointRow(
        code=row.code,
        title=row.title,
        sort=words.SORT_CODES[Sort(row.sort)],
        on=f"{row.month:02d}-{row.day:02d}",
        first=f"{row.first_month:02d}-{row.first_day:02d}" if row.first_month else None,
        roles=", ".join(word for role, word in words.ROLE_CODES.items() if role in row.roles.split()),
        unit=row.unit or None,
        first_year=row.first_year,
        last_year=row.last_year,
        source=row.source,
        **_said(row),
    )


def _report(row: models.ReportBack) -> ReportRow:
    return ReportRow(
        commitment=row.commitment_id,
        body=row.body,
        on=row.on,
        decision=row.decision or None,
        reference=row.reference,
        text=row.text,
        final="ja" if row.is_final else "nej",
        withdrawn="ja" if row.is_withdrawn else None,
        **_said(row),
    )
