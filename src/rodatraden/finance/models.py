"""What has been recorded about money: budgets, outcomes and forecasts. Rows are added, never altered.

For each key (year or round, unit, kind, financing) the row that was recorded last counts; as known on a day, the last
one recorded by the end of that day. `unit` is the code of a unit, `round` the code of a round of follow-up.

Rounds belong to steering, which stands above. What finance must know of one, so that a round's forecast finds its
budget, is told to it from above by the action `describe_round` and kept as an Occasion.
"""

from typing import ClassVar
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.finance.rules import Financing, Kind


class Recorded(models.Model):
    """An amount in kronor as it was recorded at a time. No amount: it was said to be missing."""

    unit = models.CharField(_("unit"), max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    financing = models.CharField(_("financing"), max_length=20, choices=[(who.value, who.value) for who in Financing])
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2, null=True)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    objects = models.Manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=list(Kind)), name="finance_%(class)s_kind"),
            models.CheckConstraint(condition=models.Q(financing__in=list(Financing)), name="finance_%(class)s_payer"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.kind} {self.financing}"


_KEY: tuple[str, ...] = ("unit", "kind", "financing", "recorded_at")
# The index of each unique constraint begins with the year or the round, which is how rows are asked for.


class Budget(Recorded):
    """What a unit may cost in a year, or is to bring in."""

    year = models.PositiveSmallIntegerField(_("year"))

    class Meta(Recorded.Meta):
        constraints: ClassVar = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(fields=["year", *_KEY], name="finance_budget_once"),
        ]


class Outcome(Recorded):
    """What a unit cost in a year, or brought in."""

    year = models.PositiveSmallIntegerField(_("year"))

    class Meta(Recorded.Meta):
        constraints: ClassVar = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(fields=["year", *_KEY], name="finance_outcome_once"),
        ]


class Forecast(Recorded):
    """What a unit is expected to cost, or bring in, by the end of a round's year."""

    round = models.CharField(_("round"), max_length=64)
    comment = models.TextField(_("comment"), blank=True)

    class Meta(Recorded.Meta):
        constraints: ClassVar = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(fields=["round", *_KEY], name="finance_forecast_once"),
        ]


class Occasion(models.Model):
    """A round as far as money goes: the year that it forecasts, and the year that it looks back at. The last counts."""

    round = models.CharField(_("round"), max_length=64)
    title = models.CharField(_("title"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"))
    previous_year = models.PositiveSmallIntegerField(_("year to compare with"))
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "recorded_at"], name="finance_occasion_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def query(self) -> str:
        """The round as the end of an address."""
        return urlencode({"round": self.round})
