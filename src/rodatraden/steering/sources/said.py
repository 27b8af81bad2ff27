"""What is wrong with what was said in the rounds, and what of it can be stored: texts, assessments and stages?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line
from rodatraden.indicators import queries as indicators
from rodatraden.indicators.queries import Course
from rodatraden.indicators.rules import nearest
from rodatraden.kernel.periods import FOREVER, Period
from rodatraden.organisation import queries as organisation
from rodatraden.steering import actions, models, queries, rules
from rodatraden.steering.actions import NewAssessment, NewSubmission, NewText
from rodatraden.steering.queries import computing
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.rules import Assessing, Stage, Status
from rodatraden.steering.rules.model import BUILT_IN, Model, in_its_time
from rodatraden.steering.sources.rows import FollowUpRow, SubmissionRow
from rodatraden.steering.words import STAGE_CODES, STATUS_CODES, STATUSES

_STATUSES: Final = {word: status for status, word in STATUS_CODES.items()}
_STAGES: Final = {word: stage for stage, word in STAGE_CODES.items()}

SaidLine = Line[FollowUpRow] | Line[SubmissionRow]
New = NewText | NewAssessment | NewSubmission


@dataclass(slots=True)
class _Known:
    """What the rows may name."""

    units: frozenset[str]
    posts: set[str] = field(default_factory=organisation.post_codes)
    goals: Mapping[str, Sequence[models.Goal]] = field(default_factory=queries.wordings)
    rounds: Mapping[str, models.Round] = field(default_factory=lambda: _by_code(queries.rounds(known=FOREVER)))


def _by_code(rounds: Iterable[models.Round]) -> dict[str, models.Round]:
    return {row.code: row for row in rounds}


def store(lines: Sequence[SaidLine], *, units: frozenset[str], by: str, at: datetime, loaded: Loaded) -> None:
    """Check what was said against rounds, units, goals and indicators, store what holds, and note the faults."""
    known = _Known(units)
    computed = _Computed()
    met: dict[tuple[object, ...], int] = {}
    said: defaultdict[str, list[New]] = defaultdict(list)
    for line in lines:
        faults = [*_strangers(line, known), *_again(line, met)]
        if not faults and isinstance(line.row, FollowUpRow):
            faults += _judgement(line, known, computed, at)
        loaded.faults += faults
        if not faults:
            said[line.row.round] += _new(line.row)
    noun = _("contribution")
    for code, new in said.items():
        try:
            stored = actions.record_history(followed=known.rounds[code], said=new, by=by, at=at)
        except actions.RecordedOtherwise as error:
            loaded.faults.append(_clash(lines, error.args[0]))
            continue
        loaded.added += [f"{noun} {what}" for what in stored.added]
        loaded.unchanged += stored.unchanged


def _clash(lines: Sequence[SaidLine], given: New) -> Fault:
    line = next(line for line in lines if given in _new(line.row))
    return line.fault(
        "recorded_at", _("Something else is recorded at this instant. Give the correction an instant of its own.")
    )


def _strangers(line: SaidLine, known: _Known) -> Iterator[Fault]:
    if line.row.round not in known.rounds:
        yield line.fault("round", _("There is no round with this code."))
    if line.row.unit not in known.units:
        yield line.fault("unit", _("There is no unit with this code."))
    if line.row.post and line.row.post not in known.posts:
        yield line.fault("post", _("There is no post with this code."))
    if isinstance(line.row, SubmissionRow) and line.row.level and line.row.level not in known.units:
        yield line.fault("level", _("There is no unit with this code."))
    if isinstance(line.row, FollowUpRow) and line.row.goal and line.row.goal not in known.goals:
        yield line.fault("goal", _("There is no goal with this code."))


def _again(line: SaidLine, met: dict[tuple[object, ...], int]) -> Iterator[Fault]:
    """The same place twice at the same instant: nobody could tell which of them counts."""
    for new in _new(line.row):
        key = (
            type(new),
            line.row.round,
            new.unit,
            getattr(new, "goal", ""),
            getattr(new, "question", ""),
            new.recorded_at,
        )
        if key in met:
            yield line.fault("unit", _("Stands on line %(line)d already.") % {"line": met[key]})
            return
        met[key] = line.number


def _judgement(line: Line[FollowUpRow], known: _Known, computed: "_Computed", at: datetime) -> Iterator[Fault]:
    """An assessment is made by the goal's owner, and explained when it says something else than the indicators do.

    The owner is who carried the goal when it was assessed, or who carries it now.
    """
    row = line.row
    if row.assessed is None:
        if row.reason:
            yield line.fault("reason", _("There is a reason but no assessment."))
        return
    worded = known.goals.get(row.goal or "", ())
    then = nearest(worded, row.recorded_at or at)
    if then is None:
        yield line.fault("assessed", _("Only a goal is assessed. Name the goal."))
    elif row.unit not in {then.unit, worded[-1].unit}:
        yield line.fault("unit", _("Only the goal's owner, %(unit)s, assesses it.") % {"unit": then.unit})
    else:
        yield from _of_the_model(line, known.rounds[row.round], worded, computed)


def _of_the_model(
    line: Line[FollowUpRow], followed: models.Round, worded: Sequence[models.Goal], computed: "_Computed"
) -> Iterator[Fault]:
    """The step is one of the scale of the goal's time, and a reason is there when the model wants it."""
    row, model = line.row, computed.model(followed, worded)
    status = _STATUSES[row.assessed or "kan ej bedömas"]
    if row.step and row.step not in {each.code for each in model.steps(status)}:
        yield line.fault("step", _("The steering model has no step with this code that counts so."))
    if row.reason:
        return
    says = computed.of(followed, worded, row.recorded_at)
    if all(rules.needs_reason(status, each, by=model.terms.assessing) for each in says):
        reason = _("Must be filled in: the indicators say something else than the assessment (%(status)s).")
        if status in says:
            reason = _("Must be filled in: the steering model asks for a reason.")
        yield line.fault("reason", reason % {"status": STATUSES[says[0]]})


