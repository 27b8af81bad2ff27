"""Where does an indicator come from, how do its parts make a whole, and which values of it are kept apart?"""

import re
from enum import StrEnum
from typing import Final


class Consolidation(StrEnum):
    """How the values of the units below make the value of the unit above."""

    NONE = "none"
    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"


class SourceKind(StrEnum):
    """From where the values of an indicator come."""

    HAND = "hand"
    SPREADSHEET = "spreadsheet"
    KOLADA = "kolada"
    SCB = "scb"
    SURVEY = "survey"
    LEDGER = "ledger"
    COMPUTED = "computed"


class Gender(StrEnum):
    """Whom a value is about, by the letters of Kolada: all, women, men."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


class Standing(StrEnum):
    """Who says a value: it was published by someone who answers for it, or it was computed here."""

    PUBLISHED = "published"
    COMPUTED = "computed"


class State(StrEnum):
    """What must be said with a value, or in its place."""

    PLAIN = ""
    PRELIMINARY = "preliminary"
    MISSING = "missing"
    SUPPRESSED = "suppressed"


WITHOUT_VALUE: Final = frozenset({State.MISSING, State.SUPPRESSED})
"""The states of a reading that holds no value."""


class Wrong(StrEnum):
    """Why an indicator can't be put together as its definition says."""

    SHARES_SUMMED = "shares_summed"
    WITHOUT_WEIGHTS = "without_weights"
    WEIGHTS_FOR_NOTHING = "weights_for_nothing"
    WEIGHED_BY_ITSELF = "weighed_by_itself"


_SHARES: Final = re.compile(
    r"[%‰/]|\b(?:procent|promille|andel|index|kvot|median|medel(?:tal|värde)?\b|per\b)", re.IGNORECASE
)
"""What a measure says when its values are shares, means or ratios: none of them can be added."""


def is_share(measure: str) -> bool:
    """Whether values of a measure are shares, means or ratios of something, so that a sum of them means nothing."""
    return _SHARES.search(measure) is not None


def wrong_consolidation(kind: Consolidation, *, code: str, measure: str, weights: str) -> Wrong | None:
    """Why parts can't make a whole in this way; None when they can. Percentages are never summed."""
    if kind is Consolidation.SUM and is_share(measure):
        return Wrong.SHARES_SUMMED
    if kind is not Consolidation.WEIGHTED_MEAN:
        return Wrong.WEIGHTS_FOR_NOTHING if weights else None
    if not weights:
        return Wrong.WITHOUT_WEIGHTS
    return Wrong.WEIGHED_BY_ITSELF if weights == code else None
