"""Which gates has the municipality set up, when do they apply, and what do they rest on?"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded, Rows
from rodatraden.kernel.periods import FOREVER
from rodatraden.matters.rules.codes import Applies


class GateVersion(Recorded):
    """A gate as it was told at a time; in force on the days [valid_from, valid_to).

    `group` is the code of the group that it is anchored in, empty when it is passed in another way.
    """

    KEY = ("code",)

    code = models.CharField(_("code"), max_length=64)
    name = models.CharField(_("name"), max_length=300)
    applies = models.CharField(_("applies"), max_length=30, choices=[(each.value, each.value) for each in Applies])
    group = models.CharField(_("group"), max_length=64, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    source = models.TextField(_("source"), blank=True)
    valid_from = models.DateField(_("in force from"), default=date.min)
    valid_to = models.DateField(_("in force up to, not including"), default=FOREVER)

    objects: ClassVar[Rows["GateVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "recorded_at"], name="matters_gate_once_an_instant"),
            models.CheckConstraint(condition=models.Q(applies__in=[*Applies]), name="matters_known_applies"),
            models.CheckConstraint(condition=models.Q(valid_from__lt=models.F("valid_to")), name="matters_gate_lasts"),
        ]

    def __str__(self) -> str:
        return self.name
