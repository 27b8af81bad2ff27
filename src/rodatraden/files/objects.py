"""Which objects does a JSON file hold, plain or packed with gzip, and on which line does each begin?"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from rodatraden.files import sheets
from rodatraden.files.faults import Fault, Refused

_MEGABYTE: Final = 1024 * 1024
_UNPACKED_TIMES: Final = 4
"""How many times the limit on a file it may unpack to: all of it is held in memory, and read into objects."""
_GZIP: Final = b"\x1f\x8b"
_BLANK: Final = " \t\n\r"


@dataclass(frozen=True, slots=True)
class Found:
    """One of the values in a list, and the line it begins on as an editor counts."""

    line: int
    content: Any


def read(path: Path, *, within: Sequence[str] = ()) -> list[Found]:
    """The values of the list in a file; `within` are the fields that lead to it, none when the file is the list.

    Raises Refused when the file is too large, is no JSON, or has no list there.
    """
    sheets.refuse_if_large(path)
    text = sheets.text_of(_bytes(path), file=path.name)
    try:
        return list(_List(path.name, text).find(within))
    except json.JSONDecodeError as error:
        reason = _("Not valid JSON: %(problem)s.") % {"problem": error.msg}
        raise Refused([Fault(path.name, error.lineno, "", "", reason)]) from None
    except (RecursionError, ValueError):  # the last: a number of thousands of digits
        raise Refused([Fault(path.name, None, "", "", _("Not valid JSON."))]) from None


def _bytes(path: Path) -> bytes:
    """What the file holds, unpacked. What it says of its own size is not believed: it is unpacked up to a limit."""
    try:
        raw = path.read_bytes()
        if not raw.startswith(_GZIP):
            return raw
        limit = settings.RODATRADEN_MAX_FILE_MB * _MEGABYTE * _UNPACKED_TIMES
        with gzip.open(io.BytesIO(raw)) as packed:
            content = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error):
        raise Refused([Fault(path.name, None, "", "", _("The file is damaged and can't be unpacked."))]) from None
    if len(content) > limit:
        raise Refused([Fault(path.name, None, "", "", _("The file unpacks to more than can be read."))])
    return content


class _List:
    """A list somewhere in a text of JSON, read value by value so that the place of each is known."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.decode = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode
        self.counted, self.line = 0, 1

    def find(self, within: Sequence[str]) -> Iterator[Found]:
        """The values of the list."""
        place = self._blank(0)
        for name in within:
            place = self._field(place, name)
        if self.text[place : place + 1] != "[":
            reason = _("There should be a list here.")
            raise Refused([Fault(self.file, self._line(place), ".".join(within), "", reason)])
        place = self._blank(place + 1)
        while self.text[place : place + 1] != "]":
            content, end = self.decode(self.text, place)
            yield Found(self._line(place), content)
            place = self._next(end, "]")
        if not within and self._blank(place + 1) != len(self.text):
            raise json.JSONDecodeError("Extra data", self.text, place + 1)

    def _field(self, place: int, name: str) -> int:
        """Where the value of a field begins, in the object that begins at a place."""
        begins = place
        if self.text[place : place + 1] == "{":
            place = self._blank(place + 1)
            while self.text[place : place + 1] not in {"}", ""}:
                key, end = self.decode(self.text, place)
                value = self._blank(self._blank(end) + 1)
                if key == name:
                    return value
                place = self._next(self.decode(self.text, value)[1], "}")
        raise Refused([Fault(self.file, self._line(begins), name, "", _("The file has no such field."))])

    def _next(self, end: int, closing: str) -> int:
        """Where the next value begins, or the list or object closes."""
        place = self._blank(end)
        if self.text[place : place + 1] == closing:
            return place
        if self.text[place : place + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", self.text, place)
        place = self._blank(place + 1)
        if self.text[place : place + 1] == closing:
            raise json.JSONDecodeError("Expecting value", self.text, place)
        return place

    def _blank(self, place: int) -> int:
        while place < len(self.text) and self.text[place] in _BLANK:
            place += 1
        return place

    def _line(self, place: int) -> int:
        """The line of a place; places are asked for in order, so that each stretch is counted once."""
        self.line += self.text.count("\n", self.counted, place)
        self.counted = place
        return self.line


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
