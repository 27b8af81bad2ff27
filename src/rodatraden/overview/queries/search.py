"""What is called something like this, of all that there is on a day? One search for each kind of thing.

A slice joins by a function here and its place in SEARCHES: it is given what is wanted and tells what it found.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, reduce
from operator import or_
from typing import Final, TypeVar

from django.db.models import Case, Model, Q, QuerySet, When

from rodatraden.commitments import queries as commitments
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.decisions import queries as decisions
from rodatraden.indicators import queries as indicators
from rodatraden.kernel.once import once
from rodatraden.matters.queries import proposals
from rodatraden.matters.queries import register as matters
from rodatraden.matters.rules.proposals import proposal_address
from rodatraden.organisation import models as organisation_models
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.things import Organisation
from rodatraden.steering import models as steering_models
from rodatraden.steering.queries import goals_on
from rodatraden.steering.rules import goal_address

ENOUGH: Final = 200
"""So many of a kind are looked for; who wants more has asked for too little."""
_MOST_WORDS: Final = 8
Row = TypeVar("Row", bound=Model)


class Kind(StrEnum):
    """What can be found."""

    UNIT = "enhet"
    POST = "befattning"
    GROUP = "grupp"
    GOAL = "mal"
    INDICATOR = "indikator"
    DECISION = "beslut"
    MATTER = "arende"
    PROPOSAL = "forslag"
    COMMITMENT = "uppdrag"


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for: every one of the words, in what exists on a day as known on a day."""

    words: tuple[str, ...]
    on: date
    known: date
    prepares_in: frozenset[str] = frozenset()
    """The units in which the reader may prepare proposals: of others nothing is told, not even that there are some."""

    @cached_property
    def units(self) -> Organisation:
        """The units of the day."""
        return organisation.units(on=self.on, known=self.known)

    def names(self, *texts: str) -> bool:
        """Whether some texts about one thing hold every word, in any case."""
        told = "\n".join(texts).casefold()
        return all(word in told for word in self.words)

    def among(self, *fields: str) -> Q:
        """The same asked of the database. A pattern, since SQLite's LIKE takes Å and å for different letters."""
        asked = Q()
        for word in self.words:
            one = Q()
            for field in fields:
                one |= Q(**{f"{field}__iregex": re.escape(word)})
            asked &= one
        return asked

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    def exact_first(self, rows: QuerySet[Row], *fields: str) -> QuerySet[Row]:
        """Rows in their order, but first those in which a field is the whole text: they are not cut away."""
        exact = reduce(or_, (Q(**{f"{field}__iexact": self.text}) for field in fields))
        return rows.order_by(Case(When(exact, then=0), default=1), *rows.query.order_by)

    def unit_name(self, code: str) -> str:
        """What a unit is called on the day; its code when it is not there."""
        return self.units.units[code].name if code in self.units.units else code


