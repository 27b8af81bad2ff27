"""What would come of a proposal if it were decided: what it changes, what it costs, and what does not go together?

Reads what the proposal touches and what stands around that, not the whole register: that is replayed only when
something is wrong, to tell exactly what.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import (
    OWNERS,
    Change,
    Named,
    Problem,
    Revocation,
    carried,
    revoked_twice,
    turns_of_knowledge,
)
from rodatraden.matters import models
from rodatraden.matters.queries.proposals import Draft
from rodatraden.matters.rules.effects import Effect, Step, effect
from rodatraden.matters.rules.proposals import Undoing
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules import drafts, nearby
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.difference import Difference, difference
from rodatraden.organisation.rules.fold import successions
from rodatraden.organisation.rules.things import Organisation


class _Around:
    """The changes to things by what they concern, the draft's own among them; each thing is read once."""

    def __init__(self, own: Iterable[Change], later: Collection[str]) -> None:
        self.own, self.later = list(own), later
        self.found: dict[str, list[Change]] = {}

    def of(self, subjects: Collection[str]) -> list[Change]:
        """Every change to some things."""
        missing = {subject for subject in subjects if subject not in self.found}
        if missing:
            self.found |= {subject: [] for subject in missing}
            for change in [*decisions.changes(missing), *self.own]:
                if change.terms.subject in missing and change.decision not in self.later:
                    self.found[change.terms.subject].append(change)
        return [change for subject in subjects for change in self.found[subject]]


@dataclass(frozen=True)
class WhatIf:
    """What would come of a proposal if it were decided on a day.

    It is judged by all decisions but the `later` ones: for one that is decided these are its own and what came after.
    """

    draft: Draft
    decided_on: date
    later: frozenset[str] = frozenset()

    def without(self, key: int) -> "WhatIf":
        """What would come of it without one of its changes."""
        return replace(self, draft=self.draft.without(key))

    @cached_property
    def revocations(self) -> list[Revocation]:
        """Every revocation that is decided."""
        return [each for each in decisions.revocations() if each.decision not in self.later]

    @cached_property
    def own(self) -> list[Change]:
        """The changes of the proposal, as if it were a decision."""
        return drafts.as_changes(self.draft.terms, known=self.decided_on)

    @cached_property
    def undone(self) -> list[Revocation]:
        """The earlier decisions that it takes back, replaces or corrects."""
        taken = {each.decision: each.effective_on for each in self.draft.undoings}
        return drafts.as_revocations(taken, known=self.decided_on)

    @cached_property
    def subjects(self) -> set[str]:
        """The things that it touches."""
        touched = {change.terms.subject for change in self.own}
        if self.undone:
            back = drafts.affected(self.revocations, self.undone, known=self.decided_on)
            touched |= decisions.subjects_of(back)
        return touched

    @cached_property
    def _around(self) -> _Around:
        """What is touched and, read with it, what it is mostly judged by: all units, and who the posts report to."""
        found = _Around(self.own, self.later)
        there = self.before(self.draft.proposal.effective_on)
        posts = {code for subject in self.subjects for code in _superiors(there, subject)}
        units = {f"{sort}:{code}" for code in there.units for sort in ("unit", "post")}
        found.of({*self.subjects, *units, *(f"{sort}:{code}" for code in posts for sort in ("post", "unit"))})
        return found

    def before(self, on: date) -> Organisation:
        """The organisation on a day without it."""
        if on not in self._read:
            found = organisation.organisation(on=on, known=self.decided_on)
            self._read[on] = self._without_later(found) if self.later else found
        return self._read[on]

    def _without_later(self, found: Organisation) -> Organisation:
        """The organisation as it was before the later decisions: what they touch is folded anew without them."""
        return drafts.redrawn(found, self._later_subjects, self._earlier.of(self._later_subjects), self.revocations)

    @cached_property
    def _earlier(self) -> _Around:
        return _Around((), self.later)

    @cached_property
    def _later_subjects(self) -> set[str]:
        """What the later decisions touch, of those dated by the day: themselves, or by what they take back."""
        taken = register.Decision.objects.filter(decided_on__lte=self.decided_on).values_list("code", flat=True)
        known = self.later & {*taken}
        since = [each for each in decisions.revocations() if each.decision in known]
        back = drafts.affected(self.revocations, since, known=self.decided_on) if since else set[str]()
        return decisions.subjects_of(known | back)

    @cached_property
    def _read(self) -> dict[date, Organisation]:
        return {}

    def after(self, on: date) -> Organisation:
        """The organisation on a day with it."""
        if not self.own and not self.undone:
            return self.before(on)
        changes = self._around.of(self.subjects)
        return drafts.redrawn(self.before(on), self.subjects, changes, [*self.revocations, *self.undone])

    @cached_property
    def days(self) -> list[date]:
        """The days on which it does something, in order; the proposal's own day when it changes nothing."""
        found = {each.on for each in self.draft.changes}
        for each in self.draft.undoings:
            since = each.effective_on or self.draft.proposal.effective_on
            found |= {since, *(day for day in self._days_of(each.decision) if day > since)}
        return sorted(found or {self.draft.proposal.effective_on})

    def _days_of(self, decision: str) -> set[date]:
        """The days on which a decision does something, itself or by what it took back."""
        reached, waiting = set[str](), [decision]
        while waiting:
            code = waiting.pop()
            if code not in reached:
                reached.add(code)
                waiting += [each.revoked for each in self.revocations if each.decision == code]
        return {each.effective_on for each in self._around.of(self.subjects) if each.decision in reached}

    @cached_property
    def steps(self) -> list[Step]:
        """The organisation on each of those days, without it and with it."""
        return [Step(day, self.before(day), self.after(day)) for day in self.days]

    @cached_property
    def difference(self) -> Difference:
        """What differs once all of it applies."""
        last = self.steps[-1]
        return difference(last.before, last.after, successions(self.own, [], known=self.decided_on))

    @cached_property
    def effect(self) -> Effect | None:
        """What it costs, and how many posts and people it is about."""
        return effect(self.steps) if self.draft.changes or self.draft.undoings else None

    @cached_property
    def problems(self) -> list[Problem]:
        """What does not hold with it, in it or in decisions that are taken already, as known on any day from then."""
        revocations = [*self.revocations, *self.undone]
        if self.later:
            return self._problems_then(revocations)
        if revoked_twice(revocations):
            return []  # told as what it can't undo: what follows from that is not worth telling
        register = nearby.Register(self._around.of, organisation.naming, organisation.rivals_of)
        if nearby.holds(self.subjects, register, revocations, since=self.decided_on):
            return []
        return self._all_problems([*decisions.changes(), *self.own], revocations)

    def _problems_then(self, revocations: Sequence[Revocation]) -> list[Problem]:
        """What did not hold before the later decisions; what was decided did."""
        if self.draft.proposal.decision or revoked_twice(revocations):
            return []
        there = [change for change in decisions.changes() if change.decision not in self.later]
        return self._all_problems([*there, *self.own], revocations)

    def _all_problems(self, changes: Sequence[Change], revocations: Sequence[Revocation]) -> list[Problem]:
        found: dict[tuple[str, int, str, str], Problem] = {}
        turns = [day for day in turns_of_knowledge(changes, revocations) if day > self.decided_on]
        for limit in (date.max, *turns):
            known = [each for each in changes if each.decided_on < limit]
            standing = [each for each in revocations if each.decided_on < limit]
            for owner in OWNERS:
                for each in owner.problems(known, standing):
                    found.setdefault((each.change.decision, each.change.position, each.code, each.other), each)
        return list(found.values())

    def problems_of(self, number: int) -> list[Problem]:
        """What does not hold in one of its changes."""
        own = (drafts.DRAFT, number)
        return [each for each in self.problems if (each.change.decision, each.change.position) == own]

    @property
    def problems_elsewhere(self) -> list[Problem]:
        """What would no longer hold in decisions that are taken already."""
        return [each for each in self.problems if each.change.decision != drafts.DRAFT]

    @cached_property
    def not_undone(self) -> list[models.DraftUndoing]:
        """The earlier decisions that can't be undone: revoked already, unknown, or taken later."""
        twice = revoked_twice([*self.revocations, *self.undone])
        return [
            each
            for each in self.draft.undoings
            if each.taken_on is None or each.taken_on > self.decided_on or each.decision in twice
        ]

    @cached_property
    def built_upon(self) -> tuple[str, ...]:
        """The later decisions that must be taken back with those it takes back, the earliest first.

        What builds on them in their turn is counted in.
        """
        found, gone, changes = self, {each.decision for each in self.draft.undoings}, list[Change]()
        chain = set[str]()
        while found.undone and (problems := found.problems):
            changes = changes or decisions.changes()
            taken = {each.decision: each.decided_on for each in changes if each.decided_on <= self.decided_on}
            more = carried(gone | chain, changes, problems) & taken.keys() - chain
            if not more:
                break
            chain |= more
            found = replace(self, draft=self.draft.taking_back(chain))
        taken_on = {each.decision: each.decided_on for each in changes}
        return tuple(sorted(chain, key=lambda code: (taken_on[code], code)))

    def named(self) -> Callable[[str], Named | None]:
        """What a code is called without the proposal; with it where it is new."""
        seen = [*(step.before for step in self.steps), *(step.after for step in self.steps)]

        def name(code: str) -> Named | None:
            return next((told for found in seen if (told := _named(found, code))), None)

        return name


