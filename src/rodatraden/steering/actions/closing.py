"""Closing a round, which is an act of its own, and opening it again."""

from datetime import datetime

from django.db import transaction

from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models, queries, rules
from rodatraden.steering.actions.places import RoundClosed, lock_round
from rodatraden.steering.rules import Stage
from rodatraden.steering.rules.closing import needs_why


class ClosingNeedsReason(Exception):
    """One side of the round is empty, or some unit is not approved; and nobody has said why it is closed even so."""


class NotClosed(Exception):
    """The round is open already."""


@transaction.atomic
def close_round(*, followed: models.Round, reason: str = "", by: str, at: datetime, post: str = "") -> models.Closing:
    """Close a round: nothing more is written or approved in it. The reason, where one is needed, stays visible.

    Raises RoundClosed, ClosingNeedsReason.
    """
    lock_round(followed.code)
    if queries.is_closed(followed):
        raise RoundClosed(followed.code)
    told = queries.followup(followed, known=FOREVER)
    waiting = sum(each.stage is not Stage.APPROVED for each in told.units if each.submitted)
    if needs_why(told.counts, waiting=waiting) and not rules.tidy(reason):
        raise ClosingNeedsReason(followed.code)
    return _say(_row(followed, at, post, is_closed=True, reason=reason), by)


@transaction.atomic
def reopen_round(*, followed: models.Round, reason: str, by: str, at: datetime, post: str = "") -> models.Closing:
    """Open a closed round again, with a reason. Raises NotClosed, ClosingNeedsReason."""
    lock_round(followed.code)
    if not queries.is_closed(followed):
        raise NotClosed(followed.code)
    if not rules.tidy(reason):
        raise ClosingNeedsReason(followed.code)
    return _say(_row(followed, at, post, is_closed=False, reason=reason), by)


def _row(followed: models.Round, at: datetime, post: str, *, is_closed: bool, reason: str) -> models.Closing:
    said = rules.tidy(reason)
    return models.Closing(round=followed.code, is_closed=is_closed, reason=said, recorded_at=at, post=post)


def _say(row: models.Closing, by: str) -> models.Closing:
    row.save(force_insert=True)
    details = {"reason": row.reason} if row.reason else {}
    journal.record(f"steering.round.{'closed' if row.is_closed else 'reopened'}", of=row.round, by=by, details=details)
    return row
