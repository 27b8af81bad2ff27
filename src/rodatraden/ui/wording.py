"""What in a text could be said more plainly, and what would a screen reader stumble over? Notes for who writes.

Never a gate: the writer decides. A long sentence hides what it says, and a LIX above 50 is the prose of authorities
(Björnsson, Läsbarhet, 1968).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from rodatraden.ui import rich
from rodatraden.ui.rich import Part

LONG_SENTENCE: Final = 30
"""Words. Above that a reader begins again."""
LONG_WORD: Final = 6
"""Letters; longer words count in LIX (Björnsson 1968)."""
HARD_TEXT: Final = 50
"""LIX."""
LONG_PARAGRAPH: Final = 120
"""Words."""


class Wording(StrEnum):
    """What can be noted."""

    LONG_SENTENCE = "long_sentence"
    LONG_PARAGRAPH = "long_paragraph"
    HARD_TEXT = "hard_text"
    SKIPPED_HEADING = "skipped_heading"
    EMPTY_LINK = "empty_link"
    SHOUTING = "shouting"


@dataclass(frozen=True, slots=True)
class WordingNote:
    """One note: what it is about, the words it is about, and how many (words, or the LIX)."""

    code: Wording
    excerpt: str
    count: int = 0


_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TOLD: Final[Mapping[Wording, Promise]] = {
    Wording.LONG_SENTENCE: gettext_lazy("A sentence of %(count)d words: “%(excerpt)s”. Can it be two?"),
    Wording.LONG_PARAGRAPH: gettext_lazy("A paragraph of %(count)d words: “%(excerpt)s”. Divide it, or make a list."),
    Wording.HARD_TEXT: gettext_lazy("The text is hard to read (LIX %(count)d). Shorter sentences and words help."),
    Wording.SKIPPED_HEADING: gettext_lazy("“%(excerpt)s” is a subheading without a heading above it."),
    Wording.EMPTY_LINK: gettext_lazy("A link that only says “%(excerpt)s”. Say where it leads."),
    Wording.SHOUTING: gettext_lazy("“%(excerpt)s” stands in capitals, which is slower to read."),
}


def told(note: WordingNote) -> str:
    """A note in words."""
    return str(_TOLD[note.code]) % {"excerpt": note.excerpt, "count": note.count}


_SAYS_NOTHING: Final = frozenset({"här", "klicka här", "läs mer", "länk", "here", "click here", "read more", "link"})
_FEWEST: Final = 60
"""Words of a text before its LIX says anything."""


def notes(html: str) -> list[WordingNote]:
    """What could be mended in a text, in its order; its whole first."""
    parts = rich.parts(html)
    found = [note for part in parts for note in _of_part(part)]
    found += _headings(parts)
    hard = lix(" ".join(part.text for part in parts if part.kind != "heading"))
    return [WordingNote(Wording.HARD_TEXT, "", hard), *found] if hard and hard > HARD_TEXT else found


def lix(text: str) -> int | None:
    """How hard a text is to read: words per sentence and the share of long words in per cent; None of a short text."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST:
        return None
    sentences = max(1, len(re.findall(r"[.!?:](?=\s|$)", text)))
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / sentences + 100 * long / len(words))


def _of_part(part: Part) -> Iterator[WordingNote]:
    if part.kind == "heading":
        return
    for sentence in re.split(r"(?<=[.!?])\s+", part.text):
        count = len(_WORD.findall(sentence))
        if count > LONG_SENTENCE:
            yield WordingNote(Wording.LONG_SENTENCE, _short(sentence), count)
    count = len(_WORD.findall(part.text))
    if count > LONG_PARAGRAPH:
        yield WordingNote(Wording.LONG_PARAGRAPH, _short(part.text), count)
    for run in part.runs:
        if run.address and run.text.strip().casefold().rstrip(".") in _SAYS_NOTHING:
            yield WordingNote(Wording.EMPTY_LINK, run.text.strip())
    letters = [word for word in _WORD.findall(part.text) if len(word) > 3]
    if len(letters) > 3 and all(word.isupper() for word in letters):
        yield WordingNote(Wording.SHOUTING, _short(part.text))


def _headings(parts: tuple[Part, ...]) -> Iterator[WordingNote]:
    """A lower heading that stands under no higher one: who hears the page looks for what is missing."""
    seen = False
    for part in parts:
        if part.kind == "heading":
            if part.level > 3 and not seen:
                yield WordingNote(Wording.SKIPPED_HEADING, _short(part.text))
            seen = seen or part.level == 3


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "")
