"""Which lines does a table of SCB's hold? json-stat2 from its API and PC-Axis (.px) become the same lines as a sheet.

The first line holds the names of the dimensions and "värde"; each other line the words of one cell. A place is told by
its code and name together, as "0114 Upplands Väsby", and a period by its code.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.files import sheets
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.sheets import Cells

MOST_CELLS: Final = 5_000_000
"""Cells that a table may have here: more is no table of indicators."""
VALUE: Final = "värde"

_Dimension = tuple[str, Sequence[str]]
"""The name of a dimension, and the word for each of its places."""


def lines(path: Path) -> list[Cells]:
    """The lines of a table saved from SCB. Raises Refused."""
    sheets.refuse_if_large(path)
    text = sheets.decode(path)
    if path.suffix.lower() == ".px":
        return _lines(path.name, *_px(path.name, text))
    try:
        told = json.loads(text)
    except ValueError:
        raise _refused(path.name, _("This is not a table in the format json-stat2.")) from None
    return of_answer(told, called=path.name)


def of_answer(told: Any, *, called: str) -> list[Cells]:
    """The lines of an answer in json-stat2. Raises Refused."""
    try:
        dimensions = [_dimension(told["dimension"][name], name, told) for name in told["id"]]
        values = told["value"]
        size = [len(places) for _name, places in dimensions]
        cells = _of_places(values, size) if isinstance(values, Mapping) else [*values]
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _refused(called, _("This is not a table in the format json-stat2.")) from None
    statuses = told.get("status") or {}
    said = statuses if isinstance(statuses, Mapping) else {}
    return _lines(called, dimensions, [_word(value, said.get(str(place), "")) for place, value in enumerate(cells)])


def _dimension(told: Mapping[str, Any], name: str, whole: Mapping[str, Any]) -> _Dimension:
    """A dimension with its words: a place with its code before the name, a period by its code alone."""
    category = told["category"]
    index = category.get("index") or [*category["label"]]
    codes = sorted(index, key=index.__getitem__) if isinstance(index, Mapping) else [*index]
    labels = category.get("label", {})
    roles = whole.get("role") or {}
    if name in roles.get("time", ()):
        return told.get("label", name), codes
    if name in roles.get("geo", ()) or name.casefold() == "region":
        return told.get("label", name), [_placed(code, labels.get(code, "")) for code in codes]
    if name.casefold() == "contentscode" or name in roles.get("metric", ()):
        return "indikator", [labels.get(code, code) for code in codes]
    return told.get("label", name), [labels.get(code, code) for code in codes]


def _placed(code: str, label: str) -> str:
    return label if not label or code in label or not code.isdecimal() else f"{code} {label}"


def _of_places(values: Mapping[str, Any], size: Sequence[int]) -> list[Any]:
    """Values told by their place, as a sparse table is."""
    total = 1
    for each in size:
        total *= each
    if total > MOST_CELLS:
        raise ValueError(total)
    found: list[Any] = [None] * total
    for place, value in values.items():
        found[int(place)] = value
    return found


def _word(value: Any, status: str) -> str:
    return (status or "..") if value is None else str(value)


def _lines(called: str, dimensions: Sequence[_Dimension], cells: Sequence[str]) -> list[Cells]:
    total = 1
    for _name, places in dimensions:
        total *= len(places)
    if total != len(cells) or total > MOST_CELLS:
        reason = _("The table should hold %(total)d values and holds %(found)d.")
        raise _refused(called, reason % {"total": total, "found": len(cells)})
    heading = Cells(1, (*(name for name, _places in dimensions), VALUE))
    rows = zip(product(*(places for _name, places in dimensions)), cells, strict=True)
    return [heading, *(Cells(number, (*words, cell)) for number, (words, cell) in enumerate(rows, 2))]


_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
_KEYWORD: Final = re.compile(
    r'\s*([A-Z][A-Z0-9-]*)(?:\[(\w+)\])?(?:\((("[^"]*")(?:\s*,\s*"[^"]*")*)\))?\s*=\s*', re.ASCII
)


def _px(called: str, text: str) -> tuple[list[_Dimension], list[str]]:
    """The dimensions and cells of a PC-Axis table, in the order of its stub and heading. Raises Refused."""
    told = dict(_statements(text))
    names = [*_words(told.get(("STUB", ""), "")), *_words(told.get(("HEADING", ""), ""))]
    data = told.get(("DATA", ""))
    if not names or data is None:
        raise _refused(called, _("This is not a table in the format PC-Axis (.px)."))
    dimensions: list[_Dimension] = []
    for name in names:
        labels, codes = _words(told.get(("VALUES", name), "")), _words(told.get(("CODES", name), ""))
        is_place = name.casefold() == "region" and len(codes) == len(labels)
        places = [_placed(code, label) for code, label in zip(codes, labels, strict=True)] if is_place else labels
        dimensions.append((name, places))
    return dimensions, [cell.strip('"') for cell in re.findall(r'"[^"]*"|[^\s"]+', data)]


def _statements(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Each keyword with its subject and what it says, in the first language of the file."""
    place = 0
    while match := _KEYWORD.match(text, place):
        end = _end_of(text, match.end())
        keyword, language, subject = match[1], match[2], match[4]
        if not language:
            yield (keyword, subject.strip('"') if subject else ""), text[match.end() : end]
        place = end + 1


def _end_of(text: str, place: int) -> int:
    """Where a statement ends: at the first semicolon that is not quoted."""
    while True:
        end, quote = text.find(";", place), text.find('"', place)
        if end == -1:
            return len(text)
        if quote == -1 or end < quote:
            return end
        closing = text.find('"', quote + 1)
        if closing == -1:
            return len(text)
        place = closing + 1


def _words(said: str) -> list[str]:
    """The quoted words of a statement. A long one is cut in pieces, which stand beside each other without a comma."""
    joined = re.sub(r'"\s*\n\s*"', "", said)
    return [each.replace('""', '"') for each in _QUOTED.findall(joined)]


def _refused(called: str, reason: str) -> Refused:
    return Refused([Fault(called, None, "", "", reason)])
