"""Whose contribution to which round is it, how far has it come, and who else must wait while it is moved?"""

from dataclasses import dataclass
from datetime import date

from rodatraden.steering import models, queries
from rodatraden.steering.queries.said import Said, Submitted
from rodatraden.steering.rules import Stage


@dataclass(frozen=True, slots=True)
class Place:
    """Whose contribution to which round it is; and the level for which somebody handles it, "" for the unit itself."""

    followed: models.Round
    unit: str
    level: str = ""

    def __str__(self) -> str:
        return f"{self.followed.code} {self.unit}"


class RoundClosed(Exception):
    """The round is closed: nothing more is written or approved in it."""


class NotAsked(Exception):
    """The unit is not asked for a contribution in the round."""


class StageNotAllowed(Exception):
    """What is done or approved is not written in, and a stage can't be skipped."""

    def __init__(self, now: Stage, to: Stage) -> None:
        self.now, self.to = now, to
        super().__init__(f"{now} → {to}")


def submitted(place: Place) -> Submitted:
    """How far a contribution has come by now. Raises NotAsked."""
    rows = models.Submission.objects.filter(round=place.followed.code, unit=place.unit)
    found = Said(list(rows.order_by("recorded_at", "pk")), (), ()).stages()
    if place.unit not in found:
        raise NotAsked(place.followed.code, place.unit)
    return found[place.unit]


def lock(place: Place) -> Submitted:
    """How far the unit has come, with everybody else who writes for the same unit made to wait their turn.

    Who closes the round waits for everybody who writes in it, and they for that: so whether it is closed is asked when
    the wait is over. Nothing is written in a round that was closed meanwhile. Raises RoundClosed, NotAsked.
    """
    lock_round(place.followed.code, unit=place.unit)
    if queries.is_closed(place.followed):
        raise RoundClosed(place.followed.code)
    return submitted(place)


def lock_round(code: str, *, unit: str = "") -> None:
    """Make everybody else who writes in a round, or for one unit in it, wait until this is done."""
    asked = models.Submission.objects.select_for_update().filter(round=code).order_by("pk")
    list(asked.filter(unit=unit)[:1] if unit else asked)


def way_of(place: Place, *, on: date) -> tuple[str, ...]:
    """The levels that approve the contribution, by the organisation of a day."""
    return queries.ways(place.followed, [place.unit], on=on)[place.unit]
