"""What do the codes of Kolada mean, and what may stand in an answer of its?

Kolada (RKA) publishes values per KPI, municipality or group, year and gender. A value of a group is the unweighted mean
of its members: a small municipality counts as much as a large one.
"""

import re
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from rodatraden.indicators.rules.definition import Gender, State

PARTS: Final = 32
COUNTRY: Final = "0000"
CREDIT: Final = "Källa: Kolada"
"""What must stand wherever a value of theirs is shown or handed on."""

IS_MUNICIPALITY: Final = "place >= '0100' AND place < 'A'"
"""The same as `is_municipality`, in SQL."""

_KPI: Final = re.compile(r"[NU]\d{5}")
_PLACE: Final = re.compile(r"\d{4}|G\d{1,8}")
_MISSING_WORDS: Final = frozenset({"missing", "saknas", "uppgift saknas", "notavailable", "not available"})
_HIDDEN_WORDS: Final = frozenset({"private", "suppressed", "sekretess", "secret", "confidential"})
_PRELIMINARY_WORDS: Final = frozenset({"preliminary", "prel", "prel.", "preliminär"})


@dataclass(frozen=True, slots=True)
class Value:
    """One published value. `count` is how many members it rests on when the place is a group."""

    kpi: str
    place: str
    period: int
    gender: Gender
    value: float | None
    count: int | None
    state: State


def is_kpi(code: str) -> bool:
    """Whether a code is that of a KPI: N (registers) or U (surveys and what municipalities report), and five digits."""
    return _KPI.fullmatch(code) is not None


def is_place(code: str) -> bool:
    """Whether a code is that of a municipality, a region, the country (0000) or a group (G…)."""
    return _PLACE.fullmatch(code) is not None


def is_municipality(code: str) -> bool:
    """Whether a code is that of a municipality: the country and the regions begin with two noughts, groups with G."""
    return len(code) == 4 and code.isdigit() and not code.startswith("00")


def part_of(kpi: str) -> str:
    """In which of the thirty-two parts of the facts the values of a KPI lie."""
    return f"{crc32(kpi.encode()) % PARTS:02d}"


def state_of(status: str, value: float | None) -> State:
    """What a status of theirs says. Without a value, or with a status that we don't know, there is no value to show."""
    said = status.strip().casefold()
    if said in _HIDDEN_WORDS:
        return State.SUPPRESSED
    if value is None or said in _MISSING_WORDS:
        return State.MISSING
    if not said:
        return State.PLAIN
    return State.PRELIMINARY if said in _PRELIMINARY_WORDS else State.MISSING


_MEASURES: Final = (
    (re.compile(r"\(%\)\s*$|\bandel\b.*%|procent\b", re.IGNORECASE), "%"),
    (re.compile(r",\s*((?:kr|tkr|mnkr|kronor|antal|index|dagar|poäng)\b[^,]*)$", re.IGNORECASE), ""),
)


def measure_of(title: str) -> str:
    """The unit of measure that a title ends with: "andel (%)" is %, "…, kr/inv" kr/inv. Nothing when none is told."""
    for pattern, measure in _MEASURES:
        if found := pattern.search(title):
            return measure or found.group(1).strip()
    return ""
