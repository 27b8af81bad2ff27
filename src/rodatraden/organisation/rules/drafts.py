"""What would the organisation be if a draft were decided? The draft's changes and revocations on top of what is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from rodatraden.decisions.rules import Change, Revocation, Terms, ends
from rodatraden.organisation.rules.fold import fold, gather
from rodatraden.organisation.rules.things import BudgetMove, Organisation, Relation, Thing

DRAFT: Final = "\U0010fffd"
"""Stands for the decision that is not yet taken: it sorts after every code, so that the draft comes on top."""

Drafted = Sequence[tuple[date, Terms]]
"""The changes of a draft, each with the day it is to take effect."""

Taken = Mapping[str, date | None]
"""The codes of the decisions that a draft takes back: from a day, or (None) as if they had never taken effect."""


def as_changes(drafted: Drafted, *, known: date) -> list[Change]:
    """The changes as if the draft were decided on a day."""
    return [Change(DRAFT, known, position, day, terms) for position, (day, terms) in enumerate(drafted)]


def as_revocations(taken: Taken, *, known: date) -> list[Revocation]:
    """What the draft takes back, as if it were decided on a day."""
    return [Revocation(DRAFT, known, code, day) for code, day in taken.items()]


def affected(revocations: Sequence[Revocation], drafted: Sequence[Revocation], *, known: date) -> set[str]:
    """The decisions that count from or until another day when the draft takes some back; also those that come back."""
    before, after = ends(revocations, known=known), ends([*revocations, *drafted], known=known)
    return {code for code in {*before, *after} if before.get(code) != after.get(code)}


def redrawn(
    found: Organisation, subjects: set[str], changes: Iterable[Change], revocations: Sequence[Revocation]
) -> Organisation:
    """The organisation with some things folded anew, from all changes to them; the rest as it is."""
    folded = fold(changes, revocations, on=found.on, known=found.known)
    kept = [thing for thing in _things(found) if _subject(thing) not in subjects]
    return gather([*kept, *_things(folded)], on=found.on, known=found.known)


def undecided(found: Organisation) -> Organisation:
    """The same without the mark of the draft: what a draft shaped has no decision."""
    return gather([_unmarked(thing) for thing in _things(found)], on=found.on, known=found.known)


def _unmarked(thing: Thing) -> Thing:
    names = [name for name in ("decision", "cost_decision", "staff_decision") if getattr(thing, name, "") == DRAFT]
    cleared: dict[str, Any] = dict.fromkeys(names, "")
    return replace(thing, **cleared) if names else thing


def _things(found: Organisation) -> list[Thing]:
    return [
        *found.units.values(),
        *found.posts.values(),
        *found.groups.values(),
        *found.relations,
        *found.budget_moves,
    ]


def _subject(thing: Thing) -> str:
    match thing:
        case Relation():
            return f"relation:{thing.kind}:{thing.source}:{thing.target}"
        case BudgetMove():
            return f"budget:{thing.source}:{thing.target}"
        case _:
            return f"{type(thing).__name__.lower()}:{thing.code}"
