"""What has been handed in, written and judged in a round by a day, and what of it counts for who reads?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any, Final, NamedTuple

from django.db.models import CharField, DateField, IntegerField, Value
from django.db.models.functions import Cast

from rodatraden.indicators.queries import recorded_by
from rodatraden.kernel.once import once
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


class Written(NamedTuple):
    """A text: of a goal, or of the unit; in answer to a question, or freely."""

    pk: int
    unit: str
    goal: str
    question: str
    text: str
    recorded_at: datetime
    post: str


class Judged(NamedTuple):
    """How a goal was judged, on which step of the scale, and why."""

    unit: str
    goal: str
    status: str
    step: str
    reason: str
    recorded_at: datetime
    post: str


class HandedIn(NamedTuple):
    """A step that a unit's contribution took."""

    unit: str
    stage: str
    reason: str
    recorded_at: datetime
    post: str
    level: str
    due: date | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """All that was handed in, written and judged, earliest first."""

    submissions: Sequence[HandedIn | models.Submission]
    texts: Sequence[Written]
    assessments: Sequence[Judged]

    def stages(self) -> dict[str, Submitted]:
        """How far each unit that is asked has come, by unit code."""
        found: dict[str, Submitted] = {}
        for row in self.submissions:
            found[row.unit] = _then(found.get(row.unit), row)
        return dict(sorted(found.items()))

    def latest_texts(self, visible: Visible) -> Mapping[tuple[str, str, str], Written]:
        """The text that counts of each unit, goal ("" is the unit as a whole) and question ("" is none)."""
        return {(row.unit, row.goal, row.question): row for row in self.texts if visible(row.unit, row.recorded_at)}

    def latest_assessments(self, visible: Visible) -> Mapping[str, Judged]:
        """The assessment that counts of each goal (by its code).

        Only the owner of a goal assesses it; where a goal has changed owner the latest of them counts.
        """
        return {row.goal: row for row in self.assessments if visible(row.unit, row.recorded_at)}


def _then(before: Submitted | None, row: HandedIn | models.Submission) -> Submitted:
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


_AT: Final = Cast("recorded_at", CharField())
"""As text, which sorts as the instants do: Django takes longer to read an instant than the rest of the row."""
_NOTHING: Final = Value("", output_field=CharField())
_NO_DAY: Final = Cast(Value(None), DateField())
_NO_COUNT: Final = Cast(Value(None), IntegerField())
"""PostgreSQL takes nothing for text unless it is told."""


@once
def said(followed: models.Round, *, known: date, with_texts: bool = True, units: frozenset[str] | None = None) -> Said:
    """The three kinds of rows in one query: pages that ask for one kind ask for all, but for a roll-up without texts.

    With `units` only theirs: five hundred who write at once must not each read what all the others have written.
    As tuples: a round may have some thousands, and making each a model's row takes ten times as long.
    """
    of: dict[str, Any] = {"round": followed.code, "recorded_at__lt": recorded_by(known)}
    if units is not None:
        of["unit__in"] = list(units)
    judged = models.Assessment.objects.filter(**of).values_list(
        Value(2), _AT, "pk", "unit", "goal", "status", "reason", "post", "step", _NO_DAY, _NO_COUNT
    )
    handed_in = models.Submission.objects.filter(**of).values_list(
        Value(3), _AT, "pk", "unit", _NOTHING, "stage", "reason", "post", "level", "due", "minutes"
    )
    texts = models.Text.objects.filter(**of).values_list(
        Value(1), _AT, "pk", "unit", "goal", _NOTHING, "text", "post", "question", _NO_DAY, _NO_COUNT
    )
    rows = judged.union(handed_in, *([texts] if with_texts else []), all=True)
    found: tuple[list[HandedIn], list[Written], list[Judged]] = [], [], []
    for kind, told, pk, unit, goal, word, text, post, beside, due, minutes in sorted(rows, key=itemgetter(1, 2)):
        at = _instant(told)
        match kind:
            case 1:
                found[1].append(Written(pk, unit, goal, beside, text, at, post))
            case 2:
                found[2].append(Judged(unit, goal, word, beside, text, at, post))
            case _:
                found[0].append(HandedIn(unit, word, text, at, post, beside, due, minutes))
    return Said(*found)


def _instant(told: str) -> datetime:
    """An instant as the database writes it: SQLite without its zone, which is UTC."""
    found = datetime.fromisoformat(told)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
