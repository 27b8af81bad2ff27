"""How is a number, an amount or a day written for people? Narrow no-break space, real minus, decimal comma."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rodatraden.kernel.periods import FOREVER

MISSING: Final = "–"
MINUS: Final = "−"
SPACE: Final = "\u202f"

UNITS: Final = {"mnkr": Decimal(1_000_000), "tkr": Decimal(1000), "kr": Decimal(1)}
"""What the reader may choose to see amounts in, and how many kronor one of each is."""


def unit_word(unit: str) -> str:
    """The word for a unit of amounts, in the reader's language."""
    return {"mnkr": _("SEK m"), "tkr": _("SEK k"), "kr": _("SEK")}.get(unit, unit)


def number(value: Decimal | int | None, *, decimals: int | None = None, signed: bool = False) -> str:
    r"""A number with separated thousands; as many decimals as it has when `decimals` is None. Missing is "–".

    >>> number(Decimal("-1234.5"))
    '−1\u202f234,5'
    >>> number(Decimal("99.95"), decimals=1)
    '100,0'
    >>> number(Decimal("-0.04"), decimals=1)
    '0,0'
    >>> number(Decimal(5), signed=True)
    '+5'
    """
    if value is None:
        return MISSING
    exact = Decimal(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    mark = "" if not exact else MINUS if exact < 0 else "+" if signed else ""
    point = "." if get_language() == "en" else ","
    return mark + text.replace(",", SPACE).replace(".", point)


def amount(
    kronor: Decimal | int | None, *, unit: str = "mnkr", decimals: int | None = None, signed: bool = False
) -> str:
    r"""Kronor in the unit that the reader has chosen: one decimal in mnkr, none in tkr and kr, unless told.

    >>> amount(Decimal("146300000"))
    '146,3'
    >>> amount(Decimal("146349999.99"), unit="tkr")
    '146\u202f350'
    """
    if kronor is None:
        return MISSING
    shown = (1 if unit == "mnkr" else 0) if decimals is None else decimals
    return number(Decimal(kronor) / UNITS[unit], decimals=shown, signed=signed)


def day(value: date | None, *, short: bool = False) -> str:
    """A day in words ("1 november 2024"), or as 2024-11-01 where there is little room."""
    if value is None:
        return MISSING
    return value.isoformat() if short else _in_words(value, get_language())


@lru_cache(maxsize=4096)
def _in_words(value: date, language: str | None) -> str:
    """Kept, because the same few days stand in hundreds of cells."""
    return date_format(value, "j F Y")


def moment(value: datetime | None) -> str:
    """A day and a time in the municipality's time zone: "12 maj 2026 14.02"."""
    if value is None:
        return MISSING
    return date_format(timezone.localtime(value), "j F Y H.i" if get_language() == "sv" else "j F Y H:i")


def clock(value: datetime | None) -> str:
    """The time of day in the municipality's time zone: "14.02"."""
    if value is None:
        return MISSING
    return date_format(timezone.localtime(value), "H.i" if get_language() == "sv" else "H:i")


def span(first: date, end: date) -> str:
    """A half-open period as people read it: from its first day through its last, which is the day before `end`."""
    if end == FOREVER:
        return _("from %(first)s") % {"first": day(first)}
    return _("%(first)s through %(last)s") % {"first": day(first), "last": day(end - timedelta(days=1))}
