"""Do we know a working day from a holiday?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.kernel.workdays import is_working_day, working_day_from


@pytest.mark.parametrize(
    "day",
    [
        *("2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2025-06-06"),
        *("2026-06-19", "2026-06-20", "2026-10-31", "2026-12-24", "2026-12-25", "2025-12-26", "2026-12-31"),
        *("2026-11-21", "2026-11-22", "2004-05-31", "2025-06-20", "2020-06-19", "2019-04-22", "2018-04-02"),
    ],
)
def test_holidays_eves_and_weekends_are_not_worked(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-01-05", "2026-04-02", "2005-05-16", "2003-06-06", "2026-06-22", "2026-12-23"])
def test_the_days_around_them_are(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-21", "2026-11-23"),
        ("2026-04-03", "2026-04-07"),
        ("2026-12-24", "2026-12-28"),
    ],
)
def test_the_next_working_day_is_found(day: str, next_one: str) -> None:
    assert working_day_from(date.fromisoformat(day)) == date.fromisoformat(next_one)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_working_day_is_never_far_away(day: date) -> None:
    found = working_day_from(day)

    assert is_working_day(found)
    assert found - day <= timedelta(days=6)
