"""What a unit writes in a round: texts, assessments, and the way from draft to approved.

Two people may have the same text open. Nobody's words are lost: who saves second is told, gets both texts and saves
again knowingly; and every version is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rodatraden.indicators import queries as indicators
from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models, queries, rules
from rodatraden.steering.actions.plan import UnknownGoal
from rodatraden.steering.rules import LONGEST_TEXT, Stage, Status


@dataclass(frozen=True, slots=True)
class Place:
    """Whose contribution to which round it is."""

    followed: models.Round
    unit: str

    def __str__(self) -> str:
        return f"{self.followed.code} {self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written of a goal, or (goal "") of the unit as a whole.

    `seen` is the key of the stored text that the writer started from, None when there was none.
    """

    goal: str = ""
    text: str = ""
    seen: int | None = None
    assessed: Status | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two texts for the same place: the one that was stored meanwhile, and the one that was to be saved."""

    goal: str
    theirs: models.Text
    yours: str


class RoundClosed(Exception):
    """The whole municipality's follow-up is approved: nothing more is written in the round."""


class NotAsked(Exception):
    """The unit is not asked for a contribution in the round."""


class StageNotAllowed(Exception):
    """What is done or approved is not written in, and a stage can't be skipped."""

    def __init__(self, now: Stage, to: Stage) -> None:
        self.now, self.to = now, to
        super().__init__(f"{now} → {to}")


class NothingWritten(Exception):
    """A contribution without a written sentence is neither done nor approved.

    Approving makes it public that the unit has answered, and an answer without words can't be told from one that was
    forgotten. Who has nothing to report says so: that is a sentence.
    """


class TextTooLong(Exception):
    """A text or a reason is longer than LONGEST_TEXT characters. The argument is the goal's code, "" for the unit's."""


class NotTheOwner(Exception):
    """Only the unit that owns a goal assesses it."""


class AssessmentNeedsReason(Exception):
    """The assessment says something else than the indicators do, and not why. The argument is the goal's code."""


class ChangedMeanwhile(Exception):
    """Someone else saved a text after the writer had opened it. Holds both texts of each place; nothing was stored."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(", ".join(clash.goal for clash in clashes))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a form while it was being written.

    How many rows were stored, the key of the text that now counts where the writer's own words stand (None where there
    is none), and where another's text stood in the way.
    """

    rows: int
    keys: Mapping[str, int | None]
    clashes: tuple[Clash, ...]


@transaction.atomic
def write_text(*, place: Place, entry: Entry, by: str, at: datetime, post: str = "") -> models.Text | None:
    """Save one text; None when it says what is stored already.

    Raises RoundClosed, NotAsked, StageNotAllowed, TextTooLong, ChangedMeanwhile, UnknownGoal.
    """
    desk = _open(place)
    desk.refuse_long(entry)
    desk.refuse_clashes([entry])
    row = desk.text(entry, at, post)
    if row:
        journal.record("steering.text.written", of=f"{place} {entry.goal}".strip(), by=by)
    return row


@transaction.atomic
def assess_goal(*, place: Place, entry: Entry, by: str, at: datetime, post: str = "") -> models.Assessment | None:
    """Save the owner's judgement of a goal; None when it is what is stored already, or says nothing.

    Raises RoundClosed, NotAsked, StageNotAllowed, TextTooLong, NotTheOwner, AssessmentNeedsReason, UnknownGoal.
    """
    desk = _open(place)
    desk.refuse_long(entry)
    row = desk.assessment(entry, at, post)
    if row:
        journal.record("steering.goal.assessed", of=f"{place} {entry.goal}", by=by, details={"status": row.status})
    return row


@transaction.atomic
def save_contribution(*, place: Place, entries: Sequence[Entry], by: str, at: datetime, post: str = "") -> int:
    """Save a whole form at once, what is new of it; how many texts and assessments that was.

    Raises RoundClosed, NotAsked, StageNotAllowed, TextTooLong, NotTheOwner, AssessmentNeedsReason, ChangedMeanwhile,
    UnknownGoal: then nothing is stored.
    """
    desk = _open(place)
    for entry in entries:
        desk.refuse_long(entry)
    desk.refuse_clashes(entries)
    return _store(desk, entries, by=by, at=at, post=post)


