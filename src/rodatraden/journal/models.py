"""The journal: one row for each write, as plain values, so that it outlives what it tells of."""

from typing import ClassVar

from django.db import models
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
