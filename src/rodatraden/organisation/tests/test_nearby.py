"""Does judging a decision from what is around it say the same as replaying everything?"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from rodatraden.decisions import queries
from rodatraden.decisions import rules as register
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import Change
from rodatraden.organisation.rules import nearby
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.things import RelationKind
from rodatraden.organisation.rules.ties import RelationOpened
from rodatraden.organisation.rules.units import UnitEstablished
from rodatraden.organisation.tests.histories import drafts, histories
from rodatraden.organisation.tests.make import MUNICIPALITY, as_rules, decisions, record


def register_of(changes: list[Change]) -> nearby.Register:
    """The register as the database would answer."""

    def of(subjects: Collection[str]) -> list[Change]:
        return [change for change in changes if change.terms.subject in subjects]

    def naming(codes: Collection[str]) -> set[str]:
        wanted = {f"{sort}:{code}" for code in codes for sort in ("unit", "post")}
        own = {change.terms.subject for change in changes if change.terms.subject in wanted}
        return own | {change.terms.subject for change in changes if nearby.refers_to(change.terms) & wanted}

    def rivals(asked: nearby.Rivals) -> set[str]:
        found = set(asked.also)
        for change in changes:
            match change.terms:
                case UnitEstablished(parent=None) if asked.roots:
                    found.add(change.terms.subject)
                case RelationOpened(relation=RelationKind.OWNER) as tie if tie.target in asked.companies:
                    found.add(tie.subject)
        return found

    return nearby.Register(of, naming, rivals)


def everything_holds(taken: list[NewDecision], *, since: date) -> bool:
    changes, revocations = as_rules(taken)
    turns = [day for day in register.turns_of_knowledge(changes, revocations) if day > since]
    return not any(
        contradictions(
            [each for each in changes if each.decided_on < limit],
            [each for each in revocations if each.decided_on < limit],
        )
        for limit in (date.max, *turns)
    )


def touched_by(decision: NewDecision, taken: list[NewDecision]) -> set[str]:
    """What a decision changes, and what those changed that it takes back, all the way down."""
    by_code = {each.code: each for each in taken}
    reached, waiting = set[str](), [decision.code]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += [revoked for revoked, _day in by_code[code].revokes]
    return {terms.subject for code in reached for _day, terms in by_code[code].changes}


ONE_OR_MORE = st.one_of(
    drafts(12).map(lambda decision: replace(decision, changes=decision.changes[:1], revokes=())),
    drafts(12).map(lambda decision: replace(decision, changes=())),
    drafts(12),
)


@given(histories(), ONE_OR_MORE)
def test_what_is_around_a_decision_tells_whether_everything_holds(
    taken: list[NewDecision], decision: NewDecision
) -> None:
    earlier = {each.code: each.decided_on for each in taken}
    if any(earlier.get(code, date.max) > decision.decided_on for code, _day in decision.revokes):
        return
    all_taken = [*taken, decision]
    changes, revocations = as_rules(all_taken)
    if register.revoked_twice(revocations):
        return
    holds = nearby.holds(touched_by(decision, all_taken), register_of(changes), revocations, since=decision.decided_on)
    event(f"holds: {holds}")

    assert holds == everything_holds(all_taken, since=decision.decided_on)


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("X | 2021-01-01 | | unit.renamed unit=KLF name=Stab", True),
        ("X | 2021-01-01 | | unit.moved unit=KS parent=KLF", False),
        ("X | 2021-01-01 | | unit.closed unit=BUF", True),
        ("X | 2021-01-01 | | unit.closed unit=KLF", False),
        ("X | 2021-01-01 | | post.moved post=KD unit=NO", False),
        ("X | 2021-01-01 | | post.closed post=KD", False),
        ("X | 2021-01-01 | | post.closed post=HR", True),
        ("X | 2021-01-01 | | unit.established unit=HR parent=K", False),
        ("X | 2021-01-01 | | unit.established unit=TWO", False),
        ("X | 2021-01-01 | | revokes D0", True),
        ("X | 2019-01-01 | | unit.renamed unit=KLF name=Stab", False),
    ],
)
def test_one_change_is_judged(line: str, holds: bool) -> None:  # noqa: FBT001 – a row of the table
    taken = decisions(MUNICIPALITY, line)
    changes, revocations = as_rules(taken)
    decision = next(each for each in taken if each.code == "X")

    told = nearby.holds(touched_by(decision, taken), register_of(changes), revocations, since=decision.decided_on)

    assert told == holds


def test_only_what_is_around_is_read() -> None:
    taken = decisions(MUNICIPALITY, "X | 2021-01-01 | | post.retitled post=HR title=HR-chef")

    found = nearby.around({"post:HR"}, register_of(as_rules(taken)[0]))

    assert {subject for subject, changes in found.items() if changes} == {
        *("post:HR", "post:KD", "unit:KLF", "unit:KS", "unit:K"),
    }


@pytest.mark.django_db
def test_deciding_one_change_does_not_read_the_whole_register(monkeypatch: pytest.MonkeyPatch) -> None:
    record(MUNICIPALITY, *(f"D1 | 2020-02-01 | | post.established post=P{number} unit=BUF" for number in range(30)))
    read = list[int]()
    monkeypatch.setattr(queries, "changes", lambda subjects=None: _counted(read, changes(subjects)))

    assert record("X | 2021-01-01 | | post.retitled post=HR title=HR-chef") == ["X"]
    assert max(read) < 30


changes = queries.changes


def _counted(read: list[int], found: list[Change]) -> list[Change]:
    read.append(len(found))
    return found
