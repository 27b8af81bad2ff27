"""Following up what is promised, and noting that a body has been told how it went."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from rodatraden.commitments import models
from rodatraden.commitments.actions.giving import ChangedMeanwhile, as_new, lock, refuse_long
from rodatraden.commitments.actions.recording import NewProgress, NewReport, store
from rodatraden.commitments.rules.codes import State
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import later_than


class ReasonMissing(Exception):
    """What is discontinued says why."""


class NextDayMissing(Exception):
    """The body asks for more, so the day by which it is told again must be said."""


@transaction.atomic
def follow_up(*, new: NewProgress, seen: int | None, by: str, at: datetime) -> bool:
    """Say how far it has come; whether that says anything new. `seen` is the key of the row that the writer saw.

    Raises NoSuchCommitment, ReasonMissing, TextTooLong, ChangedMeanwhile: then nothing is stored.
    """
    refuse_long(new)
    if new.state is State.DISCONTINUED and not new.text.strip():
        raise ReasonMissing(new.commitment)
    title = lock(new.commitment).title
    now = models.Progress.objects.filter(commitment_id=new.commitment).order_by("-recorded_at").first()
    if _says_nothing(new, now):
        return False
    if (now.pk if now else None) != seen:
        raise ChangedMeanwhile(now)
    store([replace(new, recorded_at=later_than(now, at))])
    said = {"state": new.state.value, "text": new.text[:500]}
    journal.record("commitments.commitment.followed_up", of=f"{new.commitment} {title}", by=by, details=said)
    return True


def _says_nothing(new: NewProgress, now: models.Progress | None) -> bool:
    """Whether it was said before; of what nobody has followed up yet, that it isn't begun says nothing."""
    if now is None:
        return new.state is State.NOT_STARTED and not new.text and new.share is None
    return (now.state, now.share, now.text) == (new.state, new.share, new.text)


@transaction.atomic
def report_back(*, new: NewReport, next_by: date | None = None, by: str, at: datetime) -> None:
    """Note that a body has been told. When it asks for more, `next_by` is the day by which it is told again.

    Raises NoSuchCommitment, NextDayMissing, TextTooLong: then nothing is stored.
    """
    refuse_long(new)
    now = lock(new.commitment)
    if not new.is_final and not new.is_withdrawn and next_by is None:
        raise NextDayMissing(new.commitment)
    rows = models.ReportBack.objects.filter(commitment_id=new.commitment, body=new.body, on=new.on)
    before = rows.order_by("-recorded_at").first()
    store([replace(new, recorded_at=later_than(before, at))])
    if next_by and next_by != now.report_by:
        told = replace(as_new(now), report_to=now.report_to or new.body, report_by=next_by, post=new.post)
        store([replace(told, recorded_at=later_than(now, at))])
    code = "commitments.report.withdrawn" if new.is_withdrawn else "commitments.report.noted"
    said = {"body": new.body, "on": new.on.isoformat(), "is_final": new.is_final}
    journal.record(code, of=f"{new.commitment} {now.title}", by=by, details=said)
