"""Telling where a unit stands on the ladder of gender equality, and counting that something was read."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from rodatraden.journal import actions as journal
from rodatraden.steering import models
from rodatraden.steering.actions.places import Place
from rodatraden.steering.actions.recording import NewEqualityStep


class NothingShown(Exception):
    """A step is told without what shows it."""


def judge_equality(*, judged: NewEqualityStep, by: str, at: datetime) -> int:
    """Tell where a unit stands; how many rows that was. Raises NothingShown: above the floor something shows it."""
    if judged.step and not judged.evidence.strip():
        raise NothingShown(judged.unit)
    return len(journal.add_history(rows=[judged], by=by, at=at).added)


@transaction.atomic
def count_reading(*, place: Place) -> None:
    """Somebody has read what a unit wrote. A number only: no journal entry, since it would tell who and when."""
    row, _is_new = models.TimesRead.objects.get_or_create(round=place.followed.code, unit=place.unit)
    models.TimesRead.objects.filter(pk=row.pk).update(times=F("times") + 1)
