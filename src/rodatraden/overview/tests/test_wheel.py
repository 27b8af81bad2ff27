"""Does the year hold what the law asks for on its day, and is it drawn, listed and given as a calendar alike?"""

import re
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from rodatraden.commitments import actions
from rodatraden.commitments.actions import NewPoint
from rodatraden.commitments.rules.yearly import Sort, day_in
from rodatraden.files import calendars
from rodatraden.files.calendars import Entry
from rodatraden.organisation.rules.things import Role
from rodatraden.overview.queries.year import points
from rodatraden.overview.rules import wheel, year
from rodatraden.overview.rules.year import Law, Point
from rodatraden.steering.tests import make

AT = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
DAY = date(2026, 5, 6)


def test_the_law_gives_each_year_its_days() -> None:
    found = {point.law: point.on for point in year.by_law(2026)}

    assert found == {
        Law.ANNUAL_REPORT: date(2026, 4, 15),
        Law.INTERIM_REPORT: date(2026, 10, 31),
        Law.BUDGET_PROPOSAL: date(2026, 10, 31),
        Law.BUDGET: date(2026, 11, 30),
        Law.COMPANIES: date(2026, 12, 31),
    }
    assert all("kommunallagen" in point.ground for point in year.by_law(2026))


def test_of_a_law_that_is_not_in_force_nothing_is_said() -> None:
    assert year.by_law(2017) == []
    assert len(year.by_law(2018)) == 5


@pytest.mark.parametrize(
    ("end", "due"),
    [
        (date(2026, 8, 31), date(2026, 10, 31)),
        (date(2026, 6, 30), date(2026, 8, 31)),
        (date(2026, 7, 31), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 7, 15), date(2026, 9, 15)),
    ],
)
def test_an_interim_report_is_due_two_months_after_its_period(end: date, due: date) -> None:
    assert year.two_months_after(end) == due


def test_elections_are_held_every_fourth_year() -> None:
    assert [each for each in range(2014, 2031) if year.is_election_year(each)] == [2018, 2022, 2026, 2030]


def test_one_s_own_day_moves_what_the_law_asks_for_but_never_past_it() -> None:
    earlier = Point("lag-budget", date(2026, 11, 23), Sort.BUDGET, "Fullmäktige i november")
    later = Point("lag-arsredovisning", date(2026, 5, 2), Sort.FOLLOW_UP, "I maj")

    found = {point.law: point for point in year.gathered([earlier, later], year.by_law(2026))}

    assert (found[Law.BUDGET].on, found[Law.BUDGET].note) == (date(2026, 11, 23), "Fullmäktige i november")
    assert found[Law.ANNUAL_REPORT].on == date(2026, 4, 15)
    assert len(found) == 5


def test_a_role_is_shown_its_own_points_and_everyone_s() -> None:
    mine = Point("a", DAY, Sort.OTHER, roles=frozenset({Role.MANAGER}))
    others = Point("b", DAY, Sort.OTHER, roles=frozenset({Role.AUDITOR}))
    everyone_s = Point("c", DAY, Sort.OTHER)

    assert year.for_role([mine, others, everyone_s], Role.MANAGER) == [mine, everyone_s]
    assert len(year.for_role([mine, others, everyone_s], None)) == 3


def test_a_day_that_is_not_in_a_month_is_its_last() -> None:
    assert day_in(2026, 2, 31) == date(2026, 2, 28)


_DAYS = some.lists(some.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60)


@given(_DAYS)
def test_no_knot_lies_on_another_and_all_are_in_the_picture(days: list[date]) -> None:
    found = wheel.drawn([Point(str(n), day, Sort.BUDGET) for n, day in enumerate(sorted(days))], year=2026, today=DAY)

    assert [knot.number for knot in found.knots] == list(range(1, len(days) + 1))
    for knot in found.knots:
        assert 0 < knot.place.x < wheel.SIZE
        assert 0 < knot.place.y < wheel.SIZE
    around = [*found.knots, *found.knots[:1]] if len(found.knots) > 1 else []
    for one, other in pairwise(around):
        apart = ((one.place.x - other.place.x) ** 2 + (one.place.y - other.place.y) ** 2) ** 0.5
        assert apart > 2 * wheel.KNOT


def test_the_year_goes_round_with_the_sun_from_the_top() -> None:
    found = wheel.drawn(
        [Point("a", date(2026, 4, 2), Sort.BUDGET), Point("b", date(2026, 7, 2), Sort.BUDGET)], year=2026, today=DAY
    )
    spring, summer = found.knots

    assert spring.place.x > wheel.CENTRE + 300
    assert summer.place.y > wheel.CENTRE + 300
    assert len(found.months) == 12


