"""Which rounds are there, how far have they come, and how was a goal assessed through time?"""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from rodatraden.indicators.queries import recorded_by
from rodatraden.kernel.once import once
from rodatraden.kernel.periods import FOREVER, Period
from rodatraden.steering import models
from rodatraden.steering.queries.readers import MayRead, in_round
from rodatraden.steering.queries.said import said
from rodatraden.steering.rules import Stage


@once
def rounds(*, known: date, on: date | None = None) -> list[models.Round]:
    """The rounds as known on a day, latest period first; with `on` only those whose period has begun by then."""
    rows = models.Round.objects.filter(recorded_at__lt=recorded_by(known)).order_by("code", "recorded_at", "pk")
    counting = {row.code: row for row in rows}.values()
    found = sorted(counting, key=lambda each: (Period.parse(each.period).end, each.code), reverse=True)
    return [each for each in found if on is None or Period.parse(each.period).start <= on]


def current_round(*, on: date, known: date) -> models.Round | None:
    """The latest round whose period has begun by a day, as known on a day."""
    return next(iter(rounds(on=on, known=known)), None)


def round_with(code: str, *, known: date) -> models.Round | None:
    """The round with a code, as known on a day."""
    return next((each for each in rounds(known=known) if each.code == code), None)


class UnknownRound(LookupError):
    """No round has the code."""


def asked_round(code: str, *, on: date, known: date) -> models.Round | None:
    """The round that is asked for; with no code the latest that has begun, if any. Raises UnknownRound."""
    if not code:
        return current_round(on=on, known=known)
    found = round_with(code, known=known)
    if found is None:
        raise UnknownRound(code)
    return found


def progress(*, known: date, without: QuerySet[Any, Any] | None = None) -> dict[str, Counter[Stage]]:
    """How many of the units asked have come how far, for each round by its code, but for those in `without`."""
    last: dict[tuple[str, str], Stage] = {}
    rows = models.Submission.objects.filter(recorded_at__lt=recorded_by(known)).order_by("recorded_at", "pk")
    counted = rows if without is None else rows.exclude(round__in=without)
    for code, unit, stage in counted.values_list("round", "unit", "stage"):
        last[code, unit] = Stage(stage)
    found: dict[str, Counter[Stage]] = {}
    for (code, _unit), now in last.items():
        found.setdefault(code, Counter())[now] += 1
    return found


def asked_units(code: str) -> list[str]:
    """The units that are asked in the round with a code."""
    rows = models.Submission.objects.filter(round=code).order_by("unit")
    return list(rows.values_list("unit", flat=True).distinct())


def closing_of(code: str, *, known: date) -> models.Closing | None:
    """What was last said of whether the round with a code is closed, as known on a day; None when never anything."""
    rows = models.Closing.objects.filter(round=code, recorded_at__lt=recorded_by(known))
    return rows.order_by("-recorded_at", "-pk").first()


def is_closed(followed: models.Round) -> bool:
    """Whether the round is closed: then nobody writes or approves any more, until it is opened again."""
    last = closing_of(followed.code, known=FOREVER)
    return last is not None and last.is_closed


def has_words(code: str, unit: str) -> bool:
    """Whether a unit has written anything in a round: a text that still stands, or why it assessed a goal as it did."""
    texts = models.Text.objects.filter(round=code, unit=unit).order_by("recorded_at", "pk")
    standing = {(goal, question): text for goal, question, text in texts.values_list("goal", "question", "text")}
    judged = models.Assessment.objects.filter(round=code, unit=unit).order_by("recorded_at", "pk")
    return any(standing.values()) or any(dict(judged.values_list("goal", "reason")).values())


def assessments_of(goals: Collection[str], *, known: date, may_read_draft: MayRead) -> list[models.Assessment]:
    """How the goals with some codes were assessed through time, latest first; drafts only for who may read them."""
    limit = recorded_by(known)
    approvals = models.Submission.objects.filter(
        round=OuterRef("round"), unit=OuterRef("unit"), stage=Stage.APPROVED, recorded_at__lt=limit
    ).order_by("-recorded_at")
    rows = (
        models.Assessment.objects.filter(goal__in=list(goals), recorded_at__lt=limit)
        .annotate(approved_at=Subquery(approvals.values("recorded_at")[:1]))
        .order_by("-recorded_at", "-pk")
    )
    found = list(rows)
    drafts = {row.pk: row.round for row in found if not (row.approved_at and row.recorded_at <= row.approved_at)}
    in_rounds = {
        each.code: in_round(may_read_draft, each, said(each, known=known).stages(), known=known)
        for each in rounds(known=known)
        if each.levels and each.code in drafts.values()
    }
    return [row for row in found if row.pk not in drafts or in_rounds.get(row.round, may_read_draft)(row.unit)]
