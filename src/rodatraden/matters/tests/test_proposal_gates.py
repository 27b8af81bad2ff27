"""Does a proposal pass the same gates as its matter, and is the matter told of the decision?"""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from rodatraden.decisions.actions import NotEntitled
from rodatraden.matters import models, queries
from rodatraden.matters.actions import GatesLeft, NoSuchMatter
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.rules.codes import Applies, MatterStatus, StepKind, StepOutcome
from rodatraden.matters.tests import make, ordering
from rodatraden.matters.tests.drafting import AT, TODAY, WHOLE, begun, fresh, municipality, taken
from rodatraden.matters.tests.drafting_pages import decision_form, sent, shown, sign_in, text

pytestmark = pytest.mark.django_db

BOTH = "post.moved post=HR unit=BUF reports_to=KD"
"""Touches two administrations: the one that the post leaves, and the one that it comes to."""


@pytest.fixture(autouse=True)
def _municipality(client: Client) -> None:
    municipality()
    make.gate(group="LG")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def in_matter(*changes: str) -> models.Proposal:
    """A proposal in the matter A-1."""
    make.matter("A-1")
    proposal = begun(*changes)
    actions.describe(code=proposal.code, given={"matter": "A-1"}, seen={}, by="test", at=AT)
    return fresh(proposal)


def test_what_touches_one_administration_is_decided_without_more() -> None:
    assert taken(begun("post.moved post=STRATEG unit=KLF reports_to=KD"))


def test_what_touches_two_is_not_decided_until_the_group_is_heard_in_a_matter() -> None:
    proposal = begun(BOTH)
    with pytest.raises(GatesLeft) as refused:
        taken(proposal)
    assert [each.gate.group for each in refused.value.standings] == ["LG"]

    proposal = in_matter(BOTH)
    with pytest.raises(GatesLeft):
        taken(proposal)
    make.step(StepKind.ANCHORING, body="LG", on=TODAY, outcome=StepOutcome.HEARD)
    assert taken(proposal)


def test_nobody_gets_past_a_gate_by_dating_the_decision_back() -> None:
    proposal = begun(BOTH, effective_on=date(2020, 2, 1))

    with pytest.raises(GatesLeft):
        taken(proposal, decided_on=date(2020, 1, 1))
    actions.discard(code=proposal.code, by="test", at=AT)

    proposal = in_matter(BOTH)
    with pytest.raises(GatesLeft):
        taken(proposal, decided_on=date(2020, 1, 1))


def test_who_may_not_write_in_the_matter_does_not_decide_it(client: Client) -> None:
    sign_in(client, "HR")
    make.matter("A-1", unit="BUF")
    proposal = begun("post.retitled post=STRATEG title=Utredare", unit="HR-AVD", decided_by="HR")
    actions.describe(code=proposal.code, given={"matter": "A-1"}, seen={}, by="test", at=AT)
    given = {"decided_on": TODAY.isoformat(), "revision": str(fresh(proposal).revision)}

    assert client.post(f"/forslag/{proposal.code}/besluta", given).status_code == 403
    assert queries.find("A-1", known=queries.EVERYTHING).status == MatterStatus.OPEN  # type: ignore[union-attr]


def test_or_until_the_decider_says_in_writing_why_not() -> None:
    proposal = in_matter(BOTH)
    make.waive()

    assert taken(proposal)


def test_the_matter_is_told_of_the_decision_and_is_decided() -> None:
    code = taken(in_matter("post.retitled post=HR title=HR-direktör"))

    found = queries.find("A-1", known=queries.EVERYTHING)
    assert found is not None
    assert found.status == MatterStatus.DECIDED
    step = models.StepVersion.objects.get(matter_id="A-1", kind=StepKind.DECISION)
    assert (step.decision, step.on, step.body) == (code, TODAY, "KD")


def test_a_matter_that_is_not_there_is_refused() -> None:
    proposal = begun()
    with pytest.raises(NoSuchMatter):
        actions.describe(code=proposal.code, given={"matter": "A-9"}, seen={}, by="test", at=AT)
    new = actions.NewProposal(title="X", effective_on=TODAY, unit="KLF", matter="A-9")
    with pytest.raises(NoSuchMatter):
        actions.start_proposal(new=new, by="test", at=AT)