@transaction.atomic
def keep_draft(*, place: Place, entries: Sequence[Entry], by: str, at: datetime, post: str = "") -> Kept:
    """Save what can be saved of a form that is still being written. It stays a draft, and the same again adds nothing.

    A text that someone else has changed is left as it is, and does not hold back the others. Raises RoundClosed,
    NotAsked, StageNotAllowed, TextTooLong, NotTheOwner, AssessmentNeedsReason, UnknownGoal: then nothing is stored.
    """
    desk = _open(place)
    for entry in entries:
        desk.refuse_long(entry)
    clashes = desk.clashes(entries)
    free = [entry for entry in entries if entry.goal not in {clash.goal for clash in clashes}]
    rows = _store(desk, free, by=by, at=at, post=post)
    keys = {entry.goal: desk.texts[entry.goal].pk if entry.goal in desk.texts else None for entry in free}
    return Kept(rows, keys, clashes)


def _store(desk: "_Desk", entries: Sequence[Entry], *, by: str, at: datetime, post: str) -> int:
    stored = [row for entry in entries for row in (desk.text(entry, at, post), desk.assessment(entry, at, post)) if row]
    if stored:
        journal.record("steering.contribution.saved", of=str(desk.place), by=by, details={"rows": len(stored)})
    return len(stored)


@transaction.atomic
def submit(*, place: Place, entries: Sequence[Entry] = (), by: str, at: datetime, post: str = "") -> None:
    """Save what is new of a form, and mark the contribution as done. Raises as save_contribution, or NothingWritten."""
    if entries:
        save_contribution(place=place, entries=entries, by=by, at=at, post=post)
    _move(place, _step(place, Stage.DONE, at, post), by)


def approve(*, place: Place, by: str, at: datetime, post: str = "") -> None:
    """Approve a contribution that is done: it becomes public.

    Who wrote it may approve it: a head of administration writes for their committee and answers for it alone, and the
    posts that may approve are few. The page says so plainly instead, and both posts stand beside the text. Raises
    RoundClosed, NotAsked, StageNotAllowed, NothingWritten.
    """
    _move(place, _step(place, Stage.APPROVED, at, post), by)


def send_back(*, place: Place, reason: str, by: str, at: datetime, post: str = "") -> None:
    """Take a contribution one step back, with a reason; what was approved stays public until it is approved anew.

    Raises RoundClosed, NotAsked, StageNotAllowed (also without a reason).
    """
    to = Stage.DONE if _stage(place) is Stage.APPROVED else Stage.DRAFT
    step = _step(place, to, at, post)
    step.reason = rules.tidy(reason)
    _move(place, step, by)


def _step(place: Place, to: Stage, at: datetime, post: str) -> models.Submission:
    return models.Submission(round=place.followed.code, unit=place.unit, stage=to, recorded_at=at, post=post)


@transaction.atomic
def _move(place: Place, step: models.Submission, by: str) -> None:
    to = Stage(step.stage)
    now = _lock(place, closing=to is Stage.APPROVED and queries.is_whole(step.unit))
    if not rules.may_move(now, to, reason=step.reason):
        raise StageNotAllowed(now, to)
    if rules.is_onward(now, to) and not queries.has_words(step.round, step.unit):
        raise NothingWritten(step.round, step.unit)
    step.save(force_insert=True)
    details = {"reason": step.reason} if step.reason else {}
    journal.record(f"steering.contribution.{to}", of=str(place), by=by, details=details)


def _stage(place: Place) -> Stage:
    rows = models.Submission.objects.filter(round=place.followed.code, unit=place.unit)
    last = rows.order_by("-recorded_at", "-pk").first()
    if last is None:
        raise NotAsked(place.followed.code, place.unit)
    return Stage(last.stage)


