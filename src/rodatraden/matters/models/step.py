"""What happened in a matter, where, and what did it end in?"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded, Rows
from rodatraden.matters.models.matter import Matter
from rodatraden.matters.rules.codes import StepKind, StepOutcome


class StepVersion(Recorded):
    """A step of a matter as it was told at a time.

    `body` is the code of a unit, a post or a group; where there is none with a code, `body_name` is what was written.
    Without a day nobody knows when it was. `gate` is the code of the gate that the step passes, `decision` that of the
    decision that was taken. A step that should never have been there is withdrawn, and stays among the earlier rows.
    """

    KEY = ("matter", "code")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    code = models.CharField(_("step"), max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind.value, kind.value) for kind in StepKind])
    body = models.CharField(_("body"), max_length=64, blank=True)
    body_name = models.CharField(_("body as written"), max_length=300, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"),
        max_length=20,
        blank=True,
        choices=[(outcome.value, outcome.value) for outcome in StepOutcome],
    )
    note = models.TextField(_("what was said"), blank=True)
    gate = models.CharField(_("gate"), max_length=64, blank=True)
    decision = models.CharField(_("decision"), max_length=64, blank=True)
    reference = models.CharField(_("paragraph"), max_length=300, blank=True)
    source = models.TextField(_("source"), blank=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects: ClassVar[Rows["StepVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "code", "recorded_at"], name="matters_step_once_an_instant"),
            models.CheckConstraint(condition=models.Q(kind__in=[*StepKind]), name="matters_known_step_kind"),
            models.CheckConstraint(condition=models.Q(outcome__in=["", *StepOutcome]), name="matters_known_outcome"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "on"], name="matters_step_body"),
            models.Index(fields=["decision"], name="matters_step_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.code}"
