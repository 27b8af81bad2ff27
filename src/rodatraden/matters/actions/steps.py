"""Adding to what has happened in a matter, and telling what a step that was planned ended in."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from rodatraden.journal import actions as journal
from rodatraden.journal.actions import later_than
from rodatraden.matters import models, queries
from rodatraden.matters.actions.matters import (
    LONGEST_TEXT,
    ChangedMeanwhile,
    TextTooLong,
    as_new,
    lock,
    require_gates,
)
from rodatraden.matters.actions.recording import NewStep, store
from rodatraden.matters.rules.codes import UNFINISHED, MatterStatus, StepKind, StepOutcome


class NoSuchStep(LookupError):
    """The matter has no such step."""


@transaction.atomic
def add_step(*, new: NewStep, by: str, at: datetime) -> models.StepVersion:
    """Add a step to a matter; the same step once more adds nothing. With no code of its own it gets the next number.

    A decision that is taken needs every gate passed, or waived in writing, on its day; then the matter is decided. One
    that is planned asks for nothing. Raises
    NoSuchMatter, TextTooLong, GatesLeft: then nothing is stored.
    """
    _refuse_long(new)
    matter = lock(new.matter)
    there = _twin(new)
    if there:
        return there
    if _decides(new):
        require_gates(matter=new.matter, on=new.on or at.date())
    given = replace(new, code=new.code or _next_code(new.matter), recorded_at=at)
    store([given])
    journal.record("matters.step.added", of=f"{new.matter} {given.code}", by=by, details={"kind": new.kind.value})
    if _decides(new):
        _mark_decided(matter, post=new.post, at=at)
    return models.StepVersion.objects.get(matter_id=new.matter, code=given.code, recorded_at=at)


@transaction.atomic
def tell_step(*, new: NewStep, seen: int | None, by: str, at: datetime) -> bool:
    """Tell a step anew, such as what was said when it was held; whether it was new. What it said before is kept.

    `seen` is the key of the row that the writer started from. Raises NoSuchMatter, NoSuchStep, TextTooLong, GatesLeft,
    ChangedMeanwhile: then nothing is stored.
    """
    _refuse_long(new)
    matter = lock(new.matter)
    rows = models.StepVersion.objects.filter(matter_id=new.matter, code=new.code)
    now = rows.order_by("-recorded_at").first()
    if now is None:
        raise NoSuchStep(new.code)
    if _says(now) == _given(new):
        return False
    if now.pk != seen:
        raise ChangedMeanwhile(now)
    decides = _decides(new) and not _decides(as_step(now))
    if decides:
        require_gates(matter=new.matter, on=new.on or at.date())
    store([replace(new, recorded_at=later_than(now, at))])
    if decides:
        _mark_decided(matter, post=new.post, at=at)
    journal.record("matters.step.told", of=f"{new.matter} {new.code}", by=by, details={"kind": new.kind.value})
    return True


def as_step(row: models.StepVersion) -> NewStep:
    """What stands recorded of a step, to be handed in with something of it altered."""
    given: dict[str, Any] = {
        **_says(row),
        "kind": StepKind(row.kind),
        "outcome": StepOutcome(row.outcome) if row.outcome else None,
    }
    return NewStep(matter=row.matter_id, code=row.code, **given)


def _decides(new: NewStep) -> bool:
    """Whether it tells of a decision that is taken: one that is only planned has no outcome, code or paragraph yet."""
    if new.kind is not StepKind.DECISION or new.is_withdrawn:
        return False
    return bool(new.decision or new.reference) if new.outcome is None else new.outcome not in UNFINISHED


def _mark_decided(matter: models.MatterVersion, *, post: str, at: datetime) -> None:
    if matter.status == MatterStatus.OPEN:
        decided = replace(as_new(matter), status=MatterStatus.DECIDED, post=post)
        store([replace(decided, recorded_at=later_than(matter, at))])


def _twin(new: NewStep) -> models.StepVersion | None:
    """The same step, when it is there already: who presses twice means once."""
    steps = queries.steps_of([new.matter], known=queries.EVERYTHING).get(new.matter, [])
    return next((step for step in steps if new.code in {"", step.code} and _says(step) == _given(new)), None)


def _next_code(matter: str) -> str:
    """The number after the highest. Codes that are no numbers, as imported ones, are passed over."""
    codes = set(models.StepVersion.objects.filter(matter_id=matter).values_list("code", flat=True))
    number = max((int(code) for code in codes if code.isdecimal()), default=len(codes)) + 1
    return str(number)


_SAID: Final = (
    *("kind", "body", "body_name", "on", "outcome", "note", "gate", "decision", "reference", "source", "is_withdrawn"),
)


def _says(row: models.StepVersion) -> dict[str, object]:
    return {name: getattr(row, name) for name in _SAID}


def _given(new: NewStep) -> dict[str, object]:
    values = asdict(new)
    return {name: values[name] or "" if name == "outcome" else values[name] for name in _SAID}


def _refuse_long(new: NewStep) -> None:
    if max(len(new.note), len(new.source)) > LONGEST_TEXT:
        raise TextTooLong("note")
