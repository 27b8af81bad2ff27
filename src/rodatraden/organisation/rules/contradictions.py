"""Which decided changes can't be together?

Replays the decisions day by day and asks, at the end of each day, whether the organisation holds: units in one tree,
posts in living units, relations and groups between what exists.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final, cast

from rodatraden.decisions.rules import Change, Problem, Revocation, counting
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.changes import OrganisationChange
from rodatraden.organisation.rules.things import BudgetMove, Group, Post, Relation, Thing, Unit


class Contradiction(StrEnum):
    """How a change can contradict the rest."""

    EXISTS_ALREADY = "exists already"
    USED_BEFORE = "code used before"
    NAMES_ANOTHER = "code names something else"
    DOES_NOT_EXIST = "does not exist on the day"
    NO_PARENT = "parent does not exist on the day"
    SECOND_ROOT = "a second root"
    CYCLE = "unit under itself"
    UNITS_BELOW = "closed with units below"
    POSTS_BELOW = "closed with posts in it"
    NO_UNIT = "post in no unit"
    NO_SUPERIOR = "reports to a post that does not exist"
    REPORTS_TO_ITSELF = "reports to itself"
    NO_END = "relation to what does not exist"
    NO_MEMBER = "member post does not exist"


def contradictions(changes: Sequence[Change], revocations: Sequence[Revocation]) -> list[Problem]:
    """Everything that does not hold, each pinned to the change that caused it."""
    counted = counting(changes, revocations, known=date.max)
    replay = _Replay()
    problems: list[Problem] = []
    undone = sorted(((end, change) for change, end in counted if end < FOREVER), key=lambda each: each[0])
    events = sorted(
        [(change.effective_on, 1, change) for change, _ in counted] + [(end, 0, change) for end, change in undone],
        key=lambda event: (event[0], event[1], event[2].order),
    )
    for day, todays in groupby(events, key=lambda event: event[0]):
        for _, is_change, change in todays:
            if is_change:
                problems += replay.take(change)
            else:
                replay.undo(change, counted, day)
        problems += replay.close_of_day()
    return problems


@dataclass(slots=True)
class _Replay:
    """The organisation while it is replayed, with who points at whom."""

    things: dict[str, Thing] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    pointing: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    todays: dict[str, Change] = field(default_factory=dict)

    def take(self, change: Change) -> Iterator[Problem]:
        """Apply one change, unless it concerns what does not exist or exists already."""
        terms = cast("OrganisationChange", change.terms)
        before = self.things.get(terms.subject)
        if terms.begins and before is not None:
            yield Problem(change, Contradiction.EXISTS_ALREADY)
        elif terms.begins and terms.subject in self.used and not terms.subject.startswith("relation:"):
            yield Problem(change, Contradiction.USED_BEFORE)
        elif terms.begins and _namesake(terms.subject) in self.used:
            yield Problem(change, Contradiction.NAMES_ANOTHER, terms.subject.partition(":")[2])
        elif not terms.begins and before is None:
            yield Problem(change, Contradiction.DOES_NOT_EXIST)
        else:
            self._put(terms.subject, terms.apply(before, change.decision))
            self.used.add(terms.subject)
            self.todays[terms.subject] = change

    def undo(self, change: Change, counted: Sequence[tuple[Change, date]], day: date) -> None:
        """A revocation takes effect: the thing is what its remaining changes make of it."""
        subject = change.terms.subject
        after: Thing | None = None
        for other, end in counted:
            terms = cast("OrganisationChange", other.terms)
            # what takes effect on the day itself is taken after this
            if terms.subject == subject and other.effective_on < day < end and (terms.begins or after):
                after = terms.apply(after, other.decision)
        self._put(subject, after)
        self.todays[subject] = change

    def _put(self, subject: str, thing: Thing | None) -> None:
        before = self.things.pop(subject, None)
        for target in _points_at(before):
            self.pointing[target].discard(subject)
        if thing is not None:
            self.things[subject] = thing
            for target in _points_at(thing):
                self.pointing[target].add(subject)

    def close_of_day(self) -> list[Problem]:
        """What does not hold of the things that the day touched."""
        problems = [problem for subject, change in self.todays.items() for problem in self._holds(subject, change)]
        self.todays.clear()
        return problems

    def _holds(self, subject: str, change: Change) -> Iterable[Problem]:
        match self.things.get(subject):
            case None:
                return self._left_behind(subject, change)
            case Unit() as unit:
                return self._unit_holds(unit, change)
            case Post() as post:
                return self._post_holds(post, change)
            case Relation() as relation:
                ends = (relation.source, relation.target)
                return [Problem(change, Contradiction.NO_END, end) for end in ends if not self._exists(end)]
            case Group() as group:
                missing = [post for post in group.members if f"post:{post}" not in self.things]
                return [Problem(change, Contradiction.NO_MEMBER, post) for post in missing]
            case BudgetMove():
                return ()

    def _unit_holds(self, unit: Unit, change: Change) -> Iterator[Problem]:
        if unit.parent is None:
            roots = [thing.code for thing in self.things.values() if isinstance(thing, Unit) and thing.parent is None]
            if len(roots) > 1:
                yield Problem(change, Contradiction.SECOND_ROOT, next(root for root in roots if root != unit.code))
        elif f"unit:{unit.parent}" not in self.things:
            yield Problem(change, Contradiction.NO_PARENT, unit.parent)
        elif self._in_a_ring("unit", unit.code):
            yield Problem(change, Contradiction.CYCLE, unit.parent)

    def _post_holds(self, post: Post, change: Change) -> Iterator[Problem]:
        if f"unit:{post.unit}" not in self.things:
            yield Problem(change, Contradiction.NO_UNIT, post.unit)
        if post.reports_to is not None and f"post:{post.reports_to}" not in self.things:
            yield Problem(change, Contradiction.NO_SUPERIOR, post.reports_to)
        elif self._in_a_ring("post", post.code):
            yield Problem(change, Contradiction.REPORTS_TO_ITSELF)

    def _in_a_ring(self, owner: str, code: str) -> bool:
        """Whether going upwards from a unit or a post one meets the same twice."""
        seen = set[str]()
        above: str | None = code
        while above is not None:
            if above in seen:
                return True
            seen.add(above)
            above = _above(self.things.get(f"{owner}:{above}"))
        return False

    def _left_behind(self, subject: str, change: Change) -> Iterator[Problem]:
        """Something ended: nothing that is left may point at it."""
        reasons = {
            "unit": {Unit: Contradiction.UNITS_BELOW, Post: Contradiction.POSTS_BELOW, Relation: Contradiction.NO_END},
            "post": {Post: Contradiction.NO_SUPERIOR, Relation: Contradiction.NO_END, Group: Contradiction.NO_MEMBER},
        }
        owner = subject.partition(":")[0]
        for pointer in sorted(self.pointing[subject]):
            reason = reasons.get(owner, {}).get(type(self.things[pointer]))
            if reason:
                yield Problem(change, reason, pointer.partition(":")[2])

    def _exists(self, code: str) -> bool:
        return f"unit:{code}" in self.things or f"post:{code}" in self.things


def _namesake(subject: str) -> str:
    """A unit and a post never share a code: what a post or a unit would be called as the other sort."""
    owner, _, code = subject.partition(":")
    return f"{_OTHER_SORT.get(owner, '')}:{code}"


_OTHER_SORT: Final = {"unit": "post", "post": "unit"}


def _above(thing: Thing | None) -> str | None:
    match thing:
        case Unit():
            return thing.parent
        case Post():
            return thing.reports_to
        case _:
            return None


def _points_at(thing: Thing | None) -> list[str]:
    match thing:
        case Unit(parent=str() as parent):
            return [f"unit:{parent}"]
        case Post():
            return [f"unit:{thing.unit}", *([f"post:{thing.reports_to}"] if thing.reports_to else [])]
        case Relation():
            return [f"{owner}:{end}" for end in (thing.source, thing.target) for owner in ("unit", "post")]
        case Group():
            return [f"post:{post}" for post in thing.members]
        case _:
            return []
