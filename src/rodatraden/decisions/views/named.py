"""What are the things called that a decision speaks of? Asked of the slices that know."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from rodatraden.decisions import rules
from rodatraden.ui.shapes import Link


def called(codes: set[str], *, known: date) -> dict[str, rules.Called]:
    """What codes are and have been called, as known on a day."""
    return {code: each for owner in rules.OWNERS for code, each in owner.names(codes, known).items()}


def names_on(day: date, told: Mapping[str, rules.Called]) -> dict[str, rules.Named]:
    """The names of a day."""
    return {code: each.on(day) for code, each in told.items()}


def link_to(named: dict[str, rules.Named], code: str) -> Link:
    """A link to what a code names; the bare code when nobody knows it."""
    return Link(named[code].label, named[code].address) if code in named else Link(code)


def sentence_of(terms: rules.Terms, named: dict[str, rules.Named]) -> str:
    """A change in the words of the slice that owns it."""
    return next(filter(None, (owner.sentence(terms, named) for owner in rules.OWNERS)), terms.change)


def codes_in(terms: Any) -> set[str]:
    """Every text in a change, also in its parts: what may be the code of something with a name."""
    values = [getattr(terms, field.name) for field in fields(terms)]
    parts = [part for value in values if isinstance(value, tuple) for part in value if is_dataclass(part)]
    return {value for value in values if isinstance(value, str)}.union(*map(codes_in, parts))
