"""Which days does an address ask for, and which texts are no days?"""

from datetime import date

import pytest

from rodatraden.ui.days import Days, NotADay

TODAY = date(2026, 11, 22)


def test_an_address_that_says_nothing_is_today() -> None:
    days = Days.asked({}, today=TODAY)

    assert days == Days(TODAY, TODAY, TODAY)
    assert days.is_today
    assert days.link("/mal") == "/mal"


def test_links_keep_the_days_that_were_asked_for() -> None:
    days = Days.asked({"on": "2023-03-01", "known": "2024-11-05"}, today=TODAY)

    assert days.link("/mal?sida=2#topp") == "/mal?sida=2&on=2023-03-01&known=2024-11-05#topp"
    assert not days.is_today


@pytest.mark.parametrize("text", ["i går", "2023-02-30", "1861-12-31", "2201-01-01", "20230", "0001-01-01"])
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NotADay) as wrong:
        Days.asked({"known": text}, today=TODAY)

    assert wrong.value.args == ("known", text)
