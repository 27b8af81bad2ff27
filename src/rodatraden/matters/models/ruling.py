"""What has someone ruled by hand of a matter, and why: that a unit is touched after all, that a gate is waived?"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded, Rows
from rodatraden.matters.models.matter import Matter
from rodatraden.matters.rules.codes import RulingKind


class Ruling(Recorded):
    """That a unit is touched (or not), or that a gate holds (or is waived), in writing.

    `code` is the unit's or the gate's. Without a reason the ruling is taken back, and what is computed counts again.
    """

    KEY = ("matter", "about", "code")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="rulings")
    about = models.CharField(_("about"), max_length=10, choices=[(kind.value, kind.value) for kind in RulingKind])
    code = models.CharField(_("code"), max_length=64)
    holds = models.BooleanField(_("holds"))
    reason = models.TextField(_("reason"), blank=True)

    objects: ClassVar[Rows["Ruling"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "about", "code", "recorded_at"], name="matters_ruling_once_an_instant"
            ),
            models.CheckConstraint(condition=models.Q(about__in=[*RulingKind]), name="matters_known_ruling"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.about} {self.code}"
