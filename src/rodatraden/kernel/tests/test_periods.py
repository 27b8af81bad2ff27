"""Does a period's code name its days, and nothing else?"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.kernel.periods import FOREVER, NotAPeriod, Period, end_of


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2026-01", date(2026, 1, 1), date(2026, 2, 1)),
        ("2026-04", date(2026, 4, 1), date(2026, 5, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-T1", date(2026, 1, 1), date(2026, 5, 1)),
        ("2026-T2", date(2026, 5, 1), date(2026, 9, 1)),
        ("2026-T3", date(2026, 9, 1), date(2027, 1, 1)),
        ("2026-H1", date(2026, 1, 1), date(2026, 7, 1)),
        ("2026-H2", date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_a_code_names_its_days(code: str, start: date, end: date) -> None:
    assert Period.parse(code) == Period(start, end)


@pytest.mark.parametrize(
    "code",
    [
        *(
            "",
            "26",
            "20266",
            "1862",
            "2100",
            "2026-00",
            "2026-13",
            "2026-4",
            "2026-Q0",
            "2026-Q5",
            "2026-T4",
            "2026-H3",
        ),
        *("2026-q1", "2026-T", "2026 ", " 2026", "2026\n", "2026-04-30", "2026/04", "april 2026", "２０２６", "20٢٦"),
    ],
)
def test_another_code_names_nothing(code: str) -> None:
    with pytest.raises(NotAPeriod):
        Period.parse(code)


def test_the_first_day_is_in_and_the_end_day_is_not() -> None:
    april = Period.parse("2026-04")

    assert date(2026, 3, 31) not in april
    assert date(2026, 4, 1) in april
    assert date(2026, 4, 30) in april
    assert date(2026, 5, 1) not in april
    assert april.last_day == date(2026, 4, 30)


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_has_at_least_one_day(end: date) -> None:
    with pytest.raises(NotAPeriod):
        Period(date(2026, 1, 1), end)


def test_what_has_no_end_holds_every_day_that_is_asked_for() -> None:
    assert date(2200, 12, 31) in Period(date(2026, 1, 1), FOREVER)


@given(year=st.integers(1900, 2099), shape=st.sampled_from([("", 1), ("-Q", 4), ("-T", 3), ("-H", 2)]))
def test_the_parts_of_a_year_follow_each_other_without_a_gap(year: int, shape: tuple[str, int]) -> None:
    mark, count = shape
    parts = [Period.parse(f"{year}{mark}{number}" if mark else str(year)) for number in range(1, count + 1)]

    assert parts[0].start == date(year, 1, 1)
    assert parts[-1].last_day == date(year, 12, 31)
    assert all(earlier.end == later.start for earlier, later in pairwise(parts))


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_in_exactly_one_month_of_its_year(day: date) -> None:
    months = [Period.parse(f"{day.year}-{month:02}") for month in range(1, 13)]

    assert [day in month for month in months].count(True) == 1
    assert sum((month.end - month.start for month in months), timedelta()).days in {365, 366}


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # winter
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # the day that summer time begins
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # the day that it ends
    ],
)
def test_a_day_ends_at_midnight_where_the_municipality_is(day: date, instant: datetime) -> None:
    assert end_of(day, ZoneInfo("Europe/Stockholm")) == instant


def test_what_has_no_end_ends_after_everything() -> None:
    assert end_of(FOREVER, UTC) > datetime(9999, 12, 31, 12, tzinfo=UTC)
