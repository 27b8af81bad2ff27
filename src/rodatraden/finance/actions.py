"""Recording budgets, outcomes and forecasts. Rows are added, never altered; what says nothing new adds nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from django.db import transaction

from rodatraden.finance import models, words
from rodatraden.finance.rules import Financing, Kind
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import Batch

Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAmount:
    """A budget or an outcome in kronor as it is handed in. Without `recorded_at` it is recorded now."""

    year: int
    unit: str
    kind: Kind
    financing: Financing
    amount: Decimal | None
    source: str = ""
    recorded_at: datetime | None = None

    @property
    def key(self) -> Key:
        """What the amount is of."""
        return (self.year, self.unit, self.kind, self.financing)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewForecast:
    """A forecast in kronor as it is handed in. Without `recorded_at` it is recorded now."""

    round: str
    unit: str
    kind: Kind
    financing: Financing
    amount: Decimal | None
    comment: str = ""
    source: str = ""
    recorded_at: datetime | None = None

    @property
    def key(self) -> Key:
        """What the amount is of."""
        return (self.round, self.unit, self.kind, self.financing)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOccasion:
    """Which years a round is about, as it is told from above."""

    round: str
    title: str
    year: int
    previous_year: int


New: TypeAlias = NewAmount | NewForecast
History: TypeAlias = dict[Key, dict[datetime, Key]]
"""What stands recorded: for each key, when something was recorded and what it said."""


class RecordedOtherwise(journal.RecordedOtherwise):
    """Amounts that say something else than what stands recorded at the same instant. What was recorded stays."""

    def __init__(self, rows: Sequence[New]) -> None:
        self.rows = tuple(rows)
        Exception.__init__(self, ", ".join(map(_label, rows)))


@transaction.atomic
def record_budget(*, rows: Sequence[NewAmount], by: str, at: datetime) -> Batch:
    """Add the budgets that say something new. Raises RecordedOtherwise: then nothing is stored."""
    return _record(models.Budget, rows, by=by, at=at)


@transaction.atomic
def record_outcome(*, rows: Sequence[NewAmount], by: str, at: datetime) -> Batch:
    """Add the outcomes that say something new. Raises RecordedOtherwise: then nothing is stored."""
    return _record(models.Outcome, rows, by=by, at=at)


@transaction.atomic
def record_forecasts(*, rows: Sequence[NewForecast], by: str, at: datetime) -> Batch:
    """Add the forecasts that say something new. Raises RecordedOtherwise: then nothing is stored."""
    return _record(models.Forecast, rows, by=by, at=at)


@transaction.atomic
def describe_round(*, described: NewOccasion, by: str, at: datetime) -> bool:
    """Tell finance which years a round forecasts and looks back at; whether that was news at an instant.

    Called from above, by the slice that owns the rounds.
    """
    fields = asdict(described)
    before = models.Occasion.objects.filter(round=described.round, recorded_at__lte=at)
    now = before.order_by("-recorded_at").first()
    if now and all(getattr(now, name) == value for name, value in fields.items()):
        return False
    models.Occasion.objects.create(recorded_at=at, **fields)
    journal.record("finance.round.described", of=f"{described.round} {described.title}", by=by, details=fields)
    return True


_SCOPES: dict[type[models.Recorded], str] = {models.Budget: "year", models.Outcome: "year", models.Forecast: "round"}
"""What rows belong to beside their unit, kind and financing."""


def _record(model: type[models.Recorded], rows: Sequence[New], *, by: str, at: datetime) -> Batch:
    history = _history(model, rows)
    batch, fresh, otherwise = Batch(), list[models.Recorded](), list[New]()
    # Rows with their own instant first, so that a row recorded now is compared with all that came before it.
    for row in sorted(rows, key=lambda each: (each.recorded_at is None, each.recorded_at or at)):
        key, content = _split(model, asdict(row))
        told = history[key]
        instant = row.recorded_at or _when(told, content, at)
        if instant not in told:
            (batch.changed if told else batch.added).append(_label(row))
            told[instant] = content
            fresh.append(model(**{**asdict(row), "recorded_at": instant}))
        elif told[instant] == content:
            batch.unchanged += 1
        else:
            otherwise.append(row)
    if otherwise:
        raise RecordedOtherwise(otherwise)
    if fresh:
        _store(model, fresh, by)
    return batch


def _when(told: dict[datetime, Key], content: Key, at: datetime) -> datetime:
    """When a row without an instant of its own was recorded: then, if it is what was said last; else now."""
    last = max((instant for instant in told if instant <= at), default=None)
    return last if last is not None and told[last] == content else at


def _store(model: type[models.Recorded], fresh: Sequence[models.Recorded], by: str) -> None:
    model.objects.bulk_create(fresh, batch_size=500)
    scopes = sorted({str(getattr(row, _SCOPES[model])) for row in fresh})
    name = model.__name__.lower()
    journal.record(f"finance.{name}.recorded", of=", ".join(scopes), by=by, details={"rows": len(fresh)})


def _history(model: type[models.Recorded], rows: Sequence[New]) -> History:
    scope = _SCOPES[model]
    asked = {asdict(row)[scope] for row in rows}
    history: History = defaultdict(dict)
    for values in model.objects.filter(**{f"{scope}__in": asked}).values():
        key, content = _split(model, values)
        history[key][values["recorded_at"]] = content
    return history


def _split(model: type[models.Recorded], values: Mapping[str, object]) -> tuple[Key, Key]:
    """What a row is about, and what it says."""
    key = (_SCOPES[model], "unit", "kind", "financing")
    content = ("amount", "source", "comment")
    return tuple(values[name] for name in key), tuple(values[name] for name in content if name in values)


def _label(row: New) -> str:
    """A row in few words, for receipts: 2026 BUN drift skatt."""
    scope = row.round if isinstance(row, NewForecast) else row.year
    return f"{scope} {row.unit} {words.KIND_CODES[row.kind]} {words.FINANCING_CODES[row.financing]}"
