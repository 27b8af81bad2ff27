"""What is it called that a commitment comes from, and is it there?

Commitments know decisions and matters, which are below. Goals, rounds and controls are above: the slices that own them
say at start, in ORIGINS, how they are asked.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rodatraden.commitments.rules.codes import OriginKind
from rodatraden.decisions.rules import Named


@dataclass(frozen=True, slots=True)
class Origins:
    """One sort of things that commitments come from, as its owner answers for it."""

    named: Callable[[Collection[str], date], Mapping[str, Named]]
    """What some codes are called as known on a day, with their pages; a code that nobody knows is left out."""
    are_there: Callable[[Collection[str]], Collection[str]]
    """Those of some codes that were ever recorded."""


ORIGINS: Final[dict[OriginKind, Origins]] = {}
"""Filled at start by the slices that own what commitments come from (their apps.py)."""


def named(codes: Mapping[OriginKind, Collection[str]], *, known: date) -> dict[tuple[str, str], Named]:
    """What some origins are called, by kind and code: one question for each kind that someone answers for."""
    return {
        (kind.value, code): each
        for kind, asked in codes.items()
        if kind in ORIGINS and asked
        for code, each in ORIGINS[kind].named(asked, known).items()
    }


def missing(codes: Mapping[OriginKind, Collection[str]]) -> set[tuple[str, str]]:
    """The origins that nobody ever recorded. Of a kind that nobody answers for, nothing is known to be missing."""
    return {
        (kind.value, code)
        for kind, asked in codes.items()
        if kind in ORIGINS and asked
        for code in {*asked} - {*ORIGINS[kind].are_there(asked)}
    }
