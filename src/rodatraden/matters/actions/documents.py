"""The documents of a proposal: attached and taken away while it is a draft. They follow it into the decision.

What is taken away is thrown away, when nothing else has the same content: it was a working paper.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from rodatraden.decisions import models as register
from rodatraden.decisions.actions import MOST_DOCUMENTS, wait_for_turn
from rodatraden.files import vault
from rodatraden.files.names import apart, bare, told
from rodatraden.journal import actions as journal
from rodatraden.matters import models
from rodatraden.matters.actions.proposals import NotADraft, draft_to_write, touch


class EmptyDocument(Exception):
    """There is nothing in it."""


class AttachedAlready(Exception):
    """The proposal has a document with the same content. Holds it."""

    def __init__(self, document: models.DraftDocument) -> None:
        self.document = document
        super().__init__(document.file)


class TooManyDocuments(Exception):
    """A decision has at most MOST_DOCUMENTS documents."""


class NoSuchDocument(Exception):
    """The proposal has no such document."""


def attach(
    *, code: str, name: str, content: Callable[[], Iterable[bytes]], by: str, at: datetime
) -> models.DraftDocument:
    """Keep a document and attach it to a proposal. `content` gives it in parts, from the beginning each time.

    The name that it comes with is kept to be shown; to be saved under it gets a bare one of its own. Raises
    NoSuchProposal, NotADraft, EmptyDocument, AttachedAlready, TooManyDocuments, and vault.TooLarge: then nothing is
    stored.
    """
    kept = vault.keep(content())
    try:
        with transaction.atomic():
            row = _attach(code, name, kept, by=by, at=at)
            if vault.find(kept.sha256) is None:  # another who had the same has thrown it away just now
                vault.keep(content())
            return row
    except (EmptyDocument, AttachedAlready, TooManyDocuments, NotADraft):
        _forget(kept.sha256)
        raise


def _attach(code: str, name: str, kept: vault.Kept, *, by: str, at: datetime) -> models.DraftDocument:
    proposal = draft_to_write(code)
    wait_for_turn()  # nobody throws away what is attached at the same time
    if not kept.size:
        raise EmptyDocument(name)
    there = list(proposal.documents.order_by("position"))
    for each in there:
        if each.sha256 == kept.sha256:
            raise AttachedAlready(each)
    if len(there) >= MOST_DOCUMENTS:
        raise TooManyDocuments
    file = apart(bare(name), [each.file for each in there])
    last = proposal.documents.aggregate(last=Max("position"))["last"] or 0
    row = models.DraftDocument.objects.create(
        proposal=proposal,
        position=last + 1,
        file=file,
        title=told(name) or file,
        sha256=kept.sha256,
        size=kept.size,
    )
    touch(proposal, at)
    journal.record("matters.proposal.document_attached", of=code, by=by)
    return row


def detach(*, code: str, key: int, by: str, at: datetime) -> models.DraftDocument:
    """Take a document away from a proposal. Raises NoSuchProposal, NotADraft, NoSuchDocument."""
    with transaction.atomic():
        proposal = draft_to_write(code)
        row = proposal.documents.filter(pk=key).first()
        if row is None:
            raise NoSuchDocument(key)
        row.delete()
        touch(proposal, at)
        journal.record("matters.proposal.document_detached", of=code, by=by)
    _forget(row.sha256)
    return row


@transaction.atomic
def _forget(digest: str) -> None:
    """Throw away a content that no proposal and no decision names. Nobody can begin to name it meanwhile."""
    wait_for_turn()
    drafted = models.DraftDocument.objects.filter(sha256=digest).exists()
    if not drafted and not register.Document.objects.filter(sha256=digest).exists():
        vault.forget(digest)
