"""What a unit wants to achieve, what it contributes to, which goals it goes on from, and how it can be seen.

Rows are added, never altered: as known on a day, the last row with a code that was recorded by then counts.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.kernel.periods import FOREVER


class Goal(models.Model):
    """A goal in the tree, as it was worded once. `unit` is the code of its owner: the one whose assessment counts."""

    code = models.CharField(_("code"), max_length=64)
    title = models.CharField(_("title"), max_length=300)
    level = models.CharField(_("level"), max_length=100, blank=True)
    description = models.TextField(_("description"), blank=True)
    parent = models.CharField(_("under"), max_length=64, blank=True)
    also = models.JSONField(_("contributes to also"), default=list, blank=True)
    continues = models.JSONField(_("goes on from the earlier goals"), default=list, blank=True)
    unit = models.CharField(_("owner"), max_length=64)
    carriers = models.JSONField(
        _("units that carry it as it is, without a goal of their own"), default=list, blank=True
    )
    valid_from = models.DateField(_("applies from"))
    valid_to = models.DateField(_("applies until"), default=FOREVER)
    position = models.PositiveIntegerField(_("place among the goals under the same goal"))
    indicators = models.JSONField(_("indicators, each with its place"), default=dict, blank=True)
    judged_by = models.TextField(_("how it is judged without an indicator"), blank=True)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "recorded_at"], name="steering_one_wording_an_instant"),
            models.CheckConstraint(condition=models.Q(valid_from__lt=models.F("valid_to")), name="steering_goal_lasts"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("code")), name="steering_goal_not_under_itself"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit"], name="steering_goal_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def lines_up(self) -> tuple[str, ...]:
        """The codes of the goals that it contributes to, the first of them the one it stands under."""
        return (*([self.parent] if self.parent else []), *self.also)

    @property
    def linked(self) -> list[str]:
        """The codes of its indicators, in its own order. One indicator may serve several goals."""
        return sorted(self.indicators, key=lambda code: (self.indicators[code], code))
