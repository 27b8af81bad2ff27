"""Who may add a goal or word one anew in the browser, what is stored, and what is told of it afterwards?"""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.steering import models, queries
from rodatraden.steering.rules.tree import code_of
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import shown, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()
    make.plan()


def _given(**more: Any) -> dict[str, Any]:
    return {"title": "Alla elever trivs", "unit": "BUN", "parent": "vision", "valid_from": "2026-01-01", **more}


def _goal(code: str) -> models.Goal:
    return queries.by_code()[code]


def test_a_head_adds_a_goal_with_its_lines_up_its_carriers_and_its_indicators(client: Client) -> None:
    sign_in(client, "CHEF")

    answer = client.post(
        "/mal/nytt", _given(also=["hem"], carriers=["SKOLAN"], indicators=["enkat"], judged_by="Vi frågar.")
    )

    assert (answer.status_code, answer["Location"]) == (302, "/mal/bun-alla-elever-trivs")
    goal = _goal("bun-alla-elever-trivs")
    assert (goal.lines_up, goal.carriers, goal.linked) == (("vision", "hem"), ["SKOLAN"], ["enkat"])
    assert _goal("trygg").linked == ["trygghet"]


def test_a_goal_is_worded_anew_and_its_earlier_wording_stays(client: Client) -> None:
    sign_in(client, "CHEF")
    seen = _goal("trygg").pk

    answer = client.post("/mal/trygg/andra", _given(title="Varje barn är tryggt", indicators=["trygghet"], seen=seen))

    assert answer.status_code == 302
    assert [row.title for row in queries.wordings_of("trygg", known=make.LATER)] == [
        "Mål trygg",
        "Varje barn är tryggt",
    ]
    assert _goal("trygg").linked == ["trygghet"]


def test_what_someone_else_worded_meanwhile_is_not_written_over(client: Client) -> None:
    sign_in(client, "CHEF")
    seen = _goal("trygg").pk
    client.post("/mal/trygg/andra", _given(title="Först", seen=seen))

    answer = client.post("/mal/trygg/andra", _given(title="Sedan", seen=seen))

    assert answer.status_code == 409
    assert _goal("trygg").title == "Först"
    assert client.post("/mal/trygg/andra", _given(title="Sedan", seen=_goal("trygg").pk)).status_code == 302


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"title": ""}, "title"),
        ({"also": ["vision"]}, "also"),
        ({"carriers": ["BUN"]}, "carriers"),
        ({"valid_to": "2025-01-01"}, "valid_to"),
        ({"parent": "trygg"}, "parent"),
        ({"unit": "SN"}, "unit"),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(client: Client, more: dict[str, Any], fault: str) -> None:
    sign_in(client, "CHEF")

    answer = client.post("/mal/trygg/andra", _given(seen=_goal("trygg").pk) | more)

    assert answer.status_code == 422
    assert f'id="id_{fault}-fault"' in answer.content.decode()
    assert _goal("trygg").title == "Mål trygg"


def test_goals_in_a_circle_are_refused(client: Client) -> None:
    sign_in(client, "DIREKTOR")

    answer = client.post("/mal/vision/andra", _given(unit="NORRVIK", parent="trygg", seen=_goal("vision").pk))

    assert answer.status_code == 422
    assert "would stand above itself" in answer.content.decode()


@pytest.mark.parametrize(("post", "address"), [("LARARE", "/mal/nytt"), ("SN-CHEF", "/mal/trygg/andra")])
def test_who_may_not_write_goals_there_is_refused(client: Client, post: str, address: str) -> None:
    sign_in(client, post)

    assert client.get(address).status_code == 403
    assert client.post(address, _given()).status_code == 403


def test_a_goal_that_is_not_there_is_told_so_to_who_may_write_goals(client: Client) -> None:
    sign_in(client, "CHEF")

    assert client.get("/mal/ingen/andra").status_code == 404


def test_a_goal_that_goes_on_from_others_takes_over_their_owner_and_indicators(client: Client) -> None:
    sign_in(client, "CHEF")

    page = shown(client, "/mal/nytt?fortsatter=kunskap,trygg")

    assert '<option value="trygg" selected>' in page
    assert '<option value="BUN" selected>' in page
    assert all(f'<option value="{code}" selected>' in page for code in ("behorig", "betyg", "trygghet", "enkat"))


def test_what_is_broken_is_told_to_who_may_mend_it(client: Client) -> None:
    sign_in(client, "CHEF")
    client.post("/mal/nytt", _given(title="Ta fram en plan för skolan"))

    page = shown(client, "/mal/bun-fram-plan-for")

    assert "It reads like an activity: “Ta fram en plan för”" in page
    assert "It has no indicator" in page
    client.logout()
    assert "It reads like an activity" not in shown(client, "/mal/bun-fram-plan-for")


def test_a_goals_page_and_form_ask_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, "CHEF")
    with django_assert_max_num_queries(15):
        shown(client, "/mal/trygg/andra")
    with django_assert_max_num_queries(20):
        shown(client, "/mal/trygg")


def test_a_code_is_made_from_the_owner_and_the_first_words() -> None:
    assert code_of("Alla är trygga på vägen", unit="SBN", taken=[]) == "sbn-alla-trygga-vagen"
    assert code_of("Åäö!", unit="S-TJA", taken=["s-tja-aao"]) == "s-tja-aao-2"
