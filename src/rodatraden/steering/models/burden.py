"""Who was reminded of what, and how much a round has cost those who answer?

Kept for the work of a round, and no part of what the municipality said: neither is exported.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.steering.rules.reminding import Nudge


class Reminder(models.Model):
    """One mail that was sent to who answers for a unit in a round. It is not sent twice."""

    round = models.CharField(_("round"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    post = models.CharField(_("to the post"), max_length=64)
    account = models.CharField(_("account"), max_length=254)
    nudge = models.CharField(_("reminds of"), max_length=10, choices=[(each.value, each.value) for each in Nudge])
    sent_on = models.DateField(_("sent on"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    sent_by = models.CharField(_("sent by"), max_length=254, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "unit", "account", "nudge", "sent_on"], name="steering_reminded_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(nudge__in=[*Nudge]), name="steering_known_nudge"),
        ]

    def __str__(self) -> str:
        return self.subject


class TimesRead(models.Model):
    """How many times what a unit wrote in a round was read. A number only: not by whom, and not when."""

    round = models.CharField(_("round"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "unit"], name="steering_one_count_a_contribution"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.unit}: {self.times}"
