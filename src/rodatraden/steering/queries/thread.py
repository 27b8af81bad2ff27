"""How did it go? Goals in tree order with what their indicators say, what their owners say, and what was written.

The one read that pages, JSON and reports share: four SQL queries for a whole round, whatever the size.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rodatraden.indicators import queries as indicators
from rodatraden.indicators.queries import Course, Measured
from rodatraden.steering import models, rules
from rodatraden.steering.queries import plan
from rodatraden.steering.queries.readers import MayRead, in_round, nobody
from rodatraden.steering.queries.said import Judged, Submitted, Visible, Written, said
from rodatraden.steering.rules import Computed, Counts, Split, Stage, Status


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a unit wrote: of a goal, or of itself as a whole. `post` is the code of who wrote it, "" when unknown."""

    unit: str
    text: str
    at: datetime
    post: str
    key: int
    """The stored row: what a writer has seen, so that another's words written meanwhile are noticed."""


@dataclass(frozen=True, slots=True)
class FollowedGoal:
    """A goal with what its indicators say, what its owner says, and what was written of it."""

    code: str
    title: str
    level: str
    description: str
    source: str
    parent: str
    unit: str
    valid_from: date
    valid_to: date
    depth: int
    indicators: tuple[Measured, ...]
    computed: Computed
    assessed: Status | None = None
    reason: str = ""
    assessed_at: datetime | None = None
    assessed_by: str = ""
    is_draft: bool = False
    """Whether the assessment is a draft, shown since the reader may see it."""
    text: Contribution | None = None
    answers: Mapping[str, Contribution] = field(default_factory=dict)
    """What its owner wrote of it in answer to each question, by the question's code."""
    others: tuple[Contribution, ...] = ()
    """What other units wrote of the goal: their part in it."""
    below: Counts = Counts()  # noqa: RUF009 – frozen

    @property
    def status(self) -> Status:
        """The status that counts: the owner's assessment when there is one, else what the indicators say."""
        return rules.counting(self.assessed, self.computed.status)

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to judge: a target in the period, or an assessment. Else it only holds others."""
        return self.assessed is not None or any(each.target for each in self.indicators)

    @property
    def differs(self) -> bool:
        """Whether the owner says something else than the indicators do."""
        return rules.needs_reason(self.assessed, self.computed.status)


@dataclass(frozen=True, slots=True)
class FollowedUnit:
    """A unit in a round: how far it has come (None: it is not asked) and what it wrote of itself as a whole."""

    unit: str
    submitted: Submitted | None
    text: Contribution | None
    counts: Counts
    has_words: bool = False
    """Whether it has written anything that the reader may see: a text that stands, or why it assessed as it did."""
    answers: Mapping[str, Contribution] = field(default_factory=dict)
    """What it wrote in answer to each question about the unit as a whole, by the question's code."""

    @property
    def stage(self) -> Stage | None:
        """How far it has come; None when it is not asked."""
        return self.submitted.stage if self.submitted else None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it went, as known on a day. Without a round: the goals with their indicators in `period`."""

    round: models.Round | None
    period: str
    known: date
    goals: tuple[FollowedGoal, ...]
    units: tuple[FollowedUnit, ...] = ()
    courses: Mapping[str, Course] = field(default_factory=dict)
    """All that was recorded of the indicators that it was asked for, by their codes."""
    over: frozenset[str] = frozenset()
    """The goals that only stand here so that the thread is whole: others own them, and they do not count."""

    @property
    def judged(self) -> tuple[FollowedGoal, ...]:
        """The goals that there is anything to judge of."""
        return tuple(goal for goal in self.goals if goal.is_judged and goal.code not in self.over)

    @property
    def counts_drafts(self) -> bool:
        """Whether some assessment that counts is a draft: the public's counts are others."""
        return any(goal.is_draft for goal in self.judged)

    @property
    def counts(self) -> Counts:
        """How many goals of each status that counts."""
        return rules.roll_up(goal.status for goal in self.judged)

    def split(self) -> Split[FollowedGoal]:
        """Achieved; partly or not achieved; not possible to assess. Goals that only hold others are in none of them."""
        return rules.split(self.judged, lambda goal: goal.status)

    def goal(self, code: str) -> FollowedGoal | None:
        """One of the goals."""
        return next((goal for goal in self.goals if goal.code == code), None)

    def unit(self, code: str) -> FollowedUnit | None:
        """One of the units."""
        return next((unit for unit in self.units if unit.unit == code), None)

    def of(self, owns: Callable[[str], bool]) -> "FollowUp":
        """The goals of some units, with the goals over them so that the thread is whole. Only their own count."""
        own = {goal.code for goal in self.goals if owns(goal.unit)}
        shown, by_code = set(own), {goal.code: goal for goal in self.goals}
        for code in own:
            while (code := by_code[code].parent) in by_code and code not in shown:
                shown.add(code)
        over = frozenset(shown - own)
        goals = _with_counts([goal for goal in self.goals if goal.code in shown], over)
        return replace(self, goals=goals, over=over)


