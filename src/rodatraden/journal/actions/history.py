"""How is a batch of rows that are added and never altered recorded? What says nothing new adds none (ADR 11)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Protocol, TypeAlias, TypeVar, cast

from django.db import models, transaction

from rodatraden.journal.actions.entries import record
from rodatraden.journal.models import Recorded

Key: TypeAlias = tuple[str, ...]
Said: TypeAlias = tuple[tuple[str, object], ...]


class New(Protocol):
    """A row as it is handed in: a frozen dataclass whose fields are those of its model. Without an instant: now."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    model: ClassVar[type[Recorded]]
    entry: ClassVar[str]
    """The code of its entry in the journal, as slice.noun.verb."""

    @property
    def recorded_at(self) -> datetime | None:
        """When it was recorded."""


Given = TypeVar("Given", bound=New)


@dataclass(slots=True)
class Batch:
    """What recording some rows did: which were the first of their key, which said something new, how many did not."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0


class RecordedOtherwise(Exception):
    """Rows that say something else than what stands recorded at the same instant. What was recorded stays."""

    def __init__(self, rows: Sequence[New]) -> None:
        self.rows: tuple[Any, ...] = tuple(rows)
        super().__init__(", ".join(map(label, rows)))


def key_of(new: New) -> Key:
    """What a row is about."""
    return tuple(str(getattr(new, name)) for name in new.model.KEY)


def label(new: New) -> str:
    """A row in few words, for receipts."""
    return " ".join(part for part in key_of(new) if part)


def later_than(now: Recorded | None, at: datetime) -> datetime:
    """An instant for a row that follows another: `at`, or just after the other when that was recorded later."""
    return at if now is None else max(at, now.recorded_at + timedelta(microseconds=1))


def store(rows: Sequence[New]) -> None:
    """Store rows that each have their instant."""
    for alike in _by_kind(rows):
        stored = [_row_of(row) for row in alike]
        alike[0].model._default_manager.bulk_create(stored, batch_size=200)  # noqa: SLF001 – the documented way on any model


def _by_kind(rows: Sequence[Given]) -> Iterable[list[Given]]:
    return [[row for row in rows if type(row) is kind] for kind in dict.fromkeys(map(type, rows))]


@transaction.atomic
def add_history(
    *, rows: Sequence[Given], by: str, at: datetime, store: Callable[[Sequence[Given]], None] = store
) -> Batch:
    """Add what is new of some rows, each with its own instant or now; one journal entry for each kind of row.

    Kinds are stored in the order they first come. Raises RecordedOtherwise: then nothing is stored.
    """
    batch, otherwise = Batch(), list[Given]()
    for given in _by_kind(rows):
        fresh, against = _fresh(given, batch, at=at)
        otherwise += against
        if fresh and not otherwise:
            store(fresh)
            record(given[0].entry, of=label(fresh[0]), by=by, details={"rows": len(fresh)})
    if otherwise:
        raise RecordedOtherwise(otherwise)
    return batch


def _fresh(given: Sequence[Given], batch: Batch, *, at: datetime) -> tuple[list[Given], list[Given]]:
    """The rows of one kind that say something new, and those that contradict what stands recorded."""
    history, otherwise, fresh = _history(given), list[Given](), list[Given]()
    # Rows with their own instant first, so that a row recorded now is compared with all that came before it.
    for row in sorted(given, key=lambda each: (each.recorded_at is None, each.recorded_at or at)):
        told, says = history[key_of(row)], _content(row.model, _values(row))
        instant = row.recorded_at or _when(told, says, at)
        if instant not in told:
            (batch.changed if told else batch.added).append(label(row))
            told[instant] = says
            fresh.append(replace(cast("Any", row), recorded_at=instant))
        elif told[instant] == says:
            batch.unchanged += 1
        else:
            otherwise.append(row)
    return fresh, otherwise


def _when(told: Mapping[datetime, Said], says: Said, at: datetime) -> datetime:
    """When a row without an instant of its own was recorded: then, if it is what was said last; else now."""
    last = max((instant for instant in told if instant <= at), default=None)
    return last if last is not None and told[last] == says else at


def _values(new: New) -> dict[str, Any]:
    """What is handed in, by the columns of its model: no text is an empty text."""
    said: dict[str, Any] = {}
    for name, value in asdict(cast("Any", new)).items():
        column = new.model._meta.get_field(name)  # noqa: SLF001 – the documented way to a model's fields
        is_text = isinstance(column, models.CharField | models.TextField)
        said[getattr(column, "attname", name)] = "" if is_text and value is None else value
    return said


def _row_of(new: New) -> Recorded:
    return new.model(**_values(new))


_MANY: Final = 10_000
"""More keys than a database takes in one question: then everything is read."""


def _history(given: Sequence[New]) -> defaultdict[Key, dict[datetime, Said]]:
    model = given[0].model
    columns = [getattr(model._meta.get_field(name), "attname", name) for name in model.KEY]  # noqa: SLF001 – as above
    rows = model._default_manager.all()  # noqa: SLF001 – as above
    asked = {key_of(row)[0] for row in given}
    if len(asked) < _MANY:
        rows = rows.filter(**{f"{columns[0]}__in": asked})
    found: defaultdict[Key, dict[datetime, Said]] = defaultdict(dict)
    stored: Iterable[dict[str, Any]] = rows.values()  # type: ignore[assignment]  # of whichever model it is
    for values in stored:
        key = tuple(str(values[column]) for column in columns)
        found[key][values["recorded_at"]] = _content(model, values)
    return found


def _content(model: type[Recorded], values: Mapping[str, Any]) -> Said:
    """What a row says of what it is about, whether it was read or handed in."""
    apart = {"id", "recorded_at"} | {getattr(model._meta.get_field(name), "attname", name) for name in model.KEY}  # noqa: SLF001 – as above
    return tuple((name, _plain(values[name])) for name in sorted(values.keys() - apart))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(_plain(each) for each in value)
    if isinstance(value, dict):
        return tuple((name, _plain(each)) for name, each in sorted(value.items()))
    return "" if value is None else value
