"""What may be done with a proposal, whose words count when two write at once, and what does it lack?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Final

PREPARE: Final = "matters.proposal.prepare"
DECIDE: Final = "matters.proposal.decide"
"""The rights to prepare proposals in a unit, and to decide them."""


class State(StrEnum):
    """How far a proposal has come."""

    DRAFT = "draft"
    DECIDED = "decided"
    DISCARDED = "discarded"


class Undoing(StrEnum):
    """What a decision can do with an earlier one."""

    REVOKES = "revokes"
    REPLACES = "replaces"
    CORRECTS = "corrects"


UNDOING_IN_ADDRESSES: Final = {
    "upphaver": Undoing.REVOKES,
    "ersatter": Undoing.REPLACES,
    "rattar": Undoing.CORRECTS,
}
"""How an address asks for a proposal that does something with an earlier decision: with the decision's code."""


def undoing_address(how: Undoing, decision: str) -> str:
    """Where a proposal is begun that does something with an earlier decision."""
    asked = next(name for name, each in UNDOING_IN_ADDRESSES.items() if each is how)
    return f"/forslag/nytt?{asked}={decision}"


class Lacks(StrEnum):
    """What a proposal must have before it is decided."""

    TITLE = "title"
    DECIDER = "decided_by"
    RIGHT = "right"
    REASONS = "reasons"


LONGEST_REASONS: Final = 100_000
"""Characters: two hundred pages. A longer text is a document and belongs beside the decision."""

WRITTEN: Final = ("title", "reasons", "decided_by", "right", "right_reference", "effective_on", "label", "matter")
"""The fields of a proposal that are written by hand."""


def proposal_address(code: str) -> str:
    """Where a proposal is prepared."""
    return f"/forslag/{code}"


def next_code(codes: Iterable[str], *, letter: str, year: int) -> str:
    """The code after those of a year, such as F-2026-001; whatever else is among the codes is passed over."""
    begins = f"{letter}-{year}-"
    numbers = [int(rest) for code in codes if code.startswith(begins) and (rest := code[len(begins) :]).isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1:03}"


def fingerprint(value: object) -> str:
    """A few characters that tell one value from another: what a form remembers of what it was opened with."""
    return blake2b(str(value).encode(errors="surrogatepass"), digest_size=9).hexdigest()


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two have written: what is stored, and what was to be."""

    field: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What of a form is to be stored, and where someone else was first."""

    taken: Mapping[str, str]
    clashes: tuple[Clash, ...]


def merge(stored: Mapping[str, str], given: Mapping[str, str], seen: Mapping[str, str]) -> Merged:
    """Put a form together with what others have stored since it was opened. `seen` holds the fingerprints from then.

    A field that the writer has not touched is left as it is. One that both have touched, each in their way, clashes.
    """
    taken: dict[str, str] = {}
    clashes: list[Clash] = []
    for field, value in given.items():
        now = stored[field]
        known = seen.get(field, fingerprint(now))
        if value == now or fingerprint(value) == known:
            continue
        if fingerprint(now) == known:
            taken[field] = value
        else:
            clashes.append(Clash(field, now, value))
    return Merged(taken, tuple(clashes))


def lacking(fields: Mapping[str, str]) -> tuple[Lacks, ...]:
    """What is not there yet. Reasons are asked for whatever is decided: who is touched has a right to know why."""
    return tuple(each for each in Lacks if not fields[each.value].strip())
