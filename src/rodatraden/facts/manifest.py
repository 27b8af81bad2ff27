"""Which files make up a table just now, and what has been delivered? One small file, replaced whole.

Whoever has read it sees one state of the table: the files it names are never altered, and are kept for an hour after
another state has taken over.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from rodatraden.facts.faults import Broken, OtherVersion
from rodatraden.facts.tables import Table

try:
    import fcntl
except ImportError:  # pragma: no cover – not on every system; there one delivers at a time
    fcntl = None  # type: ignore[assignment]

_NAME: Final = "table.json"
_KEPT_S: Final = 3600
"""Seconds that a file outlives the state that named it: a question that is being answered still reads it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one delivery did: from where, when it was known (microseconds after 1970), and how many rows."""

    source: str
    at: int
    added: int
    changed: int
    unchanged: int
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The files of a part and how many rows each holds, by the name of the copy."""

    files: Mapping[str, str]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of a table."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    receipts: Sequence[Receipt] = ()

    @property
    def rows(self) -> int:
        """How many rows there are, with those that are replaced."""
        return sum(part.rows[""] for part in self.parts.values())


def folder_of(table: Table) -> Path:
    """Where the files of a table lie."""
    return Path(settings.FACTS_FOLDER) / table.name


def read(table: Table) -> Manifest:
    """The state of a table; an empty one before anything was delivered. Raises Broken, OtherVersion."""
    path = folder_of(table) / _NAME
    try:
        found = path.stat()
    except FileNotFoundError:
        return Manifest()
    return _read(path, (found.st_ino, found.st_mtime_ns, found.st_size), table.version)


@lru_cache(maxsize=16)
def _read(path: Path, _state: tuple[int, int, int], version: int) -> Manifest:
    try:
        told = json.loads(path.read_text())
        if told["version"] != version:
            raise OtherVersion(path, told["version"], version)
        return Manifest(
            {name: Part(**part) for name, part in told["parts"].items()},
            tuple(Receipt(**{**each, "what": tuple(each["what"])}) for each in told["receipts"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Broken(path, str(error)) from None


def publish(table: Table, state: Manifest) -> None:
    """Let a state of a table take over from the one before. Its files must be there already."""
    folder = folder_of(table)
    told: dict[str, Any] = {"table": table.name, "version": table.version, **asdict(state)}
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".json")
    with os.fdopen(handle, "w") as out:
        json.dump(told, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(folder / _NAME)
    _forget_old(folder, {file for part in state.parts.values() for file in part.files.values()})


def _forget_old(folder: Path, named: set[str]) -> None:
    """Remove what no state has named for an hour, and what was being written when the power went."""
    limit = time.time() - _KEPT_S
    for path in folder.iterdir():
        if path.name not in {*named, _NAME, _LOCK} and path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)


_LOCK: Final = ".lock"


@contextmanager
def alone(table: Table) -> Iterator[Path]:
    """The folder of a table, with nobody else delivering to it meanwhile, in this process or another."""
    folder = folder_of(table)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def with_part(state: Manifest, name: str, part: Part) -> Manifest:
    """A state with one part as it is now."""
    return replace(state, parts={**state.parts, name: part})
