"""Does a decision lead to the matters it was taken in, as known on the day?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.matters.rules.codes import StepKind, StepOutcome
from rodatraden.matters.tests import make

pytestmark = pytest.mark.django_db
LINK = '<a href="/arenden/A-1">Ny gunga (KS 2026/17)</a>'


@pytest.fixture(autouse=True)
def _taken_in_a_matter(client: Client) -> None:
    make.municipality()
    make.matter(title="Ny gunga", dnr="KS 2026/17")
    make.matter("A-2", title="Skolskjuts")
    for matter in ("A-1", "A-2"):
        make.step(StepKind.DECISION, matter=matter, decision="O1", outcome=StepOutcome.APPROVED)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_decision_leads_to_its_matters(client: Client, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    with django_assert_max_num_queries(15):
        page = shown(client, "/beslut/O1")

    assert LINK in page
    assert '<a href="/arenden/A-2">Skolskjuts (A-2)</a>' in page


def test_a_decision_leads_to_its_matters_as_json(client: Client) -> None:
    assert client.get("/beslut/O1.json").json()["belongs_to"] == [
        {"label": "Ny gunga (KS 2026/17)", "address": "/arenden/A-1"},
        {"label": "Skolskjuts (A-2)", "address": "/arenden/A-2"},
    ]


def test_a_matter_that_was_not_known_by_the_day_is_not_told(client: Client) -> None:
    before = "?on=2026-05-01&known=2026-05-01"

    assert "Ny gunga" not in shown(client, f"/beslut/O1{before}")
    assert client.get(f"/beslut/O1.json{before}").json()["belongs_to"] == []


def test_the_link_keeps_the_days(client: Client) -> None:
    assert "/arenden/A-1?on=2026-06-01" in shown(client, "/beslut/O1?on=2026-06-01")
