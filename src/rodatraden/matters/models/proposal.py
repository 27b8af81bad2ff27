"""A proposal: a decision that is not yet taken. A working paper: it may be written over, and nobody else sees it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.rules import Right
from rodatraden.matters.models.matter import Matter
from rodatraden.matters.rules.proposals import State, Undoing


class Proposal(models.Model):
    """What is to be decided, by whom, under which right and why. `post` prepares it, for the unit `unit`.

    `revision` grows with every write, so that nobody decides another proposal than the one they have read.
    """

    code = models.CharField(_("code"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=300)
    reasons = models.TextField(_("reasons"), blank=True)
    decided_by = models.CharField(_("to be decided by"), max_length=64, blank=True)
    right = models.CharField(
        _("under which right"), max_length=20, blank=True, choices=[(right.value, right.value) for right in Right]
    )
    right_reference = models.CharField(_("reference"), max_length=300, blank=True)
    effective_on = models.DateField(_("takes effect"))
    state = models.CharField(_("state"), max_length=20, choices=[(state.value, state.value) for state in State])
    revision = models.PositiveIntegerField(default=1)
    unit = models.CharField(_("prepared in"), max_length=64)
    post = models.CharField(_("prepared by"), max_length=64, blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="proposals")
    alternative_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="alternatives")
    label = models.CharField(_("what sets it apart"), max_length=100, blank=True)
    decision = models.CharField(_("became the decision"), max_length=64, blank=True)
    begun_at = models.DateTimeField(_("begun"))
    altered_at = models.DateTimeField(_("last altered"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "-altered_at"], name="matters_proposal_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=[*State]), name="matters_proposal_state"),
            models.CheckConstraint(
                condition=models.Q(right="") | models.Q(right__in=[*Right]), name="matters_proposal_right"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DECIDED, decision__gt="")
                | (~models.Q(state=State.DECIDED) & models.Q(decision="")),
                name="matters_proposal_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DraftChange(models.Model):
    """One change that the decision would make. `effective_on` is its own day, when that is another than the proposal's.

    `revision` is the proposal's when the change was last altered. One that is taken away can be put back.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=64)
    effective_on = models.DateField(null=True, blank=True)
    terms = models.JSONField()
    revision = models.PositiveIntegerField()
    is_removed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["proposal", "position"], name="matters_draft_order")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.position} {self.kind}"


class DraftUndoing(models.Model):
    """An earlier decision that the decision would take back, replace or correct; from a day, or as if never taken."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="undoings")
    how = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Undoing])
    decision = models.CharField(max_length=64)
    effective_on = models.DateField(null=True, blank=True)

    taken_on: date | None
    taken_by: str | None
    """Only on rows of a draft that is read: when the earlier decision was taken, and who did; None: there is none."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "decision"], name="matters_undoing_once"),
            models.CheckConstraint(condition=models.Q(how__in=[*Undoing]), name="matters_undoing_how"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.how} {self.decision}"


class DraftDocument(models.Model):
    """A document that the decision would have, under the hash of what it holds (files.vault). `size` is in bytes.

    `title` is the name that it came with, `file` the one that it is kept as.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="documents")
    position = models.PositiveIntegerField()
    file = models.CharField(_("file"), max_length=150)
    title = models.CharField(_("title"), max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sha256"], name="matters_document_content")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "file"], name="matters_document_once"),
            models.UniqueConstraint(fields=["proposal", "sha256"], name="matters_document_content_once"),
        ]

    def __str__(self) -> str:
        return self.file
