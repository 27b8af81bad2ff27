"""What does a composed report consist of when it is read? Blocks, frozen, written to JSON and read back without loss.

Every number is text already, as it is read, beside its exact value where it has one; it bears the number of its source
and the address of its trail. What a person wrote is clean HTML (see ui.rich).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry of the numbered list of sources: a document, or a way to compute."""

    number: int
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a table: text as it is read; of a number its exact value, and its source."""

    text: str
    value: Decimal | None = None
    source: int | None = None
    address: str = ""
    shape: str = ""
    """The code of a status, when the cell is one: see the component `{% status %}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section. The section's own is level 1, so this is 2 or 3."""

    kind: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=2, le=3)]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A text that a person wrote, as clean HTML; or a sentence that the program made, as text."""

    kind: Literal["prose"] = "prose"
    html: str
    by: str = ""
    """Whose words they are: the unit or the post; empty for the program's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; `level` is how deep it stands, sums are set apart."""

    cells: tuple[Cell, ...]
    level: int = 0
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. `numeric` says for each column whether it holds numbers; the first column names the row."""

    kind: Literal["table"] = "table"
    caption: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[Row, ...]
    remark: str = ""

    @property
    def columns(self) -> tuple[tuple[str, bool], ...]:
        """The headings, each with whether the column holds numbers."""
        return tuple(zip(self.headings, self.numeric, strict=True))

    @property
    def lines(self) -> tuple[tuple[Row, tuple[tuple[Cell, bool], ...]], ...]:
        """The rows, each cell with whether it stands among numbers: a dash there is a number that is missing."""
        return tuple((row, tuple(zip(row.cells, self.numeric, strict=True))) for row in self.rows)

    @property
    def shared_source(self) -> int | None:
        """The number of the source that all its figures rest on, to be said once; None when they rest on several."""
        found = {cell.source for row in self.rows for cell in row.cells if cell.source}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of numbers that stand in a table too: one Vega-Lite spec for page, PDF and Word, and its words."""

    kind: Literal["chart"] = "chart"
    title: str
    description: str
    spec: str
    """The spec as JSON text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing among what was achieved or not: its name, its status, whose it is, why, and what was said of it."""

    name: str
    shape: str
    word: str
    owner: str = ""
    reason: str = ""
    html: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What was achieved and what was not, with equal room; and apart from both what can't be assessed."""

    kind: Literal["sides"] = "sides"
    achieved: tuple[Item, ...]
    not_achieved: tuple[Item, ...]
    apart: tuple[Item, ...] = ()
    reason: str = ""
    """Why one side is empty, when it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What belongs here and is not there yet: said, never left out in silence."""

    kind: Literal["missing"] = "missing"
    text: str
    address: str = ""


Block: TypeAlias = Annotated[Heading | Prose | Table | Chart | Sides | Missing, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section with its blocks. `writer` is the code of the post that writes it, empty when the program does."""

    code: str
    heading: str
    blocks: tuple[Block, ...]
    level: Annotated[int, Field(ge=1, le=2)] = 1
    writer: str = ""