def test_today_is_marked_in_its_own_year_only() -> None:
    assert wheel.drawn([], year=2026, today=DAY).today
    assert not wheel.drawn([], year=2025, today=DAY).today


def test_what_goes_on_for_a_while_is_an_arc() -> None:
    point = Point("a", date(2026, 10, 2), Sort.SURVEY, first=date(2026, 1, 14))

    [knot] = wheel.drawn([point], year=2026, today=DAY).knots

    assert re.search(r"A\S+ \S+ 0 1 1", knot.arc)


def events_in(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_is_read_by_others_and_the_same_gives_the_same_bytes() -> None:
    entries = [
        Entry("a-2026", date(2026, 4, 15), "Årsredovisning; komma, \\ och\nradbrytning\x08", "§ 20", "https://x/y")
    ]

    content = calendars.to_ics(entries, name="Norrvik", host="x", at=AT)

    assert content == calendars.to_ics(entries, name="Norrvik", host="x", at=AT)
    [event] = events_in(content)
    assert event["SUMMARY"] == "Årsredovisning; komma, \\ och\nradbrytning"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 4, 15), date(2026, 4, 16))
    assert event["UID"] == "a-2026@x"


@pytest.fixture
def _a_round() -> None:
    make.municipality()
    make.asked("BUN", "SN")
    new = NewPoint(
        code="chefsdag",
        title="<b>Chefsdag</b>",
        sort=Sort.OTHER,
        month=1,
        day=28,
        roles="manager head",
        first_year=2026,
    )
    actions.record_history(rows=[new], by="test", at=AT)


@pytest.mark.usefixtures("_a_round")
@pytest.mark.django_db
def test_a_year_holds_the_rounds_the_law_and_one_s_own() -> None:
    found = points(2026, on=DAY, known=DAY)

    assert {"uppfoljning-2026-04", "chefsdag", "lag-budget"} <= {point.code for point in found}
    assert [point.on for point in found] == sorted(point.on for point in found)
    assert "chefsdag" not in {point.code for point in points(2025, on=DAY, known=DAY)}
    assert "chefsdag" not in {point.code for point in points(2026, on=DAY, known=date(2026, 1, 1))}


@pytest.mark.usefixtures("_a_round")
@pytest.mark.django_db
def test_the_picture_and_the_list_tell_the_same(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        body = client.get("/arshjul?ar=2026&on=2026-05-06").content.decode()

    numbers = re.findall(r'href="#punkt-(\d+)"', body)
    assert numbers == re.findall(r'id="punkt-(\d+)"', body)
    assert len(numbers) >= 7
    assert "11 kap. 16 §" in body
    assert "Valår" in body
    assert "&lt;b&gt;Chefsdag" in body
    assert "<b>Chefsdag" not in body


@pytest.mark.usefixtures("_a_round")
@pytest.mark.django_db
def test_the_picture_alone_is_svg_in_every_language(client: Client) -> None:
    content = client.get("/arshjul.svg?ar=2026").content

    assert ET.fromstring(content).tag.endswith("svg")  # noqa: S314 – our own
    assert re.search(rb'c[xy]="\d+,', content) is None


@pytest.mark.usefixtures("_a_round")
@pytest.mark.django_db
def test_the_feed_holds_this_year_and_the_next_for_a_role(client: Client) -> None:
    answer = client.get("/arshjul.ics?roll=revisor&on=2026-05-06")

    events = events_in(answer.content)
    assert answer["Content-Type"].startswith("text/calendar")
    assert {event["DTSTART"].dt.year for event in events} == {2026, 2027}
    assert not any("Chefsdag" in event["SUMMARY"] for event in events)
    assert len({event["UID"] for event in events}) == len(events)


@pytest.mark.parametrize("asked", ["x", "99999", "-1", "1500", "2201"])
@pytest.mark.django_db
def test_what_is_no_year_is_not_found(client: Client, asked: str) -> None:
    assert client.get("/arshjul", {"ar": asked}).status_code == 404


@pytest.mark.django_db
def test_an_empty_year_says_what_belongs_there(client: Client) -> None:
    assert "2018" in client.get("/arshjul?ar=1999").content.decode()
    assert client.get("/arshjul.csv?ar=2026&roll=nonsens").status_code == 200
