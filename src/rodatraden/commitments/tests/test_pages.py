"""Who may see and write what is promised, and is nothing that is written lost?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rodatraden.commitments import models, queries
from rodatraden.commitments.rules.codes import State
from rodatraden.commitments.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    make.municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def sign_in(client: Client, post: str) -> None:
    client.force_login(make.account(post), backend=settings.AUTHENTICATION_BACKENDS[0])


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, address: str, given: dict[str, Any], status: int) -> str:
    answer = client.post(address, given)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def form(**given: str) -> dict[str, Any]:
    return {"kind": "activity", "title": "Laga gungan", "unit": "SKOLAN", "owner": "REKTOR", **given}


PAGES = ["/uppdrag", "/uppdrag.csv", "/uppdrag.xlsx", "/uppdrag.json", "/uppdrag/aterrapportering"]
PAGES += ["/uppdrag/aterrapportering.csv", "/uppdrag?lage=sena&slag=aktivitet&q=x&enhet=BUF&ursprung=beslut:O1&sida=9"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("day", ["", "1999-01-01", "2200-12-31"])
def test_everyone_may_read_on_any_day_and_when_nothing_is_promised(client: Client, address: str, day: str) -> None:
    mark = "&" if "?" in address else "?"

    assert client.get(f"{address}{mark}on={day}" if day else address).status_code == 200
    make.commitment()
    assert client.get(f"{address}{mark}on={day}" if day else address).status_code == 200


def test_a_page_asks_no_more_of_the_database_when_more_is_promised(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        make.commitment(f"U-{number}", owner="" if number % 3 else "FC-BUF")
        make.follow_up(f"U-{number}")

    with django_assert_max_num_queries(10):
        body = shown(client, "/uppdrag")
    assert "50" in body
    assert "60" in body


def test_what_is_late_is_told_by_shape_and_word_and_stands_first(client: Client) -> None:
    make.commitment("A", "I god tid", due=date(2199, 1, 1))
    make.commitment("B", "För sent", due=date(2020, 1, 1))

    body = shown(client, "/uppdrag")

    assert body.index("För sent") < body.index("I god tid")
    assert "▲" in body
    assert "days late" in body


def test_a_post_that_is_closed_is_told_as_nobody(client: Client) -> None:
    make.commitment(owner="LARARE", unit="SKOLAN")
    make.close_post("LARARE", on="2026-02-01")

    assert "LARARE is closed" in shown(client, "/uppdrag")
    assert "The post LARARE is closed" in shown(client, "/uppdrag/U-1")
    assert '"is_ownerless": true' in shown(client, "/uppdrag.json?lage=utan-ansvarig")


def test_the_json_of_one_tells_its_history(client: Client) -> None:
    make.commitment()
    make.follow_up(text="Halvvägs.")
    make.report(is_final=False, next_by=date(2027, 1, 1))

    told = client.get("/uppdrag/U-1.json").json()

    assert told["notes"][0]["text"] == "Halvvägs."
    assert told["reports"][0]["body"] == "KF"
    assert told["report_by"] == "2027-01-01"
    assert client.get("/uppdrag/U-9.json").status_code == 404


def test_there_is_no_page_of_what_nobody_promised(client: Client) -> None:
    shown(client, "/uppdrag/U-9", 404)


def test_the_history_is_on_the_page(client: Client) -> None:
    make.commitment()
    make.follow_up(text="Två av tre klara.", share=66)
    make.report(is_final=False, next_by=date(2027, 1, 1))

    body = shown(client, "/uppdrag/U-1")

    for word in ("Två av tre klara.", "66", "It is to be told again.", "§ 4", "1 earlier wording", "2026-09-30"):
        assert word in body


def test_html_is_shown_as_text(client: Client) -> None:
    make.commitment(title="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")

    for address in ("/uppdrag", "/uppdrag/U-1", "/uppdrag/aterrapportering", "/beslut/O1"):
        body = shown(client, address)
        assert "<script>alert" not in body
        assert "<img src=x" not in body


def test_a_head_promises_something_in_their_own_units_and_nowhere_else(client: Client) -> None:
    sign_in(client, "FC-BUF")
    shown(client, "/uppdrag/nytt?fran=decision&kod=O1")

    sent(client, "/uppdrag/nytt", form(origin_kind="decision", origin="O1", due="2026-12-31"), 302)
    assert "U-" in next(iter(queries.codes()))
    sent(client, "/uppdrag/nytt", form(unit="SOF", owner=""), 422)
    assert models.Commitment.objects.count() == 1


@pytest.mark.parametrize("post", ["LARARE", "POLITIKER", "REVISOR"])
def test_who_may_not_promise_anything_is_told(client: Client, post: str) -> None:
    make.commitment()
    sign_in(client, post)

    for address in ("/uppdrag/nytt", "/uppdrag/U-1/andra", "/uppdrag/U-1/aterrapport", "/uppdrag/U-1/folj-upp"):
        shown(client, address, 403)
        sent(client, address, form(), 403)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"starts": "2026-07-01", "due": "2026-06-30"}, "end before it begins"),
        ({"due": "9999-12-31"}, "Choose a day from"),
        ({"due": "31/12"}, "is not a day"),
        ({"owner": "FINNSINTE"}, "FINNSINTE"),
        ({"unit": "FINNSINTE"}, "FINNSINTE"),
        ({"origin_kind": "decision", "origin": "KF-1999-1"}, "nothing of that kind"),
        ({"origin": "O1"}, "Say what the code is"),
        ({"origin_kind": "decision"}, "Write the code"),
        ({"report_by": "2026-09-30"}, "Say who is to be told"),
        ({"title": ""}, "required"),
        ({"title": "x" * 301}, "at most 300"),
        ({"description": "x" * 20_001}, "at most 20000"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client: Client, given: dict[str, str], told: str) -> None:
    sign_in(client, "FC-BUF")

    body = sent(client, "/uppdrag/nytt", form(description="Mina ord.") | given, 422)

    assert told in body
    assert "Mina ord." in body or "description" in given
    assert not models.Commitment.objects.exists()


def test_five_megabytes_of_text_are_refused(client: Client) -> None:
    sign_in(client, "FC-BUF")

    assert client.post("/uppdrag/nytt", form(description="x" * 5_000_000)).status_code in {400, 413, 422}
    assert not models.Commitment.objects.exists()


def test_two_who_reword_at_once_lose_no_words(client: Client) -> None:
    make.commitment()
    sign_in(client, "FC-BUF")
    seen = str(make.told().key)
    sent(client, "/uppdrag/U-1/andra", form(title="Deras", seen=seen, unit="BUF", owner="FC-BUF"), 302)

    body = sent(client, "/uppdrag/U-1/andra", form(title="Mina", seen=seen, unit="BUF", owner="FC-BUF"), 409)

    assert "Deras" in body
    assert "Mina" in body
    assert make.told().title == "Deras"


def test_whoever_holds_the_post_that_answers_follows_it_up(client: Client) -> None:
    make.commitment(owner="LARARE", unit="SKOLAN")
    sign_in(client, "LARARE")

    assert "Follow up" in shown(client, "/uppdrag/U-1")
    sent(client, "/uppdrag/U-1/folj-upp", {"state": "done", "text": "Klart."}, 302)

    assert make.told().state is State.DONE
    assert models.Progress.objects.get().post == "LARARE"
    shown(client, "/uppdrag/U-1/andra", 403)


def test_nobody_follows_up_in_the_past(client: Client) -> None:
    make.commitment()
    sign_in(client, "FC-BUF")
    day = (timezone.localdate() - timedelta(days=1)).isoformat()

    assert client.get(f"/uppdrag/U-1/folj-upp?on={day}").status_code in {403, 404}


def test_what_is_discontinued_must_say_why(client: Client) -> None:
    make.commitment()
    sign_in(client, "FC-BUF")

    body = sent(client, "/uppdrag/U-1/folj-upp", {"state": "discontinued", "text": ""}, 422)

    assert "Write why" in body
    assert make.told().state is State.NOT_STARTED


@pytest.mark.parametrize(("share", "status"), [("101", 422), ("-1", 422), ("x", 422), ("50", 302)])
def test_a_share_is_in_per_cent(client: Client, share: str, status: int) -> None:
    make.commitment()
    sign_in(client, "FC-BUF")

    sent(client, "/uppdrag/U-1/folj-upp", {"state": "under_way", "share": share}, status)


def test_that_a_body_was_told_is_noted_with_when_it_is_told_again(client: Client) -> None:
    make.commitment()
    sign_in(client, "FC-BUF")
    given = {"body": "KF", "on": "2026-05-06", "is_final": "nej"}

    assert "Choose the day" in sent(client, "/uppdrag/U-1/aterrapport", given, 422)
    sent(client, "/uppdrag/U-1/aterrapport", given | {"next_by": "2027-01-31"}, 302)
    assert make.told().report_by == date(2027, 1, 31)
    assert "Uppdrag U-1" in shown(client, "/uppdrag/aterrapportering?organ=KF")

    sent(client, "/uppdrag/U-1/aterrapport", {"body": "KF", "on": "2026-05-07", "is_final": "ja"}, 302)
    assert "Uppdrag U-1" not in shown(client, "/uppdrag/aterrapportering")


def test_a_meeting_that_is_not_held_yet_took_note_of_nothing(client: Client) -> None:
    make.commitment()
    sign_in(client, "FC-BUF")

    body = sent(client, "/uppdrag/U-1/aterrapport", {"body": "KF", "on": "2199-01-01", "is_final": "ja"}, 422)

    assert "not been held yet" in body


def test_a_decision_s_page_tells_what_it_asked_for(client: Client) -> None:
    make.commitment(title="Utred skolskjutsen")

    body = shown(client, "/beslut/O1")

    assert "/uppdrag/U-1" in body
    assert "Utred skolskjutsen" in body
