"""What is handed in of matters, and how is a batch of it recorded? Rows are added; what says nothing new adds none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Final, TypeAlias

from django.db import transaction

from rodatraden.journal import actions as journal
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

Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMatter:
    """A matter as it is handed in. Without `recorded_at` it is recorded now."""

    model: ClassVar[type[models.Recorded]] = models.MatterVersion
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

    model: ClassVar[type[models.Recorded]] = models.StepVersion
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

    model: ClassVar[type[models.Recorded]] = models.Ruling
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

    model: ClassVar[type[models.Recorded]] = models.GateVersion
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
_CODES: Final = {
    NewGate: "matters.gate.recorded",
    NewMatter: "matters.matter.recorded",
    NewStep: "matters.step.recorded",
    NewRuling: "matters.ruling.recorded",
}


@dataclass(slots=True)
class Batch:
    """What recording some rows did: which were the first of their key, which said something new, how many did not."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0


class RecordedOtherwise(Exception):
    """Rows that say something else than what stands recorded at the same instant. What was recorded stays."""

    def __init__(self, rows: Sequence[New]) -> None:
        self.rows = tuple(rows)
        super().__init__(", ".join(map(label, rows)))


def key_of(new: New) -> Key:
    """What a row is about."""
    return tuple(str(getattr(new, "matter" if name == "matter_id" else name)) for name in new.model.KEY)


def label(new: New) -> str:
    """A row in few words, for receipts."""
    return " ".join(map(str, key_of(new)))


@transaction.atomic
def record_history(*, rows: Sequence[New], by: str, at: datetime) -> Batch:
    """Add what is new of some gates, matters, steps and rulings, each with its own instant or now.

    Nothing is stopped by a gate here: what is handed in has happened. Raises RecordedOtherwise: then nothing is stored.
    """
    batch = Batch()
    otherwise: list[New] = []
    for kind in _ORDER:
        given = [row for row in rows if isinstance(row, kind)]
        if given:
            otherwise += _record(given, batch, by=by, at=at)
    if otherwise:
        raise RecordedOtherwise(otherwise)
    return batch


def _record(given: Sequence[New], batch: Batch, *, by: str, at: datetime) -> list[New]:
    """Store the rows of one kind that say something new; those that contradict what stands recorded."""
    history, otherwise, fresh = _history(given), list[New](), list[New]()
    # Rows with their own instant first, so that a row recorded now is compared with all that came before it.
    for row in sorted(given, key=lambda each: (each.recorded_at is None, each.recorded_at or at)):
        told, says = history[key_of(row)], _content(asdict(row))
        instant = row.recorded_at or _when(told, says, at)
        if instant not in told:
            (batch.changed if told else batch.added).append(label(row))
            told[instant] = says
            fresh.append(replace(row, recorded_at=instant))
        elif told[instant] == says:
            batch.unchanged += 1
        else:
            otherwise.append(row)
    if fresh and not otherwise:
        store(fresh)
        journal.record(_CODES[type(given[0])], of=label(fresh[0]), by=by, details={"rows": len(fresh)})
    return otherwise


def _when(told: Mapping[datetime, Key], says: Key, at: datetime) -> datetime:
    """When a row without an instant of its own was recorded: then, if it is what was said last; else now."""
    last = max((instant for instant in told if instant <= at), default=None)
    return last if last is not None and told[last] == says else at


def store(fresh: Sequence[New]) -> None:
    """Store rows that each have their instant, and the matters that are mentioned for the first time."""
    models.Matter.objects.bulk_create(
        [models.Matter(code=code) for code in dict.fromkeys(_matters(fresh))], ignore_conflicts=True, batch_size=500
    )
    for kind in _ORDER:
        rows = [row_of(each) for each in fresh if isinstance(each, kind)]
        kind.model._default_manager.bulk_create(rows, batch_size=200)  # noqa: SLF001 – the documented way on any model


def _matters(rows: Iterable[New]) -> Iterable[str]:
    return (row.matter for row in rows if isinstance(row, NewMatter))


def row_of(new: New) -> models.Recorded:
    """What is handed in as the row that is stored."""
    values = asdict(new)
    if "matter" in values:
        values["matter_id"] = values.pop("matter")
    if isinstance(new, NewStep):
        values["outcome"] = new.outcome or ""
    return new.model(**values)


_MANY: Final = 10_000
"""More keys than a database takes in one question: then everything is read."""


def _history(given: Sequence[New]) -> defaultdict[Key, dict[datetime, Key]]:
    model, first = given[0].model, given[0].model.KEY[0]
    rows = model._default_manager.all()  # noqa: SLF001 – as above
    asked = {key_of(row)[0] for row in given}
    if len(asked) < _MANY:
        rows = rows.filter(**{f"{first}__in": asked})
    found: defaultdict[Key, dict[datetime, Key]] = defaultdict(dict)
    stored: Iterable[dict[str, Any]] = rows.values()  # type: ignore[assignment]  # of whichever model it is
    for values in stored:
        found[tuple(str(values[_column(name)]) for name in model.KEY)][values["recorded_at"]] = _content(values)
    return found


def _column(name: str) -> str:
    return "matter_id" if name == "matter" else name


def _content(values: Mapping[str, Any]) -> Key:
    """What a row says, whether it was read or handed in."""
    said = {name: value for name, value in values.items() if name not in _NOT_SAID}
    return tuple((name, _plain(said[name])) for name in sorted(said))


_NOT_SAID: Final = frozenset({"id", "matter", "matter_id", "recorded_at"})


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(str(each) for each in value)
    return "" if value is None else value
