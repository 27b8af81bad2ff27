"""Recording decisions. All of a batch or nothing; what a decision says is never altered afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction

from rodatraden.decisions import models, queries, rules
from rodatraden.decisions.actions.handed_in import NewDecision
from rodatraden.decisions.actions.refusals import Contradicted, DecidedByNobody, NotEntitled, Refusal
from rodatraden.decisions.actions.storing import difference, keep_documents, store
from rodatraden.decisions.actions.taking_back import built_upon, revoke
from rodatraden.journal import actions as journal


@dataclass(slots=True)
class Tried:
    """What came of decisions that were handed in: the codes of the new ones, and all that speaks against them."""

    fresh: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problems: list[rules.Problem] = field(default_factory=list)


@transaction.atomic
def record_decisions(*, decisions: Sequence[NewDecision], by: str, at: datetime) -> list[str]:
    """Put decisions in the register and bring every projection up to date; the codes of those that were new.

    A decision that is there already, word for word, is left alone. Raises AlreadyRecorded, NothingToRevoke,
    BuiltUpon, DecidedByNobody, NotEntitled, Contradicted: then nothing is stored.
    """
    tried = try_decisions(decisions=decisions, by=by, at=at)
    for refusal in tried.refusals:
        raise refusal
    if tried.problems:
        raise Contradicted(tried.problems)
    return tried.fresh


@transaction.atomic
def try_decisions(*, decisions: Sequence[NewDecision], by: str, at: datetime) -> Tried:
    """As `record_decisions`, but stores what it can and tells of all the rest: for a caller who then rolls back."""
    wait_for_turn()
    tried = Tried()
    stored = _stored(decisions)
    fresh = []
    for decision in sorted(decisions, key=lambda each: (each.decided_on, each.code)):
        if decision.code in stored:
            tried.refusals += difference(stored[decision.code], decision)
            keep_documents(decision)
        else:
            stored[decision.code] = store(decision, at)
            fresh.append(decision)
            tried.fresh.append(decision.code)
            journal.record("decisions.decision.recorded", of=f"{decision.code} {decision.title}", by=by)
    if fresh:
        tried.refusals += revoke(fresh, stored)
        touched = _touched(tried.fresh)
        tried.problems = _problems(touched, since=fresh[0].decided_on)
        if tried.problems:
            tried.refusals += built_upon(fresh, tried.problems)
        for owner in rules.OWNERS:
            owner.project(touched)
        tried.refusals += _decided_by_nobody(fresh)
        tried.refusals += _not_entitled(fresh)
    return tried


def _stored(decisions: Sequence[NewDecision]) -> dict[str, models.Decision]:
    """Those in the register of some decisions and of those that they take back, by their codes."""
    named = {each.code for each in decisions} | {code for each in decisions for _way, code, _day in each.taken_back}
    rows = models.Decision.objects.all()
    if len(named) <= _FEW:
        rows = rows.filter(code__in=named)
    return {decision.code: decision for decision in rows}


def wait_for_turn() -> None:
    """One batch at a time: what contradicts what is judged from the whole register, and projections are drawn from it.

    Who looks in the register for what to record, such as a code that is free, waits before looking. Holds until the
    transaction ends. SQLite lets one transaction write at a time as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE decisions_decision IN SHARE ROW EXCLUSIVE MODE")


_FEW = 200
"""The most touched things that are judged by what is around them: for more, all is replayed at once."""


def _problems(touched: set[str], *, since: date) -> list[rules.Problem]:
    """What does not hold in the register as it stands, or as it was known at any time after the first new decision."""
    if len(touched) <= _FEW and rules.all_hold(touched, since=since):
        return []
    changes, revocations = queries.changes(), queries.revocations()
    turns = [day for day in rules.turns_of_knowledge(changes, revocations) if day > since]
    found: dict[tuple[str, int, str], rules.Problem] = {}
    for owner in rules.OWNERS:
        for limit in (date.max, *turns):
            known = [change for change in changes if change.decided_on < limit]
            standing = [each for each in revocations if each.decided_on < limit]
            for problem in owner.problems(known, standing):
                found.setdefault((problem.change.decision, problem.change.position, problem.code), problem)
    return list(found.values())


def _decided_by_nobody(fresh: Sequence[NewDecision]) -> list[DecidedByNobody]:
    deciders = {decision.decided_by for decision in fresh}
    known = {code for owner in rules.OWNERS for code in owner.names(deciders, date.max)}
    return [
        DecidedByNobody(decision.code, decision.decided_by) for decision in fresh if decision.decided_by not in known
    ]


def _not_entitled(fresh: Sequence[NewDecision]) -> list[NotEntitled]:
    taken = [
        rules.Taken(each.code, each.decided_by, each.decided_on, each.right, each.right_reference) for each in fresh
    ]
    return [NotEntitled(lack) for owner in rules.OWNERS for lack in owner.lacks(taken)]


def _touched(codes: Sequence[str]) -> set[str]:
    revoked = models.Revocation.objects.filter(decision__code__in=codes).values_list("revoked__code", flat=True)
    reached = {*codes}
    frontier = {*revoked}
    while frontier - reached:  # a revocation may take back a revocation: follow it down
        reached |= frontier
        frontier = {
            *models.Revocation.objects.filter(decision__code__in=frontier).values_list("revoked__code", flat=True)
        }
    return queries.subjects_of(reached)
