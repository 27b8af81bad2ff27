"""How wide is each column of a table on paper? By what stands in it, so that numbers are never broken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_A_CHARACTER: Final = 1.72
"""How wide a tabular figure is in a table, in mm."""
_AIR: Final = 4.2
"""At the sides of a cell, in mm."""
_LEAST_NUMBER, _LEAST_WORDS, _MOST_WORDS = 13.0, 16.0, 70.0
_LEAST_FIRST: Final = 34.0


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of the columns in mm, and how much smaller than usual the text must be to hold them."""

    columns: tuple[float, ...]
    scale: float = 1.0


def widths(headings: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]], *, room: float) -> Widths:
    """Widths that fill `room` mm: columns of numbers take what they need, words share what is left.

    Where that is too little the text is made smaller; the caller may rather turn the page.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(headings)
    numbers = {
        place: _number(headings[place], column) for place, column in enumerate(columns) if numeric[place] and place
    }
    shares = {
        place: _words(headings[place], column, is_first=place == 0)
        for place, column in enumerate(columns)
        if place not in numbers
    }
    need = sum(numbers.values()) + sum(_least(place) for place in shares)
    scale = min(1.0, room / need)
    left = room - sum(numbers.values()) * scale
    whole = sum(shares.values())
    found = [
        numbers[place] * scale if place in numbers else left * shares[place] / whole for place in range(len(headings))
    ]
    return Widths(tuple(round(each, 2) for each in found), round(max(scale, 0.5), 3))


def _least(place: int) -> float:
    return _LEAST_WORDS if place else _LEAST_FIRST


def _number(heading: str, column: Sequence[str]) -> float:
    longest = max((len(text) for text in column), default=0)
    word = max((len(word) for word in _pieces(heading)), default=0)
    return max(_LEAST_NUMBER, max(longest, word * 0.98) * _A_CHARACTER + _AIR)


def _words(heading: str, column: Sequence[str], *, is_first: bool) -> float:
    """What a column of words would like: between its longest word and the room of its usual text."""
    lengths = sorted(len(text) for text in column) or [0]
    usual = lengths[int(len(lengths) * 0.9) - (len(lengths) > 9)] if lengths else 0
    word = max((len(word) for text in (heading, *column) for word in _pieces(text)), default=0)
    wanted = max(min(usual * _A_CHARACTER, _MOST_WORDS), word * _A_CHARACTER) + _AIR
    return max(_least(0 if is_first else 1), wanted)


def _pieces(text: str) -> list[str]:
    """The pieces that a line can't be broken within; a no-break space holds."""
    return re.split(r"[ \n\u00ad-]+", text)
