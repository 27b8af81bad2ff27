"""What stands in a CSV or Excel file, line by line? Encodings, separators, sizes and traps are dealt with here."""

import csv
import io
import json
import lzma
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from rodatraden.files import excel
from rodatraden.files.escaping import unescape
from rodatraden.files.faults import Fault, Refused

SUFFIXES: Final = (".csv", ".xlsx")
WORKBOOKS: Final = (".xlsx", ".xls")
"""Workbooks that can be read. The old kind, .xls, is what some systems give; none of our own sheets is asked for so."""
MEGABYTE: Final = 1024 * 1024
_UNPACKED_TIMES: Final = 20
"""How many times its size on disk a workbook may unpack to, beyond what any limit on the file allows."""
_TEXT_TIMES: Final = 4
"""How many times as much text its cells may hold: one text may stand in many."""
MOST_MEMORY: Final = 2 * 1024**3
"""Bytes that the reading of one workbook may take."""
_LONGEST_READING: Final = 300
"""Seconds that it may take."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One line as text cells; `number` is the line an editor or a spreadsheet shows."""

    number: int
    values: tuple[str, ...]


def read_lines(path: Path, *, sheet: int = 0) -> list[Cells]:
    """Every line that is not empty; of a workbook those of one sheet, counted from 0. Raises Refused."""
    refuse_if_large(path)
    lines = _excel(path, sheet) if path.suffix.lower() in WORKBOOKS else _csv(path)
    return [line for line in lines if any(line.values)]


def refuse_if_large(path: Path, *, called: str = "") -> None:
    """A file larger than the setting allows is not opened at all, nor is a device or a pipe: those have no end."""
    try:
        found = path.stat()
    except OSError:
        raise _refused(path, _("The file is missing or can't be opened."), called) from None
    if not stat.S_ISREG(found.st_mode):
        raise _refused(path, _("The file is missing or can't be opened."), called)
    size = found.st_size
    if size > settings.RODATRADEN_MAX_FILE_MB * MEGABYTE:
        reason = _("The file is %(size)d MB and the limit is %(limit)d MB. Split it, or raise RODATRADEN_MAX_FILE_MB.")
        sizes = {"size": size // MEGABYTE, "limit": settings.RODATRADEN_MAX_FILE_MB}
        raise _refused(path, reason % sizes, called)


def decode(path: Path, *, called: str = "") -> str:
    """The text of a file in UTF-8 (with or without a byte order mark), UTF-16 or Windows-1252."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise _refused(path, _("The file is missing or can't be opened."), called) from None
    return text_of(raw, file=called or path.name)


def text_of(raw: bytes, *, file: str) -> str:
    """The text that some bytes of a file are. Raises Refused."""
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused([Fault(file, None, "", "", _("The file is not text. Save it as plain text in UTF-8."))])


def _csv(path: Path) -> Iterator[Cells]:
    text = io.StringIO(decode(path), newline=None).read()
    heading = text.lstrip("\n").split("\n", 1)[0]
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


def _excel(path: Path, sheet: int) -> Iterator[Cells]:
    if path.suffix.lower() == ".xlsx":  # the old kind is not packed
        _refuse_bomb(path)
    most_text = settings.RODATRADEN_MAX_FILE_MB * MEGABYTE * _TEXT_TIMES
    reading = [sys.executable, "-P", excel.__file__, str(path.absolute()), str(MOST_MEMORY), str(most_text), str(sheet)]
    try:
        done = subprocess.run(reading, check=False, capture_output=True, timeout=_LONGEST_READING)  # noqa: S603 – ours
    except subprocess.TimeoutExpired:
        raise _refused(path, _too_large()) from None
    if done.returncode == excel.UNREADABLE:
        error = done.stderr.decode(errors="replace")
        raise _refused(path, _("The workbook can't be read: %(error)s") % {"error": error})
    if done.returncode:
        raise _refused(path, _too_large())
    for line in done.stdout.splitlines():
        number, *values = json.loads(line)
        yield Cells(number, tuple(_text(value) for value in values))


def _refuse_bomb(path: Path) -> None:
    """Unpack to nowhere and count: what a workbook says of its own size is not believed."""
    limit = settings.RODATRADEN_MAX_FILE_MB * MEGABYTE * _UNPACKED_TIMES
    unpacked = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                said, entry.file_size = entry.file_size, limit + 1  # else the reading would stop where the entry says
                with archive.open(entry) as part:
                    found = 0
                    while chunk := part.read(MEGABYTE):
                        found += len(chunk)
                        if unpacked + found > limit:
                            raise _refused(path, _too_large())
                if found != said:
                    raise zipfile.BadZipFile(entry.filename)
                unpacked += found
    except _DAMAGES:
        raise _refused(path, _("This is not an Excel workbook (.xlsx), or it is damaged.")) from None


_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)
"""What unpacking something that is no workbook can end in."""


def _too_large() -> str:
    return _("The workbook unpacks to more than a sheet can hold.")


def _text(value: str | bool) -> str:  # noqa: FBT001 – a cell
    """A cell as a person would have typed it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return unescape(value)


def _refused(path: Path, reason: str, called: str = "") -> Refused:
    return Refused([Fault(called or path.name, None, "", "", reason)])
