"""What is handed in of matters, and how is a batch of it recorded? Rows are added; what says nothing new adds none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final, TypeAlias

from rodatraden.journal import actions as journal
from rodatraden.journal.actions import Batch
from rodatraden.journal.models import Recorded
from rodatraden.kernel.periods import FOREVER
from rodatraden.matters import models
from rodatraden.matters.rules.codes import (
    Applies,
    MatterKind,
    MatterStatus,
    RulingKind,
    StepKind,
    StepOutcome,
    Trait,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMatter:
    """A matter as it is handed in. Without `recorded_at` it is recorded now."""

    model: ClassVar[type[Recorded]] = models.MatterVersion
    entry: ClassVar[str] = "matters.matter.recorded"
    matter: str
    title: str
    kind: MatterKind = MatterKind.ADMINISTRATIVE
    status: MatterStatus = MatterStatus.OPEN
    dnr: str = ""
    category: str = ""
    unit: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    about: str = ""
    traits: tuple[Trait, ...] = ()
    source: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step as it is handed in. `code` is its own among the matter's steps."""

    model: ClassVar[type[Recorded]] = models.StepVersion
    entry: ClassVar[str] = "matters.step.recorded"
    matter: str
    code: str
    kind: StepKind
    body: str = ""
    body_name: str = ""
    on: date | None = None
    outcome: StepOutcome | None = None
    note: str = ""
    gate: str = ""
    decision: str = ""
    reference: str = ""
    source: str = ""
    is_withdrawn: bool = False
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRuling:
    """What is ruled by hand, in writing. Without a reason an earlier ruling is taken back."""

    model: ClassVar[type[Recorded]] = models.Ruling
    entry: ClassVar[str] = "matters.ruling.recorded"
    matter: str
    about: RulingKind
    code: str
    holds: bool
    reason: str
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGate:
    """A gate as it is handed in."""

    model: ClassVar[type[Recorded]] = models.GateVersion
    entry: ClassVar[str] = "matters.gate.recorded"
    code: str
    name: str
    applies: Applies
    group: str = ""
    explanation: str = ""
    source: str = ""
    valid_from: date = date.min
    valid_to: date = FOREVER
    recorded_at: datetime | None = None
    post: str = ""


New: TypeAlias = NewMatter | NewStep | NewRuling | NewGate
_ORDER: Final = (NewGate, NewMatter, NewStep, NewRuling)


def record_history(*, rows: Sequence[New], by: str, at: datetime) -> Batch:
    """Add what is new of some gates, matters, steps and rulings, each with its own instant or now.

    Nothing is stopped by a gate here: what is handed in has happened. Raises RecordedOtherwise: then nothing is stored.
    """
    ordered = sorted(rows, key=lambda row: _ORDER.index(type(row)))
    return journal.add_history(rows=ordered, by=by, at=at, store=store)


def store(rows: Sequence[New]) -> None:
    """Store rows that each have their instant, and the matters that are mentioned for the first time."""
    mentioned = dict.fromkeys(row.matter for row in rows if isinstance(row, NewMatter))
    models.Matter.objects.bulk_create(
        [models.Matter(code=code) for code in mentioned], ignore_conflicts=True, batch_size=500
    )
    journal.store(rows)
