"""Recording what was said and passed on earlier, as a folder of files brings it: with its own instants."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rodatraden.indicators.actions import Stored
from rodatraden.journal import actions as journal
from rodatraden.steering import models, queries, rules
from rodatraden.steering.actions.plan import UnknownGoal
from rodatraden.steering.rules import Stage, Status
from rodatraden.steering.rules.asking import spot


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A text as it is handed in; goal "" is the unit as a whole. Without an instant it is recorded now."""

    unit: str
    text: str
    goal: str = ""
    question: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssessment:
    """An assessment as it is handed in."""

    unit: str
    goal: str
    status: Status
    step: str = ""
    reason: str = ""
    recorded_at: datetime | None = None
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubmission:
    """How far a unit had come, as it is handed in."""

    unit: str
    stage: Stage
    level: str = ""
    reason: str = ""
    due: date | None = None
    minutes: int | None = None
    recorded_at: datetime | None = None
    post: str = ""


New = NewText | NewAssessment | NewSubmission


class RecordedOtherwise(Exception):
    """At the very same instant something else was recorded. The argument is what was handed in."""


@transaction.atomic
def record_history(*, followed: models.Round, said: Sequence[New], by: str, at: datetime) -> Stored:
    """Append what is new of some texts, assessments and stages.

    What has its own instant is known by it: the same again adds nothing. What has none adds nothing when its unit has
    said the same before: a file that is loaded again would else take back what has been said in the system since.
    Stages are taken as they were: a folder may tell only that a contribution was approved. Raises RecordedOtherwise,
    UnknownGoal: then nothing is stored.
    """
    done = Stored([], [])
    goals, recorded = queries.by_code(), _recorded(followed)
    fresh: list[_Row] = []
    for given in sorted(said, key=lambda each: each.recorded_at or at):
        row = _row(given, followed, goals, at)
        if not _is_new(given, row, recorded):
            done.unchanged += 1
            continue
        fresh.append(row)
        done.added.append(f"{followed.code} {row.unit}")
    models.Text.objects.bulk_create([row for row in fresh if isinstance(row, models.Text)], batch_size=500)
    models.Assessment.objects.bulk_create([row for row in fresh if isinstance(row, models.Assessment)], batch_size=500)
    models.Submission.objects.bulk_create([row for row in fresh if isinstance(row, models.Submission)], batch_size=500)
    if fresh:
        journal.record("steering.round.history_recorded", of=followed.code, by=by, details={"rows": len(fresh)})
    return done


_Row = models.Text | models.Assessment | models.Submission
_Key = tuple[str, str, str]


def _row(given: New, followed: models.Round, goals: Collection[str], at: datetime) -> _Row:
    if not isinstance(given, NewSubmission) and given.goal and given.goal not in goals:
        raise UnknownGoal(given.goal)
    said = {"round": followed.code, "unit": given.unit, "post": given.post, "recorded_at": given.recorded_at or at}
    match given:
        case NewText():
            text = rules.tidy(given.text)
            return models.Text(goal=given.goal, question=given.question, text=text, **said)
        case NewAssessment():
            judged = {"status": given.status, "step": given.step, "reason": rules.tidy(given.reason)}
            return models.Assessment(goal=given.goal, **judged, **said)
        case NewSubmission():
            moved = {"level": given.level, "due": given.due, "minutes": given.minutes}
            return models.Submission(stage=given.stage, reason=rules.tidy(given.reason), **moved, **said)


def _says(row: _Row) -> tuple[object, ...]:
    match row:
        case models.Text():
            return (row.text, row.post)
        case models.Assessment():
            return (row.status, row.step, row.reason, row.post)
        case _:
            return (row.stage, row.reason, row.post, row.level, row.due, row.minutes)


def _key(row: _Row) -> _Key:
    of = "" if isinstance(row, models.Submission) else row.goal
    return (type(row).__name__, row.unit, spot(of, row.question) if isinstance(row, models.Text) else of)


def _recorded(followed: models.Round) -> dict[_Key, list[_Row]]:
    """What is recorded already in a round, oldest first for each unit and goal."""
    found: dict[_Key, list[_Row]] = {}
    rows: list[_Row] = [
        *models.Text.objects.filter(round=followed.code).order_by("recorded_at", "pk"),
        *models.Assessment.objects.filter(round=followed.code).order_by("recorded_at", "pk"),
        *models.Submission.objects.filter(round=followed.code).order_by("recorded_at", "pk"),
    ]
    for row in rows:
        found.setdefault(_key(row), []).append(row)
    return found


def _is_new(given: New, row: _Row, recorded: dict[_Key, list[_Row]]) -> bool:
    """Whether it says something new; if so it joins what is recorded."""
    before = recorded.setdefault(_key(row), [])
    if given.recorded_at is None and _says(row) in ([_says(other) for other in before] or [("", "")]):
        return False
    same = [other for other in before if other.recorded_at == row.recorded_at]
    if same and _says(same[0]) != _says(row):
        raise RecordedOtherwise(given)
    if not same:
        before.append(row)
        before.sort(key=lambda other: other.recorded_at)
    return not same
