"""What could go wrong, and what was found when it was checked. Rows are added, never altered: the latest counts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.control.rules.codes import Category, CheckOutcome
from rodatraden.journal.models import Recorded, Rows
from rodatraden.kernel.periods import FOREVER


# Rows are asked for by what was known, not from here. Whether the checker misses their manager depends on what it read
# first, so the ignore may be unused.
class Risk(models.Model):  # type: ignore[django-manager-missing, unused-ignore]
    """That there is a risk with a code: who tells of it waits here for who is telling already."""

    code = models.CharField(_("code"), max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.code


class RiskVersion(Recorded):
    """A risk as it was told at a time. `unit` bears it, `owner` is the post that answers for it.

    `likelihood` and `consequence` are steps from 1; what they come to is told by the matrix (see rules). `answer` is
    what is done about it, in words.
    """

    KEY = ("risk",)

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="wordings")
    title = models.CharField(_("risk"), max_length=300)
    unit = models.CharField(_("unit"), max_length=64)
    process = models.CharField(_("process"), max_length=300, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=[(each.value, each.value) for each in Category])
    cause = models.TextField(_("cause"), blank=True)
    effect = models.TextField(_("effect"), blank=True)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"))
    consequence = models.PositiveSmallIntegerField(_("consequence"))
    answer = models.TextField(_("what is done about it"), blank=True)
    owner = models.CharField(_("owner"), max_length=64, blank=True)
    valid_from = models.DateField(_("applies from"))
    valid_to = models.DateField(_("applies until"), default=FOREVER)
    source = models.TextField(_("source"), blank=True)

    objects: ClassVar[Rows["RiskVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["risk", "recorded_at"], name="control_one_risk_an_instant"),
            models.CheckConstraint(condition=models.Q(category__in=[*Category]), name="control_known_category"),
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5), consequence__range=(1, 5)), name="control_steps_in_range"
            ),
            models.CheckConstraint(condition=models.Q(valid_from__lt=models.F("valid_to")), name="control_risk_lasts"),
        ]

    def __str__(self) -> str:
        return self.title


class CheckVersion(Recorded):
    """A check of an item of a body's plan for a year, as it was told at a time. `code` is its own within the item.

    `sample` is how many were looked at and `deviations` how many of them were wrong; None where nobody counted.
    """

    KEY = ("unit", "year", "item", "code")

    unit = models.CharField(_("unit"), max_length=64)
    year = models.PositiveIntegerField(_("year"))
    item = models.CharField(_("control item"), max_length=16)
    code = models.CharField(_("check"), max_length=64)
    on = models.DateField(_("day"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=[(each.value, each.value) for each in CheckOutcome])
    sample = models.PositiveIntegerField(_("looked at"), null=True, blank=True)
    deviations = models.PositiveIntegerField(_("deviations"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.TextField(_("source"), blank=True)

    objects: ClassVar[Rows["CheckVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "item", "code", "recorded_at"], name="control_one_check_an_instant"
            ),
            models.CheckConstraint(condition=models.Q(outcome__in=[*CheckOutcome]), name="control_known_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.item} {self.code}"
