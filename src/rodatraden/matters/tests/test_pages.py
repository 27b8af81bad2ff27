"""Are matters shown as they were known, and is what is written taken without losing a word?"""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rodatraden.matters import models, queries
from rodatraden.matters.rules.codes import MatterStatus, StepKind, StepOutcome
from rodatraden.matters.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    make.municipality()
    make.gate()
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


def matter_form(**given: str) -> dict[str, Any]:
    opened = {"opened_on": "2026-01-01"}
    return {"title": "Ny gunga", "kind": "motion", "status": "open", "unit": "BUF", **opened, **given}


def step_form(**given: str) -> dict[str, Any]:
    return {"kind": "preparation", "on": make.DAY.isoformat(), "note": "Bereds.", **given}


def latest(code: str = "A-1") -> models.MatterVersion:
    found = queries.find(code, known=queries.EVERYTHING)
    assert found
    return found


ADDRESSES = ["/arenden", "/arenden?q=A&lage=pågår&enhet=BUN&organ=KLG&slag=motion&omrade=skola", "/arenden/A-1"]
ADDRESSES += ["/arenden.json", "/arenden/A-1.json", "/arenden.csv", "/arenden.xlsx", "/moten/KLG"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_anyone_reads_matters_in_few_queries(
    address: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.heard()
    make.step(StepKind.DECISION, decision="O1", outcome=StepOutcome.APPROVED)

    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/arenden", "/arenden/A-1", "/moten/KLG", "/arenden/A-1/steg", "/arenden/A-1/andra"]
)
def test_who_may_write_reads_in_few_queries_too(
    address: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.waive()
    make.step(StepKind.ANCHORING, body="KLG")
    make.step(StepKind.DECISION, decision="O1", outcome=StepOutcome.APPROVED)
    sign_in(client, "FC-BUF")
    client.get(address)  # what the reader holds is kept until something is written

    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_a_page_of_no_matters_says_what_belongs_there(client: Client) -> None:
    assert "No matters here" in shown(client, "/arenden")
    assert "Nothing waits" in shown(client, "/moten/KLG")


def test_the_board_counts_filters_and_pages(client: Client) -> None:
    for number in range(60):
        make.matter(f"B-{number:02}", f"Ärende nummer {number}", unit="SOF")
    make.matter("A-1", "Skolan", status=MatterStatus.DECIDED)

    page = shown(client, "/arenden")
    assert page.count('href="/arenden/B-') == 50
    assert 'aria-current="true">All (61)' in page
    assert "Skolan" in shown(client, "/arenden?lage=beslutat")
    assert "nummer" not in shown(client, "/arenden?lage=beslutat")
    assert "Skolan" not in shown(client, "/arenden?enhet=SOF")
    assert "Skolan" in shown(client, "/arenden?enhet=BUN")
    assert "No matter is like what you asked for" in shown(client, "/arenden?q=finns-inte")


def test_the_file_holds_every_matter_that_is_asked_for(client: Client) -> None:
    make.matter("A-1", "=1+1")
    make.matter("A-2", unit="SOF")

    rows = list(
        csv.reader(io.StringIO(client.get("/arenden.csv?enhet=BUN").content.decode("utf-8-sig")), delimiter=";")
    )
    assert [row[-1] for row in rows] == ["Code", "A-1"]
    assert rows[1][0] == "'=1+1"
    assert client.get("/arenden.xlsx").status_code == 200
    assert [each["code"] for each in client.get("/arenden.json?enhet=SOF").json()["matters"]] == ["A-2"]


def test_a_matter_tells_what_is_left_whom_it_touches_and_what_happened(client: Client) -> None:
    make.matter("A-1", "Flytta skolan", dnr="BUN 2026/7")
    make.touch("BUF", "SOF")
    make.step(note="<b>Bereds</b>")

    page = shown(client, "/arenden/A-1")
    assert "one thing is left to do" in page
    assert "rt-status--missed" in page
    assert "Det berör dem." in page
    assert "&lt;b&gt;Bereds&lt;/b&gt;" in page
    assert "Add a step" not in page


def test_a_waived_gate_shows_its_reason_who_and_when(client: Client) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.waive(reason="Bussarna ska gå på måndag.")

    page = shown(client, "/arenden/A-1")
    assert "Bussarna ska gå på måndag." in page
    assert "rt-status--partly" in page
    assert "Everything that must be done before a decision is done" in page


def test_json_tells_the_gates_and_the_touched_units(client: Client) -> None:
    make.matter()
    make.touch("SKOLAN", "SOF")

    told = client.get("/arenden/A-1.json").json()
    assert told["may_be_decided"] is False
    assert told["administrations"] == ["BUF", "SOF"]
    assert [(each["unit"], each["path"], each["computed"], each["reason"]) for each in told["touched"]] == [
        ("SKOLAN", ["K", "KF", "BUN", "BUF", "SKOLAN"], False, "Det berör dem."),
        ("SOF", ["K", "KF", "SN", "SOF"], False, "Det berör dem."),
    ]
    assert [(gate["code"], gate["state"]) for gate in told["gates"]] == [("forankring", "left")]


def test_a_matter_is_not_there_before_it_was_known(client: Client) -> None:
    make.matter()

    assert "There is nothing here" in shown(client, "/arenden/A-1?known=2026-05-05", 404)
    assert client.get("/arenden/A-1.json?known=2026-05-05").status_code == 404
    assert "A-1" not in shown(client, "/arenden?known=2026-05-05")
    shown(client, "/arenden/A-404", 404)
    shown(client, "/moten/INGEN", 404)


@pytest.mark.parametrize("post", ["LARARE", "POLITIKER", "REVISOR", "FC-SOF"])
@pytest.mark.parametrize("address", ["andra", "steg", "berorda", "undantag/forankring"])
def test_who_may_not_write_in_the_unit_is_refused(post: str, address: str, client: Client) -> None:
    make.matter()
    sign_in(client, post)

    shown(client, f"/arenden/A-1/{address}", 403)
    sent(client, f"/arenden/A-1/{address}", {"reason": "x"}, 403)
    assert "Add a step" not in shown(client, "/arenden/A-1")


def test_a_matter_is_registered_by_form(client: Client) -> None:
    sign_in(client, "REKTOR")

    sent(client, "/arenden/nytt", matter_form(dnr="BUN 2026/9", unit="SKOLAN", traits="organisation"), 302)

    found = latest("BUN-2026-9")
    assert (found.title, found.unit, found.traits, found.post) == ("Ny gunga", "SKOLAN", ["organisation"], "REKTOR")
    assert "Ny gunga" in shown(client, "/arenden")


def test_a_new_matter_is_opened_today_if_nobody_says_otherwise(client: Client) -> None:
    sign_in(client, "FC-BUF")

    assert f'name="opened_on" value="{timezone.localdate().isoformat()}"' in shown(client, "/arenden/nytt")


def test_of_a_matter_whose_first_day_is_unknown_nobody_has_to_make_one_up(client: Client) -> None:
    sign_in(client, "FC-BUF")
    row = make.matter()

    sent(client, "/arenden/A-1/andra", matter_form(opened_on="", seen=str(row.pk)), 302)
    assert latest().opened_on is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"title": ""}, "This field is required"),
        ({"unit": "SOF"}, "Select a valid choice"),
        ({"opened_on": ""}, "Choose a day."),
        ({"opened_on": "2026-02-30"}, "is not a day"),
        ({"opened_on": "9999-01-01"}, "Choose a day from"),
        ({"opened_on": "2026-02-02", "closed_on": "2026-02-01"}, "be closed before it was opened"),
        ({"about": "x" * 100_001}, "100000"),
        ({"kind": "påhittat"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_in_the_form_is_told_and_nothing_is_lost(
    given: dict[str, str], told: str, client: Client
) -> None:
    sign_in(client, "FC-BUF")

    page = sent(client, "/arenden/nytt", matter_form(category="Lekplatser", **given), 422)

    assert told in page
    assert "Lekplatser" in page
    assert not models.Matter.objects.exists()


def test_two_who_describe_the_same_matter_are_told_and_neither_loses_a_word(client: Client) -> None:
    row = make.matter()
    sign_in(client, "FC-BUF")
    sent(client, "/arenden/A-1/andra", matter_form(title="Den förstas", seen=str(row.pk)), 302)

    page = sent(client, "/arenden/A-1/andra", matter_form(title="Den andras", seen=str(row.pk)), 409)

    assert "Den förstas" in page
    assert "Den andras" in page
    assert latest().title == "Den förstas"
    again = {"title": "Den andras", "seen": str(latest().pk)}
    assert f'value="{latest().pk}"' in page
    sent(client, "/arenden/A-1/andra", matter_form(**again), 302)
    assert latest().title == "Den andras"


def test_a_matter_is_not_given_to_a_unit_where_one_may_not_write(client: Client) -> None:
    row = make.matter()
    sign_in(client, "FC-BUF")

    sent(client, "/arenden/A-1/andra", matter_form(unit="SOF", seen=str(row.pk)), 422)


def test_a_decision_is_stopped_by_a_gate_and_the_form_says_how_to_go_on(client: Client) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    sign_in(client, "FC-BUF")
    decision = step_form(kind="decision", outcome="approved", body="BUN", note="Nämnden beslutar.")

    page = sent(client, "/arenden/A-1/steg", decision, 409)
    assert "Krav forankring" in page
    assert "Nämnden beslutar." in page
    assert latest().status == MatterStatus.OPEN

    sent(client, "/arenden/A-1/undantag/forankring", {"reason": "Brådskar."}, 302)
    sent(client, "/arenden/A-1/steg", decision, 302)

    assert latest().status == MatterStatus.DECIDED
    assert "Brådskar." in shown(client, "/arenden/A-1")


def test_an_exception_needs_its_reason_and_can_be_taken_back(client: Client) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    sign_in(client, "FC-BUF")

    assert "Write why" in sent(client, "/arenden/A-1/undantag/forankring", {"reason": ""}, 422)
    sent(client, "/arenden/A-1/undantag/forankring", {"reason": "Brådskar."}, 302)
    seen = str(models.Ruling.objects.get(code="forankring").pk)
    sent(client, "/arenden/A-1/undantag/forankring", {"reason": "", "seen": seen}, 302)

    assert client.get("/arenden/A-1.json").json()["may_be_decided"] is False
    shown(client, "/arenden/A-1/undantag/finns-inte", 404)


def test_touched_units_are_corrected_by_hand_with_a_reason(client: Client) -> None:
    make.matter()
    sign_in(client, "FC-BUF")

    assert "Write why" in sent(client, "/arenden/A-1/berorda", {"unit": "SOF", "holds": "ja", "reason": ""}, 422)
    sent(client, "/arenden/A-1/berorda", {"unit": "SOF", "holds": "ja", "reason": "De betalar hälften."}, 302)

    page = shown(client, "/arenden/A-1")
    assert "De betalar hälften." in page
    assert "De betalar hälften." in shown(client, "/arenden/A-1/berorda?enhet=SOF")


def test_the_meeting_shows_what_waits_and_takes_what_was_said(client: Client) -> None:
    make.matter("A-1", "Flytta skolan")
    make.touch("BUF", "SOF")
    assert "Flytta skolan" in shown(client, "/moten/KLG")
    assert "Note what was said" not in shown(client, "/moten/KLG")
    sign_in(client, "FC-BUF")
    said = {"matter": "A-1", "A-1-outcome": "heard", "A-1-note": "Alla är med på det."}

    sent(client, "/moten/KLG", said, 302)

    page = shown(client, "/moten/KLG")
    assert "Alla är med på det." in page
    assert "Nothing waits" in page
    (step,) = queries.steps_of(["A-1"], known=queries.EVERYTHING)["A-1"]
    assert (step.body, step.on, step.outcome) == ("KLG", timezone.localdate(), StepOutcome.HEARD)


def test_what_was_planned_for_the_meeting_is_told_in_the_same_step(client: Client) -> None:
    make.matter()
    planned = make.step(StepKind.ANCHORING, body="KLG", on=date(2099, 1, 1))
    sign_in(client, "FC-BUF")
    said = {
        "matter": "A-1",
        "step": planned.code,
        "A-1-outcome": "postponed",
        "A-1-note": "Nästa gång.",
        "A-1-seen": "999",
    }

    page = sent(client, "/moten/KLG", said, 409)
    assert "Nästa gång." in page
    sent(client, "/moten/KLG", said | {"A-1-seen": str(planned.pk)}, 302)

    (step,) = queries.steps_of(["A-1"], known=queries.EVERYTHING)["A-1"]
    assert (step.code, step.outcome) == (planned.code, StepOutcome.POSTPONED)


def test_what_someone_else_noted_in_the_meeting_meanwhile_is_told_and_nothing_is_lost(client: Client) -> None:
    make.matter()
    planned = make.step(StepKind.ANCHORING, body="KLG", on=date(2099, 1, 1))
    sign_in(client, "FC-BUF")
    said = {"matter": "A-1", "step": planned.code, "A-1-outcome": "heard", "A-1-seen": str(planned.pk)}
    sent(client, "/moten/KLG", said | {"A-1-note": "Den förstas ord."}, 302)

    page = sent(client, "/moten/KLG", said | {"A-1-note": "Den andras ord."}, 409)

    assert page.count("Den förstas ord.") > 1
    assert "Den andras ord." in page


def test_only_a_member_or_who_prepares_the_matter_notes_what_was_said(client: Client) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    said = {"matter": "A-1", "A-1-outcome": "heard"}
    sent(client, "/moten/KLG", said, 403)
    sign_in(client, "FC-SOF")

    sent(client, "/moten/KLG", said, 403)
    assert not models.StepVersion.objects.exists()
    sign_in(client, "REKTOR")
    sent(client, "/moten/KLG", said, 403)
    sign_in(client, "KD")
    assert "Select a valid choice" in sent(client, "/moten/KLG", said | {"A-1-outcome": "x"}, 422)
    sent(client, "/moten/KLG", said | {"matter": "A-404"}, 404)
    sent(client, "/moten/KLG", said, 302)


def test_nobody_writes_in_the_past(client: Client) -> None:
    make.matter()
    sign_in(client, "FC-BUF")

    assert "Add a step" in shown(client, "/arenden/A-1")
    assert "Add a step" not in shown(client, "/arenden/A-1?on=2026-05-06")
