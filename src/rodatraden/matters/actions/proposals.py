"""Preparing a proposal: begun, described, its changes, and laid aside. Only a draft is written in.

The journal notes that a proposal was written in and what was touched, never the words: they are nobody else's yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Terms
from rodatraden.journal import actions as journal
from rodatraden.matters import models
from rodatraden.matters.actions.matters import NoSuchMatter
from rodatraden.matters.rules.proposals import (
    LONGEST_REASONS,
    WRITTEN,
    Merged,
    State,
    Undoing,
    fingerprint,
    merge,
    next_code,
)

_ATTEMPTS: Final = 20
"""How many times a code may be taken by another between looking and storing."""


class NoSuchProposal(Exception):
    """No proposal has the code."""


class NotADraft(Exception):
    """What is decided is never altered, and what is laid aside must be taken up first. The argument is its state."""

    def __init__(self, state: State) -> None:
        self.state = state
        super().__init__(state.value)


class AlteredMeanwhile(Exception):
    """Someone else has altered it since the reader looked. Nothing was stored."""


class ReasonsTooLong(Exception):
    """Longer than LONGEST_REASONS characters."""


class NoSuchChange(Exception):
    """The proposal has no such change."""


class UndoneAlready(Exception):
    """The proposal names the decision already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """A change to draft; `effective_on` is its own day, None for the proposal's."""

    terms: Terms
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUndoing:
    """What is to be done with an earlier decision: from a day, or (None) as if it had never taken effect."""

    how: Undoing
    decision: str
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """What is known of a proposal when it is begun. `post` begins it, for the unit `unit`."""

    title: str
    effective_on: date
    unit: str
    post: str = ""
    decided_by: str = ""
    matter: str = ""
    undoings: tuple[NewUndoing, ...] = ()


@transaction.atomic
def start_proposal(*, new: NewProposal, by: str, at: datetime) -> models.Proposal:
    """Begin a proposal: a draft with a code of its own. Raises NoSuchMatter."""
    if new.matter and not models.Matter.objects.filter(code=new.matter).exists():
        raise NoSuchMatter(new.matter)
    made = _begin(
        models.Proposal(
            title=new.title,
            effective_on=new.effective_on,
            unit=new.unit,
            post=new.post,
            decided_by=new.decided_by,
            matter_id=new.matter or None,
        ),
        by=by,
        at=at,
    )
    models.DraftUndoing.objects.bulk_create(
        models.DraftUndoing(proposal=made, **asdict(undoing)) for undoing in new.undoings
    )
    return made


def _begin(proposal: models.Proposal, *, by: str, at: datetime) -> models.Proposal:
    """Store it under the next code of the year. Two who begin at once get one each: the second tries again."""
    proposal.state, proposal.begun_at, proposal.altered_at = State.DRAFT, at, at
    for attempt in range(_ATTEMPTS):
        codes = models.Proposal.objects.filter(code__startswith=f"F-{at.year}-").values_list("code", flat=True)
        proposal.code = next_code(codes, letter="F", year=at.year)
        try:
            with transaction.atomic():
                proposal.save(force_insert=True)
        except IntegrityError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            break
    journal.record("matters.proposal.begun", of=proposal.code, by=by)
    return proposal


@transaction.atomic
def start_alternative(*, code: str, label: str, post: str, by: str, at: datetime) -> models.Proposal:
    """Begin another proposal for the same question, with the same words, changes and documents to go on from.

    Raises NoSuchProposal.
    """
    first = _locked(code)
    root = first.alternative_of or first
    same = {name: getattr(first, name) for name in WRITTEN if name != "label"}
    copy = models.Proposal(**same, unit=first.unit, post=post, alternative_of=root, label=label)
    made = _begin(copy, by=by, at=at)
    models.DraftChange.objects.bulk_create(
        models.DraftChange(
            proposal=made,
            position=position,
            kind=row.kind,
            effective_on=row.effective_on,
            terms=row.terms,
            revision=made.revision,
        )
        for position, row in enumerate(first.changes.filter(is_removed=False).order_by("position", "pk"))
    )
    models.DraftUndoing.objects.bulk_create(
        models.DraftUndoing(proposal=made, how=row.how, decision=row.decision, effective_on=row.effective_on)
        for row in first.undoings.order_by("pk")
    )
    same_documents = first.documents.order_by("position").values("position", "file", "title", "sha256", "size")
    models.DraftDocument.objects.bulk_create(models.DraftDocument(proposal=made, **each) for each in same_documents)
    return made


