"""Which values must not be shown, so that nobody can be told apart in them? The one place for this rule.

A value that rests on few people is hidden. So is enough beside it that it can't be counted back: from the sum of the
units above, or from women and men together. What is hidden together rests on as many people as what may be shown.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

FEWEST: Final = 7
"""The least number of people that a value may rest on and be shown."""
FEWEST_SICK: Final = 10
"""The same for sick leave, which tells of people's health."""

_SICK_LEAVE: Final = ("sjukfrånvaro", "sjuklön", "sjukskriv", "sick leave")

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[Cell]):
    """A cell that is the whole of some others: a unit of those below it, all people of women and men."""

    whole: Cell
    parts: Sequence[Cell]


def fewest(name: str) -> int:
    """The least number of people that a value of an indicator with this name may rest on and be shown."""
    said = name.casefold()
    return FEWEST_SICK if any(word in said for word in _SICK_LEAVE) else FEWEST


def is_few(count: int | None, least: int = FEWEST) -> bool:
    """Whether a value rests on so few that it must be hidden. Nobody at all is nobody to tell apart."""
    return count is not None and 0 < count < least


def hidden(
    counts: Mapping[Cell, int | None], sums: Collection[Sum[Cell]] = (), *, least: int = FEWEST
) -> frozenset[Cell]:
    """The cells that must not be shown, by how many people each rests on (None: not known, and not few)."""
    hide = {cell for cell, count in counts.items() if is_few(count, least)}
    if not hide:
        return frozenset()
    people = {cell for cell, count in counts.items() if count != 0}
    sums = [Sum(each.whole, parts) for each in sums if (parts := _there(each, people))]
    few = frozenset(hide)
    while True:
        while more := {cell for each in sums for cell in _give_away(each, hide, counts, least)}:
            hide |= more
        solved: set[Cell] = _solved(sums, hide)
        told = few & solved
        beside = _beside(told, sums, hide)
        if not beside:
            return frozenset(hide)
        hide.add(min(beside, key=lambda cell: _size(counts[cell])))


def _there(each: Sum[Cell], people: set[Cell]) -> list[Cell]:
    """The parts of a sum that anybody is in, when its whole is there too."""
    return [part for part in each.parts if part in people] if each.whole in people else []


def _give_away(each: Sum[Cell], hide: set[Cell], counts: Mapping[Cell, int | None], least: int) -> set[Cell]:
    """What must be hidden too, for a sum that else gives away what is hidden in it."""
    lost = [cell for cell in each.parts if cell in hide]
    if not lost and each.whole not in hide:
        return set()
    known = [counts[cell] for cell in lost]
    together = sum(count or 0 for count in known) >= least or None in known
    enough = bool(lost) if each.whole in hide else len(lost) > 1 and together
    if enough:
        return set()
    others = [cell for cell in each.parts if cell not in hide]
    return {min(others, key=lambda cell: _size(counts[cell]))} if others else {each.whole} - hide


def _beside(told: Collection[Cell], sums: Collection[Sum[Cell]], hide: set[Cell]) -> set[Cell]:
    """The shown cells nearest to those that can be counted back: hiding one of them takes an equation away."""
    reached = set(told)
    while reached:
        touched = [(each.whole, *each.parts) for each in sums]
        near = {cell for cells in touched if not reached.isdisjoint(cells) for cell in cells}
        if shown := near - hide:
            return shown
        if near <= reached:
            break
        reached |= near
    return set()


_PRIME: Final = 2**61 - 1


def _solved(sums: Collection[Sum[Cell]], hide: set[Cell]) -> set[Cell]:
    """The hidden cells that whoever solves all the sums at once finds out, though no single one gives them away.

    Gauss and Jordan's elimination over the hidden cells, in numbers modulo a prime: what is left alone in its row is
    found. Only which cells are in a row matters, so no fractions are needed.
    """
    rows: dict[Cell, dict[Cell, int]] = {}
    for each in sums:
        row: dict[Cell, int] = {}
        for cell, sign in [(each.whole, -1), *((part, 1) for part in each.parts)]:
            if cell in hide:
                row[cell] = (row.get(cell, 0) + sign) % _PRIME
        for cell in [cell for cell in row if cell in rows]:
            _take(row, rows[cell], cell)
        row = {cell: value for cell, value in row.items() if value}
        if not row:
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, _PRIME)
        row = {cell: value * inverse % _PRIME for cell, value in row.items()}
        for other in rows.values():
            _take(other, row, pivot)
        rows[pivot] = row
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _take(row: dict[Cell, int], other: Mapping[Cell, int], cell: Cell) -> None:
    """Take another row, which has 1 in a cell, from a row as many times as leaves nothing in the cell."""
    times = row.get(cell, 0)
    if not times:
        return
    for each, value in other.items():
        left = (row.get(each, 0) - times * value) % _PRIME
        if left:
            row[each] = left
        else:
            row.pop(each, None)


def _size(count: int | None) -> tuple[bool, int]:
    return count is None, count or 0
