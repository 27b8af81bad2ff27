"""Is a proposal decided once, by who may, as it was read; and are alternatives compared?"""

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.decisions import models as decided
from rodatraden.decisions.actions import AlreadyRecorded
from rodatraden.matters import models
from rodatraden.matters.tests.drafting import TODAY, WHOLE, add, begun, fresh, municipality, taken, what_if
from rodatraden.matters.tests.drafting_pages import (
    MOVED,
    decision_form,
    decision_form_of,
    kinds,
    sent,
    shown,
    sign_in,
    text,
)
from rodatraden.organisation.tests.make import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def director(client: Client) -> Client:
    return sign_in(client, "KD")


def test_an_earlier_decision_is_taken_back_and_what_builds_on_it_with_it(director: Client) -> None:
    first = taken(begun("unit.established unit=NY kind=unit parent=KLF"))
    record("D9 | 2026-11-20 | 2026-12-01 | post.moved post=HR unit=NY reports_to=KD")
    proposal = begun()
    sent(director, proposal, "undo", how="revokes", decision=first, effective_on="")

    page = shown(director, f"/forslag/{proposal.code}")
    assert "D9" in page
    assert 'value="undo_chain"' in page
    sent(director, proposal, "undo_chain")
    assert {each.decision for each in what_if(proposal).draft.undoings} == {first, "D9"}
    assert what_if(proposal).problems == []

    again = sent(director, proposal, "undo", how="revokes", decision=first)
    assert again.status_code == 422
    key = what_if(proposal).draft.undoings[0].pk
    sent(director, proposal, "undo_remove", key=key)
    assert {each.decision for each in what_if(proposal).draft.undoings} == {"D9"}


def test_a_proposal_is_decided_once(director: Client) -> None:
    proposal = begun(MOVED)
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))

    answer = director.post(f"/forslag/{proposal.code}/besluta", given)

    row = decided.Decision.objects.exclude(code="D0").get()
    assert answer.headers["Location"] == f"/beslut/{row.code}"
    assert (row.dnr, row.title) == ("KS 2026/1", WHOLE["title"])
    page = shown(director, f"/forslag/{proposal.code}")
    assert row.code in page
    assert "<textarea" not in page
    again = director.post(f"/forslag/{proposal.code}/besluta", given)
    assert again.status_code == 409
    assert (
        sent(director, proposal, "add", kind="unit.renamed", andring__unit="KLF", andring__name="X").status_code == 302
    )
    assert kinds(proposal) == ["post.moved"]


def test_two_proposals_never_become_the_same_decision() -> None:
    first = taken(begun(MOVED))

    with pytest.raises(AlreadyRecorded):
        taken(begun(MOVED), code=first)


def test_a_decided_proposal_tells_what_was_recorded_and_warns_of_nothing(director: Client) -> None:
    proposal = begun("post.moved post=REKTOR unit=BUF", "unit.merged unit=SKOLA into=BUF", effective_on=TODAY)
    code = taken(proposal)

    page = text(shown(director, f"/forslag/{proposal.code}"))
    assert "Skolan is merged" in page
    assert f"/beslut/{code}" in shown(director, f"/forslag/{proposal.code}")
    assert "would no longer hold" not in page
    assert "What it would do" not in page
    assert director.get(f"/forslag/{proposal.code}/besluta").headers["Location"] == f"/forslag/{proposal.code}"
    assert "What it changed" in text(shown(director, f"/forslag/{proposal.code}?visa=kvar"))


def test_what_has_been_altered_since_it_was_read_is_not_decided(director: Client) -> None:
    proposal = begun(MOVED)
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))
    add(proposal.code, "post.closed post=STRATEG")

    refused = director.post(f"/forslag/{proposal.code}/besluta", given)
    assert refused.status_code == 409
    assert decided.Decision.objects.count() == 1
    assert given["revision"] != decision_form(refused.content.decode())["revision"]


@pytest.mark.parametrize(
    ("altered", "status"),
    [
        ({"decided_on": "9999-01-01"}, 422),
        ({"decided_on": "2199-01-01"}, 409),
        ({"decided_on": ""}, 422),
        ({"code": "KD 1"}, 422),
        ({"code": "KD.json"}, 422),
        ({"code": "D0"}, 409),
        ({"revision": "x"}, 422),
    ],
)
def test_a_decision_that_can_not_be_is_refused_with_a_sentence(
    director: Client, altered: dict[str, str], status: int
) -> None:
    proposal = begun(MOVED)
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))

    assert director.post(f"/forslag/{proposal.code}/besluta", {**given, **altered}).status_code == status
    assert decided.Decision.objects.count() == 1


