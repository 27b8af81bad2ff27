"""When is it asked how it went, and which period is judged?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """One follow-up: what is asked about which period, and until when one may answer."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=300)
    period = models.CharField(_("period"), max_length=10)
    year = models.PositiveIntegerField(_("budget year"))
    previous_year = models.PositiveIntegerField(_("compared with the year"))
    measured_period = models.CharField(_("the period whose targets and readings are judged"), max_length=10)
    deadline = models.DateField(_("last day"))
    description = models.TextField(_("description"), blank=True)

    def __str__(self) -> str:
        return self.title
