"""Which values stand in a pasted column, and which lines of it can't be read?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from rodatraden.files import reasons
from rodatraden.files.columns import Code, Column, Number, PeriodCode
from rodatraden.files.faults import Fault, shorten
from rodatraden.files.tables import Line, columns
from rodatraden.indicators.rules import Gender

_WIDTHS: Final = {2: ("period", "value"), 3: ("unit", "period", "value"), 4: ("unit", "period", "gender", "value")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """A line of a pasted column."""

    period: Annotated[PeriodCode, Column("period", "2025, 2026-04, 2026-T1 …")]
    value: Annotated[Number | None, Column("värde", "Tomt: uppgift saknas.")] = None
    unit: Annotated[Code | None, Column("enhet", "Tomt: den enhet som svarar för indikatorn.")] = None
    gender: Annotated[Gender, Column("kön", "T alla, K kvinnor, M män.")] = Gender.ALL


_ADAPTER: Final = TypeAdapter(PastedRow)


def read(text: str, *, called: str) -> tuple[list[Line[PastedRow]], list[Fault]]:
    """The lines that can be read, and a fault for each that can't. Cells are parted by tabs or semicolons."""
    lines: list[Line[PastedRow]] = []
    faults: list[Fault] = []
    for number, cells in _cells(text):
        if len(cells) not in _WIDTHS:
            reason = _("A line has two, three or four cells: unit, period, gender and value.")
            faults.append(Fault(called, number, "", shorten("; ".join(cells)), reason))
            continue
        given = {name: cell for name, cell in zip(_WIDTHS[len(cells)], cells, strict=True) if cell}
        try:
            lines.append(Line(called, number, _ADAPTER.validate_python(given)))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                heading = columns(PastedRow)[str(detail["loc"][0])].heading
                value = "" if detail["type"] == "missing" else shorten(detail["input"])
                faults.append(Fault(called, number, heading, value, reasons.reason(detail)))
    return lines, faults


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            parted = re.split(r"\t|;", line) if "\t" in line or ";" in line else line.split()
            yield number, [cell.strip() for cell in parted]
