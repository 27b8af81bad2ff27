"""What is a change to the organisation: which one thing does it concern, and when may it be made to that thing?"""

from enum import Enum, auto
from typing import ClassVar, Protocol

from rodatraden.decisions.rules import Terms
from rodatraden.organisation.rules.things import Thing


class Again(Enum):
    """Whether what a change brings into being may come by it more than once."""

    NEVER = auto()
    """A code is used once: what has ended does not come back by the same code."""
    AFTER_IT_ENDED = auto()
    ON_TOP = auto()
    """It comes on top of what is there already."""


class OrganisationChange(Terms, Protocol):
    """A change to one unit, post, group, relation or budget move."""

    begins: ClassVar[bool]
    """Whether the thing comes into being by it; every other kind needs a thing that exists."""
    again: ClassVar[Again]

    def apply(self, before: Thing | None, decision: str) -> Thing | None:
        """The thing afterwards; None when it no longer exists. `before` is None only for a change that begins."""


class Begins:
    """A change that something comes into being by, once."""

    begins: ClassVar[bool] = True
    again: ClassVar[Again] = Again.NEVER
    change: ClassVar[str]


class Alters:
    """A change to something that exists."""

    begins: ClassVar[bool] = False
    again: ClassVar[Again] = Again.NEVER
    change: ClassVar[str]
