"""Which kinds of value may stand in a cell or a field, and what it says when they don't."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from rodatraden.kernel.periods import NotAPeriod, Period


@dataclass(frozen=True, slots=True)
class Column:
    """How a field is headed in a sheet, and what stands there (in Swedish: it is read by those who fill the sheet)."""

    heading: str
    help: str


_SPACES: Final = re.compile(r"[ \u00a0\u202f\u2009]")
_NUMBER: Final = re.compile(rf"[+-]?(?:\d+|\d{{1,3}}(?:{_SPACES.pattern}\d{{3}})+)(?:[.,]\d+)?", re.ASCII)


def _number(value: object) -> object:
    """'1 234,5' and '1234.5' are the same number; 'ca 5' is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise PydanticCustomError("number", "not a number")
    text = str(value).strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("number", "not a number")
    return Decimal(_SPACES.sub("", text).replace(",", "."))


def _kronor(value: object) -> object:
    number = _number(value)
    if len(f"{number:f}".partition(".")[2].rstrip("0")) > 2:
        raise PydanticCustomError("ore", "finer than an öre")
    return number


def _count(value: object) -> object:
    number = _number(value)
    if not isinstance(number, Decimal) or number != number.to_integral_value():
        raise PydanticCustomError("int_from_float", "not a whole number")
    return int(number)


def _day(value: object) -> object:
    """An ISO day within the years that a municipality can mean."""
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        try:
            value = date.fromisoformat(str(value).strip())
        except ValueError:
            raise PydanticCustomError("day", "not a day") from None
    _refuse_strange_year(value)
    return value


def _instant(value: object) -> object:
    """An ISO day and time. A bare number is none, though a computer may count 20260520 in seconds from 1970."""
    try:
        instant = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise PydanticCustomError("datetime_parsing", "not an instant") from None
    if instant.tzinfo is None:
        raise PydanticCustomError("timezone_aware", "no time zone")
    _refuse_strange_year(instant)
    return instant


def _refuse_strange_year(day: date) -> None:
    if not 1862 <= day.year <= 2200:  # 1862: the first municipal ordinances; beyond 2200: a slip of the finger
        raise PydanticCustomError("day_range", "a day out of range")


def _period(value: object) -> str:
    code = str(value).strip()
    try:
        Period.parse(code)
    except NotAPeriod:
        raise PydanticCustomError("period", "not a period") from None
    return code


def _text(value: str) -> str:
    """Text that a database and a page can hold."""
    if _UNWRITABLE.search(value):
        raise PydanticCustomError("unwritable", "unwritable characters")
    return value


def _code(value: str) -> str:
    """A code ends an address, and what follows the last full stop there says which form is asked for."""
    if value.lower().endswith(FORMS):
        raise PydanticCustomError("code_like_file", "ends like a file")
    return value


def _codes(value: object) -> object:
    """One cell may hold several codes; each of them once."""
    return tuple(dict.fromkeys(value.replace(",", " ").split())) if isinstance(value, str) else value


FORMS: Final = (".csv", ".xlsx", ".json", ".pdf", ".docx")

_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"), AfterValidator(_code)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_codes)]
"""Several codes in one cell, with a comma or a space between them."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True), AfterValidator(_text)]
Prose = Annotated[str, StringConstraints(max_length=100_000, strip_whitespace=True), AfterValidator(_text)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(max_digits=24, decimal_places=6)]
Kronor = Annotated[Decimal, BeforeValidator(_kronor), Field(max_digits=15, decimal_places=2)]
"""Ten thousand billions, to the öre: of more digits SQLite keeps only the first fifteen."""
PerCent = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=100, decimal_places=4)]
Degree = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=100, decimal_places=2)]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0, le=10_000_000)]
Staff = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=10_000_000, decimal_places=2)]
Day = Annotated[date, BeforeValidator(_day)]
Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
PeriodCode = Annotated[str, BeforeValidator(_period)]
Year = Annotated[int, Field(ge=1900, le=2200)]
