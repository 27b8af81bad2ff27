"""Which proposals may someone see, what do they say, and what would come of them if they were decided?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import (
    OWNERS,
    Change,
    Named,
    Problem,
    Revocation,
    Terms,
    revoked_twice,
    turns_of_knowledge,
)
from rodatraden.matters import models
from rodatraden.matters.rules.effects import Effect, Step, effect
from rodatraden.matters.rules.proposals import State
from rodatraden.organisation.models import PostVersion, UnitVersion
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.changes import Alters, Begins
from rodatraden.organisation.rules.difference import Difference, difference
from rodatraden.organisation.rules.fold import fold, successions
from rodatraden.organisation.rules.things import Organisation, Role, UnitKind

_NOT_LAID_ASIDE: Final = (State.DRAFT, State.DECIDED)


def proposals(units: Iterable[str] | None, *, discarded: bool = False) -> QuerySet[models.Proposal]:
    """The proposals that are prepared in some units (None: in any), the last altered first."""
    states = [State.DISCARDED] if discarded else _NOT_LAID_ASIDE
    found = models.Proposal.objects.filter(state__in=states).order_by("-altered_at", "-code")
    return found if units is None else found.filter(unit__in=list(units))


@dataclass(frozen=True, slots=True)
class Family:
    """A proposal, and the others for the same question that are not laid aside, in the order they were begun."""

    proposal: models.Proposal
    alternatives: tuple[models.Proposal, ...]


def family(code: str) -> Family | None:
    """The proposal with a code, and its alternatives. One query."""
    asked = models.Proposal.objects.filter(code=code).values(root=Coalesce("alternative_of", "pk"))
    rows = list(
        models.Proposal.objects.filter(Q(pk__in=asked) | Q(alternative_of__in=asked)).order_by("begun_at", "code")
    )
    found = next((each for each in rows if each.code == code), None)
    if found is None:
        return None
    return Family(found, tuple(each for each in rows if each is not found and each.state != State.DISCARDED))


def proposal(code: str) -> models.Proposal | None:
    """The proposal with a code."""
    return models.Proposal.objects.filter(code=code).first()


def undecided_codes() -> list[str]:
    """The codes of all proposals that never became decisions: what nobody else is to know of."""
    return list(models.Proposal.objects.exclude(state=State.DECIDED).values_list("code", flat=True).order_by("code"))


_BODIES: Final = (UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE, UnitKind.MUNICIPALITY, UnitKind.COMPANY)
_DECIDERS: Final = (Role.DIRECTOR, Role.HEAD, Role.MANAGER, Role.POLITICIAN)


def deciders_in(found: Organisation) -> dict[str, str]:
    """Who can be asked to decide: elected bodies and companies, then the posts that lead or are elected."""
    bodies = sorted((each for each in found.units.values() if each.kind in _BODIES), key=lambda each: each.rank)
    posts = sorted((each.title, each.code) for each in found.posts.values() if each.role in _DECIDERS)
    return {
        **{each.code: each.name for each in bodies},
        **{code: f"{title} ({code})" for title, code in posts},
    }


def deciders(*, on: date) -> dict[str, str]:
    """The same on a day, when nothing else is asked about the organisation. Two queries."""
    units = UnitVersion.objects.at(on=on, known=on).filter(kind__in=_BODIES).order_by("rank", "code")
    posts = PostVersion.objects.at(on=on, known=on).filter(role__in=_DECIDERS).order_by("title", "code")
    return {
        **dict(units.values_list("code", "name")),
        **{code: f"{title} ({code})" for code, title in posts.values_list("code", "title")},
    }


@dataclass(frozen=True, slots=True)
class Drafted:
    """One change of a proposal, read by its kind, with the day on which it would take effect."""

    row: models.DraftChange
    terms: Terms
    on: date


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal with its changes in order, those that were taken away, and the earlier decisions it undoes."""

    proposal: models.Proposal
    changes: tuple[Drafted, ...]
    removed: tuple[Drafted, ...]
    undoings: tuple[models.DraftUndoing, ...]

    @property
    def terms(self) -> tuple[tuple[date, Terms], ...]:
        """The changes as a decision is handed in with them."""
        return tuple((each.on, each.terms) for each in self.changes)

    def without(self, key: int) -> "Draft":
        """The same without one of its changes."""
        return replace(self, changes=tuple(each for each in self.changes if each.row.pk != key))


