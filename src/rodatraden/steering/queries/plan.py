"""Which goals are there, under which other goal, with which indicators?"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from rodatraden.indicators.models import Indicator
from rodatraden.kernel.periods import Period
from rodatraden.steering import models


def goals_on(day: date) -> QuerySet[models.Goal]:
    """The goals that apply on a day."""
    return _in_order(models.Goal.objects.filter(valid_from__lte=day, valid_to__gt=day))


def goals_in(period: str) -> QuerySet[models.Goal]:
    """The goals that apply on any day of a period."""
    days = Period.parse(period)
    return _in_order(models.Goal.objects.filter(valid_from__lt=days.end, valid_to__gt=days.start))


def _in_order(goals: QuerySet[models.Goal]) -> QuerySet[models.Goal]:
    return goals.select_related("parent").order_by("position", "code")


def goal_with(code: str) -> models.Goal | None:
    """The goal with a code, whenever it applies."""
    return models.Goal.objects.select_related("parent").filter(code=code).first()


def by_code() -> dict[str, models.Goal]:
    """Every goal that ever was."""
    return {goal.code: goal for goal in _in_order(models.Goal.objects.all())}


def parents() -> dict[str, str]:
    """The code of the goal above each goal, "" at the top."""
    rows = models.Goal.objects.values_list("code", "parent__code").order_by("code")
    return {code: above or "" for code, above in rows}


def links(goals: Collection[models.Goal]) -> dict[int, list[Indicator]]:
    """The indicators of some goals (by their key), in the goal's own order. One query."""
    rows = models.GoalIndicator.objects.filter(goal__in=goals).select_related("indicator")
    found: defaultdict[int, list[Indicator]] = defaultdict(list)
    for link in rows.order_by("goal_id", "position", "indicator__code"):
        found[link.goal_id].append(link.indicator)
    return found
