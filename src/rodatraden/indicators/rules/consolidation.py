"""What does a unit's value come to, when those of the units below it are put together?

The parts of a unit are the nearest units below it that measure the thing. A part that has published its value counts
with that one; else with what its own parts come to. What is missing is left out and told, and never counts as zero.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from rodatraden.indicators.rules.definition import Consolidation
from rodatraden.kernel.figures import Figure

SUM_FORMULA: Final = "sum"
MEAN_FORMULA: Final = "weighted mean"
_FINEST: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a whole: the unit, its value, what weighs it, and how many people it rests on."""

    unit: str
    value: Figure
    weight: Figure | None = None
    count: int | None = None
    is_hidden: bool = False
    """Whether its value must not be shown: it rests on few people, or would give away another that does."""

    @property
    def is_missing(self) -> bool:
        """Whether it has no value, or nothing to weigh it by."""
        return not self.is_hidden and self._is_empty

    @property
    def _is_empty(self) -> bool:
        return self.value.value is None or (self.weight is not None and self.weight.value is None)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a unit's parts come to, beside what it has published itself. Neither takes the other's place."""

    unit: str
    computed: Figure
    terms: tuple[Term, ...]
    published: Figure | None = None

    @property
    def missing(self) -> int:
        """How many of its parts are missing."""
        return sum(term.is_missing for term in self.terms)

    @property
    def is_complete(self) -> bool:
        """Whether no part is missing, here or further down."""
        return not self.missing

    @property
    def count(self) -> int | None:
        """How many people it rests on; None when that is not known of every part."""
        counts = [term.count for term in self.terms if not term.is_missing]
        return None if None in counts or not counts else sum(count or 0 for count in counts)

    @property
    def gap(self) -> Decimal | None:
        """How much more the published value is than the computed one; None when either is missing."""
        if self.published is None or self.published.value is None or self.computed.value is None:
            return None
        return self.published.value - self.computed.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What there is to put together of one thing in one period: women, men or all."""

    kind: Consolidation
    measure: str
    on: date
    values: Mapping[str, Figure]
    """What units have published."""
    counts: Mapping[str, int | None] = field(default_factory=dict)
    weights: Mapping[str, Figure] = field(default_factory=dict)
    """What weighs each unit."""


def consolidate(given: Given, *, measuring: Collection[str], above: Mapping[str, str | None]) -> dict[str, Whole]:
    """What each unit comes to that has others below it which measure the thing. `above` tells the unit over each."""
    if given.kind is Consolidation.NONE:
        return {}
    making = _Making(given, parts_of(measuring, above), {})
    for unit in making.parts:
        making.whole(unit)
    return making.made


def parts_of(measuring: Collection[str], above: Mapping[str, str | None]) -> dict[str, list[str]]:
    """The nearest measuring units below each unit."""
    found: dict[str, list[str]] = {}
    for unit in sorted(code for code in measuring if code in above):
        over, seen = above[unit], {unit}
        while over is not None and over not in seen:
            found.setdefault(over, []).append(unit)
            if over in measuring:
                break
            seen.add(over)
            over = above.get(over)
    return found


@dataclass(frozen=True, slots=True)
class _Making:
    given: Given
    parts: Mapping[str, list[str]]
    made: dict[str, Whole]

    def whole(self, unit: str) -> Whole:
        if unit not in self.made:
            terms = tuple(self._term(part) for part in self.parts[unit])
            self.made[unit] = Whole(unit, self._together(terms), terms, self.given.values.get(unit))
        return self.made[unit]

    def _term(self, unit: str) -> Term:
        given = self.given
        value, count = given.values.get(unit), given.counts.get(unit)
        if (value is None or value.value is None) and unit in self.parts:
            below = self.whole(unit)
            value, count = below.computed, below.count
        weight = self._nothing() if given.kind is Consolidation.WEIGHTED_MEAN else None
        return Term(unit, value or self._nothing(), given.weights.get(unit, weight) if weight else None, count)

    def _nothing(self) -> Figure:
        return Figure(None, self.given.measure, self.given.on)

    def _together(self, terms: tuple[Term, ...]) -> Figure:
        known = [(term.value.value, term.weight.value if term.weight else Decimal(1)) for term in terms]
        held = [(value, weight) for value, weight in known if value is not None and weight is not None]
        total = sum((value * weight for value, weight in held), Decimal(0))
        trail = tuple(each for term in terms for each in (term.value, term.weight) if each is not None)
        if self.given.kind is Consolidation.SUM:
            return self._figure(total if held else None, SUM_FORMULA, trail)
        weighed = sum((weight for _value, weight in held), Decimal(0))
        mean = (total / weighed).quantize(_FINEST, ROUND_HALF_EVEN) if weighed else None
        return self._figure(mean, MEAN_FORMULA, trail)

    def _figure(self, value: Decimal | None, formula: str, trail: tuple[Figure, ...]) -> Figure:
        return replace(self._nothing(), value=value, formula=formula, parts=trail)


def effective(wholes: Mapping[str, Whole], published: Mapping[str, Figure]) -> dict[str, Figure]:
    """The value to go on with for each unit: what it has published, else what its parts come to."""
    made = {unit: whole.computed for unit, whole in wholes.items()}
    return made | {unit: figure for unit, figure in published.items() if figure.value is not None or unit not in made}
