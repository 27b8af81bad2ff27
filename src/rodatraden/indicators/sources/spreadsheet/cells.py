"""Which number, period or gender does a cell mean, however it was written?"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from rodatraden.indicators.rules import Gender
from rodatraden.kernel.periods import NotAPeriod, Period

_SPACES: Final = re.compile(r"[ \u00a0\u202f\u2009']")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
MISSING: Final = frozenset(
    {"", "-", "–", "—", "..", "...", ".", "null", "na", "n/a", "nan", "saknas", "uppgift saknas"}
)
"""What stands in a cell that has no value."""
_CENSORED: Final = re.compile(r"[<>≤≥]\s*\d")

_MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_MONTH: Final = re.compile(r"(\d{4})\s*[-M./]?\s*(0[1-9]|1[0-2])")
_PART: Final = re.compile(r"(\d{4})\s*[-./]?\s*(?:(kv|k|q|t|h)\w*\.?)\s*(\d)", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:(?:år|ar|year|y)[ _]?)?(\d{4})(?:\.0+)?", re.IGNORECASE)
_SORTS: Final = {"kv": "Q", "k": "Q", "q": "Q", "t": "T", "h": "H"}

_GENDERS: Final = {
    **dict.fromkeys(
        ("", "t", "totalt", "total", "alla", "samtliga", "båda", "båda könen", "båda kön", "1+2", "all"), Gender.ALL
    ),
    **dict.fromkeys(("k", "kvinnor", "kvinna", "flickor", "flicka", "f", "women", "female", "2"), Gender.WOMEN),
    **dict.fromkeys(("m", "män", "man", "pojkar", "pojke", "men", "male", "1"), Gender.MEN),
}


class Unreadable(Exception):
    """A cell that does not say what it should. Holds the reason."""


def number(text: str) -> Decimal | None:
    """'1 234,5', '12,5 %' and '1234.5' are numbers; '..' is a missing one. Raises Unreadable."""
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    if bare.casefold() in MISSING:
        return None
    if _CENSORED.match(bare):
        raise Unreadable(_("Not an exact number: it only says that it is more or less than something."))
    bare = _SPACES.sub("", bare.removesuffix("%"))
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare) and "," in bare:
        bare = bare.replace(".", "")  # 1.234,5
    if not _NUMBER.fullmatch(bare):
        raise Unreadable(_("Not a number. Write 1234,5 or 1234.5 without words."))
    value = Decimal(bare.replace(",", "."))
    if abs(value) >= Decimal(10) ** 18:
        raise Unreadable(_("At most %(most)d digits.") % {"most": 18})
    return round(value, 6)


def is_number(text: str) -> bool:
    """Whether a cell holds a number, or says that one is missing or not exact."""
    bare = _SPACES.sub("", text.strip().replace("\N{MINUS SIGN}", "-").removesuffix("%"))
    return bool(_NUMBER.fullmatch(bare)) or bool(_CENSORED.match(bare)) or bare in {"..", "."}


def period(text: str) -> str:
    """2025, 2025M01, 2025K1, 2025-04, a date at the turn of a year … as the code of a period. Raises Unreadable."""
    bare = text.strip()
    if day := _DAY.fullmatch(bare):
        return _of_day(int(day[1]), int(day[2]), int(day[3]))
    told = ""
    if year := _YEAR.fullmatch(bare):
        told = year[1]
    elif month := _MONTH.fullmatch(bare.upper()):
        told = f"{month[1]}-{month[2]}"
    elif part := _PART.fullmatch(bare):
        told = f"{part[1]}-{_SORTS[part[2].lower()]}{part[3]}"
    return _checked(told or bare)


def _of_day(year: int, month: int, day: int) -> str:
    """A sheet that was asked for a year often holds its first or last day; else a day tells its month."""
    try:
        date(year, month, day)
    except ValueError:
        raise Unreadable(_wrong_period()) from None
    return _checked(f"{year}" if (month, day) in {(1, 1), (12, 31)} else f"{year}-{month:02}")


def part_of_year(year: str, *, month: str = "", quarter: str = "") -> str:
    """A year and a month or a quarter that stand in columns of their own. Raises Unreadable."""
    first = period(year)
    said = (month or quarter).strip().casefold()
    if not said:
        return first
    if month and said[:3] in {name[:3] for name in _MONTHS}:
        return _checked(f"{first}-{[name[:3] for name in _MONTHS].index(said[:3]) + 1:02}")
    digits = re.fullmatch(r"(?:m|k|q|kv|kvartal|månad)?\s*(\d{1,2})(?:\.0+)?", said)
    if not digits:
        raise Unreadable(_wrong_period())
    return _checked(f"{first}-{int(digits[1]):02}" if month else f"{first}-Q{digits[1]}")


def _checked(code: str) -> str:
    try:
        Period.parse(code)
    except NotAPeriod:
        raise Unreadable(_wrong_period()) from None
    return code


def _wrong_period() -> str:
    return _("Not a period. Write 2026, 2026-04, 2026-Q1, 2026-T1 or 2026-H1.")


def gender(text: str) -> Gender:
    """Whom a row is about. Raises Unreadable."""
    said = text.strip().casefold()
    found = Gender.ALL if said.startswith(("totalt", "samtliga", "män och kvinnor")) else _GENDERS.get(said)
    if found is None:
        raise Unreadable(_("Must be one of: %(expected)s.") % {"expected": "T, K, M"})
    return found


def is_gender(text: str) -> bool:
    """Whether a cell tells whom a row is about, in words."""
    return text.strip().casefold() in _GENDERS and not text.strip().isdecimal()
