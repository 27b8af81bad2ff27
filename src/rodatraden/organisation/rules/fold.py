"""What was the organisation on a day, as known on a day? One pure function of the decided changes and two dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any, cast

from rodatraden.decisions.rules import NEVER, Change, Revocation, counting
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.changes import OrganisationChange
from rodatraden.organisation.rules.things import (
    BudgetMove,
    Group,
    Organisation,
    Post,
    Relation,
    Succession,
    Thing,
    Unit,
)
from rodatraden.organisation.rules.units import UnitMerged, UnitSplit


def fold(changes: Iterable[Change], revocations: Iterable[Revocation], *, on: date, known: date) -> Organisation:
    """The organisation on a day, from the decisions taken by `known` and not revoked then."""
    things: dict[str, Thing] = {}
    for change, end in counting(changes, revocations, known=known):
        if change.effective_on <= on < end:
            _apply(things, change)
    return gather(things.values(), on=on, known=known)


def gather(things: Iterable[Thing], *, on: date, known: date) -> Organisation:
    """Things sorted into an organisation, each kind in the order of its codes."""
    sorts: dict[type[Thing], list[Any]] = {sort: [] for sort in (Unit, Post, Group, Relation, BudgetMove)}
    for thing in things:
        sorts[type(thing)].append(thing)
    return Organisation(
        on,
        known,
        units=_by_code(sorts[Unit]),
        posts=_by_code(sorts[Post]),
        groups=_by_code(sorts[Group]),
        relations=frozenset(sorts[Relation]),
        budget_moves=tuple(sorted(sorts[BudgetMove], key=attrgetter("source", "target"))),
    )


def _by_code(things: list[Any]) -> dict[str, Any]:
    things.sort(key=attrgetter("code"))
    return {thing.code: thing for thing in things}


def successions(changes: Iterable[Change], revocations: Iterable[Revocation], *, known: date) -> list[Succession]:
    """What merged and split units became, earliest first, from the decisions taken by a day and not revoked then.

    Nothing is forgotten when a part is merged or split in its turn: who follows a series walks from one to the next.
    """
    return [
        Succession(change.terms.unit, change.effective_on, change.terms.parts, change.decision, until)
        for change, until in counting(changes, revocations, known=known)
        if isinstance(change.terms, UnitMerged | UnitSplit)
    ]


@dataclass(frozen=True, slots=True)
class Version:
    """How one thing was from a day up to another, in the knowledge of a day up to another (both half-open)."""

    thing: Thing
    valid_from: date
    valid_to: date
    known_from: date
    known_to: date


def versions(changes: Sequence[Change], revocations: Sequence[Revocation]) -> list[Version]:
    """Every version of the one thing that all the changes concern: what the projection stores.

    A thing depends on nothing but its own changes and their revocations, so one decision rebuilds only what it touches.
    """
    learnt = sorted({change.decided_on for change in changes} | {each.decided_on for each in revocations})
    found: list[Version] = []
    open_since: dict[tuple[Thing, date, date], date] = {}
    for known in learnt:
        now = dict.fromkeys(_history(changes, revocations, known))
        ended = [state for state in open_since if state not in now]
        found += [Version(*state, known_from=open_since.pop(state), known_to=known) for state in ended]
        for state in now:
            open_since.setdefault(state, known)
    found += [Version(*state, known_from=since, known_to=FOREVER) for state, since in open_since.items()]
    return sorted(found, key=lambda version: (version.known_from, version.valid_from))


def _history(
    changes: Sequence[Change], revocations: Sequence[Revocation], known: date
) -> Iterator[tuple[Thing, date, date]]:
    """The states of one thing through time, as known on a day; equal neighbours are one."""
    counted = counting(changes, revocations, known=known)
    turns = sorted({change.effective_on for change, _ in counted} | {end for _, end in counted if end > NEVER})
    held: tuple[Thing, date] | None = None
    for day in turns:
        things: dict[str, Thing] = {}
        for change, end in counted:
            if change.effective_on <= day < end:
                _apply(things, change)
        thing = next(iter(things.values()), None)
        if held and held[0] != thing:
            yield held[0], held[1], day
            held = None
        if thing and not held:
            held = thing, day
    if held:
        yield held[0], held[1], FOREVER


def _apply(things: dict[str, Thing], change: Change) -> None:
    """A change to what no longer exists (its beginning was revoked) does nothing."""
    terms = cast("OrganisationChange", change.terms)
    before = things.get(terms.subject)
    if before is None and not terms.begins:
        return
    after = terms.apply(before, change.decision)
    if after is None:
        del things[terms.subject]
    else:
        things[terms.subject] = _ranked(after, change) if before is None else after


def _ranked(thing: Thing, change: Change) -> Thing:
    """A new unit with its place among its siblings: text that sorts as the changes apply."""
    if not isinstance(thing, Unit):
        return thing
    return replace(thing, rank=f"{change.effective_on} {change.decided_on} {change.decision} {change.position:06}")
