"""How did it go? Goals in tree order with what their indicators say, what their owners say, and what was written.

The one read that pages, JSON and reports share: five SQL queries for a whole round, and two more where a steering model
is adopted, whatever the size.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rodatraden.indicators import queries as indicators
from rodatraden.indicators.queries import Course, Measured
from rodatraden.kernel.periods import Period
from rodatraden.steering import models, rules
from rodatraden.steering.queries import computing, plan
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.queries.followed import Contribution, FollowedGoal, FollowedUnit, FollowUp, with_counts
from rodatraden.steering.queries.readers import MayRead, in_round, nobody
from rodatraden.steering.queries.said import Judged, Submitted, Visible, Written, said
from rodatraden.steering.rules import Computed, Status
from rodatraden.steering.rules.model import Model, in_its_time, on_day


def followup(
    followed: models.Round, *, known: date, may_read_draft: MayRead = nobody, owners: Collection[str] | None = None
) -> FollowUp:
    """A round as known on a day. Texts and assessments that are not approved only for units that the reader may read.

    A draft is no public document until it is finished or sent on (2 kap. 12 § tryckfrihetsförordningen); what was
    approved stays public while a later version is being written. With `owners` only those
    units' goals. Five queries, and two more where a steering model is adopted.
    """
    rows = plan.goals_in(followed.measured_period, known=known)
    if owners is not None:
        rows = rows.filter(unit__in=list(owners))
    day = Period.parse(followed.period).last_day
    asked = _Asked(known, followed.measured_period, followed, may_read_draft, day=day)
    return _told(list(rows), asked, owners=owners)


def thread_on(
    day: date,
    *,
    known: date,
    followed: models.Round | None,
    may_read_draft: MayRead = nobody,
    whole: Collection[str] = (),
) -> FollowUp:
    """The goals that apply on a day, with how it went in a round; without one only with the indicators of the year.

    Of the indicators in `whole` with all that was recorded of them, in `courses`. As many queries as a followup.
    """
    period = followed.measured_period if followed else str(day.year)
    asked = _Asked(known, period, followed, may_read_draft, whole, _last_day(followed) or day)
    return _told(list(plan.goals_on(day, known=known)), asked)


def _last_day(followed: models.Round | None) -> date | None:
    """The last day of the period that a round is about: its steering model is the one that counts."""
    return Period.parse(followed.period).last_day if followed else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be told, and to whom."""

    known: date
    period: str
    followed: models.Round | None
    may_read_draft: MayRead
    whole: Collection[str] = ()
    day: date = date.max
    """The day whose steering model counts."""


def _told(rows: Sequence[models.Goal], asked: _Asked, *, owners: Collection[str] | None = None) -> FollowUp:
    codes = {code for row in rows for code in row.linked}
    courses = indicators.courses(codes, period=asked.period, known=asked.known, whole=asked.whole)
    through = in_time.through(known=asked.known)
    goals = _followed(rows, courses, asked, through)
    model = on_day(through, asked.day)
    kept = {code: courses[code] for code in asked.whole if code in courses}
    if asked.followed is None:
        return FollowUp(None, asked.period, asked.known, model, with_counts(goals), courses=kept)
    rows_said = said(asked.followed, known=asked.known, units=None if owners is None else frozenset(owners))
    submitted = rows_said.stages()
    may_read_draft = in_round(asked.may_read_draft, asked.followed, submitted, known=asked.known)

    def is_public(unit: str, at: datetime) -> bool:
        return unit in submitted and submitted[unit].is_public(at)

    def visible(unit: str, at: datetime) -> bool:
        return is_public(unit, at) or may_read_draft(unit)

    texts, assessments = rows_said.latest_texts(visible), rows_said.latest_assessments(visible)
    written: defaultdict[str, list[Written]] = defaultdict(list)
    for (_unit, of, _question), text in texts.items():
        written[of].append(text)
    with_words = [_with_words(goal, written[goal.code], assessments.get(goal.code), is_public) for goal in goals]
    counted = with_counts(with_words)
    wrote = {unit for (unit, *_place), text in texts.items() if text.text}
    wrote |= {judged.unit for judged in assessments.values() if judged.reason}
    units = tuple(replace(each, has_words=each.unit in wrote) for each in _units(submitted, texts, counted, owners))
    return FollowUp(asked.followed, asked.period, asked.known, model, counted, units, courses=kept)


