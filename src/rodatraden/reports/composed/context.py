"""What exactly does a composed report hold? Plain values, frozen, written to JSON and read back without loss."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Final

from pydantic import TypeAdapter, ValidationError

from rodatraden.reports.composed.blocks import Chart, Prose, Section, Sides, Source, Table

FORM: Final = 1
"""The form of the JSON. A new form gets a new number, and the old one can still be read."""


class NotADocument(ValueError):
    """A text that is no composed report, or one of a form that this version does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A composed report as it is read: its sections in order and its numbered sources.

    `at` is when it was put together, `day` the day its figures are of, `known` the day they were known. `waiting` are
    the codes of the written sections that are not ready.
    """

    form: int = FORM
    report: str
    template: str
    title: str
    about: str
    source: str
    municipality: str
    arms: str = ""
    unit: str
    unit_name: str
    round: str
    round_title: str
    day: date
    known: date
    at: datetime
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    waiting: tuple[str, ...] = ()
    empty_side_reason: str = ""

    @property
    def has_empty_side(self) -> bool:
        """Whether goals are judged, and all of them lie on one side."""
        sides = [block for each in self.sections for block in each.blocks if isinstance(block, Sides)]
        return any(bool(side.achieved) != bool(side.not_achieved) for side in sides)

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table with its section."""
        return ((each, block) for each in self.sections for block in each.blocks if isinstance(block, Table))

    def charts(self) -> Iterator[Chart]:
        """Every chart."""
        return (block for each in self.sections for block in each.blocks if isinstance(block, Chart))


@cache
def _adapter() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def to_json(document: Document) -> str:
    """The report as text; the same report gives the same text. Decimals are strings."""
    plain = _adapter().dump_python(document, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


@lru_cache(maxsize=8)
def _read(text: str) -> Document:
    """Kept: a large report takes longer to read than to serve, and the same edition is asked for again and again."""
    return _adapter().validate_json(text)


def from_json(text: str) -> Document:
    """The report that `to_json` wrote. Raises NotADocument."""
    try:
        return _read(text)
    except ValidationError as error:
        raise NotADocument(str(error)) from None


def fingerprint(text: str) -> str:
    """The SHA-256 of a report's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def says_the_same(before: Document, after: Document) -> bool:
    """Whether two reports say the same thing, whenever they were put together."""
    return replace(before, at=after.at, known=after.known) == after


def changed(before: Document, after: Document) -> dict[str, int]:
    """How many sections have another text, and how many cells of tables another value, than in an edition before."""
    return {
        "texts": _differences(_texts(before), _texts(after)),
        "figures": _differences(_cells(before), _cells(after)),
    }


def _differences(before: dict[object, object], after: dict[object, object]) -> int:
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())


def _texts(document: Document) -> dict[object, object]:
    return {
        (section.code, place): block.html
        for section in document.sections
        for place, block in enumerate(block for block in section.blocks if isinstance(block, Prose))
    }


def _cells(document: Document) -> dict[object, object]:
    """The cells of every table by the table's caption, the name of the row and the heading of the column."""
    return {
        (section.code, table.caption, row.cells[0].text, heading): cell.text
        for section, table in document.tables()
        for row in table.rows
        for heading, cell in zip(table.headings, row.cells, strict=True)
    }
