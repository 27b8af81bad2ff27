"""Taking back earlier decisions: which can be, and which later ones build on them and must go with them?"""

from collections.abc import Mapping, Sequence

from rodatraden.decisions import models, queries, rules
from rodatraden.decisions.actions.handed_in import NewDecision
from rodatraden.decisions.actions.refusals import BuiltUpon, NothingToRevoke


def revoke(fresh: Sequence[NewDecision], stored: Mapping[str, models.Decision]) -> list[NothingToRevoke]:
    """Store the revocations that can be, and name the others."""
    refused: list[NothingToRevoke] = []
    able: list[rules.Revocation] = []
    ways: dict[tuple[str, str], rules.TakesBack] = {}
    for decision in fresh:
        for way, code, effective_on in decision.taken_back:
            earlier = stored.get(code)
            taken_before = earlier is not None and earlier.decided_on <= decision.decided_on
            if code == decision.code or not taken_before or (decision.code, code) in ways:
                refused.append(NothingToRevoke(decision.code, code))
            else:
                ways[decision.code, code] = way
                able.append(rules.Revocation(decision.code, decision.decided_on, code, effective_on))
    twice = rules.revoked_twice([*queries.revocations(), *able])
    refused += [NothingToRevoke(each.decision, each.revoked) for each in able if each.revoked in twice]
    models.Revocation.objects.bulk_create(
        models.Revocation(
            decision=stored[each.decision],
            revoked=stored[each.revoked],
            effective_on=each.effective_on,
            way=ways[each.decision, each.revoked],
        )
        for each in able
        if each.revoked not in twice
    )
    return refused


def built_upon(fresh: Sequence[NewDecision], problems: list[rules.Problem]) -> list[BuiltUpon]:
    """The decisions that would lose their ground when others are taken back, told of the one that takes them back.

    Their problems are the consequence: they are taken out of `problems`.
    """
    new = {decision.code for decision in fresh}
    changes, revocations = queries.changes(), queries.revocations()
    taken = {change.decision: (change.decided_on, change.decision) for change in changes}
    found: list[BuiltUpon] = []
    for decision in fresh:
        gone = {code for _way, code, _day in decision.taken_back}
        able = {code for code, (decided_on, _) in taken.items() if decided_on <= decision.decided_on} - new
        lost = rules.carried(gone, changes, problems) & able
        if lost:
            chain = _chain(decision, lost, able, changes, revocations)
            found.append(BuiltUpon(decision.code, sorted(chain, key=lambda code: taken[code])))
            problems[:] = [problem for problem in problems if problem.change.decision not in chain | gone]
    return found


def _chain(
    decision: NewDecision,
    lost: set[str],
    able: set[str],
    changes: Sequence[rules.Change],
    revocations: Sequence[rules.Revocation],
) -> set[str]:
    """All that must be taken back together: what is lost, and what builds on that in its turn, until nothing does.

    Only what is `able` to be taken back by the decision, since it was taken before it.
    """
    days = [day for _way, _code, day in decision.taken_back]
    from_day = None if None in days else min((day for day in days if day), default=None)
    gone = {code for _way, code, _day in decision.taken_back}
    chain, more = set[str](), lost
    while more:
        chain |= more
        also = [rules.Revocation(decision.code, decision.decided_on, code, from_day) for code in chain]
        held = [problem for owner in rules.OWNERS for problem in owner.problems(changes, [*revocations, *also])]
        more = rules.carried(gone | chain, changes, held) & able
    return chain
