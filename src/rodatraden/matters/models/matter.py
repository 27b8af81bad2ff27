"""What is to be decided, under which number, and who prepares it?"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded, Rows
from rodatraden.matters.rules.codes import MatterKind, MatterStatus


# Rows are asked for by what was known, not from here. Whether the checker misses their manager depends on what it read
# first, so the ignore may be unused.
class Matter(models.Model):  # type: ignore[django-manager-missing, unused-ignore]
    """A matter by its code alone: what everything about it holds on to."""

    code = models.CharField(_("code"), max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.code


class MatterVersion(Recorded):
    """A matter as it was described at a time. `unit` is the code of who answers for it, empty when nobody knows."""

    KEY = ("matter",)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="versions")
    dnr = models.CharField(_("registration number"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind.value, kind.value) for kind in MatterKind])
    category = models.CharField(_("subject area"), max_length=100, blank=True)
    unit = models.CharField(_("unit"), max_length=64, blank=True)
    opened_on = models.DateField(_("opened"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=[(status.value, status.value) for status in MatterStatus]
    )
    about = models.TextField(_("what it is about"), blank=True)
    traits = models.JSONField(_("traits"), default=list)
    source = models.TextField(_("source"), blank=True)

    latest_on: date | None
    """When something last happened in it; only on rows that are searched for."""

    objects: ClassVar[Rows["MatterVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "recorded_at"], name="matters_described_once_an_instant"),
            models.CheckConstraint(condition=models.Q(kind__in=[*MatterKind]), name="matters_known_kind"),
            models.CheckConstraint(condition=models.Q(status__in=[*MatterStatus]), name="matters_known_status"),
            models.CheckConstraint(
                condition=models.Q(opened_on__isnull=True)
                | models.Q(closed_on__isnull=True)
                | models.Q(opened_on__lte=models.F("closed_on")),
                name="matters_opened_before_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title