def wanted(text: str, *, on: date, known: date, prepares_in: frozenset[str] = frozenset()) -> Wanted:
    """What a reader has written, as words."""
    return Wanted(tuple(text.replace("\0", " ").casefold().split()[:_MOST_WORDS]), on, known, prepares_in)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, where it is shown, and what tells it from others of the same name."""

    name: str
    code: str
    address: str
    note: str = ""
    number: str = ""

    def is_exactly(self, text: str) -> bool:
        """Whether a text is its whole code, number or name, in any case."""
        return text in {each.casefold() for each in (self.code, self.number, self.name)}


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found of a kind, the nearest first."""

    kind: Kind
    hits: Sequence[Hit]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than were looked for."""
        return len(self.hits) > ENOUGH


def units(of: Wanted) -> Iterable[Hit]:
    """Units by name and code, told apart by what they stand under."""
    for unit in of.units.units.values():
        if of.names(unit.name, unit.code):
            yield Hit(unit.name, unit.code, unit_address(unit.code), of.unit_name(unit.parent) if unit.parent else "")


def posts(of: Wanted) -> Iterable[Hit]:
    """Posts by title and code, told apart by their units."""
    rows = organisation_models.PostVersion.objects.at(on=of.on, known=of.known).filter(of.among("title", "code"))
    ordered = of.exact_first(rows.order_by("title", "code"), "title", "code")
    for code, title, unit in ordered.values_list("code", "title", "unit")[: ENOUGH + 1]:
        yield Hit(title, code, post_address(code), of.unit_name(unit))


def groups(of: Wanted) -> Iterable[Hit]:
    """Groups by name and code."""
    rows = organisation_models.GroupVersion.objects.at(on=of.on, known=of.known).filter(of.among("name", "code"))
    ordered = of.exact_first(rows.order_by("name", "code"), "name", "code")
    for code, name in ordered.values_list("code", "name")[: ENOUGH + 1]:
        yield Hit(name, code, group_address(code))


@once
def _goals(on: date, known: date) -> list[steering_models.Goal]:
    return list(goals_on(on, known=known))


def goals(of: Wanted) -> Iterable[Hit]:
    """Goals by title, description and code, told apart by their owners."""
    for goal in _goals(of.on, of.known):
        if of.names(goal.title, goal.description, goal.code):
            yield Hit(goal.title, goal.code, goal_address(goal.code), of.unit_name(goal.unit))


def measured(of: Wanted) -> Iterable[Hit]:
    """Indicators by name, description and code, on the page of the first goal that they serve."""
    shown_at = {code: goal for goal in reversed(_goals(of.on, of.known)) for code in goal.linked}
    for code, each in indicators.defined(shown_at, known=of.known).items():
        if of.names(each.name, each.description, code):
            goal = shown_at[code]
            yield Hit(each.name, code, goal_address(goal.code, indicator=code), goal.title)


def decided(of: Wanted) -> Iterable[Hit]:
    """Decisions, as the register searches them."""
    rows = decisions.search(of.text, known=min(of.on, of.known))
    for row in of.exact_first(rows, "code", "dnr", "title")[: ENOUGH + 1]:
        yield Hit(row.title, row.code, f"/beslut/{row.code}", row.decided_on.isoformat(), row.dnr)


def registered(of: Wanted) -> Iterable[Hit]:
    """Matters, as their register searches them. What is only proposed is no matter, and is not found."""
    rows = matters.search(matters.Search(of.text), known=of.known)
    for row in of.exact_first(rows, "matter__code", "dnr", "title")[: ENOUGH + 1]:
        yield Hit(row.title, row.matter_id, f"/arenden/{row.matter_id}", row.dnr, row.dnr)


def promised(of: Wanted) -> Iterable[Hit]:
    """Assignments and activities, as their list searches them, told apart by their units."""
    asked = commitments.Search(" ".join(of.words))
    for row in commitments.narrowed(commitments.told(known=min(of.on, of.known)), asked, on=of.on)[: ENOUGH + 1]:
        yield Hit(row.title, row.code, commitment_address(row.code), of.unit_name(row.unit))


def prepared(of: Wanted) -> Iterable[Hit]:
    """Proposals by title and code, to those who may prepare them: they are working papers, and have no past."""
    if of.prepares_in:
        for row in proposals.proposals(of.prepares_in).filter(of.among("title", "code"))[: ENOUGH + 1]:
            yield Hit(row.title, row.code, proposal_address(row.code), of.unit_name(row.unit))


SEARCHES: Final[tuple[tuple[Kind, Callable[[Wanted], Iterable[Hit]]], ...]] = (
    (Kind.UNIT, units),
    (Kind.POST, posts),
    (Kind.GROUP, groups),
    (Kind.GOAL, goals),
    (Kind.INDICATOR, measured),
    (Kind.DECISION, decided),
    (Kind.MATTER, registered),
    (Kind.PROPOSAL, prepared),
    (Kind.COMMITMENT, promised),
)
"""In the order in which they are shown."""


def found(of: Wanted, *, kind: str = "") -> list[Found]:
    """What was found, kind by kind, or of one kind only; kinds without anything are left out.

    First the kinds in which something has the very code, number or name that was written.
    """
    if not of.words:
        return []
    told = [Found(each, _nearest_first(of, search(of))) for each, search in SEARCHES if kind in {"", each}]
    return sorted((each for each in told if each.hits), key=lambda each: not each.hits[0].is_exactly(of.text))


def _nearest_first(of: Wanted, hits: Iterable[Hit]) -> list[Hit]:
    """First what has the words as its code, then as its number or name, then what begins with them; else as it came."""

    def distance(hit: Hit) -> tuple[bool, bool, bool]:
        begins = hit.name.casefold().startswith(of.text)
        return hit.code.casefold() != of.text, not hit.is_exactly(of.text), not begins

    return sorted(hits, key=distance)
