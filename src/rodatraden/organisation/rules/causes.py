"""Which decision did it? Finds for each difference between two days, or two days of knowledge, what made it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple, cast

from rodatraden.decisions.rules import Change, Revocation, Terms, ends
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.changes import OrganisationChange
from rodatraden.organisation.rules.difference import FIELDS, Difference, Differs, What

Point = tuple[date, date]
"""A day, and the day whose knowledge is used."""

_COMES: frozenset[What] = frozenset({What.UNIT_ADDED, What.POST_ADDED, What.GROUP_FORMED, What.RELATION_OPENED})
_MEMBERS: frozenset[What] = frozenset({What.GROUP_JOINED, What.GROUP_LEFT})


class Turn(NamedTuple):
    """As much of a change as tells whether it did something: whether its thing begins, which fields it sets.

    Sorts as changes apply. `post` is the post that a change to a group names.
    """

    effective_on: date
    decided_on: date
    decision: str
    position: int
    subject: str
    begins: bool
    fields: frozenset[str]
    post: str | None = None


def turn_of(change: Change) -> Turn:
    """A change as a turn."""
    terms = cast("OrganisationChange", change.terms)
    post = getattr(terms, "post", None) if terms.subject.startswith("group:") else None
    place = (change.effective_on, change.decided_on, change.decision, change.position)
    return Turn(*place, terms.subject, *what_of(type(terms)), post=post)


@cache
def what_of(kind: type[Terms]) -> tuple[bool, frozenset[str]]:
    """Whether a kind of change begins something, and the fields that it sets."""
    return bool(getattr(kind, "begins", False)), frozenset(kind.__dataclass_fields__)


def decided(found: Difference, turns: Iterable[Turn], revocations: Sequence[Revocation]) -> Difference:
    """The same difference, each row with the decision that did it.

    `turns` are at least all that count at one end of the difference and not at the other, of the subjects in it.
    """
    turned = _Turned.between(
        turns,
        revocations,
        (found.before.on, found.before.known),
        (found.after.on, found.after.known),
    )
    rows = tuple(row if row.decision else _with(row, turned.decision(row)) for row in found.rows)
    return replace(found, rows=rows)


def _with(row: Differs, decision: str) -> Differs:
    return Differs(row.what, row.subject, row.code, row.before, row.after, row.other, decision)


@dataclass(frozen=True, slots=True)
class _Turned:
    """The changes of each subject that count after and did not before (came), and the other way round (went)."""

    came: dict[str, list[Turn]]
    went: dict[str, list[Turn]]
    after: Point
    revokers: dict[str, str]
    """What took back each decision that is revoked, as known afterwards."""

    @classmethod
    def between(
        cls, turns: Iterable[Turn], revocations: Sequence[Revocation], before: Point, after: Point
    ) -> "_Turned":
        came: defaultdict[str, list[Turn]] = defaultdict(list)
        went: defaultdict[str, list[Turn]] = defaultdict(list)
        stops = [ends(revocations, known=known) for _, known in (before, after)]
        for change in sorted(turns):
            then = _counts(change, before, stops[0].get(change.decision, FOREVER))
            now = _counts(change, after, stops[1].get(change.decision, FOREVER))
            if now and not then:
                came[change.subject].append(change)
            elif then and not now:
                went[change.subject].append(change)
        return cls(came, went, after, {each.revoked: each.decision for each in _standing(revocations, after[1])})

    def decision(self, row: Differs) -> str:
        """The decision that did it; empty when the changes given do not tell."""
        for change, is_there in self._candidates(row):
            taken_back = not is_there and _counts(change, self.after, FOREVER)
            return self.revokers[change.decision] if taken_back else change.decision
        return ""

    def _candidates(self, row: Differs) -> Iterator[tuple[Turn, bool]]:
        """The changes that may have done it, likeliest first, and whether each counts afterwards."""
        came, went = self.came.get(row.subject, []), self.went.get(row.subject, [])
        if name := FIELDS.get(row.what):
            yield from chain(_setting(came, name), _setting(went, name, there=False))
        elif row.what in _COMES:
            yield from chain(_last(came, begins=True), _last(came), _last(went, there=False))
        elif row.what in _MEMBERS:
            post = str(row.before or row.after)
            yield from chain(_naming(came, post), _naming(went, post, there=False))
            yield from chain(_last(came), _last(went, there=False))
            yield from chain(
                _last(self.came.get(f"post:{post}", [])), _last(self.went.get(f"post:{post}", []), there=False)
            )
        else:
            yield from chain(_last(came), _last(went, there=False, begins=True), _last(went, there=False))


def _counts(change: Turn, point: Point, end: date) -> bool:
    on, known = point
    return change.decided_on <= known and change.effective_on <= on < end


def _standing(revocations: Sequence[Revocation], known: date) -> Iterator[Revocation]:
    stopped = ends(revocations, known=known)
    return (each for each in revocations if each.decided_on <= known and each.decision not in stopped)


def _last(changes: Sequence[Turn], *, there: bool = True, begins: bool = False) -> Iterator[tuple[Turn, bool]]:
    for change in reversed(changes):
        if not begins or change.begins:
            yield change, there


def _setting(changes: Sequence[Turn], name: str, *, there: bool = True) -> Iterator[tuple[Turn, bool]]:
    for change in reversed(changes):
        if name in change.fields:
            yield change, there


def _naming(changes: Sequence[Turn], post: str, *, there: bool = True) -> Iterator[tuple[Turn, bool]]:
    for change in reversed(changes):
        if change.post == post:
            yield change, there
