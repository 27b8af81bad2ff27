"""What holds for every history of decisions that could have been taken?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import event, given, settings
from hypothesis import strategies as st

from rodatraden.decisions import actions
from rodatraden.decisions import queries as register
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import KINDS
from rodatraden.organisation import models, queries
from rodatraden.organisation.rules.fold import Version, fold, gather, successions, versions
from rodatraden.organisation.rules.things import Organisation
from rodatraden.organisation.tests.histories import DRAWN, START, drafts, faults, histories, holds, turns
from rodatraden.organisation.tests.make import AT, as_rules
from rodatraden.organisation.words.changes import SENTENCES

END = START + timedelta(weeks=60)


def at(taken: Sequence[NewDecision], *, on: date, known: date = END) -> Organisation:
    changes, revocations = as_rules(taken)
    return fold(changes, revocations, on=on, known=known)


def things(found: Organisation) -> tuple[object, ...]:
    """What exists, whichever days it was asked for."""
    return (found.units, found.posts, found.groups, found.relations, found.budget_moves)


def projected(taken: Sequence[NewDecision]) -> list[Version]:
    """Every version of every thing, as the projection stores them."""
    changes, revocations = as_rules(taken)
    subjects = {change.terms.subject for change in changes}
    return [
        version
        for subject in subjects
        for version in versions([change for change in changes if change.terms.subject == subject], revocations)
    ]


@given(histories())
def test_the_versions_say_of_every_day_and_every_knowledge_what_the_fold_says(taken: list[NewDecision]) -> None:
    event(f"{len(taken)} decisions")
    stored, days = projected(taken), turns(taken)
    for known in days[::2]:
        of_then = [version for version in stored if version.known_from <= known < version.known_to]
        for on in days:
            there = [version.thing for version in of_then if version.valid_from <= on < version.valid_to]
            assert gather(there, on=on, known=known) == at(taken, on=on, known=known)


@given(histories())
def test_the_organisation_is_valid_on_every_day_in_every_knowledge(taken: list[NewDecision]) -> None:
    days = turns(taken)
    for known in days[::2]:
        for on in days:
            assert list(faults(at(taken, on=on, known=known))) == []


@given(histories(), st.integers(0, 12))
def test_what_is_known_never_sees_the_future(taken: list[NewDecision], week: int) -> None:
    known = START + timedelta(weeks=week)
    then = [decision for decision in taken if decision.decided_on <= known]

    for on in turns(taken):
        assert at(taken, on=on, known=known) == at(then, on=on, known=known)


@given(histories(), st.integers(0, 12))
def test_what_units_became_is_whole_and_of_units_that_were_there(taken: list[NewDecision], week: int) -> None:
    known = START + timedelta(weeks=week)
    changes, revocations = as_rules(taken)
    then = as_rules([decision for decision in taken if decision.decided_on <= known])

    became = successions(changes, revocations, known=known)

    assert became == successions(*then, known=known)
    for each in became:
        found = at(taken, on=each.on, known=known)
        assert sum(share for _code, share in each.parts) == 100
        assert {code for code, _share in each.parts} <= {*found.units}
        assert (each.unit in found.units) == (each.unit in dict(each.parts))


@given(histories(), st.data())
def test_a_decision_that_is_revoked_leaves_the_organisation_as_it_was(
    taken: list[NewDecision], data: st.DataObject
) -> None:
    decided = replace(data.draw(drafts(0)), code="X1", decided_on=END, revokes=())
    revoked = replace(decided, code="X2", changes=(), revokes=(("X1", None),))

    for on in turns([*taken, decided]):
        assert things(at([*taken, decided, revoked], on=on)) == things(at(taken, on=on))


@given(histories(), st.data())
def test_a_revocation_that_is_revoked_leaves_the_organisation_as_it_was(
    taken: list[NewDecision], data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from([decision.code for decision in taken]))
    revoked = replace(taken[0], code="X1", decided_on=END, changes=(), revokes=((code, None),))
    back = replace(revoked, code="X2", revokes=(("X1", None),))

    for on in turns(taken):
        assert things(at([*taken, revoked, back], on=on)) == things(at(taken, on=on))


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_reach_the_register_says_nothing(taken: list[NewDecision], chance: object) -> None:
    shuffled = sorted(taken, key=lambda decision: hash((decision.code, repr(chance))))

    for on in turns(taken):
        assert at(shuffled, on=on) == at(taken, on=on)


@pytest.mark.django_db
@settings(max_examples=8)
@given(histories(most=10))
def test_the_database_says_what_the_fold_says_however_the_decisions_came(taken: list[NewDecision]) -> None:
    changes, revocations = as_rules(taken)
    one_by_one, days = _stored([[decision] for decision in taken]), turns(taken)
    together = _stored([taken])

    assert one_by_one == together
    with transaction.atomic():
        actions.record_decisions(decisions=taken, by="test", at=AT)
        for known in days[::5]:
            for on in days[::3]:
                assert queries.organisation(on=on, known=known) == fold(changes, revocations, on=on, known=known)
        assert sorted(map(repr, register.changes())) == sorted(map(repr, changes))
        transaction.set_rollback(True)


def _stored(batches: Sequence[Sequence[NewDecision]]) -> list[list[tuple[object, ...]]]:
    """The rows of the projection after decisions came in batches; the database is then as it was."""
    with transaction.atomic():
        for batch in batches:
            actions.record_decisions(decisions=batch, by="test", at=AT)
        rows = [_rows(model) for model in (models.UnitVersion, models.PostVersion)]
        rows += [_rows(model) for model in (models.RelationVersion, models.GroupVersion, models.BudgetMoveVersion)]
        transaction.set_rollback(True)
    return rows


def _rows(model: type[models.Version]) -> list[tuple[object, ...]]:
    names = [field.name for field in model._meta.fields if field.name != "id"]
    return sorted(map(tuple, model._default_manager.values_list(*names)), key=repr)


@pytest.mark.django_db
@settings(max_examples=12)
@given(histories(most=6), st.data())
def test_the_register_refuses_exactly_what_cannot_be(taken: list[NewDecision], data: st.DataObject) -> None:
    decision = data.draw(drafts(6))
    earlier = {each.code: each.decided_on for each in taken}
    able = all(earlier.get(code, date.max) <= decision.decided_on for code, _ in decision.revokes)
    with transaction.atomic():
        actions.record_decisions(decisions=taken, by="test", at=AT)
        if able and holds([*taken, decision]):
            assert actions.record_decisions(decisions=[decision], by="test", at=AT) == [decision.code]
        else:
            with pytest.raises((actions.Contradicted, actions.NothingToRevoke, actions.BuiltUpon)):
                actions.record_decisions(decisions=[decision], by="test", at=AT)
            assert register.find(decision.code) is None
        transaction.set_rollback(True)


def test_every_kind_of_change_takes_part_in_the_histories_and_has_its_sentence() -> None:
    ours = {name: terms for name, terms in KINDS.items() if terms.__module__.startswith("rodatraden.organisation.")}

    assert set(ours) == DRAWN
    assert set(SENTENCES) == set(ours.values())
