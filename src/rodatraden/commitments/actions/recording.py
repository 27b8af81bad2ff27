"""What is handed in of commitments, and how is a batch of it recorded? What says nothing new adds no row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final, TypeAlias

from rodatraden.commitments import models
from rodatraden.commitments.rules.codes import Kind, OriginKind, State
from rodatraden.commitments.rules.yearly import Sort
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import Batch
from rodatraden.journal.models import Recorded

LONGEST_TEXT: Final = 20_000
"""Characters in any text about a commitment. A longer one is a report of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """A commitment as it is handed in. Without `recorded_at` it is recorded now."""

    model: ClassVar[type[Recorded]] = models.CommitmentVersion
    entry: ClassVar[str] = "commitments.commitment.recorded"
    commitment: str
    kind: Kind
    title: str
    unit: str
    description: str = ""
    owner: str = ""
    starts: date | None = None
    due: date | None = None
    origin_kind: OriginKind | None = None
    origin: str = ""
    report_to: str = ""
    report_by: date | None = None
    source: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProgress:
    """How far it has come, as it is handed in."""

    model: ClassVar[type[Recorded]] = models.Progress
    entry: ClassVar[str] = "commitments.progress.recorded"
    commitment: str
    state: State
    share: int | None = None
    text: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """That a body took note, as it is handed in."""

    model: ClassVar[type[Recorded]] = models.ReportBack
    entry: ClassVar[str] = "commitments.report.recorded"
    commitment: str
    body: str
    on: date
    decision: str = ""
    reference: str = ""
    text: str = ""
    is_final: bool = True
    is_withdrawn: bool = False
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPoint:
    """Something that comes each year, as it is handed in."""

    model: ClassVar[type[Recorded]] = models.YearPoint
    entry: ClassVar[str] = "commitments.year.recorded"
    code: str
    title: str
    sort: Sort
    month: int
    day: int
    first_month: int | None = None
    first_day: int | None = None
    roles: str = ""
    unit: str = ""
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""
    recorded_at: datetime | None = None
    post: str = ""


New: TypeAlias = NewCommitment | NewProgress | NewReport | NewPoint
_ORDER: Final = (NewCommitment, NewProgress, NewReport, NewPoint)


def record_history(*, rows: Sequence[New], by: str, at: datetime) -> Batch:
    """Add what is new of some commitments, how far they had come and what was told back; each with its own instant.

    Without an instant of its own a row is recorded now. Raises RecordedOtherwise: then nothing is stored.
    """
    ordered = sorted(rows, key=lambda row: _ORDER.index(type(row)))
    return journal.add_history(rows=ordered, by=by, at=at, store=store)


def store(rows: Sequence[New]) -> None:
    """Store rows that each have their instant, and the commitments that are mentioned for the first time."""
    mentioned = dict.fromkeys(row.commitment for row in rows if isinstance(row, NewCommitment))
    models.Commitment.objects.bulk_create(
        [models.Commitment(code=code) for code in mentioned], ignore_conflicts=True, batch_size=500
    )
    journal.store(rows)