@transaction.atomic
def describe(
    *, code: str, given: Mapping[str, str], seen: Mapping[str, str], by: str, at: datetime
) -> tuple[models.Proposal, Merged]:
    """Save what is written of a proposal, field by field; what became of it.

    `given` are fields of WRITTEN as text (a day as ISO), `seen` the fingerprints of what the writer saw in them. What
    someone else has altered meanwhile is left as it is and told as a clash; the rest is stored. Raises
    NoSuchProposal, NotADraft, ReasonsTooLong, NoSuchMatter: then nothing is stored.
    """
    if len(given.get("reasons", "")) > LONGEST_REASONS:
        raise ReasonsTooLong
    proposal = draft_to_write(code)
    merged = merge(as_written(proposal), given, seen)
    for field, value in merged.taken.items():
        _write(proposal, field, value)
    if merged.taken:
        touch(proposal, at)
        journal.record("matters.proposal.described", of=code, by=by, details={"fields": sorted(merged.taken)})
    return proposal, merged


def _write(proposal: models.Proposal, field: str, value: str) -> None:
    match field:
        case "effective_on":
            proposal.effective_on = date.fromisoformat(value)
        case "matter":
            if value and not models.Matter.objects.filter(code=value).exists():
                raise NoSuchMatter(value)
            proposal.matter_id = value or None
        case _:
            setattr(proposal, field, value)


def as_written(proposal: models.Proposal) -> dict[str, str]:
    """The fields that are written by hand, as text; the matter by its code."""
    written = {name: str(getattr(proposal, name)) for name in WRITTEN if name != "matter"}
    return {**written, "matter": proposal.matter_id or ""}


def prints(proposal: models.Proposal) -> dict[str, str]:
    """The fingerprints of the fields that are written by hand."""
    return {name: fingerprint(value) for name, value in as_written(proposal).items()}


@transaction.atomic
def add_changes(*, code: str, changes: Sequence[NewChange], by: str, at: datetime) -> list[models.DraftChange]:
    """Add changes after the others. Raises NoSuchProposal, NotADraft."""
    proposal = draft_to_write(code)
    touch(proposal, at)
    last = proposal.changes.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    rows = [
        models.DraftChange(proposal=proposal, position=first + number, revision=proposal.revision, **_columns(each))
        for number, each in enumerate(changes)
    ]
    models.DraftChange.objects.bulk_create(rows)
    kinds = [each.kind for each in rows]
    journal.record("matters.proposal.changes_added", of=code, by=by, details={"kinds": kinds})
    return rows


def _columns(change: NewChange) -> dict[str, Any]:
    return {
        "kind": change.terms.change,
        "effective_on": change.effective_on,
        "terms": decisions.adapter(change.terms.change).dump_python(change.terms, mode="json"),
    }


@transaction.atomic
def alter_change(*, row: models.DraftChange, change: NewChange, revision: int, by: str, at: datetime) -> None:
    """Put another change in the place of one. `revision` is the proposal's when the writer opened the form.

    Raises NoSuchProposal, NotADraft, NoSuchChange, AlteredMeanwhile.
    """
    proposal = draft_to_write(row.proposal.code)
    row = _change(proposal, row.pk)
    if row.is_removed or row.revision > revision:
        raise AlteredMeanwhile
    touch(proposal, at)
    for name, value in _columns(change).items():
        setattr(row, name, value)
    row.revision = proposal.revision
    row.save()
    journal.record("matters.proposal.change_altered", of=proposal.code, by=by, details={"kind": row.kind})


@transaction.atomic
def remove_change(*, code: str, key: int, by: str, at: datetime) -> None:
    """Take a change away; it can be put back. Raises NoSuchProposal, NotADraft, NoSuchChange."""
    _set_removed(code, key, removed=True, at=at)
    journal.record("matters.proposal.change_removed", of=code, by=by)


