"""Opening a round: what is judged, until when, and who is asked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Final

from django.db import transaction

from rodatraden.finance import actions as finance
from rodatraden.indicators.actions import Stored
from rodatraden.indicators.rules import News, note
from rodatraden.journal import actions as journal
from rodatraden.steering import models
from rodatraden.steering.actions.places import Place, lock
from rodatraden.steering.actions.recording import NewQuestion
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
    levels: str = ""
    recorded_at: datetime | None = None


class AskedAlready(Exception):
    """The unit is asked in the round already."""


@transaction.atomic
def describe_rounds(*, rounds: Sequence[NewRound], by: str, at: datetime) -> Stored:
    """Append the rounds that are described otherwise than they were when it was recorded.

    What has no instant of its own is recorded now. The economy is told which years a round is about: its forecasts are
    made in rounds, but it knows none. Raises RecordedOtherwise: then nothing is stored.
    """
    done, recorded = Stored([], []), dict[str, list[models.Round]]()
    for row in models.Round.objects.order_by("recorded_at", "pk"):
        recorded.setdefault(row.code, []).append(row)
    for given in sorted(rounds, key=lambda each: each.recorded_at or at):
        row = models.Round(**(asdict(given) | {"recorded_at": given.recorded_at or at}))
        noted = note(row, given.code, recorded, _DESCRIBED)
        if done.takes(given, given.code, noted):
            row.save(force_insert=True)
            years = {"year": given.year, "previous_year": given.previous_year}
            occasion = finance.NewOccasion(round=given.code, title=given.title, **years)
            finance.describe_round(described=occasion, by=by, at=row.recorded_at)
            code = "steering.round.opened" if noted.news is News.FIRST else "steering.round.described"
            journal.record(code, of=f"{given.code} {given.title}", by=by, details=noted.was)
    done.refuse_clashes()
    return done


_DESCRIBED: Final = tuple(field.name for field in fields(NewRound) if field.name not in {"code", "recorded_at"})


@transaction.atomic
def open_round(*, described: NewRound, units: Sequence[str], by: str, at: datetime, post: str = "") -> models.Round:
    """Open a round and ask units to contribute."""
    describe_rounds(rounds=[described], by=by, at=at)
    row = models.Round.objects.filter(code=described.code).latest("recorded_at")
    ask(followed=row, units=units, by=by, at=at, post=post)
    return row


@transaction.atomic
def ask(*, followed: models.Round, units: Sequence[str], by: str, at: datetime, post: str = "") -> None:
    """Ask units to contribute to a round. Raises AskedAlready."""
    asked = set(models.Submission.objects.filter(round=followed.code, unit__in=units).values_list("unit", flat=True))
    if asked:
        raise AskedAlready(*sorted(asked))
    models.Submission.objects.bulk_create(
        models.Submission(round=followed.code, unit=unit, stage=Stage.DRAFT, recorded_at=at, post=post)
        for unit in units
    )
    journal.record("steering.round.asked", of=followed.code, by=by, details={"units": list(units)})


@transaction.atomic
def prolong(*, place: Place, due: date, by: str, at: datetime, post: str = "") -> None:
    """Give a unit a last day of its own. Raises RoundClosed, NotAsked."""
    now = lock(place)
    of = {"round": place.followed.code, "unit": place.unit, "recorded_at": at, "post": post}
    models.Submission.objects.create(stage=now.stage, due=due, **of)
    journal.record("steering.round.prolonged", of=str(place), by=by, details={"due": due.isoformat()})


@transaction.atomic
def open_asking(
    *, described: NewRound, units: Sequence[str], questions: Sequence[NewQuestion], by: str, at: datetime
) -> models.Round:
    """Open a round, with what it asks, and ask units to contribute. Raises AskedAlready, RecordedOtherwise."""
    row = open_round(described=described, units=units, by=by, at=at)
    journal.add_history(rows=questions, by=by, at=at)
    return row
