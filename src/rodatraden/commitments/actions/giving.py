"""Promising something, and wording anew what is promised.

Two people may have the same commitment open. Who saves second is told, sees what stands now and saves again knowingly.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from rodatraden.commitments import models
from rodatraden.commitments.actions.recording import LONGEST_TEXT, New, NewCommitment, store
from rodatraden.commitments.rules import origins
from rodatraden.commitments.rules.codes import Kind, OriginKind
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import later_than
from rodatraden.journal.models import Recorded


class NoSuchCommitment(LookupError):
    """No commitment has the code."""


class PromisedAlready(Exception):
    """A commitment with the code is there already."""


class UnknownOrigin(LookupError):
    """What it is said to come from was never recorded."""


class TextTooLong(Exception):
    """A text is longer than LONGEST_TEXT characters. The argument is the field."""


class ChangedMeanwhile(Exception):
    """Someone else has written the same since the writer looked. `theirs` is what stands now; nothing is stored."""

    def __init__(self, theirs: Recorded | None) -> None:
        self.theirs = theirs
        super().__init__(str(theirs))


@transaction.atomic
def promise(*, new: NewCommitment, by: str, at: datetime) -> models.CommitmentVersion:
    """Record that something is promised. Raises PromisedAlready, UnknownOrigin, TextTooLong."""
    refuse_long(new)
    _refuse_unknown_origin(new)
    try:
        with transaction.atomic():  # the database holds the code for one: of two at once the other is told
            models.Commitment.objects.create(code=new.commitment)
    except IntegrityError as taken:
        raise PromisedAlready(new.commitment) from taken
    store([replace(new, recorded_at=at)])
    journal.record("commitments.commitment.promised", of=f"{new.commitment} {new.title}", by=by)
    return models.CommitmentVersion.objects.get(commitment_id=new.commitment, recorded_at=at)


@transaction.atomic
def reword(*, new: NewCommitment, seen: int | None, by: str, at: datetime) -> bool:
    """Word a commitment anew; whether it says anything new. `seen` is the key of the row that the writer started from.

    Raises NoSuchCommitment, UnknownOrigin, TextTooLong, ChangedMeanwhile: then nothing is stored.
    """
    refuse_long(new)
    now = lock(new.commitment)
    if _says(now) == _given(new):
        return False
    if now.pk != seen:
        raise ChangedMeanwhile(now)
    _refuse_unknown_origin(new)
    store([replace(new, recorded_at=later_than(now, at))])
    before = {name: str(value) for name, value in _says(now).items() if value != _given(new)[name]}
    journal.record("commitments.commitment.reworded", of=f"{new.commitment} {new.title}", by=by, details=before)
    return True


def lock(code: str) -> models.CommitmentVersion:
    """A commitment as it stands, with everybody else who writes about it made to wait. Raises NoSuchCommitment."""
    list(models.Commitment.objects.select_for_update().filter(code=code))
    now = models.CommitmentVersion.objects.filter(commitment_id=code).order_by("-recorded_at").first()
    if now is None:
        raise NoSuchCommitment(code)
    return now


def next_code(*, year: int) -> str:
    """A code that no commitment has: U-2026-014."""
    taken = models.Commitment.objects.filter(code__startswith=f"U-{year}-").values_list("code", flat=True)
    numbers = [int(found[1]) for code in taken if (found := _NUMBERED.fullmatch(code))]
    return f"U-{year}-{max(numbers, default=0) + 1:03d}"


_NUMBERED: Final = re.compile(r"U-[0-9]{4}-([0-9]{1,9})")


def as_new(row: models.CommitmentVersion) -> NewCommitment:
    """What stands recorded of a commitment, to be handed in with something of it altered."""
    kinds = {"kind": Kind(row.kind), "origin_kind": OriginKind(row.origin_kind) if row.origin_kind else None}
    return NewCommitment(commitment=row.commitment_id, **{**{name: getattr(row, name) for name in _WORDED}, **kinds})


_WORDED: Final = tuple(
    name
    for name in NewCommitment.__dataclass_fields__
    if name not in {"model", "entry", "commitment", "recorded_at", "post"}
)


def _says(row: models.CommitmentVersion) -> Mapping[str, object]:
    return {name: getattr(row, name) for name in _WORDED}


def _given(new: NewCommitment) -> Mapping[str, object]:
    return {name: "" if name == "origin_kind" and not value else value for name, value in _worded(new).items()}


def _worded(new: NewCommitment) -> Mapping[str, object]:
    return {name: getattr(new, name) for name in _WORDED}


def _refuse_unknown_origin(new: NewCommitment) -> None:
    if new.origin_kind and origins.missing({new.origin_kind: {new.origin}}):
        raise UnknownOrigin(new.origin)


def refuse_long(new: New) -> None:
    """Refuse a text that is a report of its own. Raises TextTooLong."""
    for name, value in asdict(new).items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise TextTooLong(name)
