"""Who stands beside a unit: who steers, leads, owns or supports it across the tree, and whom it does?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rodatraden.organisation.rules.things import Organisation, RelationKind

FOUR: Final = (RelationKind.POLITICAL, RelationKind.LINE, RelationKind.OWNER, RelationKind.SUPPORT)
"""The kinds of relations that the chart draws."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of a kind between two units or posts, by their codes."""

    kind: RelationKind
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Another unit beside the one looked at, and the relations that run between them."""

    unit: str
    ties: tuple[Tie, ...]

    @property
    def kinds(self) -> tuple[RelationKind, ...]:
        """The kinds of relations between the two."""
        return tuple(kind for kind in FOUR if any(tie.kind is kind for tie in self.ties))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Those with a relation to the unit, and those that it has a relation to. What the tree itself says is not here."""

    towards: tuple[Beside, ...]
    outwards: tuple[Beside, ...]


def surroundings(organisation: Organisation, code: str) -> Surroundings:
    """The relations of a unit and of its posts to other units, and the reporting lines that run across the tree."""
    ties = sorted(_ties(organisation, code), key=lambda tie: (FOUR.index(tie.kind), tie.source, tie.target))
    return Surroundings(
        _beside(organisation, ties, code, incoming=True), _beside(organisation, ties, code, incoming=False)
    )


def _ties(organisation: Organisation, code: str) -> set[Tie]:
    """All that runs between the unit and another, save what is drawn as up and down the tree anyway."""
    said = {Tie(each.kind, each.source, each.target) for each in organisation.relations if each.kind in FOUR}
    crossing = {tie for tie in (*said, *_reporting(organisation, code)) if code in _ends(organisation, tie)}
    return {tie for tie in crossing if not _is_in_the_tree(organisation, tie)}


def _reporting(organisation: Organisation, code: str) -> Iterator[Tie]:
    """Posts that report to a post that is neither in their own unit nor anywhere above it."""
    for post in organisation.posts.values():
        superior = organisation.posts.get(post.reports_to or "")
        if superior and code in {post.unit, superior.unit} and not organisation.within(post.unit, superior.unit):
            yield Tie(RelationKind.LINE, superior.code, post.code)


def _ends(organisation: Organisation, tie: Tie) -> tuple[str, str]:
    """The units that a relation runs between; a post stands for its unit."""
    source, target = (_unit_of(organisation, end) for end in (tie.source, tie.target))
    return source, target


def _unit_of(organisation: Organisation, code: str) -> str:
    return organisation.posts[code].unit if code in organisation.posts else code


def _is_in_the_tree(organisation: Organisation, tie: Tie) -> bool:
    """Whether it stays within one unit, or says between two units what the line from one down to the other says."""
    source, target = _ends(organisation, tie)
    if source == target or not {source, target} <= organisation.units.keys():
        return True
    is_line = tie.kind is not RelationKind.SUPPORT
    return is_line and target == tie.target and organisation.units[target].parent == source


def _beside(organisation: Organisation, ties: list[Tie], code: str, *, incoming: bool) -> tuple[Beside, ...]:
    """The ties in one direction, gathered by the unit at their other end, in the order of the tree."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        source, target = _ends(organisation, tie)
        if (target if incoming else source) == code:
            found.setdefault(source if incoming else target, []).append(tie)
    ordered = sorted(found, key=lambda unit: (organisation.units[unit].rank, unit))
    return tuple(Beside(unit, tuple(found[unit])) for unit in ordered)
