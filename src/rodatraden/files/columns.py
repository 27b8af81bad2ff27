"""Which kinds of value may stand in a cell or a field, and what it says when they don't."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from rodatraden.kernel.periods import NotAPeriod, Period


@dataclass(frozen=True, slots=True)
class Column:
    """How a field is headed in a sheet, and what stands there (in Swedish: it is read by those who fill the sheet)."""

    heading: str
    help: str


_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")


def _number(value: object) -> object:
    """'1 234,5' and '1234.5' are the same number; 'ca 5' is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise PydanticCustomError("number", "not a number")
    text = _SPACES.sub("", str(value).strip().replace("\N{MINUS SIGN}", "-"))
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("number", "not a number")
    return Decimal(text.replace(",", "."))


def _kronor(value: object) -> object:
    number = _number(value)
    if isinstance(number, Decimal) and number != round(number, 2):
        raise PydanticCustomError("ore", "finer than an öre")
    return number


def _day(value: object) -> object:
    """An ISO day within the years that a municipality can mean."""
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        try:
            value = date.fromisoformat(str(value).strip())
        except ValueError:
            raise PydanticCustomError("day", "not a day") from None
    if not 1862 <= value.year <= 2200:  # 1862: the first municipal ordinances; beyond 2200: a slip of the finger
        raise PydanticCustomError("day_range", "a day out of range")
    return value


def _period(value: object) -> str:
    code = str(value).strip()
    try:
        Period.parse(code)
    except NotAPeriod:
        raise PydanticCustomError("period", "not a period") from None
    return code


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(max_length=100_000, strip_whitespace=True)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(max_digits=24, decimal_places=6)]
Kronor = Annotated[Decimal, BeforeValidator(_kronor), Field(max_digits=18, decimal_places=2)]
Day = Annotated[date, BeforeValidator(_day)]
Instant = AwareDatetime
PeriodCode = Annotated[str, BeforeValidator(_period)]
Year = Annotated[int, Field(ge=1900, le=2200)]
