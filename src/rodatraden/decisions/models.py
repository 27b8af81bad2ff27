"""The register: decisions as they were taken, with their typed changes. Rows are added, never altered."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.rules import Appeal, Right, TakesBack


class Decision(models.Model):
    """What was decided, when, by whom, under which right and why. `decided_by` is the code of a unit or a post."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=300)
    decided_by = models.CharField(_("decided by"), max_length=64)
    decided_on = models.DateField(_("decided"))
    effective_on = models.DateField(_("takes effect"))
    right = models.CharField(
        _("under which right"), max_length=20, choices=[(right.value, right.value) for right in Right]
    )
    right_reference = models.CharField(_("reference"), max_length=300, blank=True)
    appeal = models.CharField(
        _("appeal"), max_length=20, blank=True, choices=[(appeal.value, appeal.value) for appeal in Appeal]
    )
    dnr = models.CharField(_("registration number"), max_length=100, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=50, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    source = models.TextField(_("source"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    is_revoked: bool
    """Only on rows from queries that say as known on which day."""
    announced_on: date | None
    """Only on rows from the register: the day of the notice, as known on a day."""
    has_documents: bool
    """The same: whether there are any to ask for."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-decided_on", "-code"], name="decisions_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(right__in=[*Right]), name="decisions_known_right"),
            models.CheckConstraint(condition=models.Q(appeal__in=["", *Appeal]), name="decisions_known_appeal"),
        ]

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """One typed change of a decision. `terms` are read back by the kind's own dataclass."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    effective_on = models.DateField()
    terms = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "position"], name="decisions_change_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="decisions_change_subject"),
            models.Index(fields=["effective_on"], name="decisions_change_day"),
            models.Index(fields=["kind"], name="decisions_change_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Revocation(models.Model):
    """A decision takes back an earlier one: from a day, or (no day) as if it had never taken effect.

    It may put itself in its place, or correct it: `way`.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="revocations")
    revoked = models.ForeignKey(Decision, models.PROTECT, related_name="revoked_by")
    way = models.CharField(
        max_length=20, default=TakesBack.REVOKES, choices=[(way.value, way.value) for way in TakesBack]
    )
    effective_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "revoked"], name="decisions_revoked_once"),
            models.CheckConstraint(condition=models.Q(way__in=[*TakesBack]), name="decisions_known_way"),
            models.CheckConstraint(
                condition=~models.Q(decision=models.F("revoked")), name="decisions_not_revoking_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} ⊣ {self.revoked_id}"


class Announcement(models.Model):
    """On which day a notice of a decision was posted. Of several the one that was recorded last counts."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="announcements")
    announced_on = models.DateField(_("announced"))
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "recorded_at"], name="decisions_announced_once"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.announced_on}"


class Document(models.Model):
    """A document that belongs to a decision, under the hash of what it holds (files.vault). `size` is in bytes."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="documents")
    position = models.PositiveIntegerField()
    file = models.CharField(_("file"), max_length=150)
    title = models.CharField(_("title"), max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "position"], name="decisions_document_in_order"),
            models.UniqueConstraint(fields=["decision", "file"], name="decisions_document_once"),
        ]

    def __str__(self) -> str:
        return self.file


class Mark(models.Model):
    """A number drawn from the reasons of a decision: those who share some are worth comparing (kernel.likeness)."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="marks", db_index=False)
    mark = models.BigIntegerField()
    decided_on = models.DateField()
    """As in the decision: so that earlier ones are found in the index alone."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mark", "decided_on", "decision"], name="decisions_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.decision_id}"
