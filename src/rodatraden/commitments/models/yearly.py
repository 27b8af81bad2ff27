"""What has the municipality itself put in its year?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodatraden.commitments.rules.yearly import Sort
from rodatraden.journal.models import Recorded, Rows


class YearPoint(Recorded):
    """Something that comes each year, as it was told at a time: a day, or from a day through another.

    `roles` are codes of roles with a space between, none for everyone. It comes from the year `first_year` through
    `last_year`, where those are told. Without a title it is struck.
    """

    KEY = ("code",)

    code = models.CharField(_("code"), max_length=64)
    title = models.CharField(_("title"), max_length=300, blank=True)
    sort = models.CharField(_("sort"), max_length=20, choices=[(sort.value, sort.value) for sort in Sort])
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"))
    first_month = models.PositiveSmallIntegerField(_("begins in the month"), null=True, blank=True)
    first_day = models.PositiveSmallIntegerField(_("begins on the day"), null=True, blank=True)
    roles = models.CharField(_("roles"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=64, blank=True)
    first_year = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("through the year"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)

    objects: ClassVar[Rows["YearPoint"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "recorded_at"], name="commitments_point_once_an_instant"),
            models.CheckConstraint(condition=Q(sort__in=[*Sort]), name="commitments_known_sort"),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31)), name="commitments_day_of_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title
