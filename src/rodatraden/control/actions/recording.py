"""What is handed in of risks and checks, and how is a batch of it recorded?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, TypeAlias

from rodatraden.control import models
from rodatraden.control.rules.codes import Category, CheckOutcome
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import Batch
from rodatraden.journal.models import Recorded
from rodatraden.kernel.periods import FOREVER


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRisk:
    """A risk as it is handed in. Without `recorded_at` it is recorded now."""

    model: ClassVar[type[Recorded]] = models.RiskVersion
    entry: ClassVar[str] = "control.risk.recorded"
    risk: str
    title: str
    unit: str
    category: Category
    likelihood: int
    consequence: int
    valid_from: date
    process: str = ""
    cause: str = ""
    effect: str = ""
    answer: str = ""
    owner: str = ""
    valid_to: date = FOREVER
    source: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """A check of an item as it is handed in."""

    model: ClassVar[type[Recorded]] = models.CheckVersion
    entry: ClassVar[str] = "control.check.recorded"
    unit: str
    year: int
    item: str
    code: str
    on: date
    outcome: CheckOutcome
    sample: int | None = None
    deviations: int | None = None
    note: str = ""
    source: str = ""
    recorded_at: datetime | None = None
    post: str = ""


New: TypeAlias = NewRisk | NewCheck


def record_history(*, rows: Sequence[New], by: str, at: datetime) -> Batch:
    """Add what is new of some risks and checks. Raises RecordedOtherwise: then nothing is stored."""
    return journal.add_history(rows=rows, by=by, at=at, store=store)


def store(rows: Sequence[New]) -> None:
    """Store rows that each have their instant, and the risks that are told of for the first time."""
    told = dict.fromkeys(row.risk for row in rows if isinstance(row, NewRisk))
    models.Risk.objects.bulk_create([models.Risk(code=code) for code in told], ignore_conflicts=True, batch_size=500)
    journal.store(rows)
