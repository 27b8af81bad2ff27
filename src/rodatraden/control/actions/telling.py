"""Telling a risk, and telling how a check went.

Two people may have the same risk open: who saves second is told, sees what stands now and saves again knowingly.
"""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from rodatraden.control import models, queries
from rodatraden.control.actions.recording import New, NewCheck, NewRisk, store
from rodatraden.decisions import models as register
from rodatraden.journal import actions as journal
from rodatraden.journal.actions import later_than

LONGEST_TEXT: Final = 20_000
"""Characters."""


class TextTooLong(Exception):
    """A text is longer than LONGEST_TEXT characters. The argument is the field."""


class ToldAlready(Exception):
    """Another risk was told with the same code."""


class NoSuchItem(LookupError):
    """No adopted plan of the body for the year has the item."""


class ChangedMeanwhile(Exception):
    """Someone else has told of the same risk since the writer looked. `theirs` is what stands; nothing is stored."""

    def __init__(self, theirs: models.RiskVersion) -> None:
        self.theirs = theirs
        super().__init__(str(theirs))


@transaction.atomic
def tell_risk(*, new: NewRisk, seen: int | None, by: str, at: datetime) -> bool:
    """Tell a risk, the first time (`seen` None) or anew; whether it says anything new.

    `seen` is the key of the row that the writer started from. Raises TextTooLong, ToldAlready, ChangedMeanwhile.
    """
    _refuse_long(new)
    now = _lock(new.risk, is_first=seen is None)
    if now and _says(now) == _given(new):
        return False
    if now and now.pk != seen:
        raise ChangedMeanwhile(now)
    store([replace(new, recorded_at=later_than(now, at))])
    changed = {name: str(value) for name, value in _says(now).items() if value != _given(new)[name]} if now else {}
    code = "control.risk.changed" if now else "control.risk.told"
    journal.record(code, of=f"{new.risk} {new.title}", by=by, details=changed)
    return True


def _lock(code: str, *, is_first: bool) -> models.RiskVersion | None:
    """A risk as it stands, with everybody else who tells of it made to wait. Raises ToldAlready."""
    if is_first:
        try:
            with transaction.atomic():  # the database holds the code for one: of two at once the other is told
                models.Risk.objects.create(code=code)
        except IntegrityError as taken:
            raise ToldAlready(code) from taken
        return None
    list(models.Risk.objects.select_for_update().filter(code=code))
    return models.RiskVersion.objects.filter(risk_id=code).order_by("-recorded_at").first()


@transaction.atomic
def record_check(*, new: NewCheck, by: str, at: datetime) -> NewCheck:
    """Tell how a check of an item went; with no code of its own it gets the next number of the item.

    Raises NoSuchItem, TextTooLong.
    """
    _refuse_long(new)
    plan = queries.plan_of(new.unit, new.year, on=at.date(), known=at.date())
    if plan is None or plan.item(new.item) is None:
        raise NoSuchItem(new.item)
    list(register.Decision.objects.select_for_update().filter(code=plan.decision))  # two at once get a number each
    rows = models.CheckVersion.objects.filter(unit=new.unit, year=new.year, item=new.item)
    numbers = [int(code) for code in rows.values_list("code", flat=True) if code.isdecimal()]
    given = replace(new, code=new.code or str(max(numbers, default=0) + 1), recorded_at=at)
    store([given])
    of = f"{new.unit} {new.year} {new.item}"
    journal.record("control.check.told", of=of, by=by, details={"outcome": new.outcome.value})
    return given


def _refuse_long(new: New) -> None:
    for name, value in asdict(new).items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise TextTooLong(name)


_SAID: Final = tuple(
    name for name in NewRisk.__dataclass_fields__ if name not in {"model", "entry", "risk", "recorded_at", "post"}
)


def _says(row: models.RiskVersion) -> dict[str, object]:
    return {name: getattr(row, name) for name in _SAID}


def _given(new: NewRisk) -> dict[str, object]:
    return {name: getattr(new, name) for name in _SAID}
