"""The way of a contribution from draft to approved, and back with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models, queries, rules
from rodatraden.steering.actions.contributions import Handed, save_contribution
from rodatraden.steering.actions.places import Place, StageNotAllowed, lock, way_of
from rodatraden.steering.rules import Stage, levels


class NothingWritten(Exception):
    """A contribution without a written sentence is neither done nor approved.

    Approving makes it public that the unit has answered, and an answer without words can't be told from one that was
    forgotten. Who has nothing to report says so: that is a sentence.
    """


class Unanswered(Exception):
    """Something that the round asks for is not answered. Holds what, as (goal, question)."""

    def __init__(self, left: Sequence[tuple[str, str]]) -> None:
        self.left = tuple(left)
        super().__init__(*self.left)


class NotTheirTurn(Exception):
    """A level approves when those below have, and opens again what it has in its hands. The argument is whose turn."""


@transaction.atomic
def submit(*, place: Place, handed: Handed | None = None, by: str, at: datetime, post: str = "") -> None:
    """Save what is new of a form, and mark the contribution as done.

    Raises as save_contribution, or NothingWritten, Unanswered.
    """
    handed = handed or Handed()
    if handed.entries:
        save_contribution(place=place, handed=handed, by=by, at=at, post=post)
    step = _step(place, Stage.DONE, at, post)
    step.minutes = handed.minutes
    now = lock(place)
    if not rules.may_move(now.stage, Stage.DONE) or now.stage is Stage.APPROVED:
        raise StageNotAllowed(now.stage, Stage.DONE)
    _refuse_empty(place)
    if left := queries.unanswered(place.followed, place.unit, on=timezone.localdate(at), known=FOREVER):
        raise Unanswered(left)
    _store(place, step, by)


@transaction.atomic
def approve(*, place: Place, by: str, at: datetime, post: str = "") -> None:
    """Approve a contribution that is done, for the level whose turn it is. The last one makes it public.

    Who wrote it may approve it: a head of administration writes for their committee and answers for it alone, and the
    posts that may approve are few. The page says so plainly instead, and both posts stand beside the text. Raises
    RoundClosed, NotAsked, StageNotAllowed, NothingWritten, NotTheirTurn.
    """
    told, way = lock(place), way_of(place, on=timezone.localdate(at))
    now = told.position
    if now.stage is not Stage.DONE:
        raise StageNotAllowed(now.stage, Stage.APPROVED)
    if place.level != levels.turn(way, now):
        raise NotTheirTurn(levels.turn(way, now))
    _refuse_empty(place)
    to = levels.stage_after(way, now, place.level) if way else Stage.APPROVED
    step = _step(place, to, at, post)
    step.level = place.level
    _store(place, step, by)


@transaction.atomic
def send_back(*, place: Place, reason: str, by: str, at: datetime, post: str = "") -> None:
    """Take a contribution back with a reason; what was approved stays public until it is approved anew.

    Where levels approve, one of them opens it for the unit to write in again, and all of them are to approve it anew.
    Without a level the unit takes back what nobody has approved; where there are no levels it goes one step back.
    Raises RoundClosed, NotAsked, NotTheirTurn, StageNotAllowed (also without a reason).
    """
    told, way = lock(place), way_of(place, on=timezone.localdate(at))
    now = told.position
    to = Stage.DONE if now.stage is Stage.APPROVED and not way else Stage.DRAFT
    if not reason.strip() or now.stage is Stage.DRAFT:
        raise StageNotAllowed(now.stage, to)
    taken_back = not place.level and not now.approved and now.stage is Stage.DONE
    if way and not taken_back and not levels.may_reopen(way, now, place.level):
        raise NotTheirTurn(levels.turn(way, now))
    step = _step(place, to, at, post)
    step.reason = rules.tidy(reason)
    _store(place, step, by)


def _step(place: Place, to: Stage, at: datetime, post: str) -> models.Submission:
    return models.Submission(round=place.followed.code, unit=place.unit, stage=to, recorded_at=at, post=post)


def _refuse_empty(place: Place) -> None:
    if not queries.has_words(place.followed.code, place.unit):
        raise NothingWritten(place.followed.code, place.unit)


def _store(place: Place, step: models.Submission, by: str) -> None:
    step.save(force_insert=True)
    code = "approved" if step.level else step.stage
    told = {"reason": step.reason, "level": place.level}
    details = {name: each for name, each in told.items() if each}
    journal.record(f"steering.contribution.{code}", of=str(place), by=by, details=details)
