"""How are the lines of sheets recorded, when rows are added and never altered? Faults and receipts go to `Loaded`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from rodatraden.files import tables, writing
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass, Line
from rodatraden.journal.actions import Batch, New, RecordedOtherwise, key_of

Given = TypeVar("Given", bound=New)


def read_lines(folder: Path, name: str, schema: type[Dataclass], loaded: Loaded) -> list[Line[Any]]:
    """The lines of a sheet that fit its schema; a sheet that is not there says nothing."""
    try:
        path = tables.find(folder, name)
    except Refused as refused:
        loaded.faults += refused.faults
        return []
    lines, faults = tables.read(path, schema) if path else ([], [])
    loaded.faults += faults
    return [*lines]


def write_lines(folder: Path, name: str, schema: type[Dataclass], rows: Iterable[Dataclass]) -> None:
    """Write a sheet, when there is something to write in it."""
    lines = [*rows]
    if lines:
        (folder / f"{name}.csv").write_bytes(writing.rows_to_csv(schema, lines))


Handed = TypeVar("Handed")


def receive(
    told: Sequence[tuple[Handed, Line[Any]]], record: Callable[[Sequence[Handed]], Batch], loaded: Loaded
) -> bool:
    """Record what lines hand in, and write the receipt; whether it was recorded.

    Where it says something else than what stands at the same instant, the lines are told as faults and nothing is kept.
    """
    try:
        batch = record([new for new, _line in told])
    except RecordedOtherwise as otherwise:
        reason = _("Something else was recorded for this at the same instant. Give the new one its own.")
        loaded.faults += [line.fault("recorded_at", reason) for new, line in told if new in otherwise.rows]
        return False
    loaded.added += batch.added
    loaded.changed += batch.changed
    loaded.unchanged += batch.unchanged
    return True


@dataclass(frozen=True, slots=True)
class Recording(Generic[Given]):
    """How the lines of some sheets are recorded."""

    new_of: Callable[[Any], Given]
    """What a row hands in."""
    faults_of: Callable[[Line[Any]], Iterable[Fault]]
    """What is wrong with a line, as far as it can be told by itself and what is stored."""
    record: Callable[[Sequence[Given]], Batch]
    """Record some rows. Raises RecordedOtherwise: then nothing is stored."""

    def store(self, lines: Sequence[Line[Any]], loaded: Loaded) -> list[Line[Any]]:
        """Record the lines that hold, and return them; what they added, and what is wrong with the others, is told."""
        met: dict[tuple[object, ...], int] = {}
        told: list[tuple[Given, Line[Any]]] = []
        for line in lines:
            new = self.new_of(line.row)
            faults = [*self.faults_of(line), *again(line, new, met)]
            loaded.faults += faults
            told += [] if faults else [(new, line)]
        return [line for _new, line in told] if receive(told, self.record, loaded) else []


def again(line: Line[Any], new: New, met: dict[tuple[object, ...], int], *, field: str = "") -> Iterator[Fault]:
    """The same thing twice at the same instant: nobody could tell which of them counts. Told at a field of the line."""
    key = (type(new), key_of(new), new.recorded_at)
    if key in met:
        reason = _("The same thing stands on line %(line)d. Take one away, or give each its own instant.")
        yield line.fault(field or new.model.KEY[0], reason % {"line": met[key]})
    else:
        met[key] = line.number
