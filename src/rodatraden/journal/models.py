"""The journal: one row for each write, as plain values, so that it outlives what it tells of.

And how a row is kept that is added to and never altered: it tells when it was recorded, and the latest counts (ADR 11).
"""

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Someone did something to something."""

    at = models.DateTimeField(_("when"), db_default=Now())
    code = models.CharField(_("what was done"), max_length=100)
    label = models.CharField(_("to what"), max_length=300)
    actor = models.CharField(_("by whom"), max_length=200)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="journal_latest")]

    def __str__(self) -> str:
        return f"{self.code}: {self.label}"


Row = TypeVar("Row", bound="Recorded")


class Rows(models.QuerySet[Row]):
    """Rows by what was known."""

    def counting(self, before: datetime) -> Self:
        """The row of each thing that counted just before an instant: the one that was recorded last."""
        later: dict[str, Any] = {name: OuterRef(name) for name in self.model.KEY}
        newer = self.model._default_manager.filter(  # noqa: SLF001 – the documented way on any model
            recorded_at__lt=before, recorded_at__gt=OuterRef("recorded_at"), **later
        )
        return self.filter(~Exists(newer), recorded_at__lt=before)


class Recorded(models.Model):
    """What every row tells of itself.

    `post` is the code of the post that said it, empty when nobody knows any more.
    """

    recorded_at = models.DateTimeField(_("recorded"))
    post = models.CharField(_("by"), max_length=64, blank=True)

    KEY: ClassVar[tuple[str, ...]]
    """The fields that say what the row is about."""

    class Meta:
        abstract = True
