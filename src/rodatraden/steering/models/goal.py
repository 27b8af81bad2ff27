"""What a unit wants to achieve, under which other goal, and by which indicators it can be seen."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.models import Indicator
from rodatraden.kernel.periods import FOREVER


class Goal(models.Model):
    """A goal in the tree. `unit` is the code of its owner: the one whose assessment counts."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=300)
    level = models.CharField(_("level"), max_length=100, blank=True)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    unit = models.CharField(_("owner"), max_length=64)
    valid_from = models.DateField(_("applies from"))
    valid_to = models.DateField(_("applies until"), default=FOREVER)
    position = models.PositiveIntegerField(_("place among the goals under the same goal"))
    source = models.TextField(_("source"), blank=True)
    indicators = models.ManyToManyField(Indicator, through="GoalIndicator", related_name="goals")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(valid_from__lt=models.F("valid_to")), name="steering_goal_lasts"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="steering_goal_not_above_itself"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit"], name="steering_goal_unit")]

    def __str__(self) -> str:
        return self.title


class GoalIndicator(models.Model):
    """An indicator by which a goal can be seen. One indicator may serve several goals."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="links")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="links")
    position = models.PositiveIntegerField(_("place among the goal's indicators"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "indicator"], name="steering_indicator_once_a_goal"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.indicator_id}"