def _tree(rows: Sequence[models.Goal]) -> list[tuple[str, int]]:
    """Codes and depths in tree order. A goal whose parent is not among the rows stands at the top."""
    codes = {row.code for row in rows}
    children: dict[str, list[str]] = {}
    for row in rows:
        children.setdefault(row.parent if row.parent in codes else "", []).append(row.code)
    return rules.in_tree_order(children)


def _followed(
    rows: Sequence[models.Goal], courses: Mapping[str, Course], asked: _Asked, through: Sequence[Model]
) -> list[FollowedGoal]:
    """Goals in tree order with what their indicators say."""
    by_code = {row.code: row for row in rows}
    shown_at = {code: row.code for row in reversed(rows) for code in row.linked}
    measured = {}
    for code in courses.keys() & shown_at.keys():
        followed = asked.followed.code if asked.followed else ""
        address = rules.goal_address(shown_at[code], followed=followed, indicator=code)
        measured[code] = indicators.measure(courses[code], period=asked.period, address=address)
    found = []
    for code, depth in _tree(rows):
        row = by_code[code]
        told = [measured[each] for each in row.linked if each in measured]
        model = in_its_time(through, asked.day, row.valid_from, row.valid_to)
        computed = computing.compute(told, courses, by=model.terms.assessing)
        found.append(_goal(row, depth, told, computed, model))
    return found


def _goal(row: models.Goal, depth: int, measured: Sequence[Measured], computed: Computed, model: Model) -> FollowedGoal:
    return FollowedGoal(
        code=row.code,
        title=row.title,
        level=row.level,
        description=row.description,
        source=row.source,
        parent=row.parent,
        also=tuple(row.also),
        continues=tuple(row.continues),
        carriers=tuple(row.carriers),
        judged_by=row.judged_by,
        unit=row.unit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        depth=depth,
        indicators=tuple(measured),
        computed=computed,
        model=model,
    )


_Texts = Mapping[tuple[str, str, str], Written]


def _with_words(
    goal: FollowedGoal, texts: Iterable[Written], assessment: Judged | None, is_public: Visible
) -> FollowedGoal:
    texts = list(texts)
    own = next((text for text in texts if text.unit == goal.unit and not text.question), None)
    others = [_contribution(text) for text in texts if text.unit != goal.unit and text.text and not text.question]
    return replace(
        goal,
        assessed=Status(assessment.status) if assessment else None,
        step=assessment.step if assessment else "",
        reason=assessment.reason if assessment else "",
        assessed_at=assessment.recorded_at if assessment else None,
        assessed_by=assessment.post if assessment else "",
        is_draft=assessment is not None and not is_public(assessment.unit, assessment.recorded_at),
        text=_contribution(own),
        answers=_answers(text for text in texts if text.unit == goal.unit),
        others=tuple(sorted(filter(None, others), key=lambda each: each.unit)),
    )


def _contribution(text: Written | None) -> Contribution | None:
    return Contribution(text.unit, text.text, text.recorded_at, text.post, text.pk) if text else None


def _answers(texts: Iterable[Written]) -> dict[str, Contribution]:
    """What was written in answer to questions, by question."""
    found = ((text.question, _contribution(text)) for text in texts if text.question)
    return {question: each for question, each in found if each}


def _units(
    submitted: Mapping[str, Submitted], texts: _Texts, goals: Iterable[FollowedGoal], owners: Collection[str] | None
) -> tuple[FollowedUnit, ...]:
    codes = {*submitted, *(unit for unit, *_place in texts)}
    statuses: dict[str, list[Status]] = {}
    for goal in goals:
        if goal.is_judged:
            statuses.setdefault(goal.unit, []).append(goal.status)
    of_itself: dict[str, list[Written]] = {}
    for (unit, of, _question), text in texts.items():
        if not of:
            of_itself.setdefault(unit, []).append(text)
    return tuple(
        FollowedUnit(
            code,
            submitted.get(code),
            _contribution(texts.get((code, "", ""))),
            rules.roll_up(statuses.get(code, ())),
            answers=_answers(of_itself.get(code, ())),
        )
        for code in sorted(codes)
        if owners is None or code in owners
    )
