"""Does a decision's page lead who may prepare to a proposal that revokes, replaces or corrects it?"""

import re

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.decisions import models as decided
from rodatraden.matters import models
from rodatraden.matters.queries import whatif
from rodatraden.matters.tests.drafting import TODAY, WHOLE, begun, fresh, municipality, taken, what_if
from rodatraden.matters.tests.drafting_pages import MOVED, decision_form_of, sent, shown, sign_in, text
from rodatraden.organisation.tests.make import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def director(client: Client) -> Client:
    return sign_in(client, "KD")


def ways_on(client: Client, code: str) -> list[str]:
    """The ways that a decision's page offers to take it back."""
    return re.findall(r'href="/forslag/nytt\?(\w+)=', shown(client, f"/beslut/{code}"))


def begin(client: Client, asked: str, **given: str) -> models.Proposal:
    """Begin a proposal as the page offers it."""
    page = shown(client, f"/forslag/nytt?{asked}")
    title = re.search(r'name="title" value="([^"]*)"', page)
    assert title
    fields = {"title": title[1], "effective_on": "2026-12-01", "unit": "KLF", **given}
    answer = client.post(f"/forslag/nytt?{asked}", fields)
    assert answer.status_code == 302, text(answer.content.decode())
    return models.Proposal.objects.get(code=answer.headers["Location"].removeprefix("/forslag/"))


def undone(proposal: models.Proposal) -> list[tuple[str, str, str]]:
    rows = proposal.undoings.order_by("pk")
    return [(each.how, each.decision, str(each.effective_on or "")) for each in rows]


@pytest.mark.parametrize(("post", "offered"), [
    ("KD", True), ("EKONOM", True), ("HR", True), ("STRATEG", False), ("REVISOR", False), ("ADMIN", False),
    (None, False),
])  # fmt: skip
def test_only_who_may_prepare_is_offered_to_take_a_decision_back(
    client: Client, post: str | None, *, offered: bool
) -> None:
    if post:
        sign_in(client, post)

    assert ways_on(client, "D0") == (["upphaver", "ersatter", "rattar"] if offered else [])
    assert client.get("/forslag/nytt?upphaver=D0").status_code == (200 if offered else 403)


def test_what_is_taken_back_already_is_not_offered_again(director: Client) -> None:
    first = taken(begun(MOVED))
    assert ways_on(director, first) != []
    second = taken(begin_and_fill(director, f"upphaver={first}"))

    assert ways_on(director, first) == []
    assert ways_on(director, second) != []
    page = text(shown(director, f"/forslag/nytt?upphaver={first}"))
    assert "taken back already" in page
    assert second in page
    again = director.post(
        f"/forslag/nytt?upphaver={first}", {"title": "X", "effective_on": "2026-12-01", "unit": "KLF"}
    )
    assert again.status_code == 422
    assert models.Proposal.objects.count() == 2


def begin_and_fill(client: Client, asked: str, **given: str) -> models.Proposal:
    """The same, with all that must be said before it is decided."""
    proposal = begin(client, asked, **given)
    sent(client, proposal, "save", **{**WHOLE, "title": proposal.title, "effective_on": "2026-12-01"})
    return fresh(proposal)


@pytest.mark.parametrize(
    ("asked", "how", "title"),
    [
        ("upphaver", "revokes", "Revocation of"),
        ("ersatter", "replaces", "Replacement of"),
        ("rattar", "corrects", "Correction of"),
    ],
)
def test_the_proposal_begins_with_what_is_known(director: Client, asked: str, how: str, title: str) -> None:
    first = taken(begun(MOVED))
    proposal = begin(director, f"{asked}={first}", undone_on="2026-12-24")

    assert proposal.title == f"{title} {first}: {WHOLE['title']}"
    assert undone(proposal) == [(how, first, "2026-12-24")]
    assert (proposal.decided_by, proposal.unit) == ("KD", "KLF")


def test_the_later_decisions_that_build_on_it_are_told_and_can_go_with_it(director: Client) -> None:
    first = taken(begun("unit.established unit=NY kind=unit parent=KLF"))
    record(
        "D8 | 2026-11-20 | 2026-12-01 | unit.established unit=NYARE kind=unit parent=NY",
        "D9 | 2026-11-20 | 2026-12-02 | post.moved post=HR unit=NYARE reports_to=KD",
    )
    assert whatif.built_upon(first, decided_on=TODAY) == ("D8", "D9")
    assert whatif.built_upon("D9", decided_on=TODAY) == ()
    page = text(shown(director, f"/forslag/nytt?upphaver={first}"))
    assert "Later decisions build on it" in page
    assert "D8 , D9" in page

    alone = begin(director, f"upphaver={first}")
    assert undone(alone) == [("revokes", first, "")]
    refused = director.post(f"/forslag/{alone.code}/besluta", decision_form_of(alone))
    assert refused.status_code == 409
    sent(director, alone, "undo_chain")
    chain = [("revokes", code, "") for code in (first, "D8", "D9")]
    assert undone(alone) == chain
    assert what_if(alone).problems == []

    whole = begin(director, f"upphaver={first}", chain="on", undone_on="2026-12-01")
    assert undone(whole) == [(how, code, "2026-12-01") for how, code, _day in chain]
    assert decided.Decision.objects.count() == 4


def test_the_chain_goes_from_the_same_day_as_what_it_builds_on(director: Client) -> None:
    first = taken(begun("unit.established unit=NY kind=unit parent=KLF"))
    record("D9 | 2026-11-20 | 2026-12-02 | post.moved post=HR unit=NY reports_to=KD")
    proposal = begin(director, f"upphaver={first}", undone_on="2026-12-10")
    sent(director, proposal, "undo_chain")

    assert undone(proposal) == [("revokes", first, "2026-12-10"), ("revokes", "D9", "2026-12-10")]


@pytest.mark.parametrize("asked", ["upphaver=NEJ", "rattar=", "ersatter=F-2026-001"])
def test_what_is_no_decision_can_not_be_taken_back(director: Client, asked: str) -> None:
    begun(MOVED)

    assert director.get(f"/forslag/nytt?{asked}").status_code == 404
    assert director.post(f"/forslag/nytt?{asked}", {"title": "X", "effective_on": "2026-12-01"}).status_code == 404


def test_an_earlier_day_offers_nothing(director: Client) -> None:
    page = shown(director, "/beslut/D0?on=2025-01-01")

    assert "/forslag/nytt" not in page
