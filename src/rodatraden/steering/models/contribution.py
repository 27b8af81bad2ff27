"""What has been said in a round, by which unit, and how far has it come?

Rows are added, never altered: the latest counts. `round` is the code of a round, `goal` the code of a goal.
`post` is the code of the post in which it was said; empty when nobody knows any more.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodatraden.steering.rules import Stage, Status


class Text(models.Model):
    """What a unit wrote in a round: of a goal, or (goal "") of itself; in answer to a question, or ("") freely.

    An empty text takes back what stood.
    """

    round = models.CharField(_("round"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    goal = models.CharField(_("goal"), max_length=64, blank=True)
    question = models.CharField(_("question"), max_length=64, blank=True, default="")
    text = models.TextField(_("text"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    post = models.CharField(_("by"), max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "unit", "goal", "question", "recorded_at"], name="steering_one_text_an_instant"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Assessment(models.Model):
    """How the owner of a goal judged it in a round, and why when the indicators say something else."""

    round = models.CharField(_("round"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    goal = models.CharField(_("goal"), max_length=64)
    status = models.CharField(
        _("assessment"), max_length=20, choices=[(status.value, status.value) for status in Status]
    )
    step = models.CharField(_("step of the scale in force; empty: the first of its status"), max_length=64, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    post = models.CharField(_("by"), max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "goal", "recorded_at"], name="steering_one_assessment_an_instant"),
            models.CheckConstraint(condition=Q(status__in=[*Status]), name="steering_known_status"),
        ]
        indexes: ClassVar = [models.Index(fields=["goal"], name="steering_assessment_goal")]

    def __str__(self) -> str:
        return f"{self.goal} {self.status}"


class Submission(models.Model):
    """How far a unit's contribution to a round had come. A unit with a row is asked for one.

    `level` is the unit that approved it on the way up, in a round with levels. `due` is a last day of the unit's own,
    which counts until another row gives a new one. `minutes` is what it took, as told when it was marked as done.
    """

    round = models.CharField(_("round"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    stage = models.CharField(_("stage"), max_length=10, choices=[(stage.value, stage.value) for stage in Stage])
    level = models.CharField(_("approved by the level"), max_length=64, blank=True, default="")
    reason = models.TextField(_("reason for going back"), blank=True)
    due = models.DateField(_("last day of its own"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes it took"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    post = models.CharField(_("by"), max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "unit", "recorded_at"], name="steering_one_stage_an_instant"),
            models.CheckConstraint(condition=Q(stage__in=[*Stage]), name="steering_known_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.stage}"


class Aside(models.Model):
    """What someone was writing where another's text already stood: kept beside it until the two are put together.

    One for each writer and spot; it holds the latest of their words.
    """

    round = models.CharField(_("round"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    goal = models.CharField(_("goal"), max_length=64, blank=True)
    question = models.CharField(_("question"), max_length=64, blank=True)
    account = models.CharField(_("account"), max_length=254)
    post = models.CharField(_("by"), max_length=64, blank=True)
    text = models.TextField(_("text"))
    is_met = models.BooleanField(_("taken care of"), default=False)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "unit", "goal", "question", "account"], name="steering_one_aside_a_writer"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
