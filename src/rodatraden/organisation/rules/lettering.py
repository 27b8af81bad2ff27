"""How wide is a text, and where may a long Swedish word be parted? So that no name sticks out of its box."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

_SEMIBOLD: Final = {
    **dict.fromkeys("',.:;·|", 275),
    **dict.fromkeys("ijl", 271),
    **dict.fromkeys(" I!-f()[]{}", 325),
    **dict.fromkeys("/\\tr", 373),
    **dict.fromkeys("sz?*", 444),
    **dict.fromkeys('c–x"vyJ', 495),
    **dict.fromkeys("_YLeéèF", 510),
    **dict.fromkeys("#$+0123456789<=>^~§−aåägk", 522),
    **dict.fromkeys("VEÉZXST", 546),
    **dict.fromkeys("oöuüAhÅÄn", 560),
    **dict.fromkeys("bdpqCPRBK", 597),
    **dict.fromkeys("→DG&", 639),
    **dict.fromkeys("UNHOQÖMw", 748),
    **dict.fromkeys("Wm%@", 875),
    " ": 200,
}
"""Advance widths of Source Sans 3 Semibold in thousandths of the type's size; the regular weight is narrower."""

_OTHER: Final = 1000
"""A letter that is not in the table is taken to be as wide as it can be."""

_JOINTS: Final = re.compile(
    "förvaltning|nämnd|avdelning|enhet|kontor|verksamhet|skola|skolor|skole|styrelse|bolag|fastighet|bostäd|förbund"
    "|tjänst|service|fullmäktige|utveckling|utbildning|byggnad|lednings|marknad|omsorg|funktion|assistan|strateg"
    "|samordn|mottagning|boende|chef|stöd|sekreterare|ingenjör|handläggar|pedagog|lärare|sköterska|direktör|revisor"
    "|upphandling|beroende|försörj|rehabiliter|område|samhälls|planering|kommunikation|myndighet|förening|parkering"
)
"""How the later parts of the compounds that municipalities use begin."""

_VOWELS: Final = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
_ONE_SOUND: Final = frozenset({"ng", "ck", "sk", "sj", "tj", "ch", "ph", "kt"})
_LEAST: Final = 3
"""The fewest letters that may stand alone before or after a parting."""


def width(text: str, size: float) -> float:
    """How wide a text is at most, in the unit of `size`.

    >>> width("il", 1000)
    542.0
    """
    return sum(_SEMIBOLD.get(letter, _OTHER) for letter in text) * size / 1000


@lru_cache(maxsize=8192)
def wrapped(text: str, *, room: float, size: float, most: int = 4) -> tuple[str, ...]:
    """A text in lines that each fit in the room. What does not fit in the most lines allowed ends with "…".

    >>> wrapped("Barn- och utbildningsförvaltningen", room=130, size=13)
    ('Barn- och', 'utbildnings-', 'förvaltningen')
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if width(longer, size) <= room:
            lines[-1:] = [longer]
        else:
            lines += _parts(word, room, size)
    if len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1], room, size))
    return tuple(lines)


def softened(text: str) -> str:
    """A text with soft hyphens where its compounds meet, for the browser to part it at.

    >>> softened("Kommunledningsförvaltningen").split("\u00ad")
    ['Kommun', 'lednings', 'förvaltningen']
    """
    return " ".join(_softened(word) for word in text.split())


def _softened(word: str) -> str:
    at = [found.start() for found in _JOINTS.finditer(word.lower()) if _LEAST <= found.start() <= len(word) - _LEAST]
    return "\u00ad".join(word[start:end] for start, end in pairwise([0, *at, len(word)]))


def _parts(word: str, room: float, size: float) -> Iterator[str]:
    """A word as it is, or parted where its parts meet, else between syllables, else anywhere."""
    while width(word, size) > room and len(word) > 1:
        fitting = [at for at in range(1, len(word)) if width(_before(word, at), size) <= room] or [1]
        at = max(_where(word, fitting) or fitting[-1:])
        yield _before(word, at)
        word = word[at:]
    yield word


def _where(word: str, fitting: list[int]) -> list[int]:
    inside = [at for at in fitting if _LEAST <= at <= len(word) - _LEAST]
    hyphens = [at for at in inside if word[at - 1] in "-/"]
    joints = {found.start() for found in _JOINTS.finditer(word.lower())}
    return hyphens or [at for at in inside if at in joints] or [at for at in inside if _is_syllable(word, at)] or inside


def _is_syllable(word: str, at: int) -> bool:
    """A syllable begins with the last consonant before a vowel, unless that is half of one sound."""
    return word[at] not in _VOWELS and word[at + 1] in _VOWELS and word[at - 1 : at + 1] not in _ONE_SOUND


def _before(word: str, at: int) -> str:
    """What stands on the line before a parting, with its hyphen unless there is one."""
    return word[:at] if word[at - 1] in "-/" else f"{word[:at]}-"


def _cut(line: str, room: float, size: float) -> str:
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip(' -')}…"
