"""What is this number, and which rows is it built on?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """One stored row behind a figure: what it says, where it was read, when it was recorded, where it is shown."""

    label: str
    origin: str = ""
    recorded_at: datetime | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, its day and its trail. A value that is missing is None, never zero.

    A leaf has a `source`; a computed figure has a `formula` and the `parts` that it was computed from.
    """

    value: Decimal | None
    unit: str
    on: date
    source: Source | None = None
    formula: str = ""
    parts: tuple["Figure", ...] = ()

    @property
    def missing(self) -> int:
        """How many of the rows behind the figure have no value."""
        if not self.parts:
            return int(self.value is None)
        return sum(part.missing for part in self.parts)

    def sources(self) -> Iterator[Source]:
        """Every stored row behind the figure, in reading order."""
        if self.source:
            yield self.source
        for part in self.parts:
            yield from part.sources()


def total(figures: Iterable[Figure], *, unit: str, on: date, formula: str = "sum") -> Figure:
    """The sum of the values that are known; None when none is. `missing` tells how many were left out."""
    parts = tuple(figures)
    known = [part.value for part in parts if part.value is not None]
    return Figure(sum(known, Decimal(0)) if known else None, unit, on, formula=formula, parts=parts)


def difference(left: Figure, right: Figure, *, formula: str) -> Figure:
    """Left minus right; None when either is missing."""
    value = None if left.value is None or right.value is None else left.value - right.value
    return Figure(value, left.unit, left.on, formula=formula, parts=(left, right))