@transaction.atomic
def restore_change(*, code: str, key: int, by: str, at: datetime) -> None:
    """Put a change back where it was. Raises NoSuchProposal, NotADraft, NoSuchChange."""
    _set_removed(code, key, removed=False, at=at)
    journal.record("matters.proposal.change_restored", of=code, by=by)


def _set_removed(code: str, key: int, *, removed: bool, at: datetime) -> None:
    proposal = draft_to_write(code)
    row = _change(proposal, key)
    touch(proposal, at)
    row.is_removed, row.revision = removed, proposal.revision
    row.save(update_fields=["is_removed", "revision"])


@transaction.atomic
def move_change(*, code: str, key: int, up: bool, by: str, at: datetime) -> None:
    """Let a change change places with the one before it, or after. At the end nothing happens.

    Raises NoSuchProposal, NotADraft, NoSuchChange.
    """
    proposal = draft_to_write(code)
    rows = list(proposal.changes.filter(is_removed=False).order_by("position", "pk"))
    place = next((number for number, row in enumerate(rows) if row.pk == key), None)
    if place is None:
        raise NoSuchChange(key)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    one, two = rows[place], rows[other]
    one.position, two.position = two.position, one.position
    models.DraftChange.objects.bulk_update([one, two], ["position"])
    touch(proposal, at)
    journal.record("matters.proposal.changes_reordered", of=code, by=by)


@transaction.atomic
def add_undoing(*, code: str, undoing: NewUndoing, by: str, at: datetime) -> None:
    """Let the decision take back, replace or correct an earlier one.

    Raises NoSuchProposal, NotADraft, UndoneAlready.
    """
    proposal = draft_to_write(code)
    if proposal.undoings.filter(decision=undoing.decision).exists():
        raise UndoneAlready(undoing.decision)
    models.DraftUndoing.objects.create(proposal=proposal, **asdict(undoing))
    touch(proposal, at)
    journal.record("matters.proposal.undoing_added", of=code, by=by, details={"how": undoing.how.value})


@transaction.atomic
def remove_undoing(*, code: str, key: int, by: str, at: datetime) -> None:
    """Let an earlier decision be. Raises NoSuchProposal, NotADraft."""
    proposal = draft_to_write(code)
    proposal.undoings.filter(pk=key).delete()
    touch(proposal, at)
    journal.record("matters.proposal.undoing_removed", of=code, by=by)


@transaction.atomic
def discard(*, code: str, by: str, at: datetime) -> None:
    """Lay a proposal aside. It can be taken up again. Raises NoSuchProposal, NotADraft."""
    _turn(code, State.DRAFT, State.DISCARDED, at)
    journal.record("matters.proposal.discarded", of=code, by=by)


@transaction.atomic
def take_up(*, code: str, by: str, at: datetime) -> None:
    """Go on with a proposal that was laid aside. Raises NoSuchProposal, NotADraft (when it isn't laid aside)."""
    _turn(code, State.DISCARDED, State.DRAFT, at)
    journal.record("matters.proposal.taken_up", of=code, by=by)


def _turn(code: str, before: State, after: State, at: datetime) -> None:
    proposal = _locked(code)
    if proposal.state != before:
        raise NotADraft(State(proposal.state))
    proposal.state = after
    touch(proposal, at)


def _locked(code: str) -> models.Proposal:
    """The proposal, with everybody else who writes in it made to wait their turn."""
    found = models.Proposal.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NoSuchProposal(code)
    return found


def draft_to_write(code: str) -> models.Proposal:
    """A draft, with everybody else who writes in it made to wait their turn. Raises NoSuchProposal, NotADraft."""
    proposal = _locked(code)
    if proposal.state != State.DRAFT:
        raise NotADraft(State(proposal.state))
    return proposal


def _change(proposal: models.Proposal, key: int) -> models.DraftChange:
    found = proposal.changes.filter(pk=key).first()
    if found is None:
        raise NoSuchChange(key)
    return found


def touch(proposal: models.Proposal, at: datetime) -> None:
    """Note that something in a proposal was altered: who has read it before has not read this."""
    proposal.revision += 1
    proposal.altered_at = at
    proposal.save()