def _superiors(found: Organisation, subject: str) -> set[str]:
    """The codes of a post and of those above it; nothing for another thing."""
    owner, _, code = subject.partition(":")
    above = set[str]()
    at: str | None = code if owner == "post" else None
    while at is not None and at not in above:
        above.add(at)
        at = found.posts[at].reports_to if at in found.posts else None
    return above


def _named(found: Organisation, code: str) -> Named | None:
    if code in found.units:
        return Named(found.units[code].name, unit_address(code))
    if code in found.posts:
        return Named(found.posts[code].title, post_address(code))
    if code in found.groups:
        return Named(found.groups[code].name, group_address(code))
    return None


def what_if(found: Draft, *, decided_on: date) -> WhatIf:
    """What would come of a proposal if it were decided on a day."""
    return WhatIf(found, decided_on)


def as_decided(found: Draft, *also: Draft) -> list[WhatIf]:
    """What came of a proposal that is decided, as far as was known just before; and what would have of others, then."""
    row = register.Decision.objects.get(code=found.proposal.decision)
    since = frozenset(register.Decision.objects.filter(pk__gte=row.pk).values_list("code", flat=True))
    return [WhatIf(each, row.decided_on, since) for each in (found, *also)]


def built_upon(code: str, *, decided_on: date) -> tuple[str, ...]:
    """The later decisions that build on one, as if it were taken back on a day; the earliest first."""
    nothing = models.Proposal(code="", effective_on=decided_on)
    back = models.DraftUndoing(how=Undoing.REVOKES, decision=code)
    return WhatIf(Draft(nothing, (), (), (back,)), decided_on).built_upon
