"""What differs between two readings of a composed report: which words, and which figures, section by section?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodatraden.kernel.likeness import Passage, passages
from rodatraden.reports.composed.blocks import Prose, Section, Table
from rodatraden.reports.composed.context import Document
from rodatraden.ui import rich


@dataclass(frozen=True, slots=True)
class Altered:
    """A cell of a table that reads otherwise; empty where the table, the row or the column wasn't there."""

    table: str
    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """A section that reads otherwise: its words told as one text, and its altered figures."""

    code: str
    heading: str
    words: Sequence[Passage]
    figures: Sequence[Altered]


def difference(before: Document, after: Document) -> list[SectionDifference]:
    """The sections that read otherwise, in the order they now have; those that are gone last."""
    earlier = {section.code: section for section in before.sections}
    later = {section.code: section for section in after.sections}
    codes = [*later, *(code for code in earlier if code not in later)]
    told = (_section(earlier.get(code), later.get(code)) for code in codes)
    return [each for each in told if each.words or each.figures]


def _section(before: Section | None, after: Section | None) -> SectionDifference:
    shown = after or before
    one, other = _words(before), _words(after)
    cells, now = _cells(before), _cells(after)
    altered = [
        Altered(*place, cells.get(place, ""), now.get(place, ""))
        for place in dict.fromkeys([*now, *cells])
        if cells.get(place) != now.get(place)
    ]
    return SectionDifference(
        shown.code if shown else "",
        shown.heading if shown else "",
        passages(one, other) if one != other else (),
        altered,
    )


def _words(section: Section | None) -> str:
    blocks = section.blocks if section else ()
    return "\n".join(rich.plain(block.html) for block in blocks if isinstance(block, Prose))


def _cells(section: Section | None) -> Mapping[tuple[str, str, str], str]:
    """What stands in the tables, by the table's caption, the name of the row and the heading of the column."""
    return {
        (block.caption, row.cells[0].text, heading): cell.text
        for block in (section.blocks if section else ())
        if isinstance(block, Table)
        for row in block.rows
        for heading, cell in zip(block.headings, row.cells, strict=True)
    }
