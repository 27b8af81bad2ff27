"""Which decided changes can't be together?

Replays the decisions day by day and asks of each change whether it can be made to what is there just then, and at the
end of each day whether the organisation holds: units in one tree, posts in living units, relations and groups between
what exists. So the order of changes within a day is free as long as the day ends well.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Final, cast

from rodatraden.decisions.rules import Change, Problem, Revocation, counting
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.changes import Again, OrganisationChange
from rodatraden.organisation.rules.groups import GroupClosedTo, GroupOpenedTo
from rodatraden.organisation.rules.money import BudgetMoved
from rodatraden.organisation.rules.things import BudgetMove, Group, Post, Relation, RelationKind, Thing, Unit
from rodatraden.organisation.rules.units import UnitMerged, UnitSplit

WHOLE: Final = Decimal(100)
"""What the shares of a split unit are together, in per cent."""
ALL_VOTES: Final = Decimal(100)
"""What the owners of a company can have together, in per cent of the votes."""
LARGEST_BUDGET: Final = Decimal("9999999999999.99")
"""The largest amount that can be written (files.columns.Kronor)."""
_FEWEST_PARTS: Final = 2
_BETWEEN_POSTS: Final = {RelationKind.DEPUTY, RelationKind.COMBINED}


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
    NO_RULE_UNIT = "rule of membership within a unit that does not exist"
    RULE_THERE = "rule of membership is there already"
    RULE_NOT_THERE = "rule of membership is not there"
    SUCCEEDS_ITSELF = "merged into itself"
    NO_SUCCESSOR = "merged or split into what does not exist"
    NOT_SPLIT = "split into fewer than two"
    PART_TWICE = "the same part twice"
    SHARES = "shares are not 100 per cent together"
    TIED_TO_ITSELF = "relation to itself"
    NOT_POSTS = "relation between posts only"
    VOTES_OF_OWNERS = "votes without owning"
    TOO_MANY_VOTES = "more than all votes"
    BUDGET_TO_ITSELF = "budget moved to itself"
    NO_BUDGET_UNIT = "budget moved between units that do not exist"
    TOO_MUCH_BUDGET = "more budget moved than can be written"


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
    leaning: list[tuple[Change, str, Contradiction]] = field(default_factory=list)

    def take(self, change: Change) -> Iterator[Problem]:
        """Apply one change, unless it concerns what does not exist or exists already."""
        terms = cast("OrganisationChange", change.terms)
        before = self.things.get(terms.subject)
        reasons = list(self._against(terms, before))
        if reasons:
            yield from (Problem(change, code, other) for code, other in reasons)
        else:
            self._put(terms.subject, terms.apply(before, change.decision))
            self.used.add(terms.subject)
            self.todays[terms.subject] = change
            self.leaning += [(change, subject, code) for subject, code in _leans_on(terms)]

    def _against(self, terms: OrganisationChange, before: Thing | None) -> Iterator[tuple[Contradiction, str]]:
        """What speaks against a change just when it is made."""
        if terms.begins and before is not None and terms.again is not Again.ON_TOP:
            yield Contradiction.EXISTS_ALREADY, ""
        elif terms.begins and terms.again is Again.NEVER and terms.subject in self.used:
            yield Contradiction.USED_BEFORE, ""
        elif terms.begins and _namesake(terms.subject) in self.used:
            yield Contradiction.NAMES_ANOTHER, terms.subject.partition(":")[2]
        elif not terms.begins and before is None:
            yield Contradiction.DOES_NOT_EXIST, ""
        else:
            yield from _amiss(terms, before)

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
        problems += [
            Problem(change, code, subject.partition(":")[2])
            for change, subject, code in self.leaning
            if subject not in self.things
        ]
        self.todays.clear()
        self.leaning.clear()
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
                return self._relation_holds(relation, change)
            case Group() as group:
                return self._group_holds(group, change)
            case BudgetMove() as move:
                too_much = move.yearly_amount > LARGEST_BUDGET
                return [Problem(change, Contradiction.TOO_MUCH_BUDGET)] if too_much else []

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

    def _relation_holds(self, tie: Relation, change: Change) -> Iterator[Problem]:
        ends = (tie.source, tie.target)
        missing = [end for end in ends if not self._exists(end)]
        yield from (Problem(change, Contradiction.NO_END, end) for end in missing)
        if tie.source == tie.target:
            yield Problem(change, Contradiction.TIED_TO_ITSELF, tie.source)
        if tie.kind in _BETWEEN_POSTS:
            units = [end for end in ends if f"unit:{end}" in self.things]
            yield from (Problem(change, Contradiction.NOT_POSTS, end) for end in units)
        if tie.kind is RelationKind.COMBINED and f"relation:{tie.kind}:{tie.target}:{tie.source}" in self.things:
            yield Problem(change, Contradiction.EXISTS_ALREADY)
        if tie.votes is not None:
            yield from self._votes_hold(tie, change)

    def _votes_hold(self, tie: Relation, change: Change) -> Iterator[Problem]:
        if tie.kind is not RelationKind.OWNER:
            yield Problem(change, Contradiction.VOTES_OF_OWNERS)
            return
        owners = (self.things[pointer] for pointer in self.pointing[f"unit:{tie.target}"])
        votes = [
            each.votes
            for each in owners
            if isinstance(each, Relation) and each.kind is RelationKind.OWNER and each.target == tie.target
        ]
        if sum(filter(None, votes)) > ALL_VOTES:
            yield Problem(change, Contradiction.TOO_MANY_VOTES, tie.target)

    def _group_holds(self, group: Group, change: Change) -> Iterator[Problem]:
        for post in group.members:
            if f"post:{post}" not in self.things:
                yield Problem(change, Contradiction.NO_MEMBER, post)
        for rule in group.rules:
            if rule.within is not None and f"unit:{rule.within}" not in self.things:
                yield Problem(change, Contradiction.NO_RULE_UNIT, rule.within)

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
            "unit": {
                Unit: Contradiction.UNITS_BELOW,
                Post: Contradiction.POSTS_BELOW,
                Relation: Contradiction.NO_END,
                Group: Contradiction.NO_RULE_UNIT,
            },
            "post": {Post: Contradiction.NO_SUPERIOR, Relation: Contradiction.NO_END, Group: Contradiction.NO_MEMBER},
        }
        owner = subject.partition(":")[0]
        for pointer in sorted(self.pointing[subject]):
            reason = reasons.get(owner, {}).get(type(self.things[pointer]))
            if reason:
                yield Problem(change, reason, pointer.partition(":")[2])

    def _exists(self, code: str) -> bool:
        return f"unit:{code}" in self.things or f"post:{code}" in self.things


def _amiss(terms: OrganisationChange, before: Thing | None) -> Iterator[tuple[Contradiction, str]]:
    """What is wrong with a change in itself, or beside the thing that it is made to."""
    match terms:
        case UnitMerged() if terms.into == terms.unit:
            yield Contradiction.SUCCEEDS_ITSELF, terms.unit
        case UnitSplit():
            yield from _amiss_with_parts(terms.parts)
        case GroupOpenedTo() if isinstance(before, Group) and terms.rule in before.rules:
            yield Contradiction.RULE_THERE, ""
        case GroupClosedTo() if isinstance(before, Group) and terms.rule not in before.rules:
            yield Contradiction.RULE_NOT_THERE, ""
        case BudgetMoved() if terms.source == terms.target:
            yield Contradiction.BUDGET_TO_ITSELF, terms.source


def _amiss_with_parts(parts: Sequence[tuple[str, Decimal]]) -> Iterator[tuple[Contradiction, str]]:
    codes = [code for code, _share in parts]
    if len(codes) < _FEWEST_PARTS:
        yield Contradiction.NOT_SPLIT, ""
    yield from ((Contradiction.PART_TWICE, code) for code, count in Counter(codes).items() if count > 1)
    if sum(share for _code, share in parts) != WHOLE:
        yield Contradiction.SHARES, ""


def _leans_on(terms: OrganisationChange) -> list[tuple[str, Contradiction]]:
    """What must exist at the end of the day on which a change is made, though the thing itself does not point at it."""
    match terms:
        case UnitMerged() | UnitSplit():
            return [(f"unit:{code}", Contradiction.NO_SUCCESSOR) for code, _share in terms.parts]
        case BudgetMoved():
            return [(f"unit:{code}", Contradiction.NO_BUDGET_UNIT) for code in (terms.source, terms.target)]
        case _:
            return []


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
            within = [f"unit:{rule.within}" for rule in thing.rules if rule.within]
            return [*(f"post:{post}" for post in thing.members), *within]
        case _:
            return []
