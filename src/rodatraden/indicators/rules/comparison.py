"""Where does a value stand among others, and which municipalities are most alike in what one has picked?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, median, quantiles
from typing import Final


class Quarter(StrEnum):
    """In which quarter of the others' values a value lies, by their quartiles."""

    LOWEST = "lowest"
    BELOW_MEDIAN = "below_median"
    ABOVE_MEDIAN = "above_median"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class Spread:
    """How some values are spread: how many, the quartiles, the ends, and their unweighted mean."""

    count: int
    lowest: float
    lower: float
    middle: float
    upper: float
    highest: float
    mean: float


_ENOUGH_FOR_QUARTERS: Final = 4


def spread_of(values: Sequence[float]) -> Spread | None:
    """How values are spread; None when there are none. The mean is unweighted: a small place counts as a large one."""
    if not values:
        return None
    lower, _middle, upper = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    return Spread(len(values), min(values), lower, median(values), upper, max(values), fmean(values))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands among others: how many are lower, the same and higher, and in which quarter it lies.

    `quarter` is None where the others are too few to be cut in four.
    """

    below: int
    equal: int
    above: int
    quarter: Quarter | None


def position_of(value: float, others: Sequence[float]) -> Position:
    """Where a value stands among the others, itself not counted."""
    below, equal = sum(each < value for each in others), sum(each == value for each in others)
    spread = spread_of(others)
    quarter = _quarter(value, spread) if spread and spread.count >= _ENOUGH_FOR_QUARTERS else None
    return Position(below, equal, len(others) - below - equal, quarter)


def _quarter(value: float, spread: Spread) -> Quarter:
    if value < spread.lower:
        return Quarter.LOWEST
    if value > spread.upper:
        return Quarter.HIGHEST
    return Quarter.BELOW_MEDIAN if value < spread.middle else Quarter.ABOVE_MEDIAN


@dataclass(frozen=True, slots=True)
class Alike:
    """How far a place is from our own, in standard deviations, and how far in each of the indicators, with its sign."""

    place: str
    distance: float
    parts: Mapping[str, float]


def alike(own: Mapping[str, float], others: Mapping[str, Mapping[str, float]]) -> list[Alike]:
    """The places nearest to our own first, by some indicators (code → place → value).

    Every indicator is measured in its own standard deviations, so that kronor and per cent weigh the same. The distance
    is the root of the mean of the squares. Only places with a value in every indicator take part, and only indicators
    in which places differ at all.
    """
    deviations = {
        code: _deviation(values.values()) for code, values in others.items() if len(values) > 1 and code in own
    }
    telling = {code: deviation for code, deviation in deviations.items() if deviation > 0}
    if not telling:
        return []
    common = set.intersection(*({*others[code]} for code in telling))
    found = [_distance(place, own, others, telling) for place in common]
    return sorted(found, key=lambda each: (each.distance, each.place))


def _deviation(values: Collection[float]) -> float:
    """The standard deviation of all there are. The library's counts in fractions, ten times as long."""
    mean = fmean(values)
    return sqrt(fmean((value - mean) ** 2 for value in values))


def _distance(
    place: str, own: Mapping[str, float], others: Mapping[str, Mapping[str, float]], telling: Mapping[str, float]
) -> Alike:
    parts = {code: (others[code][place] - own[code]) / deviation for code, deviation in telling.items()}
    return Alike(place, sqrt(fmean(part**2 for part in parts.values())), parts)


def stacked(values: Sequence[float], *, columns: int) -> list[tuple[float, int]]:
    """Each value as a dot: the middle of the narrow column it falls in, and its place from below in that column."""
    lowest, highest = min(values), max(values)
    width = (highest - lowest) / columns or 1.0
    heights: dict[int, int] = {}
    dots = []
    for value in values:
        column = min(int((value - lowest) / width), columns - 1)
        heights[column] = heights.get(column, 0) + 1
        dots.append((lowest + (column + 0.5) * width, heights[column]))
    return dots
