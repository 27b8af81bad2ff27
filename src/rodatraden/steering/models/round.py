"""When is it asked how it went, and which period is judged?

Rows are added, never altered: as known on a day, the last row with a code that was recorded by then counts.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded
from rodatraden.steering.rules.asking import Ask


class Round(models.Model):
    """One follow-up, as it was described once: what is asked about which period, and until when one may answer.

    Without `levels` one approval is enough.
    """

    code = models.CharField(_("code"), max_length=64)
    title = models.CharField(_("title"), max_length=300)
    period = models.CharField(_("period"), max_length=10)
    year = models.PositiveIntegerField(_("budget year"))
    previous_year = models.PositiveIntegerField(_("compared with the year"))
    measured_period = models.CharField(_("the period whose targets and readings are judged"), max_length=10)
    deadline = models.DateField(_("last day"))
    description = models.TextField(_("description"), blank=True)
    levels = models.CharField(_("levels that approve, from below"), max_length=100, blank=True, default="")
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "recorded_at"], name="steering_one_round_an_instant"),
        ]

    def __str__(self) -> str:
        return self.title


class Question(Recorded):
    """Something that a round asks for, as it was worded once: of units of some kinds, with what helps to answer.

    `kinds` are kinds of unit with a space between, none for all. What is no longer asked for is worded so.
    """

    round = models.CharField(_("round"), max_length=64)
    code = models.CharField(_("code"), max_length=64)
    ask = models.CharField(_("asks for"), max_length=10, choices=[(ask.value, ask.value) for ask in Ask])
    title = models.CharField(_("question"), max_length=300, blank=True)
    help = models.TextField(_("instructions"), blank=True)
    kinds = models.CharField(_("of units of the kinds"), max_length=200, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    is_asked = models.BooleanField(_("is asked"), default=True)
    position = models.PositiveIntegerField(_("place"))

    KEY = ("round", "code")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "code", "recorded_at"], name="steering_one_question_an_instant"),
            models.CheckConstraint(condition=models.Q(ask__in=[*Ask]), name="steering_known_ask"),
        ]

    def __str__(self) -> str:
        return self.title or self.ask


class Closing(Recorded):
    """That a round was closed, or opened again; and why, when one side of it was empty. The last row counts."""

    round = models.CharField(_("round"), max_length=64)
    is_closed = models.BooleanField(_("closed"))
    reason = models.TextField(_("reason"), blank=True)

    KEY = ("round",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "recorded_at"], name="steering_one_closing_an_instant"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.is_closed}"
