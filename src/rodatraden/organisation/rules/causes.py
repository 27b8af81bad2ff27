"""Which decision did it? Finds for each difference between two days, or two days of knowledge, what made it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import cast

from rodatraden.decisions.rules import Change, Revocation, ends
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.changes import OrganisationChange
from rodatraden.organisation.rules.difference import FIELDS, Difference, Differs, What

Point = tuple[date, date]
"""A day, and the day whose knowledge is used."""

_COMES: frozenset[What] = frozenset({What.UNIT_ADDED, What.POST_ADDED, What.GROUP_FORMED, What.RELATION_OPENED})
_MEMBERS: frozenset[What] = frozenset({What.GROUP_JOINED, What.GROUP_LEFT})


def decided(found: Difference, changes: Iterable[Change], revocations: Sequence[Revocation]) -> Difference:
    """The same difference, each row with the decision that did it.

    `changes` are at least all that count at one end of the difference and not at the other, of the subjects in it.
    """
    turned = _Turned.between(
        changes,
        revocations,
        (found.before.on, found.before.known),
        (found.after.on, found.after.known),
    )
    rows = tuple(row if row.decision else replace(row, decision=turned.decision(row)) for row in found.rows)
    return replace(found, rows=rows)


@dataclass(frozen=True, slots=True)
class _Turned:
    """The changes of each subject that count after and did not before (came), and the other way round (went)."""

    came: dict[str, list[Change]]
    went: dict[str, list[Change]]
    after: Point
    revokers: dict[str, str]
    """What took back each decision that is revoked, as known afterwards."""

    @classmethod
    def between(
        cls, changes: Iterable[Change], revocations: Sequence[Revocation], before: Point, after: Point
    ) -> "_Turned":
        came: defaultdict[str, list[Change]] = defaultdict(list)
        went: defaultdict[str, list[Change]] = defaultdict(list)
        stops = [ends(revocations, known=known) for _, known in (before, after)]
        for change in sorted(changes, key=lambda each: each.order):
            then, now = (
                _counts(change, point, stop.get(change.decision, FOREVER))
                for point, stop in zip((before, after), stops, strict=True)
            )
            if now and not then:
                came[change.terms.subject].append(change)
            elif then and not now:
                went[change.terms.subject].append(change)
        return cls(came, went, after, {each.revoked: each.decision for each in _standing(revocations, after[1])})

    def decision(self, row: Differs) -> str:
        """The decision that did it; empty when the changes given do not tell."""
        for change, is_there in self._candidates(row):
            taken_back = not is_there and _counts(change, self.after, FOREVER)
            return self.revokers[change.decision] if taken_back else change.decision
        return ""

    def _candidates(self, row: Differs) -> Iterator[tuple[Change, bool]]:
        """The changes that may have done it, likeliest first, and whether each counts afterwards."""
        came, went = self.came.get(row.subject, []), self.went.get(row.subject, [])
        if row.what in _COMES:
            yield from chain(_last(came, begins=True), _last(came), _last(went, there=False))
        elif row.what in _MEMBERS:
            post = str(row.before or row.after)
            yield from chain(_naming(came, post), _naming(went, post, there=False))
            yield from chain(_last(came), _last(went, there=False))
            yield from chain(
                _last(self.came.get(f"post:{post}", [])), _last(self.went.get(f"post:{post}", []), there=False)
            )
        elif name := FIELDS.get(row.what):
            yield from chain(_setting(came, name), _setting(went, name, there=False))
        else:
            yield from chain(_last(came), _last(went, there=False, begins=True), _last(went, there=False))


def _counts(change: Change, point: Point, end: date) -> bool:
    on, known = point
    return change.decided_on <= known and change.effective_on <= on < end


def _standing(revocations: Sequence[Revocation], known: date) -> Iterator[Revocation]:
    stopped = ends(revocations, known=known)
    return (each for each in revocations if each.decided_on <= known and each.decision not in stopped)


def _last(changes: Sequence[Change], *, there: bool = True, begins: bool = False) -> Iterator[tuple[Change, bool]]:
    for change in reversed(changes):
        if not begins or cast("OrganisationChange", change.terms).begins:
            yield change, there


def _setting(changes: Sequence[Change], name: str, *, there: bool = True) -> Iterator[tuple[Change, bool]]:
    return ((change, there) for change in reversed(changes) if name in change.terms.__dataclass_fields__)


def _naming(changes: Sequence[Change], post: str, *, there: bool = True) -> Iterator[tuple[Change, bool]]:
    return ((change, there) for change in reversed(changes) if getattr(change.terms, "post", None) == post)
