"""How much of two texts is the same, which words differ, and which of many earlier texts should be compared at all?

The only door to rapidfuzz. Texts are compared word by word and in order: case, white space, punctuation and markup
count for nothing. Only the first 16,000 words of a text are read, so that none can hold anybody up.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Final

from rapidfuzz.distance import LCSseq

SAME: Final = 90
"""Per cent from which a text is "the same text as last time"."""
ALIKE: Final = 75
"""Per cent from which an earlier text is worth showing. Nearly all that are alike find each other by their marks."""

_CHARACTERS: Final = 200_000
_WORDS: Final = 16_000
_WORD: Final = re.compile(r"</?[A-Za-z][^<>]*>|(\w+)")
_SHINGLE: Final = 3
_MARKS: Final = 24
_FEWEST: Final = 20


class Part(StrEnum):
    """Where a passage is found."""

    BOTH = "both"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words in a row, as they are written, and in which of the two texts they are."""

    part: Part
    text: str


def likeness(one: str, other: str) -> float:
    """How many per cent of the words of two texts, taken together, are the same in the same order; 0 to 100.

    The same whichever comes first. Two texts without words have nothing in common and nothing that differs: 100.
    """
    return _likeness(_words(_readable(one)), _words(_readable(other)))


def is_same(one: str, other: str) -> bool:
    """Whether a text is "the same as last time": at least SAME per cent. Nothing is not the same as nothing."""
    words = _words(_readable(one))
    return bool(words) and _likeness(words, _words(_readable(other))) >= SAME


def shown(per_cent: float) -> int:
    """A likeness as it is told: whole per cent, rounded down, so that only what is all the same is 100."""
    return int(per_cent)


def _likeness(one: list[str], other: list[str]) -> float:
    if not one and not other:
        return 100.0
    return 200.0 * LCSseq.similarity(one, other) / (len(one) + len(other))


def passages(earlier: str, later: str) -> list[Passage]:
    """Two texts told as one: the words they share, as the later writes them, and those that only one of them has."""
    earlier, later = _readable(earlier), _readable(later)
    before, after = _places(earlier), _places(later)
    steps = LCSseq.opcodes([word for word, *_ in before], [word for word, *_ in after])
    told = [
        (
            step.tag == "equal",
            _written(earlier, before, step.src_start, step.src_end),
            _written(later, after, step.dest_start, step.dest_end),
        )
        for step in steps
    ]
    found: list[Passage] = []
    for same, together in groupby(told, key=itemgetter(0)):
        parts = list(together)
        gone, come = "".join(part[1] for part in parts), "".join(part[2] for part in parts)
        pairs = [(Part.BOTH, come)] if same else [(Part.EARLIER, gone), (Part.LATER, come)]
        found += [Passage(part, text) for part, text in pairs if text]
    return found


def _written(text: str, places: list[tuple[str, int, int]], first: int, after: int) -> str:
    """The words from one place up to another, with what stands between them and up to the next word."""
    if first == after:
        return ""
    end = places[after][1] if after < len(places) else len(text)
    return text[0 if first == 0 else places[first][1] : end]


def marks(text: str) -> frozenset[int]:
    """A few numbers that texts with much in common share, and others don't: to find what is worth comparing.

    The smallest of the hashes of every three words in a row (a bottom-k sketch), each within 63 bits. None for a text
    too short to be worth finding again.
    """
    words = _words(_readable(text))
    if len(words) < _FEWEST:
        return frozenset()
    rows = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    return frozenset(sorted(map(_hash, rows))[:_MARKS])


def _hash(row: str) -> int:
    return int.from_bytes(blake2b(row.encode(), digest_size=8).digest()) >> 1


@dataclass(frozen=True, slots=True)
class Found:
    """An earlier text, by its key, and how many per cent it has in common with the one at hand."""

    key: str
    per_cent: float


def most_alike(text: str, earlier: Iterable[tuple[str, str]], *, at_least: float = ALIKE) -> list[Found]:
    """Which earlier texts, given as (key, text), are like a text, the most alike first."""
    words = _words(_readable(text))
    found = [Found(key, _likeness(words, _words(_readable(each)))) for key, each in earlier] if words else []
    return sorted((each for each in found if each.per_cent >= at_least), key=lambda each: (-each.per_cent, each.key))


def _readable(text: str) -> str:
    return unicodedata.normalize("NFC", text[:_CHARACTERS])


def _words(text: str) -> list[str]:
    return [word for word, *_ in _places(text)]


def _places(text: str) -> list[tuple[str, int, int]]:
    return list(_each_place(text))


def _each_place(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word in the form that is compared, where it begins and where it ends."""
    found = 0
    for match in _WORD.finditer(text):
        if match[1] is not None:
            yield match[1].casefold(), match.start(), match.end()
            found += 1
            if found == _WORDS:
                return
