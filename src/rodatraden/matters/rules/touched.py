"""Which units do some changes touch, what do they do to them, and which administrations and companies are those in?

Nothing here knows the single kinds of changes: it reads the fields that name units and posts, whoever owns the kind.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from rodatraden.decisions.rules import Change, Terms
from rodatraden.matters.rules.codes import Trait
from rodatraden.organisation.rules.things import Organisation, RelationKind, UnitKind

_UNIT_FIELDS: Final = ("unit", "parent", "into", "source", "target")
_POST_FIELDS: Final = ("post", "source", "target")
# Not `reports_to`: the one who gets another person to lead is not changed by it, and nearly every head has one.

_UPROOTING: Final = frozenset({"unit.moved", "unit.closed", "unit.merged", "unit.split"})

_STRAINING: Final = frozenset(
    {
        *("unit.established", "unit.moved", "unit.merged", "unit.split", "unit.closed"),
        *("post.moved", "post.closed", "post.reporting_changed", "post.degree_changed"),
    }
)
"""Changes that give people another work, place or superior: their risks are assessed first (AFS 2023:1)."""

_OWNED: Final = ("unit:", "post:", "relation:", "group:", "budget:")
_OVERALL: Final = frozenset({UnitKind.MUNICIPALITY, UnitKind.ASSEMBLY})
_OPERATING: Final = frozenset({UnitKind.ADMINISTRATION, UnitKind.COMPANY})
_STEERING: Final = frozenset({UnitKind.BOARD, UnitKind.COMMITTEE})


@dataclass(frozen=True, slots=True)
class Home:
    """Where a unit or a post stood, on the days [valid_from, valid_to): under or in a unit."""

    unit: str | None
    valid_from: date
    valid_to: date


Homes = Mapping[str, Sequence[Home]]


@dataclass(frozen=True, slots=True)
class Places:
    """The homes of the units and of the posts that some changes name, and the units that stand above everything."""

    units: Homes
    posts: Homes
    overall: frozenset[str] = frozenset()


def named(terms: Terms) -> tuple[set[str], set[str]]:
    """The codes that a change has in fields for units, and in fields for posts."""
    return set(_codes(terms, _UNIT_FIELDS)), set(_codes(terms, _POST_FIELDS))


def _codes(terms: Any, names: Sequence[str]) -> Iterator[str]:
    for name in (field.name for field in fields(terms) if field.name in names):
        for value in _each(getattr(terms, name)):
            yield from (value,) if isinstance(value, str) else _codes(value, names)


def _each(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, tuple | list) else (value,)


def touched_by(changes: Iterable[Change], places: Places) -> dict[str, set[str]]:
    """The units that some changes touch, each with the decisions that do it."""
    found: dict[str, set[str]] = {}
    for change in changes:
        for unit in _touched(change, places):
            found.setdefault(unit, set()).add(change.decision)
    return found


def _touched(change: Change, places: Places) -> set[str]:
    units, posts = named(change.terms)
    above = getattr(change.terms, "parent", None)
    found = {code for code in units if code not in places.posts and (code != above or code not in places.overall)}
    before = change.effective_on - timedelta(days=1) if change.effective_on > date.min else change.effective_on
    for post in posts:
        found |= _at(places.posts.get(post, ()), before) | _at(places.posts.get(post, ()), change.effective_on)
    if uproots(change.terms):
        found |= _at(places.units.get(str(getattr(change.terms, "unit", "")), ()), before) - places.overall
    return found


def uproots(terms: Terms) -> bool:
    """Whether the unit above, where the changed unit stood before, also feels it."""
    return terms.change in _UPROOTING


def _at(homes: Iterable[Home], day: date) -> set[str]:
    return {home.unit for home in homes if home.unit and home.valid_from <= day < home.valid_to}


def operations(touched: Iterable[str], organisation: Organisation) -> set[str]:
    """The administrations and companies that some units are in (the nearest above), or that work for a committee.

    The municipality itself is all of them. The assembly is none: it decides about others, and works through them.
    """
    found: set[str] = set()
    for code in touched:
        found |= _operations(code, organisation)
    return found


def _operations(code: str, organisation: Organisation) -> set[str]:
    path = organisation.path(code)
    own = [unit.code for unit in path if unit.kind in _OPERATING]
    if own:
        return {own[-1]}
    if not path or path[-1].kind is UnitKind.ASSEMBLY:
        return set()
    if path[-1].kind is UnitKind.MUNICIPALITY:
        return {unit.code for unit in organisation.units.values() if unit.kind in _OPERATING}
    return _working_for(code, organisation) if path[-1].kind in _STEERING else set()


def _working_for(committee: str, organisation: Organisation) -> set[str]:
    """The administrations under a committee, and those that it steers politically."""
    below = {unit.code for unit in organisation.units.values() if unit.parent == committee}
    below |= {
        tie.target for tie in organisation.relations if tie.kind is RelationKind.POLITICAL and tie.source == committee
    }
    return {code for code in below if code in organisation.units and organisation.units[code].kind in _OPERATING}


def overall(organisation: Organisation) -> frozenset[str]:
    """The units that stand above everything: to be placed right under them touches nobody else."""
    return frozenset(unit.code for unit in organisation.units.values() if unit.kind in _OVERALL)


def traits_of(changes: Iterable[Change]) -> set[Trait]:
    """What in some changes may call for a gate."""
    found: set[Trait] = set()
    for change in changes:
        if change.terms.subject.startswith(_OWNED):
            found.add(Trait.ORGANISATION)
        if change.terms.change in _STRAINING:
            found.add(Trait.WORK_ENVIRONMENT)
        if _costs_during_the_year(change):
            found.add(Trait.MID_YEAR_EXPENSE)
    return found


def _costs_during_the_year(change: Change) -> bool:
    """Whether someone's salary begins or changes on another day than the first of a year, when the budget is new."""
    costs = change.terms.change in {"post.established", "post.costed"} and getattr(change.terms, "yearly_cost", None)
    return bool(costs) and (change.effective_on.month, change.effective_on.day) != (1, 1)
