"""What a unit writes in a round: texts and assessments.

Two people may have the same text open. Nobody's words are lost: who saves second is told, gets both texts and saves
again knowingly; and every version is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rodatraden.indicators import queries as indicators
from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER, Period
from rodatraden.steering import models, queries, rules
from rodatraden.steering.actions import beside
from rodatraden.steering.actions.places import Place, StageNotAllowed, lock
from rodatraden.steering.actions.plan import UnknownGoal
from rodatraden.steering.queries import computing
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.rules import LONGEST_TEXT, Assessing, Stage, Status
from rodatraden.steering.rules.asking import spot
from rodatraden.steering.rules.model import Model, in_its_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written of a goal, or (goal "") of the unit as a whole; freely, or in answer to a question.

    A text that is None says nothing of what stands there: the entry is an assessment only. `seen` is the key of the
    stored text that the writer started from, None when there was none.
    """

    goal: str = ""
    question: str = ""
    text: str | None = ""
    seen: int | None = None
    assessed: Status | None = None
    step: str = ""
    """The step of the scale, "" for the first that counts as the status."""
    reason: str = ""

    @property
    def spot(self) -> str:
        """Where in the contribution it stands."""
        return spot(self.goal, self.question)


@dataclass(frozen=True, slots=True)
class Handed:
    """A form that someone saves or hands in: what it says, what it took if that is told, and what they have seen.

    `shown` are the keys of others' words, waiting beside, that stood in front of them.
    """

    entries: Sequence[Entry] = ()
    minutes: int | None = None
    shown: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two texts for the same spot: the one that was stored meanwhile, and the one that was to be saved."""

    spot: str
    theirs: models.Text
    yours: str


class TextTooLong(Exception):
    """A text or a reason is longer than LONGEST_TEXT characters. The argument is its spot."""


class NotTheOwner(Exception):
    """Only the unit that owns a goal assesses it."""


class AssessmentNeedsReason(Exception):
    """The assessment says something else than the indicators do, and not why. The argument is the goal's code."""


class ChangedMeanwhile(Exception):
    """Someone else saved a text after the writer had opened it. Holds both texts of each place; nothing was stored."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(", ".join(clash.spot for clash in clashes))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a form while it was being written.

    How many rows were stored, the key of the text that now counts at each spot where the writer's own words stand (None
    where there is none), and where another's text stood in the way.
    """

    rows: int
    keys: Mapping[str, int | None]
    clashes: tuple[Clash, ...]
    beside: tuple[models.Aside, ...] = ()
    """What others are writing where the writer's words stand, that is not put together yet."""


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
        journal.record("steering.text.written", of=f"{place} {entry.spot}".strip(), by=by)
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
def save_contribution(*, place: Place, handed: Handed, by: str, at: datetime, post: str = "") -> int:
    """Save a whole form at once, what is new of it; how many texts and assessments that was.

    Raises RoundClosed, NotAsked, StageNotAllowed, TextTooLong, NotTheOwner, AssessmentNeedsReason, ChangedMeanwhile,
    UnknownGoal: then nothing is stored.
    """
    desk = _open(place)
    for entry in handed.entries:
        desk.refuse_long(entry)
    desk.refuse_clashes(handed.entries)
    rows = _store(desk, handed.entries, by=by, at=at, post=post)
    waiting = queries.waiting_beside(place.followed.code, place.unit)
    beside.take_back(waiting, {entry.spot for entry in handed.entries}, by=by)
    beside.meet(waiting, handed.shown)
    return rows


@transaction.atomic
def keep_draft(*, place: Place, entries: Sequence[Entry], by: str, at: datetime, post: str = "") -> Kept:
    """Save what can be saved of a form that is still being written. It stays a draft, and the same again adds nothing.

    A text that someone else has changed is left as it is, and does not hold back the others: the writer's words are put
    beside it, and both are told. Raises RoundClosed, NotAsked, StageNotAllowed, TextTooLong, NotTheOwner,
    AssessmentNeedsReason, UnknownGoal: then nothing is stored.
    """
    desk = _open(place)
    for entry in entries:
        desk.refuse_long(entry)
    clashes = desk.clashes(entries)
    taken = {clash.spot for clash in clashes}
    free = [entry for entry in entries if entry.text is None or entry.spot not in taken]
    rows = _store(desk, free, by=by, at=at, post=post)
    written = [entry.spot for entry in free if entry.text is not None]
    keys = {at: desk.texts[at].pk if at in desk.texts else None for at in written}
    waiting = queries.waiting_beside(place.followed.code, place.unit)
    beside.take_back(waiting, written, by=by)
    kept = {(row.account, spot(row.goal, row.question)): row.text for row in waiting}
    news = [(clash.spot, clash.yours) for clash in clashes if kept.get((by, clash.spot)) != rules.tidy(clash.yours)]
    if news:
        beside.put_aside(place, news, by=by, at=at, post=post)
        journal.record("steering.contribution.put_aside", of=str(place), by=by, details={"rows": len(news)})
    return Kept(rows, keys, clashes, tuple(row for row in waiting if row.account != by))


