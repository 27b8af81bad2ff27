"""Storing a decision with all that it says, and telling in what one that is stored differs from one handed in."""

from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction

from rodatraden.decisions import models, queries, rules
from rodatraden.decisions.actions.handed_in import NewDecision
from rodatraden.decisions.actions.refusals import AlreadyRecorded
from rodatraden.files import vault
from rodatraden.kernel.likeness import marks


def store(decision: NewDecision, at: datetime) -> models.Decision:
    """Store a decision that is not there: its words, changes, marks and documents; not yet what it takes back."""
    row = models.Decision.objects.create(**_fields(decision), recorded_at=at)
    models.Change.objects.bulk_create(
        models.Change(
            decision=row,
            position=position,
            kind=terms.change,
            subject=terms.subject,
            effective_on=effective_on,
            terms=queries.adapter(terms.change).dump_python(terms, mode="json"),
        )
        for position, (effective_on, terms) in enumerate(decision.changes)
    )
    models.Mark.objects.bulk_create(
        models.Mark(decision=row, mark=mark, decided_on=decision.decided_on) for mark in marks(decision.reasons)
    )
    models.Document.objects.bulk_create(
        models.Document(
            decision=row, position=position, file=each.file, title=each.title, sha256=each.sha256, size=each.size
        )
        for position, each in enumerate(decision.documents)
    )
    keep_documents(decision)
    return row


def keep_documents(decision: NewDecision) -> None:
    """Copy its documents to where they are kept, once all the rest is stored: of what is refused nothing is kept.

    One that was lost since, such as when a disk was full, is kept when the same decision is handed in again.
    """
    for each in decision.documents:
        if each.path is not None and vault.find(each.sha256) is None:
            transaction.on_commit(partial(vault.keep_file, each.path))


_APART: Final = {"changes", "documents", "appeal", *rules.TakesBack}
"""What of a decision is stored in rows of its own, or not as it is handed in."""


def _fields(decision: NewDecision) -> dict[str, object]:
    names = [field for field in NewDecision.__dataclass_fields__ if field not in _APART]
    return {**{name: getattr(decision, name) for name in names}, "appeal": decision.appeal or ""}


def difference(row: models.Decision, decision: NewDecision) -> list[AlreadyRecorded]:
    """In what a decision that is handed in says something else than the one that has its code."""
    different = [name for name, value in _fields(decision).items() if getattr(row, name) != value]
    # read back before they are compared: what was stored before a kind got one more field it may leave out is the same
    now = tuple((each.effective_on, queries.as_rule(each, row).terms) for each in row.changes.order_by("position"))
    if now != decision.changes:
        different.append("changes")
    back = {*row.revocations.values_list("way", "revoked__code", "effective_on")} ^ {*decision.taken_back}
    different += [way.value for way in rules.TakesBack if any(each == way for each, *_ in back)]
    documents = [(each.file, each.title, each.sha256) for each in decision.documents]
    if [*row.documents.order_by("position").values_list("file", "title", "sha256")] != documents:
        different.append("documents")
    return [AlreadyRecorded(decision.code, different)] if different else []
