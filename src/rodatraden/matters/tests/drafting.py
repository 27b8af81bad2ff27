"""Builders for the tests of proposals: a small municipality, who prepares, and what is drafted."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from rodatraden.access import actions as access
from rodatraden.identity import actions as identity
from rodatraden.identity.models import User
from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.actions.deciding import Taking, decide
from rodatraden.matters.actions.proposals import NewChange, NewProposal
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.queries import whatif
from rodatraden.organisation.tests.make import record, terms

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FROM = date(2026, 12, 1)

MUNICIPALITY = """
    D0 | 2020-01-01 | | unit.established unit=K kind=municipality name=Kommunen
    D0 | 2020-01-01 | | unit.established unit=KS kind=board parent=K name=Kommunstyrelsen
    D0 | 2020-01-01 | | unit.established unit=KLF kind=administration parent=KS name=Ledningsförvaltningen
    D0 | 2020-01-01 | | unit.established unit=HR-AVD kind=department parent=KLF name=HR-avdelningen
    D0 | 2020-01-01 | | unit.established unit=BUF kind=administration parent=K name=Skolförvaltningen
    D0 | 2020-01-01 | | unit.established unit=SKOLA kind=unit parent=BUF name=Skolan
    D0 | 2020-01-01 | | post.established post=KD unit=KLF role=director title=Kommundirektör yearly_cost=1200000
    D0 | 2020-01-01 | | post.established post=HR unit=HR-AVD role=manager title=HR-chef reports_to=KD yearly_cost=800000
    D0 | 2020-01-01 | | post.established post=STRATEG unit=HR-AVD title=Strateg reports_to=HR yearly_cost=700000
    D0 | 2020-01-01 | | post.established post=REKTOR unit=SKOLA role=manager title=Rektor
    D0 | 2020-01-01 | | post.established post=SKOLCHEF unit=BUF role=head title=Skolchef
    D0 | 2020-01-01 | | post.established post=EKONOM unit=KLF role=controller title=Controller
    D0 | 2020-01-01 | | post.established post=ADMIN unit=KLF role=admin title=Systemförvaltare
    D0 | 2020-01-01 | | post.established post=REVISOR unit=K role=auditor title=Revisor
    D0 | 2020-01-01 | | group.formed group=LG name=Ledningsgruppen
    D0 | 2020-01-01 | | group.joined group=LG post=HR
"""
WHOLE: Mapping[str, str] = {
    "title": "Strategen flyttar till ledningen",
    "reasons": "Ledningen behöver samlas.",
    "decided_by": "KD",
    "right": "delegation",
    "right_reference": "Punkt 4",
}


def municipality(*later: str) -> None:
    """The units and posts, with what was decided later."""
    record(MUNICIPALITY, *later)


def account(post: str) -> User:
    """An account that holds a post."""
    user, _opened = identity.open_account(username=f"{post.lower()}@k.example", label=post, by="test")
    access.hold_post(account=user, post=post, valid_from=date(2020, 1, 1), valid_to=None, by="test")
    return user


def begun(*changes: str, unit: str = "KLF", effective_on: date = FROM, **words: str) -> models.Proposal:
    """A proposal with changes written as `post.moved post=HR unit=KLF`, and words that say all that must be said."""
    new = NewProposal(title=WHOLE["title"], effective_on=effective_on, unit=unit, post="KD")
    made = actions.start_proposal(new=new, by="test", at=AT)
    add(made.code, *changes)
    actions.describe(code=made.code, given={**WHOLE, **words}, seen={}, by="test", at=AT)
    return fresh(made)


def add(code: str, *changes: str, on: date | None = None) -> list[models.DraftChange]:
    """Add changes to a proposal."""
    new = [NewChange(terms=terms(*each.split()), effective_on=on) for each in changes]
    return actions.add_changes(code=code, changes=new, by="test", at=AT) if new else []


def fresh(proposal: models.Proposal) -> models.Proposal:
    """The proposal as it stands in the database."""
    return models.Proposal.objects.get(pk=proposal.pk)


def taken(proposal: models.Proposal, *, decided_on: date = TODAY, revision: int | None = None, code: str = "") -> str:
    """Decide a proposal; the code of the decision."""
    taking = Taking(decided_on=decided_on, revision=revision or fresh(proposal).revision, code=code)
    return decide(code=proposal.code, taking=taking, by="test", at=AT)


def what_if(proposal: models.Proposal) -> whatif.WhatIf:
    """What would come of a proposal today."""
    return whatif.what_if(queries.draft(fresh(proposal)), decided_on=TODAY)
