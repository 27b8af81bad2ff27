"""Does the past stand as it was believed: goals, owners, indicators, targets and rounds?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.indicators.tests import make as indicators
from rodatraden.steering import actions, queries
from rodatraden.steering.actions import NewLink
from rodatraden.steering.rules import Status
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import ROUND, shown, sign_in

JUNE = datetime(2026, 6, 10, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    """In June the target of behorig was raised, kunskap got a new title and went to SN, and betyg went to trygg."""
    make.municipality()
    make.plan()
    make.asked()
    indicators.aim(indicators.target("behorig", "> 90"), at=JUNE)
    indicators.define(indicators.indicator("behorig", name="Behöriga elever"), at=JUNE)
    moved = replace(make.goal("kunskap", "SN", parent="vision"), title="Alla lyckas")
    links = [NewLink(goal="trygg", indicator="betyg", position=2)]
    actions.set_plan(goals=[moved], links=links, by="test", at=JUNE)
    actions.describe_rounds(rounds=[replace(make.ROUND, title="Våren", measured_period="2024")], by="test", at=JUNE)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def goal(client: Client, known: str, code: str = "kunskap") -> dict[str, Any]:
    told = client.get(f"/mal.json?round={make.ROUND.code}&known={known}").json()["goals"]
    found: dict[str, Any] = next(each for each in told if each["code"] == code)
    return found


def test_the_day_before_a_change_shows_what_was_believed_and_judges_by_it(client: Client) -> None:
    before, after = goal(client, "2026-06-09"), goal(client, "2026-06-10")

    assert (before["title"], before["unit"], before["computed"]) == ("Mål kunskap", "BUN", "partly")
    assert (after["title"], after["unit"], after["computed"]) == ("Alla lyckas", "SN", "cannot_be_assessed")
    assert [(each["code"], each["name"], each["period"]) for each in before["indicators"]] == [
        ("behorig", "Indikator behorig", "2025"),
        ("betyg", "Indikator betyg", "2025"),
    ]
    assert [(each["code"], each["name"], each["period"]) for each in after["indicators"]] == [
        ("behorig", "Behöriga elever", "2024")
    ]


def test_a_target_that_was_raised_later_does_not_judge_the_past(client: Client) -> None:
    def judged(known: str) -> tuple[str, str, str]:
        followed = queries.round_with(make.ROUND.code, known=date(2026, 5, 4))
        assert followed is not None
        told = queries.followup(followed, known=date.fromisoformat(known)).goal("kunskap")
        assert told is not None
        behorig = told.indicators[0]
        assert behorig.target is not None
        return behorig.target.operator, str(int(behorig.target.value)), behorig.verdict

    assert judged("2026-06-09") == (">=", "80", "met")
    assert judged("2026-06-10") == (">", "90", "missed")


@pytest.mark.parametrize(
    ("address", "known", "status"),
    [
        ("/mal/kunskap", "2023-12-11", 200),
        ("/mal/kunskap", "2023-12-10", 404),
        (ROUND, "2026-05-04", 200),
        (ROUND, "2026-05-03", 404),
        (f"{ROUND}.json", "2026-05-03", 404),
        (f"/mal.json?round={make.ROUND.code}", "2026-05-03", 404),
    ],
)
def test_nothing_is_known_before_it_is_recorded(address: str, known: str, status: int, client: Client) -> None:
    mark = "&" if "?" in address else "?"
    assert client.get(f"{address}{mark}known={known}").status_code == status


def test_a_round_is_shown_as_it_was_described(client: Client) -> None:
    assert "Uppföljning april 2026" in shown(client, f"{ROUND}?known=2026-06-09")
    assert "Våren" in shown(client, ROUND)
    assert "Våren" in shown(client, "/uppfoljning")
    assert client.get(f"{ROUND}.json?known=2026-06-09").json()["measured_period"] == "2025"


def test_the_page_of_a_goal_tells_what_was_changed_and_when(client: Client) -> None:
    rows = client.get("/mal/kunskap").context["wordings"].rows

    assert [row.cells[:3] for row in rows] == [
        ("Goal", "Mål kunskap", "Alla lyckas"),
        ("Owner", "Enhet BUN", "Enhet SN"),
        ("Indicators", "Behöriga elever, Indikator betyg", "Behöriga elever"),
        ("Behöriga elever: Name", "Indikator behorig", "Behöriga elever"),
        ("Behöriga elever: Target value 2025", "at least 80 %", "more than 90 %"),
    ]
    assert {row.cells[3] for row in rows} == {"10 June 2026 10:00"}
    assert "Previous wordings" in shown(client, "/mal/kunskap")
    assert "Previous wordings" not in shown(client, "/mal/kunskap?known=2026-06-09")
    assert "Previous wordings" not in shown(client, "/mal/vision")


def test_a_new_place_in_the_order_is_no_change_of_wording(client: Client) -> None:
    actions.set_plan(goals=[make.goal("vision", "NORRVIK", position=7)], by="test", at=JUNE)

    assert len(queries.wordings()["vision"]) == 2
    assert client.get("/mal/vision").context["wordings"].rows == []


def test_a_goal_that_ended_is_shown_on_its_last_day(client: Client) -> None:
    ended = replace(make.goal("trygg", parent="vision", position=1), valid_to=date(2026, 1, 1))
    actions.set_plan(goals=[ended], by="test", at=JUNE.replace(hour=9))

    assert "does not apply on the day" in shown(client, "/mal/trygg?on=2026-06-20")
    assert "does not apply on the day" not in shown(client, "/mal/trygg?on=2026-06-20&known=2026-06-09")
    codes = [each["code"] for each in client.get("/mal.json?on=2026-06-20").json()["goals"]]
    assert "trygg" not in codes


@pytest.mark.parametrize("post", ["", "LEDARE"])
@pytest.mark.parametrize("on", ["", "?on=2023-12-31"])
def test_the_page_of_a_goal_takes_few_queries(
    post: str, on: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.assess(Status.ACHIEVED, "Därför.", unit="SN")
    if post:
        sign_in(client, post)
        client.get(f"/mal/kunskap{on}")  # what the reader holds is kept until something is written

    with django_assert_max_num_queries(15):
        assert client.get(f"/mal/kunskap{on}").status_code == 200
