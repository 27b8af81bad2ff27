"""Is a number, a period and a gender understood however it is written, and refused when it is none?"""

from decimal import Decimal

import pytest

from rodatraden.indicators.rules import Gender
from rodatraden.indicators.sources.spreadsheet import cells


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2025", "2025"), ("2025.0", "2025"), ("ar_1950", "1950"), ("2025M01", "2025-01"), ("202504", "2025-04"),
        ("2025-04", "2025-04"), ("2025K1", "2025-Q1"), ("2025 kvartal 2", "2025-Q2"), ("2025T3", "2025-T3"),
        ("2025-01-01", "2025"), ("2025-12-31", "2025"), ("2025-04-30", "2025-04"), ("2026-H1", "2026-H1"),
    ],
)  # fmt: skip
def test_a_period_is_understood_however_it_is_written(said: str, period: str) -> None:
    assert cells.period(said) == period


@pytest.mark.parametrize("said", ["", "i fjol", "2025-13", "2025K5", "2025-02-31", "25", "99999"])
def test_what_is_no_period_is_refused(said: str) -> None:
    with pytest.raises(cells.Unreadable):
        cells.period(said)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1 234,5", "1234.5"), ("1.234,5", "1234.5"), ("12,5 %", "12.5"), ("−3", "-3"), ("1e3", "1000"), ("5.", "5"),
        ("0,30000000000000004", "0.3"), ("1\u00a0000", "1000"),
    ],
)  # fmt: skip
def test_a_number_is_understood_however_it_is_written(said: str, number: str) -> None:
    assert cells.number(said) == Decimal(number)


@pytest.mark.parametrize("said", ["", "..", "-", "–", "N/A", "uppgift saknas"])
def test_what_is_missing_is_none(said: str) -> None:
    assert cells.number(said) is None


@pytest.mark.parametrize("said", [">99", "< 5", "Hög", "1,2,3", "12 st", "1e99"])
def test_what_is_no_exact_number_is_refused(said: str) -> None:
    with pytest.raises(cells.Unreadable):
        cells.number(said)


@pytest.mark.parametrize(
    ("month", "quarter", "period"),
    [("Januari", "", "2025-01"), ("dec", "", "2025-12"), ("7", "", "2025-07"), ("", "3", "2025-Q3"), ("", "", "2025")],
)
def test_a_month_or_quarter_beside_the_year(month: str, quarter: str, period: str) -> None:
    assert cells.part_of_year("2025", month=month, quarter=quarter) == period


@pytest.mark.parametrize(("said", "gender"), [("", "T"), ("Kvinnor", "K"), ("män", "M"), ("totalt, samtliga", "T")])
def test_a_gender_is_understood_however_it_is_written(said: str, gender: str) -> None:
    assert cells.gender(said) is Gender(gender)


def test_what_is_no_gender_is_refused() -> None:
    with pytest.raises(cells.Unreadable):
        cells.gender("0-9 år")