def _lock(place: Place, *, closing: bool = False) -> Stage:
    """How far the unit has come, with everybody else who writes for the same unit made to wait their turn.

    Who closes the round waits for everybody who writes in it, and they for that: so whether it is closed is asked when
    the wait is over. Nothing is written in a round that was closed meanwhile.
    """
    asked = models.Submission.objects.select_for_update().filter(round=place.followed.code).order_by("pk")
    list(asked if closing else asked.filter(unit=place.unit)[:1])
    if queries.is_closed(place.followed):
        raise RoundClosed(place.followed.code)
    return _stage(place)


@dataclass(slots=True)
class _Desk:
    """What is stored for a unit in a round, while more is being added."""

    place: Place
    texts: dict[str, models.Text]
    assessments: dict[str, models.Assessment]
    goals: dict[str, models.Goal]

    def refuse_long(self, entry: Entry) -> None:
        if max(len(entry.text), len(entry.reason)) > LONGEST_TEXT:
            raise TextTooLong(entry.goal)

    def clashes(self, entries: Sequence[Entry]) -> tuple[Clash, ...]:
        """Where another text has been stored than the one that the writer saw, and the two differ."""
        clashes = []
        for entry in entries:
            stored = self.texts.get(entry.goal)
            if stored and stored.pk != entry.seen and stored.text != rules.tidy(entry.text):
                clashes.append(Clash(entry.goal, stored, entry.text))
        return tuple(clashes)

    def refuse_clashes(self, entries: Sequence[Entry]) -> None:
        if clashes := self.clashes(entries):
            raise ChangedMeanwhile(clashes)

    def text(self, entry: Entry, at: datetime, post: str) -> models.Text | None:
        stored, text = self.texts.get(entry.goal), rules.tidy(entry.text)
        if text == (stored.text if stored else ""):
            return None
        goal = self._goal(entry.goal).code if entry.goal else ""
        row = models.Text(
            round=self.place.followed.code, unit=self.place.unit, goal=goal, text=text, recorded_at=at, post=post
        )
        row.save(force_insert=True)
        self.texts[entry.goal] = row
        return row

    def assessment(self, entry: Entry, at: datetime, post: str) -> models.Assessment | None:
        stored, reason = self.assessments.get(entry.goal), rules.tidy(entry.reason)
        if entry.assessed is None or (stored and (stored.status, stored.reason) == (entry.assessed, reason)):
            return None
        goal = self._goal(entry.goal)
        if goal.unit != self.place.unit:
            raise NotTheOwner(entry.goal, self.place.unit)
        if not reason and rules.needs_reason(entry.assessed, self._computed(goal)):
            raise AssessmentNeedsReason(entry.goal)
        return models.Assessment.objects.create(
            round=self.place.followed.code,
            unit=self.place.unit,
            goal=goal.code,
            status=entry.assessed,
            reason=reason,
            recorded_at=at,
            post=post,
        )

    def _goal(self, code: str) -> models.Goal:
        if code not in self.goals:
            raise UnknownGoal(code)
        return self.goals[code]

    def _computed(self, goal: models.Goal) -> Status:
        told = indicators.measured(goal.linked, period=self.place.followed.measured_period, known=FOREVER)
        return rules.compute(each.verdict for each in told.values() if each.target).status


def _open(place: Place) -> _Desk:
    """What is stored for a unit that may be written for now."""
    now = _lock(place)
    if now is not Stage.DRAFT:
        raise StageNotAllowed(now, Stage.DRAFT)
    texts = models.Text.objects.filter(round=place.followed.code, unit=place.unit)
    assessments = models.Assessment.objects.filter(round=place.followed.code, unit=place.unit)
    return _Desk(
        place,
        {row.goal: row for row in texts.order_by("recorded_at", "pk")},
        {row.goal: row for row in assessments.order_by("recorded_at", "pk")},
        queries.by_code(),
    )
