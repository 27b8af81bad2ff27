"""What is a table of facts? Its columns, what tells one row from another, how it is sorted and cut into parts.

A slice declares its tables in its room `facts`. Every row has two more columns that the store fills in: from when it
was known, and until when. What is delivered anew is added, and what it replaces stays with the end of its time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

Value: TypeAlias = str | int | float | None

KNOWN_FROM: Final = "known_from"
KNOWN_TO: Final = "known_to"
FOREVER: Final = 2**62
"""The end of what still counts, in microseconds after 1970."""


class Kind(StrEnum):
    """What a column holds, by its name in SQL. Instants are whole microseconds: a time with a zone is no plain SQL."""

    TEXT = "VARCHAR"
    WHOLE = "BIGINT"
    SMALL = "INTEGER"
    NUMBER = "DOUBLE"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `help` says what stands there, for those who read the files with something else."""

    name: str
    kind: Kind
    help: str


ALL_ROWS: Final = "SELECT * FROM {rows} AS rows"


@dataclass(frozen=True, slots=True)
class Copy:
    """The rows of a part once more, for questions that would else read too much: sorted otherwise, and perhaps fewer.

    `sql` makes the copy from {rows}, what a part holds of all times; it gives `columns` (without any: those of the
    table) and the two that say when a row was known.
    """

    order: Sequence[str]
    columns: Sequence[Column] = ()
    sql: str = ALL_ROWS


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts.

    `key` tells one row from another. Rows lie sorted by `order`: that is the index. `copies` stand beside
    them, by the name of the copy. `part` says from the key of a row in which file it lies, so that a delivery
    rewrites no more than it must.
    """

    name: str
    version: int
    columns: Sequence[Column]
    key: Sequence[str]
    order: Sequence[str]
    part: Callable[[tuple[Value, ...]], str]
    copies: Mapping[str, Copy] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are delivered, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def kinds(self) -> dict[str, Kind]:
        """Every column of the files with what it holds."""
        return {column.name: column.kind for column in self.columns} | {
            KNOWN_FROM: Kind.WHOLE,
            KNOWN_TO: Kind.WHOLE,
        }

    @property
    def whole(self) -> dict[str, Copy]:
        """Every copy; the first, which holds all rows, has no name."""
        return {"": Copy(self.order), **self.copies}

    def columns_of(self, copy: str) -> Sequence[Column]:
        """The columns that can be asked of a copy."""
        return self.whole[copy].columns or self.columns

    def part_of(self, row: Sequence[Value]) -> str:
        """The part where a row lies."""
        places = [self.names.index(name) for name in self.key]
        return self.part(tuple(row[place] for place in places))