def draft(found: models.Proposal) -> Draft:
    """All that a proposal says. Two queries."""
    rows = [
        Drafted(row, decisions.adapter(row.kind).validate_python(row.terms), row.effective_on or found.effective_on)
        for row in found.changes.order_by("position", "pk")
    ]
    return Draft(
        found,
        tuple(each for each in rows if not each.row.is_removed),
        tuple(each for each in rows if each.row.is_removed),
        tuple(found.undoings.order_by("pk")),
    )


@dataclass(frozen=True)
class WhatIf:
    """What would come of a proposal if it were decided on a day."""

    draft: Draft
    decided_on: date
    taken: Sequence[Change]
    revocations: Sequence[Revocation]

    @cached_property
    def own(self) -> list[Change]:
        """The changes of the proposal, as if it were a decision."""
        code = self.draft.proposal.code
        return [
            Change(code, self.decided_on, number, each.on, each.terms) for number, each in enumerate(self.draft.changes)
        ]

    @cached_property
    def _organising(self) -> list[Change]:
        """The changes to the organisation that are decided: other kinds make nothing that is shown."""
        return [each for each in self.taken if isinstance(each.terms, Alters | Begins)]

    @cached_property
    def undone(self) -> list[Revocation]:
        """The earlier decisions that it takes back, replaces or corrects."""
        code = self.draft.proposal.code
        return [Revocation(code, self.decided_on, each.decision, each.effective_on) for each in self.draft.undoings]

    def before(self, on: date) -> Organisation:
        """The organisation on a day without it."""
        return fold(self._organising, self.revocations, on=on, known=self.decided_on)

    def after(self, on: date) -> Organisation:
        """The organisation on a day with it."""
        return fold([*self._organising, *self.own], [*self.revocations, *self.undone], on=on, known=self.decided_on)

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
        return {each.effective_on for each in self.taken if each.decision in reached}

    @cached_property
    def steps(self) -> list[Step]:
        """The organisation on each of those days, without it and with it."""
        return [Step(day, self.before(day), self.after(day)) for day in self.days]

    @cached_property
    def difference(self) -> Difference:
        """What differs once all of it applies."""
        last = self.steps[-1]
        before = set(successions(self._organising, self.revocations, known=self.decided_on))
        after = successions([*self._organising, *self.own], [*self.revocations, *self.undone], known=self.decided_on)
        return difference(last.before, last.after, [each for each in after if each not in before])

    @cached_property
    def effect(self) -> Effect | None:
        """What it costs, and how many posts and people it is about."""
        return effect(self.steps) if self.draft.changes or self.draft.undoings else None

    @cached_property
    def problems(self) -> list[Problem]:
        """What does not hold with it, in it or in decisions that are taken already, as known on any day from then."""
        changes, revocations = [*self.taken, *self.own], [*self.revocations, *self.undone]
        if revoked_twice(revocations):
            return []  # told as what it can't undo: what follows from that is not worth telling
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
        code = self.draft.proposal.code
        return [each for each in self.problems if (each.change.decision, each.change.position) == (code, number)]

    @property
    def problems_elsewhere(self) -> list[Problem]:
        """What would no longer hold in decisions that are taken already."""
        return [each for each in self.problems if each.change.decision != self.draft.proposal.code]

    @cached_property
    def not_undone(self) -> list[models.DraftUndoing]:
        """The earlier decisions that can't be undone: revoked already, unknown, or taken later."""
        twice = revoked_twice([*self.revocations, *self.undone])
        days = (
            dict(
                decisions.decisions(known=self.decided_on)
                .filter(code__in=[each.decision for each in self.draft.undoings])
                .values_list("code", "decided_on")
            )
            if self.draft.undoings
            else {}
        )
        return [each for each in self.draft.undoings if each.decision in twice or each.decision not in days]

    def named(self) -> Callable[[str], Named | None]:
        """What a code is called without the proposal; with it where it is new."""
        seen = [*(step.before for step in self.steps), *(step.after for step in self.steps)]

        def name(code: str) -> Named | None:
            return next((told for found in seen if (told := _named(found, code))), None)

        return name


def _named(found: Organisation, code: str) -> Named | None:
    if code in found.units:
        return Named(found.units[code].name, unit_address(code))
    if code in found.posts:
        return Named(found.posts[code].title, post_address(code))
    if code in found.groups:
        return Named(found.groups[code].name, group_address(code))
    return None


def what_if(found: Draft, *, decided_on: date) -> WhatIf:
    """What would come of a proposal if it were decided on a day. Two queries; one more where it undoes something."""
    return WhatIf(found, decided_on, decisions.changes(), decisions.revocations())
