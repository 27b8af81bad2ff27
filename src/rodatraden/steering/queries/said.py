"""What has been handed in, written and judged in a round by a day, and what of it counts for who reads?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import CharField, DateField, IntegerField, Value
from django.db.models.functions import Cast

from rodatraden.indicators.queries import recorded_by
from rodatraden.steering import models
from rodatraden.steering.rules import Stage
from rodatraden.steering.rules.levels import Waypoint


@dataclass(frozen=True, slots=True)
class Submitted:
    """How far a unit's contribution has come, since when and by which post; and when it was last approved, if ever.

    `approved` are the levels that have approved it since it was last marked as done, `due` a last day of its own, and
    `minutes` what it took, when that was told.
    """

    stage: Stage
    at: datetime
    post: str
    reason: str
    approved_at: datetime | None
    approved: tuple[str, ...] = ()
    due: date | None = None
    minutes: int | None = None

    @property
    def position(self) -> Waypoint:
        """Where it is on the way up."""
        return Waypoint(self.stage, self.approved)

    def is_public(self, recorded_at: datetime) -> bool:
        """Whether something recorded then is part of what was approved."""
        return self.approved_at is not None and recorded_at <= self.approved_at


Visible = Callable[[str, datetime], bool]
"""Whether what a unit recorded at an instant may be shown to the reader."""


@dataclass(frozen=True, slots=True)
class Said:
    """All that was handed in, written and judged, earliest first."""

    submissions: Sequence[models.Submission]
    texts: Sequence[models.Text]
    assessments: Sequence[models.Assessment]

    def stages(self) -> dict[str, Submitted]:
        """How far each unit that is asked has come, by unit code."""
        found: dict[str, Submitted] = {}
        for row in self.submissions:
            found[row.unit] = _then(found.get(row.unit), row)
        return dict(sorted(found.items()))

    def latest_texts(self, visible: Visible) -> Mapping[tuple[str, str, str], models.Text]:
        """The text that counts of each unit, goal ("" is the unit as a whole) and question ("" is none)."""
        return {(row.unit, row.goal, row.question): row for row in self.texts if visible(row.unit, row.recorded_at)}

    def latest_assessments(self, visible: Visible) -> Mapping[str, models.Assessment]:
        """The assessment that counts of each goal (by its code).

        Only the owner of a goal assesses it; where a goal has changed owner the latest of them counts.
        """
        return {row.goal: row for row in self.assessments if visible(row.unit, row.recorded_at)}


def _then(before: Submitted | None, row: models.Submission) -> Submitted:
    """How far a unit has come after one more row. One that only gives a new last day moves nothing."""
    stage, due = Stage(row.stage), row.due or (before.due if before else None)
    if before and row.due and not row.level and stage is before.stage:
        return replace(before, due=due)
    approved: tuple[str, ...] = ()
    if row.level:
        approved = (*(before.approved if before else ()), row.level)
    at = row.recorded_at if stage is Stage.APPROVED else before.approved_at if before else None
    minutes = row.minutes if row.minutes is not None else before.minutes if before else None
    return Submitted(stage, row.recorded_at, row.post, row.reason, at, approved, due, minutes)


class _Row(NamedTuple):
    """A row of either kind, as the one query gives it."""

    kind: int
    pk: int
    unit: str
    goal: str
    word: str
    text: str
    recorded_at: datetime
    post: str
    beside: str
    due: date | None
    minutes: int | None

    @property
    def told(self) -> dict[str, Any]:
        """What the kinds have in common."""
        return {"pk": self.pk, "unit": self.unit, "recorded_at": self.recorded_at, "post": self.post}


_NOTHING: Final = Value("", output_field=CharField())
_NO_DAY: Final = Cast(Value(None), DateField())
_NO_COUNT: Final = Cast(Value(None), IntegerField())
"""PostgreSQL takes nothing for text unless it is told."""


def said(followed: models.Round, *, known: date) -> Said:
    """The three kinds of rows in one query: pages that ask for one kind ask for all."""
    known_rows = {"round": followed.code, "recorded_at__lt": recorded_by(known)}
    texts = models.Text.objects.filter(**known_rows).values_list(
        Value(1), "pk", "unit", "goal", _NOTHING, "text", "recorded_at", "post", "question", _NO_DAY, _NO_COUNT
    )
    judged = models.Assessment.objects.filter(**known_rows).values_list(
        Value(2), "pk", "unit", "goal", "status", "reason", "recorded_at", "post", "step", _NO_DAY, _NO_COUNT
    )
    handed_in = models.Submission.objects.filter(**known_rows).values_list(
        Value(3), "pk", "unit", _NOTHING, "stage", "reason", "recorded_at", "post", "level", "due", "minutes"
    )
    found = [_Row(*row) for row in texts.union(judged, handed_in, all=True)]
    found.sort(key=lambda row: (row.recorded_at, row.pk))
    of = {"round": followed.code}
    return Said(
        submissions=[_submission(of, row) for row in found if row.kind == 3],
        texts=[
            models.Text(**of, **row.told, goal=row.goal, question=row.beside, text=row.text)
            for row in found
            if row.kind == 1
        ],
        assessments=[
            models.Assessment(**of, **row.told, goal=row.goal, status=row.word, reason=row.text, step=row.beside)
            for row in found
            if row.kind == 2
        ],
    )


def _submission(of: dict[str, str], row: _Row) -> models.Submission:
    return models.Submission(
        **of, **row.told, stage=row.word, reason=row.text, level=row.beside, due=row.due, minutes=row.minutes
    )
