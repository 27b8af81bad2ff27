"""One goal: the thread up and down, how it went, and what it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.commitments import queries as promised
from rodatraden.commitments.rules.codes import OriginKind
from rodatraden.indicators import queries as indicators
from rodatraden.indicators.models import Reading
from rodatraden.indicators.queries import Measured
from rodatraden.indicators.rules import length_of
from rodatraden.kernel.periods import Period
from rodatraden.steering import models, queries, rules, words
from rodatraden.steering.queries import FollowedGoal, FollowUp, lineage
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.queries.lineage import Lineage
from rodatraden.steering.rules import Status
from rodatraden.steering.rules.model import Model, in_its_time
from rodatraden.steering.views import readings, wordings
from rodatraden.steering.views.flaws import said
from rodatraden.steering.views.goal_form import flaws_now
from rodatraden.steering.views.goals import ShownIndicator, few, shown_goal, shown_indicator
from rodatraden.steering.views.named import Names, asked_round, kept, names
from rodatraden.ui import charts, formats, tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Drawn, Link, Sign, Step
from rodatraden.ui.tables import Form


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
    goal: Link | None
    """The earlier goal that it is about; None when it is this one."""
    shape: Sign
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
    begun = _begun(rounds, days.on)
    told = _told_of(worded, request, asked_round(request, begun))
    found = next(each for each in told.goals if each.code == code)
    if form != "page":
        return tables.answer(readings.table(found, told), form, days)
    line = lineage.of(worded[-1], known=days.known)
    may = queries.drafts_for(request.user, today=request.days.today)
    judged = queries.assessments_of([code, *line.before], known=days.known, may_read_draft=may)
    above, under = _above(found, told), [each for each in told.goals if code in each.lines_up]
    through_time = _codes_through_time(judged, worded, told) | {each.unit for each in line.before.values()}
    named = names(days, _codes(found, under) | through_time)
    titles = {each.code: each.title for each in told.goals} | {key: each.title for key, each in line.before.items()}
    return page(
        request,
        "steering/goal.html",
        told=told,
        goal=found,
        applies=found.valid_from <= days.on < found.valid_to,
        **_told(found, told, under, named),
        promised=promised.in_words(promised.of(OriginKind.GOAL, [found.code], known=days.known), on=days.on),
        **_of_its_time(found, line, named, known=days.known),
        **_allowed(found, worded[-1], request),
        judged=_judgements(judged, _Through(found, line, rounds, in_time.through(known=days.known)), named),
        wordings=wordings.table(worded, told.courses, titles, named),
        rounds=begun,
        kept=kept(request),
        crumbs=_crumbs(found, above),
        steps=_steps(found, above, told),
    )


def _told(found: FollowedGoal, told: FollowUp, under: Sequence[FollowedGoal], named: Names) -> dict[str, Any]:
    """How it went with the goal and those under it, and who said so."""
    return {
        "shown": shown_goal(found, told, named),
        "assessed_by": named.link(found.assessed_by) if found.assessed_by else None,
        "others": [(named.unit(each.unit), each) for each in found.others],
        "indicators": _courses(found, told, named),
        "under": [shown_goal(each, told, named) for each in under],
    }


def _begun(rounds: Sequence[models.Round], on: date) -> list[models.Round]:
    return [each for each in rounds if Period.parse(each.period).start <= on]


def _allowed(found: FollowedGoal, goal: models.Goal, request: Request) -> dict[str, Any]:
    """What the reader may do with the goal, and what is broken for those who may mend it."""
    is_today, may = request.days.is_today, request.user.has_perm
    return {
        "may_promise": is_today and may("commitments.commitment.give"),
        "may_write": is_today and may("steering.goal.write", found.unit),  # type: ignore[arg-type]  # ours: a unit's code
        "flaws": _flaws(goal, request),
    }


def _flaws(goal: models.Goal, request: Request) -> list[str]:
    """What is broken about the goal, for those who may mend it."""
    may = request.days.is_today and request.user.has_perm("steering.goal.write", goal.unit)  # type: ignore[arg-type]  # ours: a unit's code
    return [said(each) for each in flaws_now(request, goal)] if may else []


def shown_level(goal: FollowedGoal) -> str:
    """What a goal's level is called in the steering model of its time."""
    return goal.model.level_name(goal.level)


