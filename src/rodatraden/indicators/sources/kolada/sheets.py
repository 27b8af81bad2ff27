"""Which values does a table saved from Kolada hold? CSV or Excel with one row for each value, as their site gave them.

Such tables tell the municipality by name or code, the KPI by code, title or only in the name of the file, and have no
gender. A code may have lost its first nought (114 is 0114).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from rodatraden.files import sheets
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.sheets import Cells
from rodatraden.indicators.queries import catalogue
from rodatraden.indicators.rules import Gender, State
from rodatraden.indicators.rules.kolada import Value, is_kpi, is_place
from rodatraden.indicators.sources.kolada.answers import Gathered

_HEADINGS: Final = {
    "kpi": ("variabelkod", "nyckeltals-id", "nyckeltalsid", "kpi", "nyckeltal", "kod"),
    "place": ("kommunkod", "municipality", "kommun/landsting", "kommun/region", "kommun", "region"),
    "period": ("år", "period", "year"),
    "value": ("visat värde", "värde", "value", "utfall"),
    "gender": ("kön", "gender"),
}
_NEEDED: Final = ("place", "period", "value")
_GENDERS: Final[Mapping[str, Gender]] = {
    **dict.fromkeys(("", "t", "totalt", "alla", "total"), Gender.ALL),
    **dict.fromkeys(("k", "kvinnor", "kvinna", "flickor", "women"), Gender.WOMEN),
    **dict.fromkeys(("m", "män", "man", "pojkar", "men"), Gender.MEN),
}
_MISSING: Final = frozenset({"", "-", "–", "..", ".", "null", "na", "n/a", "saknas", "uppgift saknas"})
_CODE_IN_NAME: Final = re.compile(r"(?<![A-Za-z0-9])([NU]\d{5})(?!\d)")
_NUMBER: Final = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_SPACES: Final = re.compile(r"[ \u00a0\u202f\u2009]")


def gather(path: Path) -> Gathered:
    """The values of a table. Raises Refused when it has not the columns."""
    lines = sheets.read_lines(path)
    columns = _columns(path, lines)
    named = _CODE_IN_NAME.search(path.name)
    told = Gathered(path.name)
    for line in lines[1:]:
        told.read += 1
        row = _Row(line, columns, named.group(1) if named else "")
        try:
            told.keep(row.value(), line.number)
        except _WrongError as wrong:
            told.refuse(line.number, wrong.heading, wrong.given, wrong.reason)
    return told


def _columns(path: Path, lines: Sequence[Cells]) -> Mapping[str, int]:
    """Where each thing stands, by the headings."""
    headings = [each.strip().casefold() for each in lines[0].values] if lines else []
    found = {
        what: next(headings.index(each) for each in names if each in headings)
        for what, names in _HEADINGS.items()
        if {*names} & {*headings}
    }
    if missing := [_HEADINGS[what][0] for what in _NEEDED if what not in found]:
        reason = _("The table lacks the column %(missing)s. A table from Kolada has kpi, kommun, år and värde.")
        raise Refused([Fault(path.name, 1, "", "", reason % {"missing": ", ".join(missing)})])
    return found


class _WrongError(Exception):
    """What is wrong with a cell."""

    def __init__(self, heading: str, given: str, reason: str) -> None:
        self.heading, self.given, self.reason = heading, given, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class _Row:
    line: Cells
    columns: Mapping[str, int]
    named: str
    """The KPI that the name of the file tells."""

    def cell(self, what: str) -> str:
        """The text of a cell, nothing where there is none."""
        place = self.columns.get(what)
        return self.line.values[place].strip() if place is not None and place < len(self.line.values) else ""

    def value(self) -> Value:
        """The value of the row. Raises _WrongError."""
        number = self._number()
        state = State.MISSING if number is None else State.PLAIN
        return Value(self._kpi(), self._place(), self._period(), self._gender(), number, 1, state)

    def _kpi(self) -> str:
        told = self.cell("kpi")
        if is_kpi(told.upper()):
            return told.upper()
        if self.named:
            return self.named
        codes = _by_title().get(told.casefold(), [])
        if len(codes) == 1:
            return codes[0]
        raise _WrongError(
            "kpi", told, _("Which KPI this is can't be told. Let the file be called by its code: N00945.csv")
        )

    def _place(self) -> str:
        told = self.cell("place")
        code = told.split()[0] if told else ""
        if code.isdecimal() and len(code) <= 4:
            code = code.zfill(4)
        if is_place(code):
            return code
        name = told.casefold().removesuffix(" kommun")
        for known in (_by_name(), _by_plain_name()):
            codes = known.get(name, []) or known.get(_without_marks(name), [])
            if len(codes) == 1:
                return codes[0]
        raise _WrongError("kommun", told, _("There is no municipality or region by this name."))

    def _period(self) -> int:
        told = self.cell("period").removesuffix(".0")
        if told.isdecimal() and 1900 <= int(told) <= 2200:
            return int(told)
        raise _WrongError("år", told, _("The year must be a whole number."))

    def _gender(self) -> Gender:
        told = self.cell("gender").casefold()
        if told in _GENDERS:
            return _GENDERS[told]
        raise _WrongError("kön", told, _("The gender must be T, K or M."))

    def _number(self) -> float | None:
        told = _SPACES.sub("", self.cell("value"))
        if told.casefold() in _MISSING:
            return None
        if _NUMBER.fullmatch(told):
            return float(told.replace("−", "-").replace(",", "."))
        raise _WrongError("värde", told, _("The value must be a number, or empty when it is missing."))


@cache
def _by_name() -> Mapping[str, list[str]]:
    """The codes of municipalities and regions, by name in lower case."""
    found: dict[str, list[str]] = {}
    for place in catalogue.places().values():
        found.setdefault(place.name.casefold(), []).append(place.code)
    return found


@cache
def _by_plain_name() -> Mapping[str, list[str]]:
    """The same by name without rings and dots: old files have lost them."""
    found: dict[str, list[str]] = {}
    for name, codes in _by_name().items():
        found.setdefault(_without_marks(name), []).extend(codes)
    return found


def _without_marks(name: str) -> str:
    return name.translate(str.maketrans("åäöé", "aaoe"))


@cache
def _by_title() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kpi in catalogue.kpis().values():
        found.setdefault(kpi.title.casefold(), []).append(kpi.code)
    return found
