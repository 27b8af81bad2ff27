"""How far has a commitment come, and when was it told back to the body that asked?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodatraden.commitments.models.commitment import Commitment
from rodatraden.commitments.rules.codes import State
from rodatraden.journal.models import Recorded, Rows


class Progress(Recorded):
    """How far it had come at a time. `share` is per cent done, when someone has said. What is discontinued says why."""

    KEY = ("commitment",)

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="progress")
    state = models.CharField(_("state"), max_length=20, choices=[(state.value, state.value) for state in State])
    share = models.PositiveSmallIntegerField(_("per cent done"), null=True, blank=True)
    text = models.TextField(_("what has been done"), blank=True)

    objects: ClassVar[Rows["Progress"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "recorded_at"], name="commitments_progress_once_an_instant"),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="commitments_known_state"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__lte=100), name="commitments_share_in_per_cent"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DISCONTINUED) | Q(text__gt=""), name="commitments_discontinued_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.state}"


class ReportBack(Recorded):
    """That a body took note of how it went, on a day. `is_final`: the body asks for nothing more.

    One that should not stand here is withdrawn, and stays among the earlier rows.
    """

    KEY = ("commitment", "body", "on")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reports")
    body = models.CharField(_("body"), max_length=64)
    on = models.DateField(_("day"))
    decision = models.CharField(_("decision"), max_length=64, blank=True)
    reference = models.CharField(_("paragraph"), max_length=300, blank=True)
    text = models.TextField(_("what was said"), blank=True)
    is_final = models.BooleanField(_("asks for nothing more"), default=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects: ClassVar[Rows["ReportBack"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment", "body", "on", "recorded_at"], name="commitments_report_once_an_instant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.body} {self.on}"
