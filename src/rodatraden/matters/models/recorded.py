"""How is something kept that is added to and never altered? Each row tells when it was recorded; the latest counts."""

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

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
