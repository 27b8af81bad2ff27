"""How is a year drawn as a wheel: twelve months as a ring, a ring for each sort, a knot for each point, today marked?

January begins at the top and the year goes round with the sun. Lengths are in the units of the picture, `SIZE` wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Final

from rodatraden.commitments.rules.yearly import Sort
from rodatraden.overview.rules.year import Point

SIZE: Final = 900
CENTRE: Final = SIZE / 2
OUTER: Final = 430
INNER: Final = 386
"""The ring of months lies between these."""
KNOT: Final = 14
"""The radius of a knot."""
_FIRST_RING: Final = 352
_STEP: Final = 46


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the picture."""

    x: float
    y: float

    @property
    def at(self) -> str:
        """As a path writes it."""
        return f"{self.x:.1f} {self.y:.1f}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the ring: the line where it begins, and the place of its name."""

    number: int
    path: str
    middle: Place


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring of a sort: its radius, and the path along which its name stands."""

    sort: Sort
    radius: float
    path: str


@dataclass(frozen=True, slots=True)
class Knot:
    """A point: its number in the list, its place, the line to its day, and its arc when it goes on for a while."""

    number: int
    point: Point
    place: Place
    line: str
    arc: str

    @property
    def left(self) -> float:
        """Where a square with its number begins."""
        return self.place.x - KNOT + 1

    @property
    def top(self) -> float:
        """The same from above."""
        return self.place.y - KNOT + 1

    @property
    def width(self) -> int:
        """How wide a square is."""
        return 2 * KNOT - 2


@dataclass(frozen=True, slots=True)
class Wheel:
    """A whole year, drawn."""

    year: int
    months: tuple[Month, ...]
    rings: tuple[Ring, ...]
    knots: tuple[Knot, ...]
    today: str
    """The line of today, from the middle out; empty in another year."""
    today_label: Place | None = None


def drawn(points: Sequence[Point], *, year: int, today: date) -> Wheel:
    """The wheel of a year, its points numbered in the order they are given."""
    sorts = [sort for sort in Sort if any(point.sort is sort for point in points)]
    radii = {sort: _FIRST_RING - _STEP * index for index, sort in enumerate(sorts)}
    numbered = list(enumerate(points, 1))
    knots = [
        knot
        for sort in sorts
        for knot in _knots([(number, point) for number, point in numbered if point.sort is sort], radii[sort], year)
    ]
    is_now = today.year == year
    angle = _angle(today, year)
    return Wheel(
        year,
        tuple(_month(number, year) for number in range(1, 13)),
        tuple(Ring(sort, radius, _along(radius + KNOT + 5)) for sort, radius in radii.items()),
        tuple(sorted(knots, key=lambda knot: knot.number)),
        f"M{_place(angle, 60).at} L{_place(angle, OUTER + 8).at}" if is_now else "",
        _place(angle, 44) if is_now else None,
    )


def _angle(day: date, year: int) -> float:
    """How far round a day is, in turns. A day of another year is the nearest that there is."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    days = min(max((day - first).days, 0), (after - first).days)
    return days / (after - first).days


def _place(turns: float, radius: float) -> Place:
    return Place(CENTRE + radius * sin(2 * pi * turns), CENTRE - radius * cos(2 * pi * turns))


def _arc(radius: float, start: float, end: float) -> str:
    """An arc with the sun, from one angle to another."""
    long = 1 if end - start > 0.5 else 0
    return f"M{_place(start, radius).at} A{radius:.1f} {radius:.1f} 0 {long} 1 {_place(end, radius).at}"


def _along(radius: float) -> str:
    """The path of a ring's name: from just after New Year."""
    return _arc(radius, 0.006, 0.2)


def _month(number: int, year: int) -> Month:
    start = _angle(date(year, number, 1), year)
    end = _angle(date(year, number + 1, 1), year) if number < 12 else 1.0
    line = f"M{_place(start, INNER).at} L{_place(start, OUTER).at}"
    return Month(number, line, _place((start + end) / 2, (INNER + OUTER) / 2))


def _knots(points: Iterable[tuple[int, Point]], radius: float, year: int) -> list[Knot]:
    """The knots of a ring: each at its day, or as near after it as there is room."""
    apart = (2 * KNOT + 4) / (2 * pi * radius)
    told = sorted(points, key=lambda each: (each[1].on, each[0]))
    spread = _spread([_angle(point.on, year) for _number, point in told], apart)
    return [
        Knot(
            number,
            point,
            place=_place(turns, radius),
            line=f"M{_place(turns, radius).at} L{_place(_angle(point.on, year), INNER).at}",
            arc=_arc(radius, _angle(point.first, year), _angle(point.on, year)) if point.first else "",
        )
        for (number, point), turns in zip(told, spread, strict=True)
    ]


def _spread(turns: Sequence[float], apart: float) -> list[float]:
    """The same angles moved as little as they must so that none lie on each other, nor on New Year's night."""
    room = min(apart, 1 / max(len(turns), 1))
    found = list[float]()
    for turn in turns:
        found.append(max(turn, found[-1] + room if found else room / 2))
    last = 1.0 - room / 2
    for index in range(len(found) - 1, -1, -1):
        found[index] = min(found[index], last)
        last = found[index] - room
    return found
