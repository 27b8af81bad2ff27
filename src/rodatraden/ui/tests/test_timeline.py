"""Does the line of time say each day once, keep what the address says, and stay readable when there are many days?"""

from datetime import date, timedelta

import pytest
from django.template import Context, Engine

from rodatraden.ui.shapes import Stop
from rodatraden.ui.tests.make import rendered

FIRST = date(2020, 1, 15)


def line(stops: list[Stop], address: str = "/galleri?on=2021-03-01&q=a%26b&known=2022-01-01") -> str:
    return rendered("{% time_slider stops label='Dagar' says='Så här.' %}", address, stops=stops)


def days(count: int, *, apart: int) -> list[Stop]:
    return [Stop(FIRST + timedelta(days=apart * number), (f"Beslut {number}",)) for number in range(count)]


@pytest.mark.parametrize(
    ("count", "apart", "ticks", "said"),
    [(3, 300, 3, ""), (200, 9, 200, ""), (201, 9, 60, "Varje streck är en månad."), (250, 31, 22, "Varje streck är ett år."),
     (3000, 30, 200, "Varje streck är ett år.")],
)  # fmt: skip
def test_no_more_ticks_than_can_be_told_apart(count: int, apart: int, ticks: int, said: str) -> None:
    html = line(days(count, apart=apart))

    assert html.count("data-rt-day=") == ticks
    assert f'<p class="rt-time__says">{" ".join(filter(None, ("Så här.", said)))}</p>' in html


def test_a_tick_says_its_day_and_what_happened_then() -> None:
    html = line([Stop(FIRST, ("Ett", "Ett", "Två", "Tre", "Fyra", "Fem <b>")), Stop(date(2021, 3, 1), ("Sex",))])

    assert "15 januari 2020: Ett; Två; Tre; och 2 till" in html
    assert '<span class="rt-sr">1 mars 2021: Sex</span>' in html
    assert html.count('aria-current="date"') == 1
    assert "<b>" not in html


def test_its_links_and_its_form_keep_everything_else() -> None:
    html = line(days(3, apart=300))

    assert 'href="/galleri?q=a%26b&amp;known=2022-01-01&amp;on=2020-01-15"' in html
    assert '<input type="hidden" name="q" value="a&amp;b">' in html
    assert 'name="on" value' not in html.split("<form")[1].split('type="range"')[0]


def test_the_way_to_the_days_before_and_after() -> None:
    html = line(days(3, apart=300))

    assert 'on=2020-11-10" rel="prev"' in html
    assert 'on=2021-09-06" rel="next"' in html
    assert 'rel="prev"' not in line(days(3, apart=300), "/galleri?on=2020-01-01")


def test_without_days_or_a_page_there_is_no_line() -> None:
    code = "{% time_slider stops label='Dagar' %}"

    assert line([]) == ""
    assert Engine.get_default().from_string(code).render(Context({"stops": days(2, apart=9)})) == ""
