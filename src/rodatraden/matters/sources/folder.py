"""The matters of a municipality folder: gates, matters, steps and rulings. What is loaded, and written back?"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.files import tables, writing
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Loaded, Mapped, Statement
from rodatraden.files.tables import Dataclass
from rodatraden.kernel.periods import FOREVER
from rodatraden.matters import models, words
from rodatraden.matters.rules.codes import (
    Applies,
    MatterKind,
    MatterStatus,
    RulingKind,
    StepKind,
    StepOutcome,
)
from rodatraden.matters.sources import mapped, stated
from rodatraden.matters.sources.checked import AnyLine, Known, sound, store
from rodatraden.matters.sources.listed import SCHEMA
from rodatraden.matters.sources.rows import GateRow, MatterRow, RulingRow, StepRow, traits_word

SHEETS: Final[Mapping[str, type[Dataclass]]] = {
    "gates": GateRow,
    "matters": MatterRow,
    "matter_steps": StepRow,
    "matter_rulings": RulingRow,
}

MAPPED: Final[Mapping[str, Callable[..., Mapped]]] = {"matters": mapped.load}
"""Files of other systems, read through a mapping."""

STATED: Final[Mapping[str, Statement]] = {"organisation": Statement(SCHEMA, stated.load)}
"""Lists that become a decision or a proposal, and are no part of a folder."""


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Record what the sheets say. A sheet that is not there says nothing."""
    loaded = Loaded(_("Matters"))
    lines = [line for name in SHEETS for line in _lines(folder, name, loaded)]
    if lines:
        kept, faults = sound(lines, Known.by_now(lines))
        loaded.faults += faults
        store(kept, by=by, at=at, loaded=loaded)
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
    _write(folder, "gates", _gate, models.GateVersion.objects.order_by("recorded_at", "code"))
    _write(folder, "matters", _matter, models.MatterVersion.objects.order_by("recorded_at", "matter_id"))
    _write(folder, "matter_steps", _step, models.StepVersion.objects.order_by("recorded_at", "matter_id", "code"))
    _write(
        folder, "matter_rulings", _ruling, models.Ruling.objects.order_by("recorded_at", "matter_id", "about", "code")
    )


def _write(folder: Path, name: str, told: Callable[[Any], Dataclass], rows: Iterable[Any]) -> None:
    lines = [told(row) for row in rows]
    if lines:
        (folder / f"{name}.csv").write_bytes(writing.rows_to_csv(SHEETS[name], lines))


def _said(row: models.Recorded) -> dict[str, Any]:
    return {"recorded_at": timezone.localtime(row.recorded_at), "post": row.post or None}


def _gate(row: models.GateVersion) -> GateRow:
    return GateRow(
        code=row.code,
        name=row.name,
        applies=words.APPLIES_CODES[Applies(row.applies)],
        group=row.group or None,
        explanation=row.explanation,
        source=row.source,
        valid_from=None if row.valid_from == date.min else row.valid_from,
        valid_to=None if row.valid_to == FOREVER else row.valid_to,
        **_said(row),
    )


def _matter(row: models.MatterVersion) -> MatterRow:
    return MatterRow(
        code=row.matter_id,
        dnr=row.dnr,
        title=row.title,
        kind=words.KIND_CODES[MatterKind(row.kind)],
        category=row.category,
        unit=row.unit or None,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        status=words.STATUS_CODES[MatterStatus(row.status)],
        about=row.about,
        traits=traits_word(row.traits),
        source=row.source,
        **_said(row),
    )


def _step(row: models.StepVersion) -> StepRow:
    return StepRow(
        matter=row.matter_id,
        code=row.code,
        kind=words.STEP_CODES[StepKind(row.kind)],
        body=row.body or None,
        body_name=row.body_name,
        on=row.on,
        outcome=words.OUTCOME_CODES[StepOutcome(row.outcome)] if row.outcome else None,
        note=row.note,
        gate=row.gate or None,
        decision=row.decision or None,
        reference=row.reference,
        source=row.source,
        withdrawn="ja" if row.is_withdrawn else None,
        **_said(row),
    )


def _ruling(row: models.Ruling) -> RulingRow:
    return RulingRow(
        matter=row.matter_id,
        about=words.RULING_CODES[RulingKind(row.about)],
        code=row.code,
        holds="ja" if row.holds else "nej",
        reason=row.reason,
        **_said(row),
    )
