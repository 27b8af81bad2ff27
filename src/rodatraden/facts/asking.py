"""What do the facts say? A question in plain SQL, of one state of one table, as it was known at an instant.

Where the rows of the table are wanted, the question says {rows}. Only a plain subset of SQL: the same text is to run on
other engines. Values are named parameters ($kpi), and are never put into the text.
"""

import os
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import duckdb
from django.conf import settings

from rodatraden.facts import manifest
from rodatraden.facts.faults import Broken
from rodatraden.facts.manifest import Manifest
from rodatraden.facts.tables import FOREVER, KNOWN_FROM, KNOWN_TO, Table

Rows: TypeAlias = list[tuple[Any, ...]]

_MOST_THREADS: Final = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A question in SQL with its values. `parts` are the only ones to read, and `copy` the sorting to read."""

    sql: str
    values: Mapping[str, Any]
    parts: Collection[str] | None = None
    copy: str = ""


def ask(table: Table, question: Question, *, known: int = FOREVER - 1) -> Rows:
    """The answer, as known at an instant (microseconds after 1970); now when none is told. Raises Unusable."""
    state = manifest.read(table)
    sql = question.sql.replace("{rows}", _rows(table, state, question))
    try:
        found: Rows = cursor().execute(sql, {**question.values, "known": known}).fetchall()
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
        raise _broken(table, state, error) from None
    return found


def _rows(table: Table, state: Manifest, question: Question) -> str:
    """The rows of a table that were known, as a table in SQL; without any, a table without rows."""
    folder = manifest.folder_of(table)
    named = [
        str(folder / part.files[question.copy])
        for name, part in sorted(state.parts.items())
        if question.parts is None or name in question.parts
    ]
    told = table.columns_of(question.copy)
    columns = ", ".join(column.name for column in told)
    if not named:
        typed = ", ".join(f"CAST(NULL AS {column.kind}) AS {column.name}" for column in told)
        return f"(SELECT {typed} WHERE 1 = 0 AND $known > 0)"
    files = ", ".join(map(quoted, named))
    seen = f"{KNOWN_FROM} <= $known AND {KNOWN_TO} > $known"
    return f"(SELECT {columns} FROM read_parquet([{files}]) WHERE {seen})"  # noqa: S608 – names of ours


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _broken(table: Table, state: Manifest, error: Exception) -> Broken:
    """Which of the files it is that can't be read."""
    folder = manifest.folder_of(table)
    for part in state.parts.values():
        for copy, file in part.files.items():
            if why := unreadable(folder / file, rows=part.rows[copy]):
                return Broken(folder / file, why)
    return Broken(folder / "table.json", str(error).partition("\n")[0])


def unreadable(path: Path, *, rows: int) -> str:
    """Why a file can't be read through, or holds other rows than it should; nothing when all is well."""
    if not path.is_file():
        return "no such file"
    try:
        counted = cursor().execute(
            f"SELECT count(*), max(hash(COLUMNS(*))) FROM read_parquet({quoted(str(path))})"  # noqa: S608 – ours
        )
        found = counted.fetchone()
    except duckdb.Error as error:
        return str(error).partition("\n")[0]
    return "" if found and found[0] == rows else f"{found[0] if found else 0} rows, not {rows}"


_cursors = threading.local()


def cursor() -> duckdb.DuckDBPyConnection:
    """This thread's way into the engine."""
    folder = str(settings.FACTS_FOLDER)
    if getattr(_cursors, "folder", None) != folder:
        _cursors.cursor, _cursors.folder = _engine(folder).cursor(), folder
    found: duckdb.DuckDBPyConnection = _cursors.cursor
    return found


_starting = threading.Lock()


def _engine(folder: str) -> duckdb.DuckDBPyConnection:
    with _starting:
        return _started(folder)


@lru_cache(maxsize=4)
def _started(folder: str) -> duckdb.DuckDBPyConnection:
    """The engine of this process: in memory, with no way out of its folder and none to the net, and locked so.

    The order counts: folders are named first, then all else is closed, and last the settings are locked.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    engine = duckdb.connect(":memory:")
    for setting in (
        f"memory_limit = '{settings.RODATRADEN_FACTS_MEMORY_MB}MB'",
        f"threads = {min(_MOST_THREADS, os.cpu_count() or 1)}",
        "parquet_metadata_cache = true",
        "validate_external_file_cache = 'NO_VALIDATION'",  # a file is never altered: what was read of it still holds
        f"temp_directory = {quoted(str(Path(folder) / '.spill'))}",
        f"allowed_directories = [{quoted(folder)}]",
        "enable_external_access = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "lock_configuration = true",
    ):
        engine.execute(f"SET {setting}")
    return engine


def rows(table: Table) -> int:
    """How many rows a table holds, with those that are replaced. Raises Unusable."""
    return manifest.read(table).rows


def receipts(table: Table) -> Sequence[manifest.Receipt]:
    """Every delivery to a table, oldest first. Raises Unusable."""
    return manifest.read(table).receipts
