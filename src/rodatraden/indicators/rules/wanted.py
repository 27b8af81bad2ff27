"""Which texts does a reader most likely want, who writes a few Swedish words?

Words are compared by their stem (skolor finds skola), also inside compounds (skola finds förskola). Every word must be
there. A hit in the title counts more than one in the description, a whole word more than a beginning, and a beginning
more than a part of a compound; a short title counts a little more than a long one.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

_WORD: Final = re.compile(r"[0-9a-zåäöéü]+", re.IGNORECASE)
_MOST_WORDS: Final = 8
_SHORTEST_PART: Final = 4
"""Letters of a word that is looked for inside compounds: är is in nearly everything."""

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "dagis": ("förskola",),
    "barnomsorg": ("förskola",),
    "gymnasium": ("gymnasieskola",),
    "sjukskrivning": ("sjukfrånvaro",),
    "sjuktal": ("sjukfrånvaro",),
    "befolkning": ("invånare",),
    "folkmängd": ("invånare",),
    "socialbidrag": ("ekonomiskt bistånd",),
    "försörjningsstöd": ("ekonomiskt bistånd",),
    "äldreboende": ("särskilt boende",),
    "skatt": ("skattesats",),
    "vab": ("föräldrapenningdagar",),
    "bnp": ("bruttoregionprodukt",),
    "hme": ("medarbetarengagemang",),
    "personal": ("medarbetare", "anställda"),
    "sopor": ("avfall",),
    "bredband": ("fiber",),
    "arbetslös": ("arbetslöshet",),
    "betyg": ("meritvärde",),
    "brand": ("räddningstjänst",),
}
"""What people say, and what stands in the titles. Either is looked for; what stands as it was written comes first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A thing that can be found: its code, its title, and what else is said of it."""

    code: str
    title: str
    rest: str


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("swedish")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word in lower case; of what holds a figure, the word itself.

    Stemmed till nothing more falls off: else kostnader would become kostnad, and kostnad kostn.
    """
    if any(each.isdigit() for each in word):
        return word
    shorter = str(_stemmer().stemWord(word))
    return word if shorter == word else stem(shorter)


def words(text: str) -> Iterator[str]:
    """The words of a text, in lower case."""
    return (each.group().casefold() for each in _WORD.finditer(text))


class Index:
    """The words of many texts, and in which texts each stands."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        self._rests: defaultdict[str, set[str]] = defaultdict(set)
        self._lengths: dict[str, int] = {}
        for text in texts:
            for word in {*words(text.title), text.code.casefold()}:
                self._titles[stem(word)].add(text.code)
            for word in set(words(text.rest)):
                self._rests[stem(word)].add(text.code)
            self._lengths[text.code] = len(text.title)
        self._stems = sorted({*self._titles, *self._rests})
        self._joined = "\n".join(self._stems)

    def find(self, text: str) -> list[str]:
        """The codes of the texts that hold every word, the nearest first."""
        points: dict[str, float] | None = None
        for word in list(words(text))[:_MOST_WORDS]:
            told = self._with_synonyms(word)
            points = told if points is None else {code: points[code] + told[code] for code in points if code in told}
        found = points or {}
        return sorted(found, key=lambda code: (-found[code] + self._lengths[code] / 400, code))

    def _with_synonyms(self, word: str) -> dict[str, float]:
        found = self._holding(word)
        for other in SYNONYMS.get(word, ()) or SYNONYMS.get(stem(word), ()):
            each = [self._holding(part) for part in words(other)]
            for code in set(each[0]).intersection(*each[1:]):
                found[code] = max(found.get(code, 0), min(told[code] for told in each) * 0.6)
        return found

    def _holding(self, word: str) -> dict[str, float]:
        """How near each text with a word is to it."""
        wanted = stem(word)
        found: dict[str, float] = {}
        for candidate, nearness in self._like(wanted, word):
            for code in self._titles.get(candidate, ()):
                found[code] = max(found.get(code, 0.0), 3 * nearness)
            for code in self._rests.get(candidate, ()):
                found[code] = max(found.get(code, 0.0), nearness)
        return found

    def _like(self, wanted: str, word: str) -> Iterator[tuple[str, float]]:
        """The stems that are a word, begin with it, or hold it."""
        place = bisect_left(self._stems, wanted)
        while place < len(self._stems) and self._stems[place].startswith(wanted):
            exact = self._stems[place] == wanted
            yield self._stems[place], 4.0 if exact else 2.0
            place += 1
        if len(wanted) < _SHORTEST_PART:
            return
        at = self._joined.find(wanted)
        while at >= 0:
            begins, ends = self._joined.rfind("\n", 0, at) + 1, self._joined.find("\n", at)
            ends = len(self._joined) if ends < 0 else ends
            if begins != at:
                last = at + len(wanted) == ends
                yield self._joined[begins:ends], 1.5 if last else 1.0
            at = self._joined.find(wanted, ends)
