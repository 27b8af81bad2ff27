"""What does a delivery change? New rows are added, those that they replace get an end, and files are written anew.

Nothing of a delivery is seen before all of it is there.
"""

import csv
import os
import tempfile
import uuid
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb

from rodatraden.facts import asking, manifest
from rodatraden.facts.faults import Broken, ToldTooLate, Unusable
from rodatraden.facts.manifest import Manifest, Part, Receipt
from rodatraden.facts.tables import ALL_ROWS, FOREVER, KNOWN_FROM, KNOWN_TO, Copy, Table, Value

_ROWS_IN_A_GROUP: Final = 40_960
_ROWS_IN_A_GROUP_OF_A_COPY: Final = 8192
"""Fewer, since a copy is asked for a little of each part."""
_NOTHING: Final = "\\N"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Rows as a source tells them, in the order of the table's columns. `what` names what they are about, in short."""

    rows: Iterable[Sequence[Value]]
    source: str
    at: int
    what: tuple[str, ...] = ()


def deliver(table: Table, delivery: Delivery, *, dry_run: bool = False) -> Receipt:
    """Add a delivery to a table, or only say what it would do.

    Of two rows with the same key the last counts. Raises Unusable, ToldTooLate; then nothing has changed.
    """
    with manifest.alone(table) as folder:
        state = manifest.read(table)
        if state.receipts and delivery.at <= state.receipts[-1].at:
            raise ToldTooLate(delivery.source)
        receipt = Receipt(delivery.source, delivery.at, 0, 0, 0, delivery.what)
        for name, rows in _in_parts(table, delivery.rows).items():
            with closing(_Work(table, folder, state.parts.get(name), delivery.at)) as work:
                counted = work.compare(rows)
                receipt = _sum(receipt, counted)
                if not dry_run and (counted.added or counted.changed):
                    state = manifest.with_part(state, name, work.write())
        if not dry_run and (receipt.added or receipt.changed):
            manifest.publish(table, replace(state, receipts=(*state.receipts, receipt)))
    return receipt


def _in_parts(table: Table, rows: Iterable[Sequence[Value]]) -> dict[str, list[Sequence[Value]]]:
    found: dict[str, list[Sequence[Value]]] = {}
    for row in rows:
        found.setdefault(table.part_of(row), []).append(row)
    return found


def _sum(receipt: Receipt, more: Receipt) -> Receipt:
    return replace(
        receipt,
        added=receipt.added + more.added,
        changed=receipt.changed + more.changed,
        unchanged=receipt.unchanged + more.unchanged,
    )


