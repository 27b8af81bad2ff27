"""Which lines does a file of values hold, whatever kind of file it is?"""

from pathlib import Path
from typing import Final

from rodatraden.files import sheets
from rodatraden.files.sheets import SUFFIXES, WORKBOOKS, Cells
from rodatraden.indicators.rules import SourceKind
from rodatraden.indicators.sources.scb import tables

OF_SCB: Final = (".px", ".json")
READABLE: Final = tuple(dict.fromkeys((*SUFFIXES, *WORKBOOKS, *OF_SCB)))
"""The endings of files that can be read."""


def lines(path: Path, *, sheet: int = 0) -> list[Cells]:
    """The lines of a file; of a workbook those of one sheet, counted from 0. Raises Refused."""
    if path.suffix.lower() in OF_SCB:
        return tables.lines(path)
    return sheets.read_lines(path, sheet=sheet)


def kind(path: Path) -> SourceKind:
    """From what kind of source a file is."""
    return SourceKind.SCB if path.suffix.lower() in OF_SCB else SourceKind.SPREADSHEET
