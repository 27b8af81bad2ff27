"""How do several tables leave the program together? As one workbook, a sheet for each, numbers as numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from rodatraden.files.writing import Cell, sheet_name, write_cell

_WIDEST: Final = 60
_MOST_LOOKED_AT: Final = 200
"""How many rows are looked at to find how wide a column is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: its name, lines above it, headings and rows. `bold` are the rows that are sums, by their place.

    `indents` say how deep each row stands. `leads` are the sheets that the first cell of each row is a link to.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()
    bold: frozenset[int] = frozenset()
    indents: Sequence[int] = ()
    leads: Sequence[str] = ()


def to_workbook(sheets: Sequence[Sheet], *, title: str, author: str, at: datetime) -> bytes:
    """The sheets as one workbook; text is text and never a formula. The same sheets give the same bytes.

    The names of the sheets must differ in their first 31 characters.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        created = at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "author": author, "created": created})
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet)
    return out.getvalue()


class _Writer:
    """Writes sheets into one book, with the looks that they share."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.looks: dict[tuple[bool, bool, int], Any] = {}
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.first = book.add_format({"bold": True, "font_size": 13})
        self.quiet = book.add_format({"font_color": "#5a554c"})

    def look(self, cell: Cell, *, is_bold: bool, indent: int) -> Any:
        """How a cell looks: whole numbers with separated thousands, rows that stand deeper further in."""
        is_whole = isinstance(cell, int | Decimal) and cell == int(cell)
        found = self.looks.get((is_whole, is_bold, indent))
        if found is None:
            shape = {"bold": is_bold, "indent": indent, **({"num_format": "#,##0"} if is_whole else {})}
            found = self.looks[is_whole, is_bold, indent] = self.book.add_format(shape)
        return found

    def write(self, sheet: Sheet) -> None:
        """One sheet, its heading row frozen."""
        page = self.book.add_worksheet(sheet_name(sheet.name))
        for number, line in enumerate(sheet.above):
            write_cell(page, (number, 0), line, self.day, self.quiet if number else self.first)
        top = len(sheet.above) + bool(sheet.above)
        for column, heading in enumerate(sheet.headings):
            write_cell(page, (top, column), heading, self.day, self.head)
            page.set_column(column, column, _width(sheet, column))
        page.freeze_panes(top + 1, 1 if len(sheet.headings) > 2 else 0)
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                indent = sheet.indents[number] if sheet.indents and column == 0 else 0
                look = self.look(cell, is_bold=number in sheet.bold, indent=indent)
                write_cell(page, (top + 1 + number, column), cell, self.day, look)
            if sheet.leads:
                lead = sheet_name(sheet.leads[number])
                page.write_url(top + 1 + number, 0, f"internal:'{lead}'!A1", string=str(row[0]))


def _width(sheet: Sheet, column: int) -> float:
    """Wide enough for what stands in a column, within reason."""
    shown = (len(str(row[column])) for row in sheet.rows[:_MOST_LOOKED_AT] if row[column] is not None)
    longest_word = max((len(word) for word in sheet.headings[column].split()), default=0)
    return min(max(9, longest_word + 2, max(shown, default=0) * 1.15 + 2), _WIDEST)
