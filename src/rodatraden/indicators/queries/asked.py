"""Which of the indicators are asked for: by unit, source, owner, and by what is wrong with them?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rodatraden.indicators.queries.series import Series
from rodatraden.indicators.rules import SourceKind, is_late, latest_of

ASKED: Final = ("q", "enhet", "kalla", "agare", "visa")
"""The parameters of the address."""


class Lack(StrEnum):
    """What an indicator may lack, by the word in the address."""

    TARGET = "utan-mal"
    VALUE = "sena"
    OWNER = "utan-agare"
    SUNSET = "ska-omprovas"


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for; empty where everything is."""

    text: str = ""
    units: Collection[str] | None = None
    source: SourceKind | None = None
    post: str = ""
    lack: Lack | None = None


def asked(given: Mapping[str, str], *, units: Collection[str] | None) -> Search:
    """What an address asks for; a word that means nothing asks for nothing. `units` is the unit and those below it."""
    source, lack = given.get("kalla", ""), given.get("visa", "")
    return Search(
        text=given.get("q", "").strip().casefold(),
        units=units,
        source=SourceKind(source) if source in set(SourceKind) else None,
        post=given.get("agare", "").strip(),
        lack=Lack(lack) if lack in set(Lack) else None,
    )


def narrowed(every: Sequence[Series], search: Search, *, on: date) -> list[Series]:
    """Those that are asked for, in the order that they stand."""
    return [each for each in every if _fits(each, search, on)]


def _fits(each: Series, search: Search, on: date) -> bool:
    said = each.defined
    if search.units is not None and said.unit not in search.units:
        return False
    if search.source and said.source_kind != search.source:
        return False
    if search.post and said.post != search.post:
        return False
    words = search.text.split()
    text = f"{said.name} {said.code} {said.source_key}".casefold()
    return all(word in text for word in words) and (search.lack is None or lacks(each, search.lack, on))


def lacks(each: Series, lack: Lack, on: date) -> bool:
    """Whether an indicator lacks something on a day."""
    match lack:
        case Lack.TARGET:
            return not each.is_aimed(on)
        case Lack.OWNER:
            return not each.defined.post
        case Lack.SUNSET:
            return each.defined.sunset is not None and each.defined.sunset <= on
        case Lack.VALUE:
            return is_late_on(each, on)


def is_late_on(each: Series, on: date) -> bool:
    """Whether a value is late on a day. One that nobody has read yet is late when its first target's period is over."""
    outcome = each.outcome
    if outcome is not None:
        return is_late(outcome.period, on)
    first = latest_of([aim.period for aim in each.aims][:1])
    return bool(first) and is_late(first, on)
