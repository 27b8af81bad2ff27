"""What stands in a CSV or Excel file, line by line? Encodings, separators, sizes and traps are dealt with here."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from python_calamine import CalamineError, load_workbook

from rodatraden.files.escaping import unescape
from rodatraden.files.faults import Fault, Refused

SUFFIXES: Final = (".csv", ".xlsx")
_MEGABYTE: Final = 1024 * 1024
_UNPACKED_TIMES: Final = 20
"""How many times its size on disk a workbook may unpack to, beyond what any limit on the file allows."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One line as text cells; `number` is the line an editor or a spreadsheet shows."""

    number: int
    values: tuple[str, ...]


def read_lines(path: Path) -> list[Cells]:
    """Every line that is not empty. Raises Refused when the file can't be read as a sheet."""
    refuse_if_large(path)
    lines = _excel(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    return [line for line in lines if any(line.values)]


def refuse_if_large(path: Path) -> None:
    """A file larger than the setting allows is not opened at all."""
    try:
        size = path.stat().st_size
    except OSError:
        raise _refused(path, _("The file is missing or can't be opened.")) from None
    if size > settings.RODATRADEN_MAX_FILE_MB * _MEGABYTE:
        reason = _("The file is %(size)d MB and the limit is %(limit)d MB. Split it, or raise RODATRADEN_MAX_FILE_MB.")
        sizes = {"size": size // _MEGABYTE, "limit": settings.RODATRADEN_MAX_FILE_MB}
        raise _refused(path, reason % sizes)


def decode(path: Path) -> str:
    """The text of a file in UTF-8 (with or without a byte order mark), UTF-16 or Windows-1252."""
    raw = path.read_bytes()
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(path, _("The file is not text. Save it as CSV in UTF-8."))


def _csv(path: Path) -> Iterator[Cells]:
    text = io.StringIO(decode(path), newline=None).read()
    heading = text.split("\n", 1)[0]
    separator = max(";\t,", key=heading.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    start = 1
    try:
        for values in reader:
            yield Cells(start, tuple(unescape(value.strip()) for value in values))
            start = reader.line_num + 1
    except csv.Error as error:
        reason = _("The line can't be split into cells (%(error)s). Look for a quotation mark that is not closed.")
        raise Refused([Fault(path.name, start, "", "", reason % {"error": error})]) from None


def _excel(path: Path) -> Iterator[Cells]:
    _refuse_bomb(path)
    try:
        sheet = load_workbook(str(path)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise _refused(path, _("The workbook can't be read: %(error)s") % {"error": error}) from None
    for number, row in enumerate(rows, 1):
        yield Cells(number, tuple(_text(value) for value in row))


def _refuse_bomb(path: Path) -> None:
    """Unpack to nowhere and count: what a workbook says of its own size is not believed."""
    limit = settings.RODATRADEN_MAX_FILE_MB * _MEGABYTE * _UNPACKED_TIMES
    unpacked = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while chunk := part.read(_MEGABYTE):
                        unpacked += len(chunk)
                        if unpacked > limit:
                            raise _refused(path, _("The workbook unpacks to more than a sheet can hold."))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        raise _refused(path, _("This is not an Excel workbook (.xlsx), or it is damaged.")) from None


def _text(value: object) -> str:
    """A cell as a person would have typed it."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case int() | float():
            return f"{Decimal(repr(value)).normalize():f}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value).strip()


def _refused(path: Path, reason: str) -> Refused:
    return Refused([Fault(path.name, None, "", "", reason)])