@dataclass(slots=True)
class _Computed:
    """What the indicators of a goal say in a round: now, and when the assessment was made.

    Either is enough: a reading or a target that was corrected later does not put the one who assessed in the wrong.
    """

    read: dict[tuple[str, str], Mapping[str, Course]] = field(default_factory=dict)

    through: list[Model] = field(default_factory=list)

    def model(self, followed: models.Round, worded: Sequence[models.Goal]) -> Model:
        """The steering model by which a goal is assessed in a round."""
        if not self.through:
            self.through += in_time.through(known=FOREVER) or [BUILT_IN]
        day, goal = Period.parse(followed.period).last_day, worded[-1]
        return in_its_time(self.through, day, goal.valid_from, goal.valid_to)

    def of(self, followed: models.Round, worded: Sequence[models.Goal], at: datetime | None) -> list[Status]:
        """By the indicators that the goal has now, and by those that it had."""
        key = (followed.code, worded[0].code)
        if key not in self.read:
            every = {code for goal in worded for code in goal.indicators}
            self.read[key] = indicators.courses(every, period=followed.measured_period, known=FOREVER)
        courses, period = self.read[key], followed.measured_period
        by = self.model(followed, worded).terms.assessing
        says = [_status(worded[-1], courses, period, by)]
        then = nearest(worded, at) if at else None
        if at and then:
            says.append(_status(then, {code: _known_at(course, at) for code, course in courses.items()}, period, by))
        return says


def _status(goal: models.Goal, courses: Mapping[str, Course], period: str, by: Assessing) -> Status:
    told = [indicators.measure(courses[code], period=period) for code in goal.linked]
    return computing.compute(told, courses, by=by).status


def _known_at(course: Course, at: datetime) -> Course:
    """What could be known when something was said: readings by that day; a plan may have been written down later."""
    limit, aim = indicators.recorded_by(timezone.localdate(at)), nearest(course.targets, at)
    return Course(
        [each for each in [nearest(course.definitions, at)] if each],
        [aim] if aim else [],
        [reading for reading in course.readings if reading.recorded_at < limit],
    )


def _new(row: FollowUpRow | SubmissionRow) -> list[New]:
    """What a row says. Without an assessment it says a text, be it empty; with one it may say a text as well."""
    post, at = row.post or "", row.recorded_at
    if isinstance(row, SubmissionRow):
        stage = _STAGES[row.stage]
        return [
            NewSubmission(
                unit=row.unit,
                stage=stage,
                level=row.level or "",
                reason=row.reason,
                due=row.due,
                minutes=row.minutes,
                recorded_at=at,
                post=post,
            )
        ]
    goal, found = row.goal or "", list[New]()
    if row.text or row.assessed is None:
        said = NewText(unit=row.unit, goal=goal, question=row.question or "", text=row.text, recorded_at=at, post=post)
        found.append(said)
    if row.assessed:
        status = _STATUSES[row.assessed]
        found.append(
            NewAssessment(
                unit=row.unit,
                goal=goal,
                status=status,
                step=row.step or "",
                reason=row.reason,
                recorded_at=at,
                post=post,
            )
        )
    return found


def follow_up_rows() -> Iterator[FollowUpRow]:
    """Every text and assessment ever recorded. Those written together stand on one line."""
    order = ("round", "unit", "recorded_at", "pk")
    judged = models.Assessment.objects.order_by(*order)
    waiting = {(row.round, row.unit, row.goal, row.recorded_at, row.post): row for row in judged}
    for text in models.Text.objects.order_by(*order):
        key = (text.round, text.unit, text.goal, text.recorded_at, text.post)
        with_words = text.text and not text.question
        yield _follow_up_row(text, text=text.text, beside=waiting.pop(key, None) if with_words else None)
    for row in waiting.values():
        yield _follow_up_row(row, text="", beside=row)


def _follow_up_row(row: models.Text | models.Assessment, *, text: str, beside: models.Assessment | None) -> FollowUpRow:
    return FollowUpRow(
        round=row.round,
        unit=row.unit,
        goal=row.goal or None,
        question=(row.question or None) if isinstance(row, models.Text) else None,
        assessed=STATUS_CODES[Status(beside.status)] if beside else None,
        step=(beside.step or None) if beside else None,
        reason=beside.reason if beside else "",
        text=text,
        recorded_at=timezone.localtime(row.recorded_at),
        post=row.post or None,
    )


def submission_rows() -> Iterator[SubmissionRow]:
    """Every stage ever recorded."""
    for row in models.Submission.objects.order_by("round", "unit", "recorded_at", "pk"):
        yield SubmissionRow(
            round=row.round,
            unit=row.unit,
            stage=STAGE_CODES[Stage(row.stage)],
            recorded_at=timezone.localtime(row.recorded_at),
            post=row.post or None,
            reason=row.reason,
            level=row.level or None,
            due=row.due,
            minutes=row.minutes,
        )
