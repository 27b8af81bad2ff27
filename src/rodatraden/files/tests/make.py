"""Sheets, workbooks and traps for the tests of files."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import xlsxwriter

from rodatraden.files.columns import Code, Column, Day, Instant, Kronor, Line, Number, PeriodCode, Prose, Year
from rodatraden.files.tables import Line as SheetLine
from rodatraden.files.tables import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a unit costs: a sheet with one column of each kind."""

    unit: Annotated[Code, Column("enhet", "")]
    amount: Annotated[Kronor | None, Column("belopp", "")] = None
    comment: Annotated[Prose, Column("kommentar", "")] = ""
    label: Annotated[Line | None, Column("rubrik", "")] = None
    ratio: Annotated[Number | None, Column("andel", "")] = None
    day: Annotated[Day | None, Column("dag", "")] = None
    period: Annotated[PeriodCode | None, Column("period", "")] = None
    year: Annotated[Year | None, Column("år", "")] = None
    at: Annotated[Instant | None, Column("registrerad", "")] = None


def sheet(folder: Path, text: str, *, name: str = "costs.csv", encoding: str = "utf-8") -> Path:
    """A sheet as somebody's program saved it."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: Sequence[Sequence[object]], *, name: str = "costs.xlsx") -> Path:
    """A workbook with one sheet; each value in a cell of its own kind."""
    path = folder / name
    path.write_bytes(workbook_bytes(rows))
    return path


def workbook_bytes(rows: Sequence[Sequence[object]], *, at: tuple[int, int] = (0, 0)) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True}) as book:
        page = book.add_worksheet("data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, at[0]):
            for place, cell in enumerate(row, at[1]):
                if isinstance(cell, date):
                    page.write_datetime(number, place, cell, day)
                elif isinstance(cell, str):
                    page.write_string(number, place, cell)
                else:
                    page.write(number, place, cell)
    return out.getvalue()


def repacked(path: Path, changed: Mapping[str, bytes]) -> Path:
    """A workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **changed}.items():
            archive.writestr(name, content)
    return path


def lying(path: Path, part: str, said: int) -> Path:
    """A workbook where one part says that it is smaller than it is, with the checksum of what it says."""
    with zipfile.ZipFile(path) as archive:
        entry, content = archive.getinfo(part), archive.read(part)
    raw = bytearray(path.read_bytes())
    numbers = struct.pack("<II", entry.CRC, entry.compress_size) + struct.pack("<I", entry.file_size)
    told = struct.pack("<II", zlib.crc32(content[:said]), entry.compress_size) + struct.pack("<I", said)
    assert raw.count(numbers) == 2  # in front of the part, and in the list at the end
    path.write_bytes(bytes(raw).replace(numbers, told))
    return path


def costs(path: Path) -> list[Cost]:
    """The rows of a sheet that must be without faults."""
    lines, faults = read(path, Cost)
    assert faults == [], faults
    return [line.row for line in lines]


def lines_of(path: Path) -> list[SheetLine[Cost]]:
    return read(path, Cost)[0]


def faults_of(path: Path) -> list[tuple[str, int | None, str, str, str]]:
    """Every fault of a sheet: file, line, field, value, reason."""
    _lines, faults = read(path, Cost)
    return [(fault.file, fault.line, fault.field, fault.value, fault.reason) for fault in faults]


def amounts(path: Path) -> list[Decimal | None]:
    return [row.amount for row in costs(path)]
