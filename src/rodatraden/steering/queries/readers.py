"""Which drafts may a reader see?

A draft is no public document until it is finished or sent on (2 kap. 12 § tryckfrihetsförordningen).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models
from rodatraden.steering.queries.levels import READ_DRAFT, Reader, held, ways
from rodatraden.steering.queries.said import Submitted
from rodatraden.steering.rules import Stage

MayRead = Callable[[str], bool]
"""Whether the reader may see the drafts of a unit."""


def nobody(_unit: str) -> bool:
    """The public: sees what is approved."""
    return False


def anybody(_unit: str) -> bool:
    """One who may read every draft."""
    return True


def unless_finished(_unit: str) -> bool:
    """One who may read every draft while some part is not approved, and then what is approved: the report's reader."""
    return True


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts that a reader may see: by the right in the unit; where a round has levels, by how far it has come."""

    reader: Reader
    today: date

    def __call__(self, unit: str) -> bool:
        """Whether those of a unit, in a round without levels."""
        return self.reader.has_perm(READ_DRAFT, unit)

    def within(self, followed: models.Round, submitted: Mapping[str, Submitted]) -> MayRead:
        """The same in one round: with levels those above see what isn't approved only if they are to approve it."""
        if not followed.levels:
            return self
        found = held(self.reader, followed, submitted, today=self.today)
        return lambda unit: unit in found and found[unit].sees


def drafts_for(reader: Reader, *, today: date) -> Drafts:
    """Which drafts a reader may see, with the rights of today: on whatever day they look."""
    return Drafts(reader, today)


def in_round(may_read: MayRead, followed: models.Round, submitted: Mapping[str, Submitted], *, known: date) -> MayRead:
    """What somebody may read, in one round: a report's reader sees what is finished as soon as everything is.

    In a round with levels the report holds of drafts those that only wait for the last level: that is its reader.
    """
    if isinstance(may_read, Drafts):
        return may_read.within(followed, submitted)
    if may_read is not unless_finished:
        return may_read
    if all(each.stage is Stage.APPROVED for each in submitted.values()):
        return nobody
    if not followed.levels:
        return may_read
    found = ways(followed, submitted, on=followed.deadline if known == FOREVER else known)

    def waits_for_the_last(unit: str) -> bool:
        told = submitted.get(unit)
        return told is not None and told.stage is not Stage.DRAFT and not {*found[unit][:-1]} - {*told.approved}

    return waits_for_the_last
