"""On which step of the ladder of gender equality was a unit, and what shows it? Rows are added, never altered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded
from rodatraden.steering.rules.equality import LadderStep


class EqualityStep(Recorded):
    """Where a unit stood on a day, as it judged itself, and what shows it."""

    unit = models.CharField(_("unit"), max_length=64)
    step = models.PositiveSmallIntegerField(_("step"), choices=[(step.value, step.name) for step in LadderStep])
    evidence = models.TextField(_("what shows it"), blank=True)
    judged_on = models.DateField(_("judged on"))

    KEY = ("unit",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "recorded_at"], name="steering_one_step_an_instant"),
            models.CheckConstraint(condition=models.Q(step__in=[*LadderStep]), name="steering_known_step"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.step}"
