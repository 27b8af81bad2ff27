from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from rodatraden.journal.models import Entry as JournalEntry
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, Handed, NewEqualityStep
from rodatraden.steering.rules.equality import LadderStep
from rodatraden.steering.tests import make
from rodatraden.steering.tests.pages import BUN, shown, sign_in

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _norrvik(client: Client) -> None:
    make.municipality()
    make.plan()
    make.asked()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def handed_in() -> None:
    handed = Handed([Entry(text="Ett bra år.")], minutes=40)
    actions.submit(place=make.place(), handed=handed, by="test", at=make.NOW, post="LEDARE")
    actions.approve(place=make.place(), by="test", at=make.LATE, post="CHEF")


def test_what_is_asked_told_and_read_is_counted_for_each_unit() -> None:
    handed_in()

    found = {each.unit: each for each in queries.burdens(on=DAY, known=make.LATER)}
    bun, sn = found["BUN"], found["SN"]
    assert (bun.rounds, bun.questions, bun.minutes, bun.told, bun.handed_in, bun.unread) == (1, 5, 40, 1, 1, 1)
    assert (sn.questions, sn.minutes, sn.told, sn.handed_in, sn.unread) == (3, None, 0, 0, 0)
    assert queries.burdens(on=date(2028, 1, 1), known=make.LATER) == []


def test_a_reading_is_a_number_and_nothing_of_who_or_when(client: Client) -> None:
    handed_in()
    entries = JournalEntry.objects.count()
    assert client.post(f"{BUN}/last").status_code == 403
    sign_in(client, "LARARE")
    assert client.get(f"{BUN}/last").status_code == 405
    assert "/last" in shown(client, BUN)
    assert client.post(f"{BUN}/last").status_code == 204
    client.post(f"{BUN}/last")

    assert models.TimesRead.objects.get().times == 2
    assert JournalEntry.objects.exclude(code__startswith="a").exclude(code__startswith="i").count() <= entries
    assert {field.name for field in models.TimesRead._meta.fields} == {"id", "round", "unit", "times"}
    assert queries.burdens(on=DAY, known=make.LATER)[0].unread == 0


def test_who_writes_for_the_unit_is_not_counted_as_a_reader(client: Client) -> None:
    handed_in()
    sign_in(client, "LEDARE")

    assert "/last" not in shown(client, BUN)


def test_the_page_is_open_to_everyone_and_can_be_had_as_files(client: Client) -> None:
    assert "Nothing has been asked for in a year" in shown(
        client, "/vad-uppfoljningen-kostar?on=2020-01-01&known=2026-12-01"
    )
    handed_in()
    page = shown(client, "/vad-uppfoljningen-kostar?on=2026-06-01&known=2026-12-01")
    assert "Enhet BUN" in page
    assert "1 contribution tells what it took" in page
    assert client.get("/vad-uppfoljningen-kostar.csv").status_code == 200
    assert (
        client.get("/vad-uppfoljningen-kostar.json?on=2026-06-01&known=2026-12-01").json()["rows"][0]["minutes"] == "40"
    )


def judge(step: LadderStep, on: date, evidence: str = "Beslutet finns.") -> int:
    judged = NewEqualityStep(unit="BUN", step=step, evidence=evidence, judged_on=on)
    return actions.judge_equality(judged=judged, by="test", at=timezone.now())


def test_a_unit_tells_where_it_stands_and_what_shows_it() -> None:
    judge(LadderStep.PLAN, date(2025, 11, 1))
    judge(LadderStep.TAKE_STOCK, date(2026, 5, 1))
    judge(LadderStep.ANALYSE, date(2026, 5, 1))

    told = queries.ladder(known=date.max)["BUN"]
    assert [(each.step, each.judged_on) for each in told] == [(5, date(2026, 5, 1)), (3, date(2025, 11, 1))]
    with pytest.raises(actions.NothingShown):
        judge(LadderStep.AIM, DAY, " ")


def test_the_ladder_is_read_by_all_and_written_by_those_who_write_for_the_unit(client: Client) -> None:
    assert "No unit has told where it stands" in shown(client, "/jamstalldhet")
    assert client.post("/jamstalldhet/BUN", {"step": "3"}).status_code == 403
    sign_in(client, "LEDARE")
    assert "Tell where you stand" in shown(client, "/jamstalldhet/BUN")
    given = {"step": "3", "judged_on": "2026-05-01"}
    assert client.post("/jamstalldhet/BUN", given).status_code == 422
    assert client.post("/jamstalldhet/BUN", {**given, "step": "9"}).status_code == 422
    assert client.post("/jamstalldhet/BUN", {**given, "evidence": "Planen är antagen."}).status_code == 302

    row = models.EqualityStep.objects.get()
    assert (row.step, row.post) == (3, "LEDARE")
    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = shown(client, "/jamstalldhet")
    assert "Planen är antagen." in page
    assert "plan and organise" in page
    assert "Planen är antagen." in shown(client, "/jamstalldhet/BUN")
    assert client.get("/jamstalldhet.csv").status_code == 200
    assert client.get("/jamstalldhet/NOWHERE").status_code == 404
