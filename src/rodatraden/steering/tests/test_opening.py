from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, Handed
from rodatraden.steering.rules import Status
from rodatraden.steering.rules.asking import NOTHING_TO_REPORT, Ask
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import ROUND, shown, sign_in

pytestmark = pytest.mark.django_db

NEW = "/uppfoljning/ny"
GIVEN = {
    "title": "Vår dialog",
    "period": "2026-08",
    "deadline": "2026-09-18",
    "kinds": "committee",
    "asks": ["whole", "causes"],
    "question:0": "Vad vill ni pröva?",
    "help:0": "Tänk på hösten.",
    "levels": ["committee", "board"],
}


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    make.municipality()
    make.plan()
    make.asked()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def test_a_round_is_opened_with_what_it_asks_and_of_whom(client: Client) -> None:
    sign_in(client, "DIREKTOR")
    assert "New round" in shown(client, "/uppfoljning")
    assert "Whom do you ask?" in shown(client, NEW)
    response = client.post(NEW, GIVEN)

    assert response["Location"] == "/uppfoljning/uppfoljning-2026-08"
    found = queries.round_with("uppfoljning-2026-08", known=FOREVER)
    assert found
    assert (found.levels, found.year, found.previous_year, found.measured_period) == (
        "committee board",
        2026,
        2025,
        "2026-08",
    )
    assert queries.asked_units(found.code) == ["BUN", "SKOLAN", "SN"]
    asked = queries.questions(found.code, known=FOREVER)
    assert [(each.ask, each.title, each.is_required) for each in asked] == [
        (Ask.WHOLE, "", False),
        (Ask.CAUSES, "", True),
        (Ask.OWN, "Vad vill ni pröva?", True),
    ]
    assert client.post(NEW, GIVEN)["Location"] == "/uppfoljning/uppfoljning-2026-08-2"


def test_what_every_round_asks_for_needs_no_questions(client: Client) -> None:
    sign_in(client, "DIREKTOR")
    client.post(NEW, {**GIVEN, "asks": ["whole", "comment"], "question:0": ""})

    assert not models.Question.objects.exists()


def test_one_asks_where_one_may(client: Client) -> None:
    assert client.get(NEW).status_code == 403
    sign_in(client, "LARARE")
    assert client.get(NEW).status_code == 403
    sign_in(client, "CHEF")
    page = shown(client, NEW)
    assert "Enhet SKOLAN" in page
    assert "Enhet SN" not in page
    assert client.post(NEW, {**GIVEN, "kinds": [], "units": ["SN"]}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"period": "våren"}, "is no period"),
        ({"measured_period": "x"}, "is no period"),
        ({"kinds": []}, "Choose whom to ask"),
        ({"asks": [], "question:0": ""}, "Choose what to ask for"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_opened(client: Client, wrong: dict[str, object], told: str) -> None:
    sign_in(client, "DIREKTOR")
    response = client.post(NEW, {**GIVEN, **wrong})

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not models.Round.objects.filter(period="2026-08").exists()


def opened(client: Client) -> str:
    sign_in(client, "DIREKTOR")
    given = {**GIVEN, "levels": [], "kinds": [], "units": ["BUN"], "question:1": "Fritt?", "free:1": "on"}
    address = str(client.post(NEW, given)["Location"])
    sign_in(client, "LEDARE")
    return f"{address}/BUN"


def answers(**given: str) -> dict[str, str]:
    return {
        "text": "Ett bra år.",
        **{name.replace("__", ":").replace("Q", "?"): value for name, value in given.items()},
    }


def test_what_is_asked_must_be_answered_before_it_is_done(client: Client) -> None:
    address = opened(client)
    page = shown(client, address)
    assert "Vad vill ni pröva?" in page
    assert "Tänk på hösten." in page
    assert "How it went with the goal" not in page

    response = client.post(address, {**answers(), "do": "submit"})
    assert response.status_code == 422
    assert "Answer this before you mark it as done" in response.content.decode()
    assert "Ett bra år." in response.content.decode()
    assert (
        client.post(address, {**answers(), "nothing:?fraga-1": "on", "do": "submit", "minutes": "25"}).status_code
        == 302
    )

    assert models.Text.objects.get(question="fraga-1").text == NOTHING_TO_REPORT
    assert models.Submission.objects.latest("pk").minutes == 25
    make_page = shown(client, address)
    assert NOTHING_TO_REPORT in make_page


def test_fact_cause_and_action_are_needed_where_a_target_is_missed(client: Client) -> None:
    address = opened(client)
    given = {**answers(), "text:?fraga-1": "Prova.", "assessed:kunskap": "partly", "reason:kunskap": "Delvis."}
    response = client.post(address, {**given, "do": "submit"})
    assert response.status_code == 422
    assert "is not reached: write fact, cause and action" in response.content.decode()

    causes = {"text:kunskap?fact": "71 %.", "text:kunskap?cause": "Frånvaro.", "text:kunskap?action": "Läsgaranti."}
    assert client.post(address, {**given, **causes, "do": "submit"}).status_code == 302
    page = shown(client, address)
    assert "Läsgaranti." in page
    assert "Cause" in page


def test_a_round_is_closed_on_its_own_page_with_the_reason_for_all_to_see(client: Client) -> None:
    address = f"{ROUND}/stang"
    assert client.get(address).status_code == 403
    sign_in(client, "CHEF")
    assert client.get(address).status_code == 403
    sign_in(client, "DIREKTOR")
    assert "are shut out" in shown(client, address)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "SN har ingen chef."}).status_code == 302

    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = shown(client, ROUND)
    assert "The round is closed" in page
    assert "SN har ingen chef." in page
    sign_in(client, "DIREKTOR")
    assert "Open again" in shown(client, address)
    client.post(address, {"reason": "Chefen är här."})
    assert "was closed, and is open again" in shown(client, ROUND)


def test_partly_and_not_are_told_apart_with_as_much_room_for_what_was_achieved(client: Client) -> None:
    entries = [
        Entry(goal="kunskap", text="Delvis.", assessed=Status.PARTLY),
        Entry(goal="trygg", text="Ej.", assessed=Status.NOT_ACHIEVED, reason="Trots allt."),
    ]
    actions.submit(place=make.place(), handed=Handed(entries), by="test", at=make.NOW - timedelta(hours=1))
    make.approve()

    page = shown(client, ROUND)
    assert page.index("What we have achieved") < page.index("What we have not achieved") < page.index(">Partly<")
    assert page.index(">Partly<") < page.index("Mål kunskap") < page.index(">Not<") < page.index("Mål trygg")