def test_what_does_not_go_together_is_told_with_its_sentence(director: Client) -> None:
    proposal = begun("unit.closed unit=SKOLA")
    given = decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))
    refused = director.post(f"/forslag/{proposal.code}/besluta", given)

    assert refused.status_code == 409
    assert "Skolan" in text(refused.content.decode())


@pytest.mark.parametrize(("post", "unit", "decider", "status"), [
    ("EKONOM", "KLF", "KD", 403),
    ("HR", "HR-AVD", "KD", 422),
    ("HR", "HR-AVD", "HR", 422),
    ("SKOLCHEF", "BUF", "SKOLCHEF", 302),
    ("KD", "KLF", "KS", 302),
])  # fmt: skip
def test_only_who_may_decides(client: Client, post: str, unit: str, decider: str, status: int) -> None:
    proposal = begun("unit.renamed unit=SKOLA name=X", unit=unit, decided_by=decider)
    sign_in(client, post)
    given = {**decision_form_of(proposal)}

    assert client.post(f"/forslag/{proposal.code}/besluta", given).status_code == status
    assert (fresh(proposal).decision != "") is (status == 302)


def test_alternatives_are_compared_side_by_side(director: Client) -> None:
    first = begun(MOVED, "post.costed post=STRATEG yearly_cost=765000")
    assert director.get(f"/forslag/{first.code}/jamfor").status_code == 404
    made = sent(director, first, "alternative", label="Utan lön")
    second = models.Proposal.objects.get(label="Utan lön")
    assert made.headers["Location"] == f"/forslag/{second.code}"
    key = what_if(second).draft.changes[1].row.pk
    sent(director, second, "remove", key=key)

    for address in (f"/forslag/{first.code}/jamfor", f"/forslag/{first.code}/jamfor?med={second.code}"):
        page = text(shown(director, address))
        assert "65 000" in page.replace("\u202f", " ").replace("\xa0", " ")
        assert f"{second.code} Utan lön" in page
        assert f"{first.code}, the first" in page
        assert "Employees" in page
    assert f"{second.title} – Utan lön" in text(shown(director, "/forslag"))
    assert director.get(f"/forslag/{first.code}/jamfor?med=F-1999-001").status_code == 404


@pytest.mark.parametrize(
    ("right", "given", "told"),
    [("own", {}, "legality"), ("enforcement", {}, "none"), ("own", {"appeal": "other"}, "other")],
)
def test_a_decision_says_how_it_can_be_appealed(client: Client, right: str, given: dict[str, str], told: str) -> None:
    proposal = begun(MOVED, right=right, right_reference="")
    sign_in(client, "KD")

    assert client.post(f"/forslag/{proposal.code}/besluta", {**decision_form_of(proposal), **given}).status_code == 302

    assert decided.Decision.objects.get(code=fresh(proposal).decision).appeal == told


def test_what_a_decided_proposal_did_reads_the_same_whatever_is_decided_afterwards(director: Client) -> None:
    first = begun(MOVED, "post.costed post=STRATEG yearly_cost=765000", effective_on=TODAY)
    sent(director, first, "alternative", label="Utan lön")
    second = models.Proposal.objects.get(label="Utan lön")
    sent(director, second, "remove", key=what_if(second).draft.changes[1].row.pk)
    record("D1 | 2026-11-19 | 2026-11-19 | unit.renamed unit=KLF name=Kommunledningen")
    before = text(shown(director, f"/forslag/{first.code}/jamfor"))
    code = taken(first)

    def told() -> list[str]:
        return [text(shown(director, f"/forslag/{first.code}{end}")) for end in ("", "/jamfor")]

    did, compared = told()
    assert code in did
    assert "What it did" in did
    assert "65 000" in did.replace("\u202f", " ").replace("\xa0", " ")
    assert "Kommunledningen" in did
    assert f"{first.code} is decided." in compared
    assert figures(compared) == figures(before)
    record(
        "D8 | 2026-11-20 | 2026-11-20 | unit.renamed unit=KLF name=Staben",
        "D9 | 2026-11-20 | 2026-11-20 | post.costed post=STRATEG yearly_cost=1",
    )
    revoking = begun(title="Upphävt")
    sent(director, revoking, "undo", how="revokes", decision=code)
    sent(director, revoking, "undo", how="revokes", decision="D9")
    taken(revoking)

    assert told() == [did, compared]


def figures(compared: str) -> str:
    """The table of a comparison, and all that follows."""
    return compared[compared.index("What it is about") :]