def _store(desk: "_Desk", entries: Sequence[Entry], *, by: str, at: datetime, post: str) -> int:
    stored = [row for entry in entries for row in (desk.text(entry, at, post), desk.assessment(entry, at, post)) if row]
    if stored:
        journal.record("steering.contribution.saved", of=str(desk.place), by=by, details={"rows": len(stored)})
    return len(stored)


@dataclass(slots=True)
class _Desk:
    """What is stored for a unit in a round, while more is being added."""

    place: Place
    texts: dict[str, models.Text]
    assessments: dict[str, models.Assessment]

    def refuse_long(self, entry: Entry) -> None:
        if max(len(entry.text or ""), len(entry.reason)) > LONGEST_TEXT:
            raise TextTooLong(entry.spot)

    def clashes(self, entries: Sequence[Entry]) -> tuple[Clash, ...]:
        """Where another text has been stored than the one that the writer saw, and the two differ."""
        clashes = []
        for entry in entries:
            stored = self.texts.get(entry.spot)
            if entry.text is None:
                continue
            if stored and stored.pk != entry.seen and stored.text != rules.tidy(entry.text):
                clashes.append(Clash(entry.spot, stored, entry.text))
        return tuple(clashes)

    def refuse_clashes(self, entries: Sequence[Entry]) -> None:
        if clashes := self.clashes(entries):
            raise ChangedMeanwhile(clashes)

    def text(self, entry: Entry, at: datetime, post: str) -> models.Text | None:
        stored, text = self.texts.get(entry.spot), rules.tidy(entry.text or "")
        if entry.text is None or text == (stored.text if stored else ""):
            return None
        goal = self._goal(entry.goal).code if entry.goal else ""
        of = {"round": self.place.followed.code, "unit": self.place.unit, "goal": goal, "question": entry.question}
        row = models.Text(**of, text=text, recorded_at=at, post=post)
        row.save(force_insert=True)
        self.texts[entry.spot] = row
        return row

    def assessment(self, entry: Entry, at: datetime, post: str) -> models.Assessment | None:
        stored, reason = self.assessments.get(entry.goal), rules.tidy(entry.reason)
        said = (entry.assessed, entry.step, reason)
        if entry.assessed is None or (stored and (stored.status, stored.step, stored.reason) == said):
            return None
        goal = self._goal(entry.goal)
        if goal.unit != self.place.unit:
            raise NotTheOwner(entry.goal, self.place.unit)
        by = self._model(goal).terms.assessing
        if not reason and rules.needs_reason(entry.assessed, self._computed(goal, by), by=by):
            raise AssessmentNeedsReason(entry.goal)
        return models.Assessment.objects.create(
            round=self.place.followed.code,
            unit=self.place.unit,
            goal=goal.code,
            status=entry.assessed,
            step=entry.step,
            reason=reason,
            recorded_at=at,
            post=post,
        )

    def _goal(self, code: str) -> models.Goal:
        """The goal as it is worded by now: only that one, for others wait to write while a whole plan is read."""
        found = models.Goal.objects.filter(code=code).order_by("-recorded_at", "-pk").first()
        if found is None:
            raise UnknownGoal(code)
        return found

    def _model(self, goal: models.Goal) -> Model:
        """The steering model by which the goal is assessed in the round."""
        day = Period.parse(self.place.followed.period).last_day
        return in_its_time(in_time.through(known=FOREVER), day, goal.valid_from, goal.valid_to)

    def _computed(self, goal: models.Goal, by: Assessing) -> Status:
        period = self.place.followed.measured_period
        courses = indicators.courses(goal.linked, period=period, known=FOREVER)
        told = [indicators.measure(course, period=period) for course in courses.values()]
        return computing.compute(told, courses, by=by).status


def _open(place: Place) -> _Desk:
    """What is stored for a unit that may be written for now."""
    now = lock(place).stage
    if now is not Stage.DRAFT:
        raise StageNotAllowed(now, Stage.DRAFT)
    texts = models.Text.objects.filter(round=place.followed.code, unit=place.unit)
    assessments = models.Assessment.objects.filter(round=place.followed.code, unit=place.unit)
    return _Desk(
        place,
        {spot(row.goal, row.question): row for row in texts.order_by("recorded_at", "pk")},
        {row.goal: row for row in assessments.order_by("recorded_at", "pk")},
    )
