"""What is measured, what is aimed for, and what was read, as recorded. Rows are added, never altered: the last counts.

As known on a day, the last recorded by the end of that day counts: of the definitions with a code, of the targets of an
indicator in a period, of the readings of an indicator for a unit, a period, a gender and a standing. `indicator` is the
code of an indicator.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.rules import Consolidation, Direction, Gender, Operator, SourceKind, Standing, State
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
    base_value = models.DecimalField(_("base value"), max_digits=24, decimal_places=6, null=True, blank=True)
    base_period = models.CharField(_("base period"), max_length=10, blank=True)
    gender_split = models.BooleanField(_("women and men apart"), default=False)
    consolidation = models.CharField(
        _("how parts make a whole"),
        max_length=13,
        choices=[(each.value, each.value) for each in Consolidation],
        default=Consolidation.NONE,
    )
    weights = models.CharField(_("weighed by the indicator"), max_length=64, blank=True)
    post = models.CharField(_("post that owns it"), max_length=64, blank=True)
    source_kind = models.CharField(
        _("kind of source"),
        max_length=11,
        choices=[(each.value, each.value) for each in SourceKind],
        default=SourceKind.HAND,
    )
    source_key = models.CharField(_("its name there"), max_length=300, blank=True)
    sunset = models.DateField(_("to be reconsidered"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(consolidation__in=[*Consolidation]), name="indicators_known_consolidation"
            ),
            models.CheckConstraint(
                condition=models.Q(source_kind__in=[*SourceKind]), name="indicators_known_source_kind"
            ),
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
    tolerance = models.DecimalField(_("tolerance"), max_digits=24, decimal_places=6, default=0)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "period", "recorded_at"], name="indicators_one_target_an_instant"
            ),
            models.CheckConstraint(condition=models.Q(operator__in=[*Operator]), name="indicators_known_operator"),
            models.CheckConstraint(condition=models.Q(tolerance__gte=0), name="indicators_tolerance_is_no_less_than_0"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.operator} {self.value}"


class Reading(models.Model):
    """A value for an indicator, a unit, a period and a gender, as recorded. None: no value could be had."""

    indicator = models.CharField(_("indicator"), max_length=64)
    unit = models.CharField(_("unit"), max_length=64)
    period = models.CharField(_("period"), max_length=10)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    gender = models.CharField(
        _("gender"), max_length=1, choices=[(each.value, each.value) for each in Gender], default=Gender.ALL
    )
    standing = models.CharField(
        _("standing"),
        max_length=9,
        choices=[(each.value, each.value) for each in Standing],
        default=Standing.PUBLISHED,
    )
    state = models.CharField(
        _("state"), max_length=11, choices=[(each.value, each.value) for each in State], blank=True
    )
    count = models.PositiveIntegerField(_("how many it rests on"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "gender", "standing", "recorded_at"],
                name="indicators_one_reading_of_a_sort_an_instant",
            ),
            models.CheckConstraint(condition=models.Q(gender__in=[*Gender]), name="indicators_known_gender"),
            models.CheckConstraint(condition=models.Q(standing__in=[*Standing]), name="indicators_known_standing"),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.PLAIN, State.PRELIMINARY])
                | models.Q(state__in=[State.MISSING, State.SUPPRESSED], value=None),
                name="indicators_what_is_hidden_has_no_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.period} {self.value}"


class SheetReading(models.Model):
    """How files of one shape are read, as recorded: which column is what. `shape` tells their headings apart."""

    shape = models.CharField(_("shape"), max_length=64)
    said = models.JSONField(_("mapping"))
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shape", "recorded_at"], name="indicators_one_mapping_an_instant"),
        ]

    def __str__(self) -> str:
        return self.shape
