"""How wide is each column of a table on paper? By what stands in it, so that numbers are never broken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_A_CHARACTER: Final = 1.72
"""How wide a tabular figure is in a table, in mm."""
_AIR: Final = 4.2
"""At the sides of a cell, in mm."""
_LEAST_NUMBER: Final = 13.0
_LEAST_WORDS: Final = 16.0
_MOST_WORDS: Final = 70.0
_MOST_NUMBER: Final = 30.0
_LEAST_FIRST: Final = 40.0
"""A longer word is broken: the first column must hold names of units."""
_LEAST_BESIDE: Final = 30.0


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
    wishes = [
        _number(heading, column) if is_number and place else _words(heading, column, is_first=place == 0)
        for place, (heading, column, is_number) in enumerate(zip(headings, columns, numeric, strict=True))
    ]
    need, wanted = sum(wish.least for wish in wishes), sum(wish.wanted for wish in wishes)
    if need >= room:
        scale = room / need
        return Widths(tuple(round(wish.least * scale, 2) for wish in wishes), round(max(scale, 0.5), 3))
    more = min(1.0, (room - need) / (wanted - need)) if wanted > need else 0.0
    found = [wish.least + (wish.wanted - wish.least) * more for wish in wishes]
    words = [place for place, is_number in enumerate(numeric) if place == 0 or not is_number]
    left = (room - sum(found)) / sum(found[place] for place in words)
    return Widths(
        tuple(round(each * (1 + left) if place in words else each, 2) for place, each in enumerate(found)),
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a column must have, and what it would like, in mm."""

    least: float
    wanted: float


def _number(heading: str, column: Sequence[str]) -> _Wish:
    longest = max((len(text) for text in column), default=0)
    word = max((len(word) for word in _pieces(heading)), default=0)
    least = max(_LEAST_NUMBER, max(longest, word) * _A_CHARACTER + _AIR)
    return _Wish(least, max(least, min(len(heading) * _A_CHARACTER + _AIR, _MOST_NUMBER)))


def _words(heading: str, column: Sequence[str], *, is_first: bool) -> _Wish:
    """Between the longest word and the room of nearly every text."""
    lengths = sorted(len(text) for text in column) or [0]
    usual = lengths[int((len(lengths) - 1) * 0.9)]
    word = max((len(word) for text in (heading, *column) for word in _pieces(text)), default=0)
    least = max(_LEAST_WORDS, min(word * _A_CHARACTER + _AIR, _LEAST_FIRST if is_first else _LEAST_BESIDE))
    return _Wish(least, max(least, min(max(usual, len(heading)) * _A_CHARACTER + _AIR, _MOST_WORDS)))


def _pieces(text: str) -> list[str]:
    """The pieces that a line can't be broken within; a no-break space holds."""
    return re.split(r"[ \n\u00ad-]+", text)
