"""What may a document be called? A bare name, that leads to no other folder and can be written on any machine."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

FILE_NAME: Final = r"^\w(?:[\w .,()+&-]{0,148}[\w)])?$"
"""The names that documents have."""

_MOST_BYTES: Final = 200
_LONGEST_ENDING: Final = 12


def bare(name: str) -> str:
    """The name that a document can have, made from the name it comes with; “document” when nothing is left of that."""
    plain = "".join(_allowed(each) for each in unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1]))
    stem, dot, ending = plain.lstrip(". ").rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > _LONGEST_ENDING:
        stem, ending = plain, ""
    return _joined(_trimmed(stem) or "document", ending)


def apart(name: str, taken: Collection[str]) -> str:
    """A bare name that is none of those taken, in any case: with a number where it must, such as “Bilaga (2).pdf”."""
    there = {each.casefold() for each in taken}
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    found, number = name, 1
    while found.casefold() in there:
        number += 1
        found = _joined(stem, ending, f" ({number})")
    return found


def told(name: str) -> str:
    """The name that a document comes with, as it can be shown: without signs that can't be seen or turn the text."""
    return "".join(each for each in re.split(r"[/\\]", name)[-1] if each.isprintable()).strip()[:300]


def _allowed(sign: str) -> str:
    """A sign as it may stand in a name: letters and digits of any language, and a few more."""
    kind = unicodedata.category(sign)
    return sign if kind[0] == "L" or kind == "Nd" or sign in "_ .,()+&-" else "" if kind[0] == "C" else "-"


def _trimmed(stem: str) -> str:
    return re.sub(r"^[^\w]+|[^\w)]+$", "", stem)


def _joined(stem: str, ending: str, number: str = "") -> str:
    """The parts as one name, the stem cut where the whole would be longer than a file system takes."""
    rest = f"{number}.{ending}" if ending else number
    left = _MOST_BYTES - len(rest.encode())
    cut = stem.encode()[:left].decode(errors="ignore")[: 150 - len(rest)]
    return _trimmed(cut) + rest
