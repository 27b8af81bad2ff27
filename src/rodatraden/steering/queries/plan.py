"""Which goals are there, under which other goal, as known on a day?"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from rodatraden.indicators.queries import recorded_by
from rodatraden.kernel.periods import FOREVER, Period
from rodatraden.steering import models


def goals_on(day: date, *, known: date) -> QuerySet[models.Goal]:
    """The goals that apply on a day, as known on a day."""
    return counting(known).filter(valid_from__lte=day, valid_to__gt=day)


def goals_in(period: str, *, known: date) -> QuerySet[models.Goal]:
    """The goals that apply on any day of a period, as known on a day."""
    days = Period.parse(period)
    return counting(known).filter(valid_from__lt=days.end, valid_to__gt=days.start)


def counting(known: date) -> QuerySet[models.Goal]:
    """Every goal that ever was, each as it was last worded by a day."""
    limit = recorded_by(known)
    later = models.Goal.objects.filter(
        code=OuterRef("code"), recorded_at__gt=OuterRef("recorded_at"), recorded_at__lt=limit
    )
    return models.Goal.objects.filter(~Exists(later), recorded_at__lt=limit).order_by("position", "code")


def by_code() -> dict[str, models.Goal]:
    """Every goal that ever was, as it is worded by now."""
    return {goal.code: goal for goal in counting(FOREVER)}


def wordings_of(code: str, *, known: date) -> list[models.Goal]:
    """How the goal with a code was worded through time, by a day; oldest first. Empty when there is no such goal."""
    rows = models.Goal.objects.filter(code=code, recorded_at__lt=recorded_by(known))
    return list(rows.order_by("recorded_at", "pk"))


def wordings() -> dict[str, list[models.Goal]]:
    """How every goal was ever worded, by its code, oldest first."""
    found: dict[str, list[models.Goal]] = {}
    for row in models.Goal.objects.order_by("recorded_at", "pk"):
        found.setdefault(row.code, []).append(row)
    return found
