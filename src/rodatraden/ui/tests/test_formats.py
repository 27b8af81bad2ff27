"""How are amounts, numbers and days written?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from rodatraden.kernel.periods import FOREVER
from rodatraden.ui import formats


@pytest.mark.parametrize(
    ("kronor", "unit", "decimals", "signed", "written"),
    [
        (Decimal("146300000.00"), "mnkr", None, False, "146,3"),
        (Decimal("146300000.00"), "tkr", None, False, "146\u202f300"),
        (Decimal("146300000.00"), "kr", None, False, "146\u202f300\u202f000"),
        (Decimal(-84200000), "mnkr", None, False, "−84,2"),
        (Decimal(5_300_000), "mnkr", None, True, "+5,3"),
        (Decimal(0), "mnkr", None, True, "0,0"),
        (Decimal(-49_999), "mnkr", None, False, "0,0"),
        (Decimal(50_000), "mnkr", None, False, "0,1"),
        (Decimal("1234.56"), "kr", 2, False, "1\u202f234,56"),
        (1_000_000, "mnkr", 0, False, "1"),
        (None, "mnkr", None, True, "–"),
    ],
)
def test_amounts_are_written_as_the_reader_chose(
    kronor: Decimal | int | None, unit: str, decimals: int | None, *, signed: bool, written: str
) -> None:
    assert formats.amount(kronor, unit=unit, decimals=decimals, signed=signed) == written


def test_numbers_keep_the_decimals_they_have_and_no_more() -> None:
    assert formats.number(Decimal("99.40")) == "99,4"
    assert formats.number(Decimal("1E+3")) == "1\u202f000"


def test_english_has_a_decimal_point() -> None:
    with translation.override("en"):
        assert formats.amount(Decimal(-1_234_500_000)) == "−1\u202f234.5"


def test_days_are_words_in_text_and_digits_in_tables() -> None:
    assert formats.day(date(2024, 11, 1)) == "1 november 2024"
    assert formats.day(date(2024, 11, 1), short=True) == "2024-11-01"
    assert formats.day(None) == "–"


def test_moments_are_told_in_the_municipalitys_time() -> None:
    assert formats.moment(datetime(2026, 5, 20, 12, 2, tzinfo=UTC)) == "20 maj 2026 14.02"


def test_a_period_is_read_through_its_last_day() -> None:
    assert formats.span(date(2026, 1, 1), date(2027, 1, 1)) == "1 januari 2026 t.o.m. 31 december 2026"
    assert formats.span(date(2026, 1, 1), FOREVER) == "fr.o.m. 1 januari 2026"
