"""When is it asked how it went, and which period is judged?

Rows are added, never altered: as known on a day, the last row with a code that was recorded by then counts.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """One follow-up, as it was described once: what is asked about which period, and until when one may answer."""

    code = models.CharField(_("code"), max_length=64)
    title = models.CharField(_("title"), max_length=300)
    period = models.CharField(_("period"), max_length=10)
    year = models.PositiveIntegerField(_("budget year"))
    previous_year = models.PositiveIntegerField(_("compared with the year"))
    measured_period = models.CharField(_("the period whose targets and readings are judged"), max_length=10)
    deadline = models.DateField(_("last day"))
    description = models.TextField(_("description"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "recorded_at"], name="steering_one_round_an_instant"),
        ]

    def __str__(self) -> str:
        return self.title
