"""What has been handed in, written and judged in a round by a day, and what of it counts for who reads?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import CharField, Value

from rodatraden.indicators.queries import recorded_by
from rodatraden.steering import models
from rodatraden.steering.rules import Stage


@dataclass(frozen=True, slots=True)
class Submitted:
    """How far a unit's contribution has come, since when and by which post; and when it was last approved, if ever."""

    stage: Stage
    at: datetime
    post: str
    reason: str
    approved_at: datetime | None

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
            before = found.get(row.unit)
            stage = Stage(row.stage)
            approved = row.recorded_at if stage is Stage.APPROVED else before.approved_at if before else None
            found[row.unit] = Submitted(stage, row.recorded_at, row.post, row.reason, approved)
        return dict(sorted(found.items()))

    def latest_texts(self, visible: Visible) -> Mapping[tuple[str, str], models.Text]:
        """The text that counts of each unit and goal (by its code; "" is the unit as a whole)."""
        return {(row.unit, row.goal): row for row in self.texts if visible(row.unit, row.recorded_at)}

    def latest_assessments(self, visible: Visible) -> Mapping[str, models.Assessment]:
        """The assessment that counts of each goal (by its code).

        Only the owner of a goal assesses it; where a goal has changed owner the latest of them counts.
        """
        return {row.goal: row for row in self.assessments if visible(row.unit, row.recorded_at)}


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

    @property
    def told(self) -> dict[str, Any]:
        """What the kinds have in common."""
        return {"pk": self.pk, "unit": self.unit, "recorded_at": self.recorded_at, "post": self.post}


_NOTHING: Final = Value("", output_field=CharField())


def said(followed: models.Round, *, known: date) -> Said:
    """The three kinds of rows in one query: pages that ask for one kind ask for all."""
    known_rows = {"round": followed.code, "recorded_at__lt": recorded_by(known)}
    texts = models.Text.objects.filter(**known_rows).values_list(
        Value(1), "pk", "unit", "goal", _NOTHING, "text", "recorded_at", "post"
    )
    judged = models.Assessment.objects.filter(**known_rows).values_list(
        Value(2), "pk", "unit", "goal", "status", "reason", "recorded_at", "post"
    )
    handed_in = models.Submission.objects.filter(**known_rows).values_list(
        Value(3), "pk", "unit", _NOTHING, "stage", "reason", "recorded_at", "post"
    )
    found = [_Row(*row) for row in texts.union(judged, handed_in, all=True)]
    found.sort(key=lambda row: (row.recorded_at, row.pk))
    of = {"round": followed.code}
    return Said(
        submissions=[
            models.Submission(**of, **row.told, stage=row.word, reason=row.text) for row in found if row.kind == 3
        ],
        texts=[models.Text(**of, **row.told, goal=row.goal, text=row.text) for row in found if row.kind == 1],
        assessments=[
            models.Assessment(**of, **row.told, goal=row.goal, status=row.word, reason=row.text)
            for row in found
            if row.kind == 2
        ],
    )
