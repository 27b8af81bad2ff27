"""Which column of a sheet is what? A mapping tells; one is suggested by the headings and the first rows."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final

from rodatraden.files.sheets import Cells
from rodatraden.indicators.sources.spreadsheet import cells


class Role(StrEnum):
    """What a column holds."""

    NOTHING = ""
    PLACE = "place"
    PERIOD = "period"
    YEAR = "year"
    MONTH = "month"
    QUARTER = "quarter"
    GENDER = "gender"
    INDICATOR = "indicator"
    VALUE = "value"
    COUNT = "count"
    ONLY = "only"
    """Only the rows that say a word here are read."""
    OF = "of"
    """The values of one indicator: the word is its code."""
    IN = "in"
    """The values of one period: the word is its code."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; `word` is the code or the word that goes with it."""

    role: Role = Role.NOTHING
    word: str = ""


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How a sheet is read. What no column tells is the same for all rows: `indicator`, `unit`, `period`."""

    heading: int
    """The line that holds the headings, as a spreadsheet counts; 0 when there are none."""
    columns: tuple[Column, ...]
    sheet: int = 0
    """Which sheet of a workbook, counted from 0."""
    indicator: str = ""
    unit: str = ""
    period: str = ""
    source: str = ""

    def told(self) -> dict[str, Any]:
        """The mapping in plain words, to keep."""
        return {**asdict(self), "columns": [[column.role.value, column.word] for column in self.columns]}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "SheetMapping":
        """A mapping that was kept."""
        columns = tuple(Column(Role(role), word) for role, word in told["columns"])
        return cls(**{**told, "columns": columns})

    def lacks(self) -> list[str]:
        """What a reading must have and no column nor the mapping tells: roles by their names."""
        roles = {column.role for column in self.columns}
        lacking = []
        if not roles & {Role.VALUE, Role.OF, Role.IN}:
            lacking.append("value")
        if not (roles & {Role.PERIOD, Role.YEAR, Role.IN} or self.period):
            lacking.append("period")
        if not (roles & {Role.INDICATOR, Role.OF} or self.indicator):
            lacking.append("indicator")
        return lacking


Known = Callable[[str], str | None]
"""The code of the indicator that a word means, if any."""

_MOST: Final = 400
"""About how many rows are looked at for a suggestion."""
_NAMES: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.PLACE: (
        *("kommunkod", "municip_code", "region", "kommun/landsting", "kommun", "enhet", "enhetskod", "förvaltning"),
        *("landsting/region", "municipality", "kommunnamn", "län"),
    ),
    Role.PERIOD: ("period", "tid", "år", "year", "ar", "prognosår", "datum"),
    Role.MONTH: ("månad", "month"),
    Role.QUARTER: ("kvartal", "quarter"),
    Role.GENDER: ("kön", "gender", "sex"),
    Role.INDICATOR: ("indikator", "nyckeltal", "variabelkod", "mått", "indicator", "kpi", "tabellinnehåll"),
    Role.VALUE: ("värde", "visat värde", "value", "utfall", "outcome"),
    Role.COUNT: ("antal svarande", "antal anställda", "underlag"),
}
_ALL: Final = ("totalt", "samtliga", "totalt ålder", "alla", "båda könen", "grunduppgift", "total")
_HEADED_PERIOD: Final = re.compile(r"(?:(?:ar|år|y|year)[ _]?)?(?:19|20)\d\d(?:\s*[-MKQ]\s*\d{1,2})?", re.IGNORECASE)


def shape_of(lines: Sequence[Cells], heading: int, sheet: int) -> str:
    """What a file of this kind is known by: its headings, whatever the years in them; the lines under may differ."""
    words = next((line.values for line in lines if line.number == heading), ())
    told = "|".join(re.sub(r"(?:19|20)\d\d", "#", word.strip().casefold()) for word in words)
    return hashlib.sha256(f"{sheet}|{told}".encode()).hexdigest()


def heading_of(lines: Sequence[Cells]) -> int:
    """The line of the headings: the one over the first that holds mostly numbers, or mostly as much as those below."""
    for place, line in enumerate(lines[:_MOST]):
        if _is_data(line) and place:
            return lines[place - 1].number
    return lines[0].number if lines else 0


def _is_data(line: Cells) -> bool:
    filled = [value for value in line.values if value.strip()]
    numbers = sum(cells.is_number(value) for value in filled)
    return len(filled) > 1 and numbers * 2 >= len(filled) - 1 and numbers > 0 and not _is_heading(filled)


def _is_heading(filled: Sequence[str]) -> bool:
    """A line of years stands over values: one of names and then only years is a heading."""
    periods = [value for value in filled if _HEADED_PERIOD.fullmatch(value.strip())]
    return len(periods) > 2 and len(periods) * 2 >= len(filled)


def suggested(lines: Sequence[Cells], known: Known, *, sheet: int = 0, file: str = "") -> SheetMapping:
    """The mapping that the headings and the first rows speak for."""
    heading = heading_of(lines)
    words = next((line.values for line in lines if line.number == heading), ())
    below = [line.values for line in lines if line.number > heading]
    rows = below[:: max(len(below) // _MOST, 1)]  # from all of it: the first thousand may be of one word
    width = max((len(row) for row in (words, *rows)), default=0)
    columns: list[Column] = []
    for place in range(width):
        word = words[place].strip() if place < len(words) else ""
        told = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        columns.append(_column(word, told, known, {column.role for column in columns}))
    found = SheetMapping(heading, tuple(_valued(columns, words, rows)), sheet)
    if "period" in found.lacks() and (year := re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", file)):
        found = replace(found, period=year[1])
    return found


def _column(word: str, told: Sequence[str], known: Known, taken: set[Role]) -> Column:
    """What a column holds by its heading; else by what stands in it."""
    said = word.casefold()
    for role, names in _NAMES.items():
        if said in names and role not in taken:
            return Column(Role.YEAR if role is Role.PERIOD and _is_years(told) else role)
    if said and told and (period := _headed_period(word)):
        return Column(Role.IN, period)
    if code := known(word) if word else None:
        return Column(Role.OF, code)
    return _by_its_words(told, taken)


def _headed_period(word: str) -> str:
    """The period that a heading names, as a sheet with one column for each has."""
    if not _HEADED_PERIOD.fullmatch(word.strip()):
        return ""
    try:
        return cells.period(word)
    except cells.Unreadable:
        return ""


def _by_its_words(told: Sequence[str], taken: set[Role]) -> Column:
    """Words of women and men tell the gender; where one of several words is of all, only its rows are read."""
    different = {value.casefold() for value in told}
    if len(different) < 2 or any(cells.is_number(value) for value in told):
        return Column()
    if Role.GENDER not in taken and all(cells.is_gender(value) for value in told):
        return Column(Role.GENDER)
    whole = next((value for value in told if value.casefold() in _ALL), "")
    return Column(Role.ONLY, whole) if whole else Column()


def _is_years(told: Sequence[str]) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d(?:\.0+)?|\d{4}-\d\d-\d\d", value) for value in told)


def _valued(columns: Sequence[Column], words: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """With no column of values: the only one of numbers that means nothing else is it."""
    found = list(columns)
    if {column.role for column in found} & {Role.VALUE, Role.OF, Role.IN}:
        return found
    free = [
        place
        for place, column in enumerate(found)
        if column.role is Role.NOTHING
        and any(place < len(row) and row[place].strip() for row in rows)
        and all(cells.is_number(row[place]) for row in rows if place < len(row) and row[place].strip())
    ]
    if len(free) == 1:
        found[free[0]] = Column(Role.VALUE)
    return found
