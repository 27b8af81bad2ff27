"""A report that is composed of sections: what it is about, who writes what, what was written, remarked and signed.

Rows are added, never altered: the latest counts. `section` is the code of a section in the report's template.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.journal.models import Recorded, Rows


# Rows are asked for by what was known, not from here. Whether the checker misses their manager depends on what it read
# first, so the ignore may be unused.
class Report(models.Model):  # type: ignore[django-manager-missing, unused-ignore]
    """A report by its code alone: who writes in it waits here for who is writing already."""

    code = models.CharField(_("code"), max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.code


class ReportVersion(Recorded):
    """What a report is about, as it was described at a time.

    Its figures are those of the day `day`. `unit` is the code of the unit it is about, empty for the whole group;
    `round` that of the follow-up it rests on, empty when it rests on none.
    """

    KEY = ("report",)

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    template = models.CharField(_("template"), max_length=64)
    title = models.CharField(_("title"), max_length=300)
    unit = models.CharField(_("unit"), max_length=64, blank=True)
    round = models.CharField(_("round"), max_length=64, blank=True)
    day = models.DateField(_("figures as of"))
    deadline = models.DateField(_("last day"), null=True, blank=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects: ClassVar[Rows["ReportVersion"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "recorded_at"], name="reports_one_description_an_instant")
        ]

    def __str__(self) -> str:
        return self.title


class SectionText(Recorded):
    """What was written in a section, as clean HTML. An empty text takes back what stood."""

    KEY = ("report", "section")

    report = models.ForeignKey(Report, models.PROTECT, related_name="texts")
    section = models.CharField(_("section"), max_length=64)
    html = models.TextField(_("text"), blank=True)

    objects: ClassVar[Rows["SectionText"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "section", "recorded_at"], name="reports_one_text_an_instant")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section}"


class SectionTask(Recorded):
    """Who writes a section, until when, and whether it is ready to be read."""

    KEY = ("report", "section")

    report = models.ForeignKey(Report, models.PROTECT, related_name="tasks")
    section = models.CharField(_("section"), max_length=64)
    writer = models.CharField(_("writer"), max_length=64, blank=True)
    due = models.DateField(_("last day"), null=True, blank=True)
    is_ready = models.BooleanField(_("ready"), default=False)

    objects: ClassVar[Rows["SectionTask"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "section", "recorded_at"], name="reports_one_task_an_instant")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section} {self.writer}"


class Remark(Recorded):
    """What a reader remarked on a section before it was signed. `code` is its own within the section."""

    KEY = ("report", "section", "code")

    report = models.ForeignKey(Report, models.PROTECT, related_name="remarks")
    section = models.CharField(_("section"), max_length=64)
    code = models.CharField(_("remark"), max_length=64)
    text = models.TextField(_("text"))
    is_settled = models.BooleanField(_("taken care of"), default=False)

    objects: ClassVar[Rows["Remark"]] = Rows.as_manager()  # type: ignore[assignment]  # a manager with those methods

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "section", "code", "recorded_at"], name="reports_one_remark_an_instant"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ComposedEdition(models.Model):
    """A signed edition of a composed report: `content` is the exact text that was signed, `sha256` its fingerprint."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    signed_at = models.DateTimeField(_("signed"))
    signed_by = models.CharField(_("signed by"), max_length=200)
    content = models.TextField(_("what was signed"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    changes = models.JSONField(_("changed since the edition before"), default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_composed_edition_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="reports_composed_edition_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"
