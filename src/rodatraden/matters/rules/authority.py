"""May these posts record this decision: in whose name is it, how far does it reach, and whom does it raise?

Preparing is free within one's own units. What is decided must lie within the reach of who decides it (KL 6:37 and 7:5:
a delegate decides for the committee in what it has handed over), and nobody gives a post more rights than they have.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rodatraden.access.rules import allows, covers
from rodatraden.organisation.rules.things import Organisation, Post, UnitKind

DECIDE: Final = "matters.proposal.decide"


class Beyond(StrEnum):
    """In which way a decision is beyond who would record it."""

    BODY = "another body's"
    POST = "another post's"
    REACH = "out of reach"
    RAISES = "more rights than one's own"
    TAKES_BACK = "taken by others"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be decided: in whose name, what it is about, and who took the decisions that it takes back.

    `days` holds the organisation without and with it, on each day that it does something.
    """

    decided_by: str
    subjects: Collection[str]
    days: tuple[tuple[Organisation, Organisation], ...]
    taken_back: Collection[str]


def beyond(posts: Collection[Post], asked: Asked) -> list[tuple[Beyond, str]]:
    """Everything that is beyond some posts, each with the code it is about."""
    before = asked.days[0][0]
    body = before.units.get(asked.decided_by)
    found = [*_not_ones_own(posts, asked, before)]
    outside = {unit for unit in touched(asked) if not _reaches(posts, unit, before)}
    found += [(Beyond.REACH, unit) for unit in sorted(outside)]
    if body is None or body.kind not in _HIGHEST:
        found += [(Beyond.RAISES, post) for post in _raised(posts, asked)]
        found += [(Beyond.TAKES_BACK, by) for by in sorted(set(asked.taken_back)) if not _may_undo(posts, by, asked)]
    return found


_HIGHEST: Final = frozenset({UnitKind.MUNICIPALITY, UnitKind.ASSEMBLY, UnitKind.BOARD})
"""The assembly decides anything, and the executive board appoints the director (KL 7:1)."""


def _not_ones_own(posts: Collection[Post], asked: Asked, before: Organisation) -> Iterator[tuple[Beyond, str]]:
    """What a body decides is recorded by who may decide in the body's own name, what a post decides by its holder."""
    if asked.decided_by in before.units:
        if not _reaches(posts, asked.decided_by, before):
            yield Beyond.BODY, asked.decided_by
    elif asked.decided_by and asked.decided_by not in {post.code for post in posts}:
        yield Beyond.POST, asked.decided_by


def _reaches(posts: Collection[Post], unit: str, organisation: Organisation) -> bool:
    return allows(posts, DECIDE, within=unit, organisation=organisation)


def touched(asked: Asked) -> set[str]:
    """The units there are already that it is about; what is new is judged by what it comes under."""
    found = {unit for pair in asked.days for subject in asked.subjects for unit in _units_of(subject, pair)}
    return {unit for unit in found if any(unit in before.units for before, _after in asked.days)}


def _units_of(subject: str, pair: tuple[Organisation, Organisation]) -> Iterator[str]:
    """The units that a subject is in or is itself, and those that a unit leaves or comes under."""
    sort, _, rest = subject.partition(":")
    for each in pair:
        match sort:
            case "group":
                yield from (each.posts[post].unit for post in _members(each, rest))
            case "unit" | "post" | "relation" | "budget":
                yield from (unit for code in rest.split(":") for unit in _places(code, each))
            case _:
                yield from (unit.code for unit in each.units.values() if unit.parent is None)
    if sort == "unit":
        left, reached = ({each.units[rest].parent} if rest in each.units else set() for each in pair)
        yield from (unit for unit in left ^ reached if unit)


def _members(organisation: Organisation, group: str) -> Iterator[str]:
    members = organisation.members(group) if group in organisation.groups else ()
    return (post for post in members if post in organisation.posts)


def _places(code: str, organisation: Organisation) -> Iterator[str]:
    if code in organisation.posts:
        yield organisation.posts[code].unit
    if code in organisation.units:
        yield code


def _raised(posts: Collection[Post], asked: Asked) -> list[str]:
    """The posts that would have a role with more rights than those who decide have themselves."""
    return sorted(
        {
            code
            for before, after in asked.days
            for code in (subject.removeprefix("post:") for subject in asked.subjects if subject.startswith("post:"))
            if code in after.posts and not _had(before, after.posts[code]) and not covers(posts, after.posts[code].role)
        }
    )


def _had(before: Organisation, post: Post) -> bool:
    return post.code in before.posts and before.posts[post.code].role is post.role


def _may_undo(posts: Collection[Post], taken_by: str, asked: Asked) -> bool:
    """One's own decisions, and those of posts below: not what a body has decided."""
    before = asked.days[0][0]
    if taken_by == asked.decided_by:
        return True
    return taken_by in before.posts and _reaches(posts, before.posts[taken_by].unit, before)
