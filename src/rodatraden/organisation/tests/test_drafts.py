"""What if: is the organisation of a draft the one that deciding it makes?"""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.decisions import actions
from rodatraden.decisions.actions import NewDecision
from rodatraden.organisation import queries
from rodatraden.organisation.rules.difference import Difference, difference
from rodatraden.organisation.rules.fold import fold
from rodatraden.organisation.tests.histories import drafts, histories, turns
from rodatraden.organisation.tests.make import AT, MUNICIPALITY, as_rules, decisions, record

pytestmark = pytest.mark.django_db
KNOWN = date(2022, 1, 1)


def rows(found: Difference) -> set[object]:
    return {(row.what, row.code, row.other, row.before, row.after) for row in found.rows}


def test_a_draft_is_shown_without_being_decided() -> None:
    record(MUNICIPALITY)
    found = queries.organisation(on=KNOWN, known=KNOWN)
    draft = decisions("""
        U | 2022-01-01 | | unit.renamed unit=KLF name=Stab
        U | 2022-01-01 | | unit.established unit=IT parent=KLF
        U | 2022-01-01 | | post.costed post=HR yearly_cost=884000
    """)[0]

    after = queries.with_changes(found, draft.changes)

    assert (after.units["KLF"].name, after.units["KLF"].decision) == ("Stab", "")
    assert after.posts["HR"].cost_decision == ""
    assert queries.organisation(on=KNOWN, known=KNOWN) == found
    assert "Stab" not in {unit.name for unit in found.units.values()}


def test_a_draft_comes_on_top_of_what_was_decided_on_the_same_day() -> None:
    record(MUNICIPALITY, "Å1 | 2022-01-01 | | unit.renamed unit=KLF name=Stab")
    found = queries.organisation(on=KNOWN, known=KNOWN)

    after = queries.with_changes(found, decisions("U | 2022-01-01 | | unit.renamed unit=KLF name=Kansli")[0].changes)

    assert after.units["KLF"].name == "Kansli"


def test_a_draft_that_takes_a_decision_back_shows_what_was_before_it() -> None:
    record(MUNICIPALITY, "D1 | 2021-01-01 | | unit.renamed unit=KLF name=Stab")
    found = queries.organisation(on=KNOWN, known=KNOWN)

    assert queries.with_changes(found, (), ["D1"]).units["KLF"].name == "KLF"
    assert queries.with_changes(found, (), {"D1": date(2022, 1, 2)}).units["KLF"].name == "Stab"
    assert rows(queries.proposed(found, (), {"D1": None})) == {("unit.renamed", "KLF", "", "Stab", "KLF")}


def test_what_is_proposed_is_told_with_no_decision() -> None:
    record(MUNICIPALITY)
    found = queries.organisation(on=KNOWN, known=KNOWN)

    told = queries.proposed(found, decisions("U | 2022-01-01 | | unit.merged unit=BUF into=KLF")[0].changes)

    assert [(row.what.value, row.code, row.other, row.decision) for row in told.rows] == [
        ("unit.merged", "BUF", "KLF", "")
    ]


@settings(max_examples=25)
@given(histories(most=6), drafts(6), st.data())
def test_the_draft_shows_what_deciding_it_would_make(
    taken: list[NewDecision], draft: NewDecision, data: st.DataObject
) -> None:
    known = max(turns([*taken, draft]))
    earlier = {each.code for each in taken if each.decided_on <= known}
    revokes = {code: day for code, day in draft.revokes if code in earlier}
    decision = NewDecision(
        "Ö", "Förslag", "K", known, known, draft.right, changes=draft.changes, revokes=tuple(revokes.items())
    )
    changes, revocations = as_rules([*taken, decision])
    on = data.draw(st.sampled_from(turns([*taken, decision])))
    with transaction.atomic():
        actions.record_decisions(decisions=taken, by="test", at=AT)
        found = queries.organisation(on=on, known=known)
        after = queries.with_changes(found, decision.changes, revokes)
        transaction.set_rollback(True)

    assert rows(difference(after, fold(changes, revocations, on=on, known=known))) == set()
