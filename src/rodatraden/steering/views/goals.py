"""The thread of goals, and one goal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.indicators import queries as indicators
from rodatraden.indicators import words as indicator_words
from rodatraden.indicators.models import Reading
from rodatraden.indicators.queries import Measured
from rodatraden.indicators.rules import length_of
from rodatraden.kernel.periods import Period
from rodatraden.steering import models, queries, rules, words
from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.steering.rules import Computed, Counts, Status
from rodatraden.steering.views import readings, wordings
from rodatraden.steering.views.named import Names, asked_round, codes_in, kept, names
from rodatraden.ui import charts, formats, tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Drawn, Link, Step
from rodatraden.ui.tables import Column, Form, Row, Table

# Goals, readings, and the texts and assessments that are approved are public: no right is asked for. What is not
# approved is a draft, which is no public document until it is finished or sent on (2 kap. 12 §
# tryckfrihetsförordningen); `drafts_for` decides, unit by unit, who sees it sooner.


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator with its target in words."""

    measured: Measured
    condition: str
    verdict: str
    word: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal as a row with its indicators under it. One that only holds others is shown by the counts under it."""

    goal: FollowedGoal
    address: str
    owner: Link
    computed: str
    assessed: str
    unmeasured: str
    indicators: list[ShownIndicator]

    @property
    def below(self) -> Counts:
        """How it went with the goals under it."""
        return self.goal.below


@reads
def goals(request: Request, form: Form = "page") -> HttpResponse:
    """All goals of the day in a tree, with what the indicators say and what the owners say side by side."""
    days = request.days
    rounds = queries.rounds(on=days.on, known=days.known)
    followed = asked_round(request, rounds)
    told = queries.thread_on(
        days.on, known=days.known, followed=followed, may_read_draft=queries.drafts_for(request.user)
    )
    named = names(days, codes_in(told))
    unit = request.GET.get("enhet", "").strip()
    shown = told.of(named.owned_within(unit)) if unit else told
    if form != "page":
        return tables.answer(_table(shown.goals, told, named), form, days)
    return page(
        request,
        "steering/goals.html",
        told=shown,
        goals=[shown_goal(goal, shown, named) for goal in shown.goals],
        total=len(told.goals),
        counts=shown.counts,
        unit=unit,
        owners=sorted({(named.unit(goal.unit).label, goal.unit) for goal in told.goals}),
        round_address=rules.round_address(_code(told)),
        rounds=rounds,
        kept=kept(request),
        steps=[Step("goal", _("Goals"), current=True), Step("decision", _("Decisions"), "/beslut")],
    )


def _code(told: FollowUp) -> str:
    return told.round.code if told.round else ""


def shown_goal(goal: FollowedGoal, told: FollowUp, named: Names) -> ShownGoal:
    """A goal with its statuses as shapes, its owner and its indicators in words."""
    judged = goal.is_judged
    return ShownGoal(
        goal=goal,
        address=rules.goal_address(goal.code, followed=_code(told)),
        owner=named.unit(goal.unit),
        computed=words.SHAPES[goal.computed.status] if judged and told.round else "",
        assessed=words.SHAPES[goal.assessed] if goal.assessed else "",
        unmeasured=unmeasured(goal.computed),
        indicators=[_shown_indicator(each, goal, told) for each in goal.indicators],
    )


def unmeasured(computed: Computed) -> str:
    """What must be said beside a status that rests on some of the indicators only."""
    if not computed.is_incomplete:
        return ""
    return ngettext("%(count)d indicator has no value", "%(count)d indicators have no value", computed.unmeasured) % {
        "count": computed.unmeasured
    }


def _shown_indicator(measured: Measured, goal: FollowedGoal, told: FollowUp) -> ShownIndicator:
    return ShownIndicator(
        measured=measured,
        condition=str(indicator_words.OPERATORS[measured.target.operator]) if measured.target else "",
        verdict=words.SHAPES[measured.verdict] if measured.target else "",
        word=str(indicator_words.VERDICTS[measured.verdict]),
        address=rules.goal_address(goal.code, followed=_code(told), indicator=measured.code),
    )


def _table(goals: Sequence[FollowedGoal], told: FollowUp, named: Names) -> Table:
    """The same rows as the page, for files: numbers as numbers."""
    columns = [
        Column("name", _("Goal or indicator"), "link"),
        Column("code", _("Code")),
        Column("level", _("Level")),
        Column("unit", _("Owner"), "link"),
        Column("operator", _("Condition")),
        Column("target", _("Target value"), "number"),
        Column("outcome", _("Outcome"), "number"),
        Column("previous", _("The year before"), "number"),
        Column("measure", _("Unit of measure")),
        Column("computed", _("By the indicators"), "status"),
        Column("assessed", _("Assessment"), "status"),
        Column("reason", _("Reason")),
    ]
    rows = []
    for each in goals:
        goal = shown_goal(each, told, named)
        assessed, computed = goal.assessed or None, goal.computed or None
        cells = (Link(each.title), each.code, each.level, goal.owner, "", None, None, None, "", computed, assessed)
        rows.append(Row((*cells, each.reason), level=each.depth))
        rows += [_indicator_row(shown, named, each.depth + 1) for shown in goal.indicators]
    return Table(f"mal-{_code(told)}" if told.round else "mal", _("Goals"), columns, rows)


def _indicator_row(shown: ShownIndicator, named: Names, level: int) -> Row:
    each = shown.measured
    cells = (Link(each.name), each.code, _("Indicator"), named.unit(each.unit), shown.condition)
    numbers = (each.target.value if each.target else None, each.outcome, each.previous, each.measure)
    return Row((*cells, *numbers, shown.verdict or None, None, ""), level=level)


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator on its goal's page: how it has gone, and everything that was recorded."""

    shown: ShownIndicator
    owner: Link
    chart: Drawn | None
    recorded: list[Reading]


