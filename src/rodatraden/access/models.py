"""Who holds which post. Rights, and the role shown in the header, follow from it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.kernel.periods import FOREVER


class Holding(models.Model):
    """One account holds one post on the days [valid_from, valid_to)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holdings")
    post = models.CharField(_("post"), max_length=64)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("up to, not including"), default=FOREVER)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_from__lt=models.F("valid_to")), name="access_holding_lasts"
            ),
            models.UniqueConstraint(fields=["account", "post", "valid_from"], name="access_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.post}"
