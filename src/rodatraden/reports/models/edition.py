"""What has been signed: editions of reports, frozen with everything they say. Never altered, never removed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """A signed report. `context` is the exact text that was signed, `sha256` its fingerprint."""

    round = models.CharField(_("round"), max_length=64)
    number = models.PositiveSmallIntegerField(_("edition"))
    signed_at = models.DateTimeField(_("signed"))
    signed_by = models.CharField(_("signed by"), max_length=200)
    context = models.TextField(_("what was signed"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    changes = models.JSONField(_("changed since the edition before"), default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="reports_edition_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="reports_edition_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.number}"

    @property
    def query(self) -> str:
        """What asks for this edition in an address."""
        return f"utgava={self.number}"
