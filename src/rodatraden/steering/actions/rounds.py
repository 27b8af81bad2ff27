"""Opening a round: what is judged, until when, and who is asked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from rodatraden.finance import actions as finance
from rodatraden.indicators.actions import Stored
from rodatraden.journal import actions as journal
from rodatraden.steering import models
from rodatraden.steering.rules import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """A round as it is handed in."""

    code: str
    title: str
    period: str
    year: int
    previous_year: int
    measured_period: str
    deadline: date
    description: str = ""


class AskedAlready(Exception):
    """The unit is asked in the round already."""


@transaction.atomic
def describe_rounds(*, rounds: Sequence[NewRound], by: str) -> Stored:
    """Add new rounds and bring changed ones up to date; the journal keeps what they were.

    The economy is told which years a round is about: its forecasts are made in rounds, but it knows none.
    """
    done = Stored([], [])
    stored = {row.code: row for row in models.Round.objects.order_by("code")}
    for given in rounds:
        finance.describe_round(
            code=given.code, title=given.title, year=given.year, previous_year=given.previous_year, by=by
        )
        row, fields = stored.get(given.code), asdict(given)
        if row is None:
            models.Round.objects.create(**fields)
            journal.record("steering.round.opened", of=f"{given.code} {given.title}", by=by)
            done.added.append(given.code)
            continue
        before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
        if not before:
            done.unchanged += 1
            continue
        for name in before:
            setattr(row, name, fields[name])
        row.save(update_fields=list(before))
        was = {name: str(value) for name, value in before.items()}
        journal.record("steering.round.described", of=f"{given.code} {given.title}", by=by, details=was)
        done.changed.append(given.code)
    return done


@transaction.atomic
def open_round(*, described: NewRound, units: Sequence[str], by: str, at: datetime, post: str = "") -> models.Round:
    """Open a round and ask units to contribute."""
    describe_rounds(rounds=[described], by=by)
    row = models.Round.objects.get(code=described.code)
    ask(followed=row, units=units, by=by, at=at, post=post)
    return row


@transaction.atomic
def ask(*, followed: models.Round, units: Sequence[str], by: str, at: datetime, post: str = "") -> None:
    """Ask units to contribute to a round. Raises AskedAlready."""
    asked = set(models.Submission.objects.filter(round=followed, unit__in=units).values_list("unit", flat=True))
    if asked:
        raise AskedAlready(*sorted(asked))
    models.Submission.objects.bulk_create(
        models.Submission(round=followed, unit=unit, stage=Stage.DRAFT, recorded_at=at, post=post) for unit in units
    )
    journal.record("steering.round.asked", of=followed.code, by=by, details={"units": list(units)})
