"""What is measured, what is aimed for, and what was read, as recorded. Rows are added, never altered: the last counts.

As known on a day, the last recorded by the end of that day counts: of the definitions with a code, of the targets of an
indicator in a period, of the readings of an indicator for a unit in a period. `indicator` is the code of an indicator.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.rules import Direction, Operator
from rodatraden.kernel.periods import FOREVER


class Indicator(models.Model):
    """How something is measured. `unit` is the code of the unit that answers for it; its readings are the outcome."""

    code = models.CharField(_("code"), max_length=64)
    name = models.CharField(_("name"), max_length=300)
    unit = models.CharField(_("unit"), max_length=64)
    measure = models.CharField(_("unit of measure"), max_length=50, blank=True)
    direction = models.CharField(
        _("direction"), max_length=10, choices=[(direction.value, direction.value) for direction in Direction]
    )
    lowest = models.DecimalField(_("lowest possible"), max_digits=24, decimal_places=6, null=True, blank=True)
    highest = models.DecimalField(_("highest possible"), max_digits=24, decimal_places=6, null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    source = models.TextField(_("source"), blank=True)
    valid_from = models.DateField(_("applies from"))
    valid_to = models.DateField(_("applies until"), default=FOREVER)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "recorded_at"], name="indicators_one_definition_an_instant"),
            models.CheckConstraint(
                condition=models.Q(valid_from__lt=models.F("valid_to")), name="indicators_indicator_lasts"
            ),
            models.CheckConstraint(condition=models.Q(direction__in=[*Direction]), name="indicators_known_direction"),
        ]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What the outcome of an indicator should be in a period."""

    indicator = models.CharField(_("indicator"), max_length=64)
    period = models.CharField(_("period"), max_length=10)
    operator = models.CharField(
        _("operator"), max_length=2, choices=[(operator.value, operator.value) for operator in Operator]
    )
    value = models.DecimalField(_("target"), max_digits=24, decimal_places=6)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "period", "recorded_at"], name="indicators_one_target_an_instant"
            ),
            models.CheckConstraint(condition=models.Q(operator__in=[*Operator]), name="indicators_known_operator"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.operator} {self.value}"


class Reading(models.Model):
    """A value for an indicator, a unit and a period, as recorded. None: no value could be had. The latest counts."""

    indicator = models.CharField(_("indicator"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    period = models.CharField(_("period"), max_length=10)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "recorded_at"], name="indicators_one_reading_an_instant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.period} {self.value}"