def _of_its_time(found: FollowedGoal, line: Lineage, named: Names, *, known: date) -> dict[str, Any]:
    """The goal in the steering model of its time, with the goals before and after it in theirs."""
    since = max(found.model.since, found.valid_from)
    return {
        "model": found.model,
        "model_address": f"/styrmodell?on={since.isoformat()}",
        "level": shown_level(found),
        "carriers": [named.unit(each) for each in found.carriers],
        "earlier": [_relative(each, named, known) for each in line.before.values()],
        "later": [_relative(each, named, known) for each in line.after],
    }


@dataclass(frozen=True, slots=True)
class Relative:
    """A goal that another goes on from, or that goes on from it, in the model of its own time."""

    link: Link
    level: str
    owner: Link
    goal: models.Goal


def _relative(goal: models.Goal, named: Names, known: date) -> Relative:
    model = in_its_time(in_time.through(known=known), goal.valid_from, goal.valid_from, goal.valid_to)
    return Relative(
        Link(goal.title, rules.goal_address(goal.code)), model.level_name(goal.level), named.unit(goal.unit), goal
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
    may = queries.drafts_for(request.user, today=request.days.today)
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
    code = told.round.code if told.round else ""
    ends = above if len(above) < 3 else [above[0], above[-1]]
    steps = [
        Step("goal" if each.parent else "vision", each.title, rules.goal_address(each.code, followed=code))
        for each in ends
    ]
    steps.append(Step("goal" if above else "vision", goal.title, current=True))
    steps += few([Step("indicator", each.name, f"#{each.code}") for each in goal.indicators], "#indicators")
    under = [each for each in told.goals if goal.code in each.lines_up]
    steps += few([Step("goal", each.title, rules.goal_address(each.code, followed=code)) for each in under], "#under")
    if told.round:
        steps.append(Step("money", told.round.title, f"/ekonomi?round={code}"))
    return [*steps, Step("decision", goal.source)] if goal.source else steps


def _courses(goal: FollowedGoal, told: FollowUp, named: Names) -> list[Course]:
    return [
        Course(
            shown_indicator(each, goal, told),
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


@dataclass(frozen=True, slots=True)
class _Through:
    """A goal through time: with those that it goes on from, the rounds there have been, and the steering models."""

    goal: FollowedGoal
    line: Lineage
    rounds: Sequence[models.Round]
    in_force: Sequence[Model]

    def model(self, assessment: models.Assessment, followed: models.Round | None) -> Model:
        """The steering model by which an assessment was made."""
        goal = self.line.before.get(assessment.goal, self.goal)
        day = Period.parse(followed.period).last_day if followed else timezone.localdate(assessment.recorded_at)
        return in_its_time(self.in_force, day, goal.valid_from, goal.valid_to)


def _judgements(judged: Sequence[models.Assessment], through: _Through, named: Names) -> list[Judged]:
    """Every assessment of the goal and of those that it goes on from, on the scale of its own time."""
    rounds, shown = {each.code: each for each in through.rounds}, []
    for each in judged:
        followed, earlier = rounds.get(each.round), through.line.before.get(each.goal)
        shown.append(
            Judged(
                each,
                followed.title if followed else each.round,
                Link(earlier.title, rules.goal_address(earlier.code)) if earlier else None,
                words.sign(through.model(each, followed), Status(each.status), each.step),
                named.unit(each.unit),
                named.link(each.post) if each.post else None,
            )
        )
    return shown
