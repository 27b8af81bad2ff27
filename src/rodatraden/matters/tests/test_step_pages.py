"""Is a step of a matter told by form, with what is missing said?"""

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.matters.rules.codes import Applies, StepKind
from rodatraden.matters.tests import make
from rodatraden.matters.tests.test_pages import matter_form, sent, shown, sign_in, step_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    make.municipality()
    make.gate()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def test_a_step_that_meets_a_gate_is_told_by_form(client: Client) -> None:
    make.gate("mbl", Applies.ALWAYS, "")
    make.matter()
    sign_in(client, "FC-BUF")
    page = shown(client, "/arenden/A-1/steg?krav=mbl")
    assert '<option value="mbl" selected>' in page
    assert "met by being heard there" in page

    sent(client, "/arenden/A-1/steg", step_form(kind="negotiation", gate="mbl", outcome="noted"), 302)

    assert client.get("/arenden/A-1.json").json()["may_be_decided"] is True


@pytest.mark.parametrize(
    ("applies", "kind"),
    [
        (Applies.ORGANISATION, "negotiation"),
        (Applies.WORK_ENVIRONMENT, "risk"),
        (Applies.POLITICALLY_SENSITIVE, "preparation"),
        (Applies.MID_YEAR_EXPENSE, "note"),
    ],
)
def test_the_form_of_a_step_suggests_what_the_gate_is_about(applies: Applies, kind: str, client: Client) -> None:
    make.gate("krav", applies, "")
    make.matter()
    sign_in(client, "FC-BUF")

    assert f'<option value="{kind}" selected>' in shown(client, "/arenden/A-1/steg?krav=krav")


def test_a_new_step_is_no_earlier_than_the_matter(client: Client) -> None:
    row = make.matter()
    sign_in(client, "FC-BUF")
    sent(client, "/arenden/A-1/andra", matter_form(opened_on="2026-01-01", seen=str(row.pk)), 302)

    assert "The matter was opened" in sent(client, "/arenden/A-1/steg", step_form(on="1900-01-01"), 422)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"on": "", "outcome": "heard"}, "Choose the day when it was held"),
        ({"on": "", "kind": "decision"}, "Choose the day of the decision"),
        ({"kind": "dans"}, "Select a valid choice"),
        ({"body": "INGEN"}, "Select a valid choice"),
        ({"note": ""}, "Say where it is taken up"),
        ({"on": "2099-03-03", "outcome": "noted"}, "It has not been held yet"),
    ],
)
def test_a_step_that_says_too_little_is_told_so(given: dict[str, str], told: str, client: Client) -> None:
    make.matter()
    sign_in(client, "FC-BUF")

    assert told in sent(client, "/arenden/A-1/steg", step_form(**given), 422)


def test_a_planned_step_is_told_when_it_was_held(client: Client) -> None:
    make.matter()
    planned = make.step(StepKind.ANCHORING, body="KLG")
    sign_in(client, "FC-BUF")
    held = step_form(kind="anchoring", body="KLG", outcome="heard", note="Inga invändningar.", seen=str(planned.pk))

    sent(client, f"/arenden/A-1/steg/{planned.code}", held, 302)
    page = sent(client, f"/arenden/A-1/steg/{planned.code}", held | {"note": "Nej."}, 409)

    assert "Inga invändningar." in page
    assert "Inga invändningar." in shown(client, "/arenden/A-1")
    shown(client, "/arenden/A-1/steg/99", 404)