class _Work:
    """A part of a table beside what is delivered to it, in tables of the engine that are gone afterwards."""

    def __init__(self, table: Table, folder: Path, part: Part | None, at: int) -> None:
        self.table, self.folder, self.at = table, folder, at
        self.before = part
        self.engine = asking.cursor()
        self.id = f"work_{uuid.uuid4().hex}"

    def compare(self, rows: Sequence[Sequence[Value]]) -> Receipt:
        """What is new in some rows, what differs, and what is as before. Raises Unusable."""
        self._take_in(rows)
        self._take_up()
        same = " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in self._told)
        self.engine.execute(
            f"CREATE TEMP TABLE {self.id}_new AS SELECT new.*, old.{KNOWN_FROM} IS NOT NULL AS is_known, "  # noqa: S608 – names of ours, here and below
            f"old.{KNOWN_FROM} IS NOT NULL AND {same or '1 = 1'} AS is_same FROM {self.id}_in AS new "
            f"LEFT JOIN (SELECT * FROM {self.id}_old WHERE {KNOWN_TO} = {FOREVER}) AS old ON {self._matched}"
        )
        counted = self.engine.execute(
            "SELECT count(*) FILTER (NOT is_known), count(*) FILTER (is_known AND NOT is_same), "  # noqa: S608
            f"count(*) FILTER (is_same) FROM {self.id}_new"
        ).fetchone()
        return Receipt("", self.at, *(counted or (0, 0, 0)))

    @property
    def _told(self) -> list[str]:
        return [name for name in self.table.names if name not in self.table.key]

    @property
    def _matched(self) -> str:
        return " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in self.table.key)

    def _take_in(self, rows: Sequence[Sequence[Value]]) -> None:
        """The rows as a table of the engine, the last of each key."""
        columns = {**{name: self.table.kinds[name] for name in self.table.names}, "rt_line": "BIGINT"}
        typed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".csv")
        try:
            with os.fdopen(handle, "w", newline="") as out:
                lines = ([_cell(value) for value in row] + [number] for number, row in enumerate(rows))
                csv.writer(out).writerows(lines)
            key, told = ", ".join(self.table.key), ", ".join(self.table.names)
            self.engine.execute(
                f"CREATE TEMP TABLE {self.id}_in AS SELECT {told} FROM (SELECT *, row_number() OVER "  # noqa: S608
                f"(PARTITION BY {key} ORDER BY rt_line DESC) AS rt_turn FROM read_csv({asking.quoted(name)}, "
                f"header = false, columns = {{{typed}}}, nullstr = '{_NOTHING}', delim = ',', quote = '\"', "
                "escape = '\"', auto_detect = false)) WHERE rt_turn = 1"
            )
        finally:
            Path(name).unlink()

    def _take_up(self) -> None:
        """What the part holds already. Raises Unusable."""
        every = ", ".join(self.table.kinds)
        if self.before is None:
            typed = ", ".join(f"{name} {kind}" for name, kind in self.table.kinds.items())
            self.engine.execute(f"CREATE TEMP TABLE {self.id}_old ({typed})")
            return
        path = self.folder / self.before.files[""]
        try:
            self.engine.execute(
                f"CREATE TEMP TABLE {self.id}_old AS SELECT {every} FROM read_parquet({asking.quoted(str(path))})"  # noqa: S608
            )
        except duckdb.Error as error:
            raise Broken(path, str(error).partition("\n")[0]) from None

    def write(self) -> Part:
        """The part as it becomes, in files of its own for each copy."""
        told = ", ".join(self.table.names)
        ended = f"CASE WHEN new.is_known THEN {self.at} ELSE old.{KNOWN_TO} END AS {KNOWN_TO}"
        kept = ", ".join(f"old.{name}" for name in (*self.table.names, KNOWN_FROM))
        self.engine.execute(
            f"CREATE TEMP TABLE {self.id}_all AS SELECT {kept}, {ended} FROM {self.id}_old AS old "  # noqa: S608
            f"LEFT JOIN {self.id}_new AS new ON {self._matched} AND old.{KNOWN_TO} = {FOREVER} "
            f"AND new.is_known AND NOT new.is_same "
            f"UNION ALL SELECT {told}, {self.at}, {FOREVER} FROM {self.id}_new WHERE NOT is_same"
        )
        return written(self.table, self.folder, f"{self.id}_all")

    def close(self) -> None:
        """Let go of the tables of the engine."""
        for end in ("in", "old", "new", "all"):
            self.engine.execute(f"DROP TABLE IF EXISTS {self.id}_{end}")


def written(table: Table, folder: Path, held: str) -> Part:
    """A part in files of its own for each copy, from what a table of the engine holds in this thread."""
    files, rows = dict[str, str](), dict[str, int]()
    for name, copy in table.whole.items():
        files[name] = f"{uuid.uuid4().hex}.parquet"
        rows[name] = _copy(copy, [*(each.name for each in table.columns_of(name))], held, folder / files[name])
    return Part(files, rows)


def _copy(copy: Copy, columns: Sequence[str], held: str, path: Path) -> int:
    """Write a copy sorted, and say how many rows it holds."""
    engine, by = asking.cursor(), ", ".join([*copy.order, KNOWN_FROM])
    made = copy.sql.replace("{rows}", held)
    size = _ROWS_IN_A_GROUP_OF_A_COPY if copy.sql != ALL_ROWS else _ROWS_IN_A_GROUP
    told = engine.execute(
        f"COPY (SELECT {', '.join([*columns, KNOWN_FROM, KNOWN_TO])} FROM ({made}) AS made ORDER BY {by}) "  # noqa: S608
        f"TO {asking.quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {size})"
    ).fetchone()
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return int(told[0]) if told else 0


def _cell(value: Value) -> str | int:
    """A value as the engine reads it back, to the last digit."""
    if value is None:
        return _NOTHING
    return repr(value) if isinstance(value, float) else value


def faults(table: Table) -> list[Unusable]:
    """All that is wrong with the files of a table, each file read through."""
    folder = manifest.folder_of(table)
    try:
        state: Manifest = manifest.read(table)
    except Unusable as error:
        return [error]
    found = [(folder / file, part.rows[copy]) for part in state.parts.values() for copy, file in part.files.items()]
    return [Broken(path, why) for path, rows in found if (why := asking.unreadable(path, rows=rows))]
