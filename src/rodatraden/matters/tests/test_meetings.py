"""Does the list of meetings tell which groups something waits for, how much, and on which day next?"""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.matters import models, queries
from rodatraden.matters.rules.codes import MatterStatus, StepKind, StepOutcome
from rodatraden.matters.tests import make
from rodatraden.organisation.tests import make as organisation

pytestmark = pytest.mark.django_db
ON = "?on=2026-05-07&known=2026-05-07"


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    make.municipality()
    organisation.record(
        "O2 | 2020-02-01 | | group.formed group=HR name=HR-gruppen",
        "O2 | 2020-02-01 | | group.formed group=TYST name=Trädgårdsgruppen",
    )
    make.gate()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def rows(client: Client, asked: str = ON) -> list[tuple[Any, ...]]:
    told = client.get(f"/moten.json{asked}").json()["rows"]
    return [(row["code"], int(row["waiting"]), row["next_on"], row["latest_on"]) for row in told]


def test_a_group_that_a_gate_names_is_there_though_nothing_waits(client: Client) -> None:
    assert rows(client) == [("KLG", 0, None, None)]


def test_a_matter_waits_where_a_gate_says_so_and_where_it_is_planned(client: Client) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.matter("A-2")
    make.step(StepKind.ANCHORING, matter="A-2", body="KLG", on=date(2026, 6, 2))
    make.matter("A-3")
    make.step(StepKind.ANCHORING, matter="A-3", body="HR", on=date(2026, 5, 20))

    assert rows(client) == [("HR", 1, "2026-05-20", None), ("KLG", 2, "2026-06-02", None)]
    assert rows(client, "?on=2026-05-30&known=2026-05-30")[0] == ("KLG", 2, "2026-06-02", None)


def test_what_is_said_or_decided_waits_no_more(client: Client) -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.heard()
    make.matter("A-2", status=MatterStatus.DECIDED)
    make.touch("BUF", "SOF", matter="A-2")

    assert rows(client) == [("KLG", 0, None, "2026-05-06")]


def test_the_page_leads_to_each_meeting_and_is_reached_from_matters_and_from_the_group(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(20):
        make.matter(f"A-{number}")
        make.touch("BUF", "SOF", matter=f"A-{number}")

    with django_assert_max_num_queries(15):
        page = client.get("/moten").content.decode()

    assert '<a href="/moten/KLG">Koncernledningen</a>' in page
    assert "Trädgårdsgruppen" not in page
    assert 'href="/moten"' in client.get("/arenden").content.decode()
    assert 'href="/moten/TYST"' in client.get("/organisation/grupp/TYST").content.decode()


def test_the_files_hold_the_same(client: Client) -> None:
    make.matter()
    make.step(StepKind.ANCHORING, body="KLG", on=date(2026, 6, 2))

    lines = list(csv.reader(io.StringIO(client.get(f"/moten.csv{ON}").content.decode("utf-8-sig")), delimiter=";"))
    assert lines[1] == ["Koncernledningen", "1", "2026-06-02", "", "KLG"]
    assert client.get(f"/moten.xlsx{ON}").content.startswith(b"PK")


@pytest.mark.parametrize("asked", ["?on=2019-01-01", "?on=2026-01-01&known=2026-01-01"])
def test_where_no_group_is_concerned_the_page_says_how_one_comes_there(client: Client, asked: str) -> None:
    assert "Nothing waits" in client.get(f"/moten{asked}").content.decode()


def test_a_member_tells_nothing_of_what_does_not_wait_for_the_group(client: Client) -> None:
    make.matter()
    decided = make.step(StepKind.DECISION, body="KLG", outcome=StepOutcome.APPROVED, decision="D0")
    elsewhere = make.step(StepKind.ANCHORING, body="ANNAN", on=date(2099, 1, 1))
    client.force_login(make.account("KD"), backend=settings.AUTHENTICATION_BACKENDS[0])
    said = {"matter": "A-1", "A-1-outcome": "opposed"}

    for step in (decided, elsewhere):
        assert client.post("/moten/KLG", said | {"step": step.code, "A-1-seen": str(step.pk)}).status_code == 404
    assert client.post("/moten/KLG", said).status_code == 404
    assert models.StepVersion.objects.count() == 2


def test_a_note_in_the_meeting_leaves_the_rest_of_the_planned_step_and_is_made_today(client: Client) -> None:
    make.matter()
    planned = make.step(StepKind.ANCHORING, body="KLG", on=date(2099, 1, 1), gate="forankring")
    client.force_login(make.account("KD"), backend=settings.AUTHENTICATION_BACKENDS[0])
    said = {"matter": "A-1", "step": planned.code, "A-1-outcome": "heard", "A-1-seen": str(planned.pk)}

    assert client.post("/moten/KLG?on=2026-05-07", said).status_code == 403
    assert client.post("/moten/KLG", said).status_code == 302

    (step,) = queries.steps_of(["A-1"], known=queries.EVERYTHING)["A-1"]
    assert (step.gate, step.outcome) == ("forankring", StepOutcome.HEARD)
