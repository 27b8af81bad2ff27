"""Can what some decisions touched be judged from the things around it, without replaying everything?

Before a decision everything held. So whatever does not hold after it has to do with a thing that the decision touched:
with what that refers to, all the way up (it may be missing, or a ring may have closed), or, when the thing no longer
exists, with what refers to it. The changes to these things tell whether anything is wrong; what exactly, and of whom
else, the whole replay tells then.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from rodatraden.decisions.rules import Change, Problem, Revocation, Terms, turns_of_knowledge
from rodatraden.organisation.rules.closing import ENDING
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.things import RelationKind
from rodatraden.organisation.rules.ties import RelationOpened
from rodatraden.organisation.rules.units import UnitEstablished, UnitMerged, UnitSplit

MOST_TO_LOOK_UP: Final = 10
"""For more units and posts that may no longer exist, replaying everything is as fast as finding what names them."""

_SORTS: Final = {
    "unit": ("unit",),
    "parent": ("unit",),
    "within": ("unit",),
    "post": ("post",),
    "reports_to": ("post",),
    "source": ("unit", "post"),
    "target": ("unit", "post"),
}
"""What sort of thing the codes in a field name."""

_OTHER_SORT: Final = {"unit": "post", "post": "unit"}


@dataclass(frozen=True, slots=True)
class Rivals:
    """What some things are held against though neither names the other."""

    roots: bool
    """All roots, when one of the things is a root: there may be one."""
    companies: frozenset[str]
    """The owners of some companies: their votes are added up."""
    also: frozenset[str]
    """Relations that say the same the other way round."""


@dataclass(frozen=True, slots=True)
class Register:
    """Where the changes around something are found."""

    changes: Callable[[Collection[str]], Sequence[Change]]
    """Every change to some subjects."""
    naming: Callable[[Collection[str]], Collection[str]]
    """The subjects of all changes that name any of some codes of units and posts."""
    rivals: Callable[[Rivals], Collection[str]]
    """The subjects that are meant."""


def holds(touched: Collection[str], register: Register, revocations: Sequence[Revocation], *, since: date) -> bool:
    """Whether nothing is wrong with what decisions taken since a day touched; False when it can't be told from here."""
    found = around(touched, register)
    changes = [change for subject in touched for change in found[subject]]
    missed = may_be_missed(changes, revocations, since=since)
    if len(missed) > MOST_TO_LOOK_UP:
        return False
    others = {*register.naming(missed), *register.rivals(rivals(changes))} - found.keys()
    found |= {subject: [] for subject in others}
    for change in register.changes(others):
        found[change.terms.subject].append(change)
    return not wrong(found, revocations, since=since)


def refers_to(terms: Terms) -> set[str]:
    """The things that a change names besides the one that it changes."""
    named = {field.name: getattr(terms, field.name) for field in fields(terms)}
    found = {f"{sort}:{code}" for name, code in named.items() if code for sort in _SORTS.get(name, ())}
    if isinstance(terms, UnitMerged | UnitSplit):
        found |= {f"unit:{code}" for code, _share in terms.parts}
    return found - {terms.subject}


def around(touched: Collection[str], register: Register) -> dict[str, list[Change]]:
    """The changes to what is touched, to its namesakes, and to all that it ever referred to, all the way up."""
    found: dict[str, list[Change]] = {}
    waiting = {*touched, *map(_namesake, touched)}
    while waiting:
        found |= {subject: [] for subject in waiting}
        for change in register.changes(waiting):
            found[change.terms.subject].append(change)
        reached = {end for subject in waiting for change in found[subject] for end in refers_to(change.terms)}
        waiting = reached - found.keys()
    return found


def _namesake(subject: str) -> str:
    """What a unit or a post would be called as the other sort, since they never share a code; others are themselves."""
    owner, _, code = subject.partition(":")
    return f"{_OTHER_SORT.get(owner, owner)}:{code}"


def rivals(touched: Iterable[Change]) -> Rivals:
    """What the things that some changes concern are held against."""
    terms = [change.terms for change in touched]
    opened = [each for each in terms if isinstance(each, RelationOpened)]
    return Rivals(
        roots=any(isinstance(each, UnitEstablished) and each.parent is None for each in terms),
        companies=frozenset(each.target for each in opened if each.relation is RelationKind.OWNER),
        also=frozenset(
            f"relation:{each.relation}:{each.target}:{each.source}"
            for each in opened
            if each.relation is RelationKind.COMBINED
        ),
    )


def may_be_missed(changes: Iterable[Change], revocations: Iterable[Revocation], *, since: date) -> set[str]:
    """The codes of the units and posts among some changes that may have ceased to exist by what is decided since a day.

    They ended by it, or what they began by is taken back, or comes back.
    """
    taken_back, reached = set[str](), [each for each in revocations if each.decided_on >= since]
    everyone = list(revocations)
    while reached:
        taken_back |= {each.revoked for each in reached}
        reached = [each for each in everyone if each.decision in taken_back and each.revoked not in taken_back]
    return {
        code
        for change in changes
        for owner, _, code in [change.terms.subject.partition(":")]
        if owner in {"unit", "post"} and _ends_or_begins(change, change.decision in taken_back, since)
    }


def _ends_or_begins(change: Change, is_taken_back: bool, since: date) -> bool:  # noqa: FBT001 – one of three facts
    ends = change.terms.change in ENDING
    return (ends and change.decided_on >= since) or (is_taken_back and (ends or getattr(change.terms, "begins", False)))


def as_written(code: str) -> list[str]:
    """How a code may stand in the stored terms of a change: databases write letters such as Å in two ways."""
    return sorted({json.dumps(code), json.dumps(code, ensure_ascii=False)})


def wrong(found: dict[str, list[Change]], revocations: Sequence[Revocation], *, since: date) -> list[Problem]:
    """What does not hold among the things at hand, now or as it was known at any time after a day.

    Not told is that something is missing that a thing refers to, when what happened to it is not at hand.
    """
    changes = [change for each in found.values() for change in each]
    turns = [day for day in turns_of_knowledge(changes, revocations) if day > since]
    return [
        problem
        for limit in (date.max, *turns)
        for problem in contradictions(
            [change for change in changes if change.decided_on < limit],
            [each for each in revocations if each.decided_on < limit],
        )
        if not _is_unknown(problem, found)
    ]


def _is_unknown(problem: Problem, found: dict[str, list[Change]]) -> bool:
    """Whether the other thing in a problem is one that the changed thing refers to, and is not at hand."""
    others = {f"unit:{problem.other}", f"post:{problem.other}"} - found.keys()
    return bool(others) and any(others & refers_to(change.terms) for change in found[problem.change.terms.subject])
