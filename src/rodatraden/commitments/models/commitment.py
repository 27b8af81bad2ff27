"""What is promised, by whom, until when, what does it come from, and who is to be told?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rodatraden.commitments.rules.codes import Kind, OriginKind
from rodatraden.journal.models import Recorded, Rows


# Rows are asked for by what was known, not from here. Whether the checker misses their manager depends on what it read
# first, so the ignore may be unused.
class Commitment(models.Model):  # type: ignore[django-manager-missing, unused-ignore]
    """A commitment by its code alone: what everything about it holds on to."""

    code = models.CharField(_("code"), max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.code


class CommitmentVersion(Recorded):
    """A commitment as it was worded at a time.

    `owner` is the code of the post that answers for it, empty when none is named; `unit` that of the unit. `due` is its
    last day. `report_to` is the code of the body that is to be told back, until `report_by`.
    """

    KEY = ("commitment",)

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="versions")
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    unit = models.CharField(_("unit"), max_length=64)
    owner = models.CharField(_("answers for it"), max_length=64, blank=True)
    starts = models.DateField(_("begins"), null=True, blank=True)
    due = models.DateField(_("last day"), null=True, blank=True)
    origin_kind = models.CharField(
        _("kind of origin"), max_length=20, blank=True, choices=[(kind.value, kind.value) for kind in OriginKind]
    )
    origin = models.CharField(_("comes from"), max_length=64, blank=True)
    report_to = models.CharField(_("told back to"), max_length=64, blank=True)
    report_by = models.DateField(_("told back by"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)

    objects: ClassVar[Rows["CommitmentVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "recorded_at"], name="commitments_once_an_instant"),
            models.CheckConstraint(condition=Q(kind__in=[*Kind]), name="commitments_known_kind"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(due__isnull=True) | Q(starts__lte=F("due")),
                name="commitments_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin="") | Q(origin_kind__in=[*OriginKind], origin__gt=""),
                name="commitments_origin_with_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(report_by__isnull=True) | Q(report_to__gt=""), name="commitments_told_back_to_someone"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["origin_kind", "origin"], name="commitments_origin"),
            models.Index(fields=["owner"], name="commitments_owner"),
            models.Index(fields=["unit"], name="commitments_unit"),
        ]

    def __str__(self) -> str:
        return self.title