@dataclass(frozen=True, slots=True)
class Judged:
    """One assessment through time, with who made it."""

    assessment: models.Assessment
    followed: str
    shape: str
    unit: Link
    post: Link | None


@reads
def goal(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """One goal: the thread up and down, how it went, by which indicators, and how it was judged and worded before.

    Its page is there for ever: on a day when it does not apply, the thread is that of the nearest day when it does.
    """
    days = request.days
    worded = queries.wordings_of(code, known=days.known)
    if not worded:
        raise Http404(_("There is no goal with the code %(code)s.") % {"code": code})
    rounds = queries.rounds(known=days.known)
    begun = [each for each in rounds if Period.parse(each.period).start <= days.on]
    told = _told_of(worded, request, asked_round(request, begun))
    found = next(each for each in told.goals if each.code == code)
    if form != "page":
        return tables.answer(readings.table(found, told), form, days)
    judged = queries.assessments_of(code, known=days.known, may_read_draft=queries.drafts_for(request.user))
    above, under = _above(found, told), [each for each in told.goals if each.parent == code]
    named = names(days, _codes(found, under) | _codes_through_time(judged, worded, told))
    titles, followed = {each.code: each.title for each in told.goals}, {each.code: each.title for each in rounds}
    return page(
        request,
        "steering/goal.html",
        told=told,
        goal=found,
        shown=shown_goal(found, told, named),
        applies=found.valid_from <= days.on < found.valid_to,
        assessed_by=named.link(found.assessed_by) if found.assessed_by else None,
        others=[(named.unit(each.unit), each) for each in found.others],
        indicators=_courses(found, told, named),
        under=[shown_goal(each, told, named) for each in under],
        judged=[_judged(each, followed.get(each.round, each.round), named) for each in judged],
        wordings=wordings.table(worded, told.courses, titles, named),
        rounds=begun,
        kept=kept(request),
        crumbs=_crumbs(found, above),
        steps=_steps(found, above, told),
    )


def _codes(goal: FollowedGoal, under: Sequence[FollowedGoal]) -> set[str]:
    """The units and posts that a goal's page names."""
    found = {each.unit for each in (goal, *under)} | {each.unit for each in goal.indicators}
    return found | {each.unit for each in goal.others} | {goal.assessed_by}


def _codes_through_time(judged: Sequence[models.Assessment], worded: Sequence[models.Goal], told: FollowUp) -> set[str]:
    """The units and posts that assessed it, carried it or answered for its indicators."""
    found = {said for each in judged for said in (each.post, each.unit)} | {row.unit for row in worded}
    return found | {row.unit for course in told.courses.values() for row in course.definitions}


def _told_of(worded: Sequence[models.Goal], request: Request, followed: models.Round | None) -> FollowUp:
    """The thread on the day that is shown, or on the nearest when the goal applies."""
    days, row = request.days, worded[-1]
    nearest = min(max(days.on, row.valid_from), Period(row.valid_from, row.valid_to).last_day)
    whole = {code for each in worded for code in each.indicators}
    may = queries.drafts_for(request.user)
    return queries.thread_on(nearest, known=days.known, followed=followed, may_read_draft=may, whole=whole)


def _crumbs(goal: FollowedGoal, above: Sequence[FollowedGoal]) -> list[Link]:
    over = [Link(each.title, rules.goal_address(each.code)) for each in above]
    return [Link(_("Goals"), "/mal"), *over, Link(goal.title)]


def _above(goal: FollowedGoal, told: FollowUp) -> list[FollowedGoal]:
    """The goals over a goal, the highest first."""
    by_code, found = {each.code: each for each in told.goals}, list[FollowedGoal]()
    code = goal.parent
    while code in by_code:
        found.insert(0, by_code[code])
        code = by_code[code].parent
    return found


def _steps(goal: FollowedGoal, above: Sequence[FollowedGoal], told: FollowUp) -> list[Step]:
    """The red thread from the vision to the decision, walked through this goal."""
    code = _code(told)
    ends = above if len(above) < 3 else [above[0], above[-1]]
    steps = [
        Step("goal" if each.parent else "vision", each.title, rules.goal_address(each.code, followed=code))
        for each in ends
    ]
    steps.append(Step("goal" if above else "vision", goal.title, current=True))
    steps += few([Step("indicator", each.name, f"#{each.code}") for each in goal.indicators], "#indicators")
    under = [each for each in told.goals if each.parent == goal.code]
    steps += few([Step("goal", each.title, rules.goal_address(each.code, followed=code)) for each in under], "#under")
    if told.round:
        steps.append(Step("money", told.round.title, f"/ekonomi?round={code}"))
    return [*steps, Step("decision", goal.source)] if goal.source else steps


def few(steps: list[Step], where: str) -> list[Step]:
    """One or two steps as they are; more as one that leads to where they stand: the thread must fit a phone."""
    if len(steps) < 3:
        return steps
    stage = steps[0].stage
    label = ngettext("%(count)d goal", "%(count)d goals", len(steps))
    if stage == "indicator":
        label = ngettext("%(count)d indicator", "%(count)d indicators", len(steps))
    return [Step(stage, label % {"count": len(steps)}, where)]


def _courses(goal: FollowedGoal, told: FollowUp, named: Names) -> list[Course]:
    return [
        Course(
            _shown_indicator(each, goal, told),
            named.unit(each.unit),
            _chart(each, told.courses[each.code]),
            [*told.courses[each.code].readings][::-1],
        )
        for each in goal.indicators
    ]


def _chart(measured: Measured, course: indicators.Course) -> Drawn | None:
    """Outcome against target over periods of the same length. None with fewer than two outcomes: a dot is no course."""
    outcomes = {each.period: each.value for each in course.readings if each.unit == measured.unit}
    targets = {each.period: each for each in course.targets}
    alike = {period for period in outcomes.keys() | targets.keys() if length_of(period) == length_of(measured.period)}
    if sum(outcomes.get(period) is not None for period in alike) < 2:
        return None
    points = [
        charts.Point(period, outcomes.get(period), targets[period].value if period in targets else None)
        for period in sorted(alike)
    ]
    told = ", ".join(f"{each.period}: {formats.number(each.value)}" for each in points)
    spec = charts.value_and_target(points, unit=measured.measure)
    return charts.draw(spec, title=measured.name, description=f"{told} {measured.measure}".strip())


def _judged(assessment: models.Assessment, followed: str, named: Names) -> Judged:
    return Judged(
        assessment,
        followed,
        words.SHAPES[Status(assessment.status)],
        named.unit(assessment.unit),
        named.link(assessment.post) if assessment.post else None,
    )