def followup(
    followed: models.Round, *, known: date, may_read_draft: MayRead = nobody, owners: Collection[str] | None = None
) -> FollowUp:
    """A round as known on a day. Texts and assessments that are not approved only for units that the reader may read.

    A draft is no public document until it is finished or sent on (2 kap. 12 § tryckfrihetsförordningen); what was
    approved stays public while a later version is being written. With `owners` only those units' goals. Four queries.
    """
    rows = plan.goals_in(followed.measured_period, known=known)
    asked = _Asked(known, followed.measured_period, followed, may_read_draft)
    return _told([row for row in rows if owners is None or row.unit in owners], asked, owners=owners)


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
    return _told(list(plan.goals_on(day, known=known)), _Asked(known, period, followed, may_read_draft, whole))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be told, and to whom."""

    known: date
    period: str
    followed: models.Round | None
    may_read_draft: MayRead
    whole: Collection[str] = ()


def _told(rows: Sequence[models.Goal], asked: _Asked, *, owners: Collection[str] | None = None) -> FollowUp:
    codes = {code for row in rows for code in row.linked}
    courses = indicators.courses(codes, period=asked.period, known=asked.known, whole=asked.whole)
    goals = _followed(rows, courses, period=asked.period, followed=asked.followed)
    kept = {code: courses[code] for code in asked.whole if code in courses}
    if asked.followed is None:
        return FollowUp(None, asked.period, asked.known, _with_counts(goals), courses=kept)
    rows_said = said(asked.followed, known=asked.known)
    submitted = rows_said.stages()
    may_read_draft = in_round(asked.may_read_draft, asked.followed, submitted)

    def is_public(unit: str, at: datetime) -> bool:
        return unit in submitted and submitted[unit].is_public(at)

    def visible(unit: str, at: datetime) -> bool:
        return is_public(unit, at) or may_read_draft(unit)

    texts, assessments = rows_said.latest_texts(visible), rows_said.latest_assessments(visible)
    written: defaultdict[str, list[Written]] = defaultdict(list)
    for (_unit, of, _question), text in texts.items():
        written[of].append(text)
    with_words = [_with_words(goal, written[goal.code], assessments.get(goal.code), is_public) for goal in goals]
    counted = _with_counts(with_words)
    wrote = {unit for (unit, *_place), text in texts.items() if text.text}
    wrote |= {judged.unit for judged in assessments.values() if judged.reason}
    units = tuple(replace(each, has_words=each.unit in wrote) for each in _units(submitted, texts, counted, owners))
    return FollowUp(asked.followed, asked.period, asked.known, counted, units, courses=kept)


def _tree(rows: Sequence[models.Goal]) -> list[tuple[str, int]]:
    """Codes and depths in tree order. A goal whose parent is not among the rows stands at the top."""
    codes = {row.code for row in rows}
    children: dict[str, list[str]] = {}
    for row in rows:
        children.setdefault(row.parent if row.parent in codes else "", []).append(row.code)
    return rules.in_tree_order(children)


def _followed(
    rows: Sequence[models.Goal], courses: Mapping[str, Course], *, period: str, followed: models.Round | None
) -> list[FollowedGoal]:
    """Goals in tree order with what their indicators say."""
    by_code = {row.code: row for row in rows}
    shown_at = {code: row.code for row in reversed(rows) for code in row.linked}
    measured = {}
    for code in courses.keys() & shown_at.keys():
        address = rules.goal_address(shown_at[code], followed=followed.code if followed else "", indicator=code)
        measured[code] = indicators.measure(courses[code], period=period, address=address)
    return [
        _goal(by_code[code], depth, [measured[each] for each in by_code[code].linked if each in measured])
        for code, depth in _tree(rows)
    ]


def _goal(row: models.Goal, depth: int, measured: Sequence[Measured]) -> FollowedGoal:
    return FollowedGoal(
        code=row.code,
        title=row.title,
        level=row.level,
        description=row.description,
        source=row.source,
        parent=row.parent,
        unit=row.unit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        depth=depth,
        indicators=tuple(measured),
        computed=rules.compute(each.verdict for each in measured if each.target),
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


def _with_counts(goals: Sequence[FollowedGoal], over: Collection[str] = ()) -> tuple[FollowedGoal, ...]:
    """Each goal with the counts of what stands under it, however deep: a roll-up is counts and nothing else.

    Those that stand `over` what is told of, and are others', are not among the counts.
    """
    found: list[FollowedGoal] = []
    below: list[list[Status]] = []  # one heap for each open depth, the deepest last
    for goal in reversed(goals):  # in tree order everything under a goal stands right after it
        while len(below) <= goal.depth + 1:
            below.append([])
        under = below.pop()
        found.append(replace(goal, below=rules.roll_up(under)))
        below[goal.depth] += [*under, goal.status] if goal.is_judged and goal.code not in over else under
    return tuple(reversed(found))


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