def test_the_page_tells_what_is_left_and_where_it_is_done(client: Client) -> None:
    sign_in(client, "KD")
    proposal = begun(BOTH)
    assert "?visa=kvar" in shown(client, f"/forslag/{proposal.code}")
    page = "<main>" + shown(client, f"/forslag/{proposal.code}?visa=kvar")
    assert "/arenden/nytt" in page
    assert make.rule_gate().name in text(page)
    given = decision_form(shown(client, f"/forslag/{proposal.code}/besluta"))
    refused = client.post(f"/forslag/{proposal.code}/besluta", given)
    assert refused.status_code == 409
    assert make.rule_gate().name in text(refused.content.decode())

    make.matter("A-1")
    words = {**WHOLE, "effective_on": "2026-12-01"}
    assert sent(client, proposal, "save", **{**words, "matter": "A-9"}).status_code == 422
    assert sent(client, proposal, "save", **{**words, "matter": "A-1"}).status_code == 302
    assert "/arenden/A-1" in shown(client, f"/forslag/{proposal.code}?visa=kvar")


def test_what_is_left_is_judged_on_the_day_that_is_filled_in(client: Client) -> None:
    sign_in(client, "KD")
    proposal = in_matter(BOTH)
    make.step(StepKind.ANCHORING, body="LG", on=TODAY, outcome=StepOutcome.HEARD)
    before = shown(client, f"/forslag/{proposal.code}/besluta")
    assert "Nothing is left" in before

    earlier = {**decision_form(before), "decided_on": "2026-11-19"}
    refused = text(client.post(f"/forslag/{proposal.code}/besluta", earlier).content.decode())
    assert "Nothing is left" not in refused
    assert f"{make.rule_gate().name}: done 20 November 2026, which is after the day of the decision" in refused


def test_the_matter_tells_those_who_prepare_a_proposal_what_is_left_with_it(client: Client) -> None:
    proposal = in_matter(BOTH)
    assert proposal.code not in shown(client, "/arenden/A-1")
    sign_in(client, "KD")

    page = shown(client, "/arenden/A-1")

    assert f"/forslag/{proposal.code}" in page
    assert "with what it would change, one thing is left to do." in text(page)
    assert make.rule_gate().name not in text(page)[: text(page).index(proposal.code)]


def test_a_proposal_is_begun_from_its_matter(client: Client) -> None:
    sign_in(client, "KD")
    make.matter("A-1")
    for asked in ("A-1", "A-9"):
        client.post(f"/forslag/nytt?arende={asked}", {"title": asked, "effective_on": "2026-12-01", "unit": "KS"})

    assert dict(models.Proposal.objects.values_list("title", "matter_id")) == {"A-1": "A-1", "A-9": None}


def delegated(*kinds: str, item: str = "3.2") -> None:
    """An item of the board's delegation order, for the director."""
    to = ({"post": "KD"},)
    granted = ordering.granted(item, to, kinds=kinds)
    ordering.record(ordering.taken(f"DO-{item}", "2021-01-01", granted, by="KS"))


def test_a_decision_outside_the_delegation_is_told_with_what_is_missing_before_it_is_refused(client: Client) -> None:
    sign_in(client, "KD")
    delegated("post.retitled")
    delegated("post.*", item="4.1")
    proposal = begun("post.costed post=HR yearly_cost=900000", right_reference="KS-DO 3.2")

    page = text("<main>" + shown(client, f"/forslag/{proposal.code}?visa=kvar"))
    assert "KS-DO 3.2" in page
    assert "KS-DO 4.1: Punkt 4.1" in page  # the one that is about it
    with pytest.raises(NotEntitled):
        taken(proposal)
    given = decision_form(shown(client, f"/forslag/{proposal.code}/besluta"))
    refused = client.post(f"/forslag/{proposal.code}/besluta", given)
    assert refused.status_code == 409
    assert "KS-DO 3.2" in text(refused.content.decode())

    actions.describe(code=proposal.code, given={"right_reference": "KS-DO 4.1"}, seen={}, by="test", at=AT)
    assert "Nothing is left" in shown(client, f"/forslag/{proposal.code}?visa=kvar")
    assert taken(proposal)


def test_a_gate_stops_the_decision_and_nothing_before_it(client: Client) -> None:
    sign_in(client, "KD")
    make.gate("finansiering", Applies.ALWAYS, group="")
    proposal = in_matter(BOTH)
    director = client

    for do in ("keep", "save"):
        answer = sent(
            director, proposal, do, **{**WHOLE, "title": f"Ord {do}", "matter": "A-1", "effective_on": "2026-12-02"}
        )
        assert answer.status_code == (200 if do == "keep" else 302)
        assert fresh(proposal).title == f"Ord {do}"
    assert sent(director, proposal, "alternative", label="Ett annat").status_code == 302
    asked = director.post(
        f"/forslag/{proposal.code}/besluta", decision_form(shown(director, f"/forslag/{proposal.code}/besluta"))
    )
    assert asked.status_code == 409
    assert "First: Krav finansiering." in text(asked.content.decode())
