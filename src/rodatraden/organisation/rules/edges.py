"""Which kind of line runs from a unit to what is right below it, and where does the line of officials begin?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Role, Unit, UnitKind

_BODIES: Final = {UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE}
_STRUCTURE: Final = (RelationKind.POLITICAL, RelationKind.OWNER, RelationKind.LINE)

Said = Mapping[tuple[str, str], RelationKind]
"""The kind of relation between two units, where a decision has said it."""


def said(organisation: Organisation) -> Said:
    """The relations between units that say in which sense one is below the other; the first kind in order counts."""
    found: dict[tuple[str, str], RelationKind] = {}
    for kind in reversed(_STRUCTURE):
        found |= {(each.source, each.target): kind for each in organisation.relations if each.kind is kind}
    return found


def edge(parent: Unit, child: Unit, known: Said) -> RelationKind | None:
    """The line from a unit to one right below it: as decided, else by what they are. None: it only belongs there."""
    if (parent.code, child.code) in known:
        return known[parent.code, child.code]
    if child.kind is UnitKind.FEDERATION:
        return None
    if child.kind is UnitKind.COMPANY:
        return RelationKind.OWNER
    if child.kind in _BODIES or parent.kind in _BODIES:
        return RelationKind.POLITICAL
    return RelationKind.LINE


@dataclass(frozen=True, slots=True)
class Officials:
    """The post that the line of officials begins with, and the administrations that it runs to."""

    post: Post
    units: frozenset[str]


def officials(organisation: Organisation) -> Officials | None:
    """The director and whom the director leads; None when nothing says it of at least two administrations."""
    begun = [Officials(post, _led_by(organisation, post)) for post in _leaders(organisation)]
    widest = max(begun, key=lambda each: (len(each.units), each.post.code), default=None)
    return widest if widest and len(widest.units) > 1 else None


def _leaders(organisation: Organisation) -> Iterable[Post]:
    return (post for post in organisation.posts.values() if post.role is Role.DIRECTOR)


def _led_by(organisation: Organisation, post: Post) -> frozenset[str]:
    """The post's own administration, and those whose head it leads by a relation or by the reporting line."""
    lines = (each for each in organisation.relations if each.kind is RelationKind.LINE and each.source == post.code)
    targets = [each.target for each in lines]
    posts = [organisation.posts[code] for code in targets if code in organisation.posts]
    posts += [each for each in organisation.posts.values() if each.reports_to == post.code and each.role is Role.HEAD]
    units = {post.unit, *(each.unit for each in posts), *targets}
    return frozenset(code for code in units if _is_administration(organisation, code))


def _is_administration(organisation: Organisation, code: str) -> bool:
    return code in organisation.units and organisation.units[code].kind is UnitKind.ADMINISTRATION
