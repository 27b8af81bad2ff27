"""Registering a matter, describing it anew, and ruling by hand what it touches and which gates hold.

Two people may have the same matter open. Who saves second is told, sees what stands now and saves again knowingly.
"""

import re
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from rodatraden.decisions.rules import Change
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import later_than
from rodatraden.matters import models, queries
from rodatraden.matters.actions.recording import New, NewMatter, NewRuling, store
from rodatraden.matters.rules.codes import MatterKind, MatterStatus, RulingKind, Trait
from rodatraden.matters.rules.gates import Standing

LONGEST_TEXT: Final = 100_000
"""Characters in any text about a matter: two hundred pages. A longer one is a document and belongs beside it."""


_ATTEMPTS: Final = 50
"""How many times a code may be taken by another between looking and storing."""


class NoSuchMatter(LookupError):
    """No matter has the code."""


class RegisteredAlready(Exception):
    """A matter with the code is there already."""


class TextTooLong(Exception):
    """A text is longer than LONGEST_TEXT characters. The argument is the field."""


class ReasonMissing(Exception):
    """What is ruled by hand is ruled in writing."""


class ChangedMeanwhile(Exception):
    """Someone else has written the same since the writer looked. `theirs` is what stands now; nothing is stored."""

    def __init__(self, theirs: models.Recorded | None) -> None:
        self.theirs = theirs
        super().__init__(str(theirs))


class GatesLeft(Exception):
    """Gates that are neither passed nor waived stop the decision. `standings` are those gates."""

    def __init__(self, standings: tuple[Standing, ...]) -> None:
        self.standings = standings
        super().__init__(", ".join(each.gate.code for each in standings))


@transaction.atomic
def register_matter(*, new: NewMatter, by: str, at: datetime) -> models.MatterVersion:
    """Register a matter. Without a code it gets the next of its registration number, or of the year.

    Of two who are given the same code at once the second gets another. Raises RegisteredAlready when a code that was
    asked for is taken, and TextTooLong: then nothing is stored.
    """
    _refuse_long(new)
    for _attempt in range(1 if new.matter else _ATTEMPTS):
        code = new.matter or next_code(new.dnr, year=timezone.localdate(at).year)
        try:
            with transaction.atomic():  # the database holds the code for one
                models.Matter.objects.create(code=code)
        except IntegrityError:
            continue
        return _registered(replace(new, matter=code), by=by, at=at)
    raise RegisteredAlready(new.matter)


def _registered(new: NewMatter, *, by: str, at: datetime) -> models.MatterVersion:
    store([replace(new, recorded_at=at)])
    journal.record("matters.matter.registered", of=f"{new.matter} {new.title}", by=by)
    return models.MatterVersion.objects.get(matter_id=new.matter, recorded_at=at)


@transaction.atomic
def describe_matter(*, new: NewMatter, seen: int | None, by: str, at: datetime) -> bool:
    """Say something new of a matter; whether it was new. `seen` is the key of the row that the writer started from.

    Raises NoSuchMatter, TextTooLong, ChangedMeanwhile: then nothing is stored.
    """
    _refuse_long(new)
    now = lock(new.matter)
    if _says(now) == _given(new):
        return False
    if now.pk != seen:
        raise ChangedMeanwhile(now)
    store([replace(new, recorded_at=later_than(now, at))])
    before = {name: str(value) for name, value in _says(now).items() if value != _given(new)[name]}
    journal.record("matters.matter.described", of=f"{new.matter} {new.title}", by=by, details=before)
    return True


@transaction.atomic
def rule(*, new: NewRuling, seen: int | None, by: str, at: datetime) -> bool:
    """Rule by hand that a unit is touched or not, or that a gate holds or is waived; whether it was new.

    Without a reason an earlier ruling is taken back. `seen` is the key of the ruling that the writer saw, if any.
    Raises NoSuchMatter, ReasonMissing, TextTooLong, ChangedMeanwhile: then nothing is stored.
    """
    _refuse_long(new)
    lock(new.matter)
    rows = models.Ruling.objects.filter(matter_id=new.matter, about=new.about, code=new.code)
    now = rows.order_by("-recorded_at").first()
    if not new.reason and not (now and now.reason):
        raise ReasonMissing(new.code)
    if now and (now.holds, now.reason) == (new.holds, new.reason):
        return False
    if (now.pk if now else None) != seen:
        raise ChangedMeanwhile(now)
    store([replace(new, recorded_at=later_than(now, at))])
    code = "matters.gate.ruled" if new.about is RulingKind.GATE else "matters.unit.ruled"
    said = {"holds": new.holds, "reason": new.reason[:500]}
    journal.record(code, of=f"{new.matter} {new.code}", by=by, details=said)
    return True


def require_gates(*, matter: str, on: date, known: date = queries.EVERYTHING, changes: tuple[Change, ...] = ()) -> None:
    """Refuse to decide a matter on a day while gates are left. `changes` are those of the proposal that is decided.

    Raises NoSuchMatter, GatesLeft.
    """
    found = queries.find(matter, known=known)
    if found is None:
        raise NoSuchMatter(matter)
    left = queries.gates_of(found, on=on, known=known, changes=changes).left
    if left:
        raise GatesLeft(left)


def lock(matter: str) -> models.MatterVersion:
    """A matter as it stands, with everybody else who writes about it made to wait their turn. Raises NoSuchMatter."""
    list(models.Matter.objects.select_for_update().filter(code=matter))
    now = models.MatterVersion.objects.filter(matter_id=matter).order_by("-recorded_at").first()
    if now is None:
        raise NoSuchMatter(matter)
    return now


def next_code(dnr: str, *, year: int) -> str:
    """A code for a new matter: made from its registration number, else the next of the year."""
    made = re.sub(r"[^A-Za-z0-9._-]+", "-", dnr.translate(_SWEDISH)).strip("-._")[:60]
    taken = queries.codes()
    if made and made not in taken:
        return made
    begins = f"{made}-" if made else f"A-{year}-"
    numbers = [int(code.removeprefix(begins)) for code in taken if code.removeprefix(begins).isdecimal()]
    return f"{begins}{max(numbers, default=1 if made else 0) + 1}"


_SWEDISH: Final = str.maketrans("ÅÄÖåäöÉé", "AAOaaoEe")


def _refuse_long(new: New) -> None:
    for name, value in asdict(new).items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise TextTooLong(name)


_DESCRIBED: Final = (
    *("title", "kind", "status", "dnr", "category", "unit", "opened_on", "closed_on", "about", "traits", "source"),
)


def _says(row: models.MatterVersion) -> dict[str, object]:
    return {name: list(value) if name == "traits" else value for name in _DESCRIBED for value in [getattr(row, name)]}


def _given(new: NewMatter) -> dict[str, object]:
    return {
        name: [*map(str, value)] if name == "traits" else value for name in _DESCRIBED for value in [getattr(new, name)]
    }


def as_new(row: models.MatterVersion) -> NewMatter:
    """What stands recorded of a matter, to be handed in with something of it altered."""
    given = {name: getattr(row, name) for name in _DESCRIBED}
    return NewMatter(
        matter=row.matter_id,
        **{
            **given,
            "kind": MatterKind(row.kind),
            "status": MatterStatus(row.status),
            "traits": tuple(map(Trait, row.traits)),
        },
    )
