"""Which records does another system's file hold: JSON, or a sheet with one heading for each field?"""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from rodatraden.files import objects, sheets
from rodatraden.files.faults import Fault, Refused, shorten
from rodatraden.files.objects import Found

_SHEETS = {*sheets.SUFFIXES, *sheets.WORKBOOKS}


def is_sheet(path: Path) -> bool:
    """Whether a file is read as CSV or Excel."""
    return path.suffix.lower() in _SHEETS


def read(path: Path, *, within: Sequence[str] = ()) -> list[Found]:
    """The records of a file. In JSON `within` are the fields that lead to the list of them; a sheet is the list.

    Raises Refused when the file is too large, can't be read, has no such list, or has a heading twice.
    """
    return _lines(path) if is_sheet(path) else objects.read(path, within=within)


def _lines(path: Path) -> list[Found]:
    """Every line of a sheet under its headings, as text. What stands under no heading is nobody's."""
    head, *lines = sheets.read_lines(path) or [sheets.Cells(1, ())]
    headings = [each.strip() for each in head.values]
    if not any(headings):
        raise Refused([Fault(path.name, head.number, "", "", _("The file has no headings."))])
    twice = {each for each in headings if each and headings.count(each) > 1}
    if twice:
        reason = _("The column is there twice.")
        raise Refused([Fault(path.name, head.number, shorten(each), "", reason) for each in sorted(twice)])
    return [
        Found(line.number, {heading: value for heading, value in zip(headings, line.values, strict=False) if heading})
        for line in lines
    ]
