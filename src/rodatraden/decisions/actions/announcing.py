"""Noting on which day a decision was announced."""

from datetime import date, datetime

from django.db import transaction

from rodatraden.decisions import models
from rodatraden.journal import actions as journal


class NoSuchDecision(Exception):
    """No decision in the register has the code."""


class AnnouncedBeforeDecided(Exception):
    """A notice can't be older than what it tells of. The argument is the day of the decision."""


class AnnouncedOtherwise(Exception):
    """Another day was noted at the same instant: which of them was the last can't be told."""


@transaction.atomic
def announce(*, code: str, announced_on: date, by: str, at: datetime) -> bool:
    """Note on which day a decision was announced on the notice board; whether it was not noted already.

    A day that was wrong is not altered: the one that is noted last counts. Raises NoSuchDecision,
    AnnouncedBeforeDecided, AnnouncedOtherwise.
    """
    decision = models.Decision.objects.select_for_update().filter(code=code).first()
    if decision is None:
        raise NoSuchDecision(code)
    if announced_on < decision.decided_on:
        raise AnnouncedBeforeDecided(decision.decided_on)
    noted = list(decision.announcements.order_by("-recorded_at", "-pk"))
    if (noted and noted[0].announced_on == announced_on) or any(
        (each.announced_on, each.recorded_at) == (announced_on, at) for each in noted
    ):
        return False
    if any(each.recorded_at == at for each in noted):
        raise AnnouncedOtherwise(code)
    models.Announcement.objects.create(decision=decision, announced_on=announced_on, recorded_at=at)
    journal.record("decisions.announcement.recorded", of=f"{code} {decision.title}", by=by)
    return True
