"""The thread of goals, from the vision to what each unit will achieve."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.indicators import words as indicator_words
from rodatraden.indicators.queries import Measured
from rodatraden.steering import queries, rules, words
from rodatraden.steering.queries import FollowedGoal, FollowUp
from rodatraden.steering.rules import Computed, Counts
from rodatraden.steering.views.named import Names, asked_round, codes_in, kept, names
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Sign, Step
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
    level: str
    """What its level is called in the steering model of its time."""
    also: list[Link]
    """The other goals that it contributes to."""
    computed: Sign | None
    assessed: Sign | None
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
        days.on,
        known=days.known,
        followed=followed,
        may_read_draft=queries.drafts_for(request.user, today=request.days.today),
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
        may_write=days.is_today and request.user.has_perm("steering.goal.write"),
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
        level=goal.model.level_name(goal.level),
        also=[_link(each, told) for each in goal.also],
        computed=words.sign(goal.model, goal.computed.status) if judged and told.round else None,
        assessed=words.sign(goal.model, goal.assessed, goal.step) if goal.assessed else None,
        unmeasured=unmeasured(goal.computed),
        indicators=[shown_indicator(each, goal, told) for each in goal.indicators],
    )


def _link(code: str, told: FollowUp) -> Link:
    """A goal by its title; by its code where it does not apply on the day."""
    found = told.goal(code)
    return Link(found.title if found else code, rules.goal_address(code, followed=_code(told)))


def unmeasured(computed: Computed) -> str:
    """What must be said beside a status that rests on some of the indicators only."""
    if not computed.is_incomplete:
        return ""
    return ngettext("%(count)d indicator has no value", "%(count)d indicators have no value", computed.unmeasured) % {
        "count": computed.unmeasured
    }


def shown_indicator(measured: Measured, goal: FollowedGoal, told: FollowUp) -> ShownIndicator:
    """An indicator with its target and verdict in words."""
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
        cells = (
            Link(each.title),
            each.code,
            goal.level,
            goal.owner,
            "",
            None,
            None,
            None,
            "",
            goal.computed,
            goal.assessed,
        )
        rows.append(Row((*cells, each.reason), level=each.depth))
        rows += [_indicator_row(shown, named, each.depth + 1) for shown in goal.indicators]
    return Table(f"mal-{_code(told)}" if told.round else "mal", _("Goals"), columns, rows)


def _indicator_row(shown: ShownIndicator, named: Names, level: int) -> Row:
    each = shown.measured
    cells = (Link(each.name), each.code, _("Indicator"), named.unit(each.unit), shown.condition)
    numbers = (each.target.value if each.target else None, each.outcome, each.previous, each.measure)
    return Row((*cells, *numbers, shown.verdict or None, None, ""), level=level)


def few(steps: list[Step], where: str) -> list[Step]:
    """One or two steps as they are; more as one that leads to where they stand: the thread must fit a phone."""
    if len(steps) < 3:
        return steps
    stage = steps[0].stage
    label = ngettext("%(count)d goal", "%(count)d goals", len(steps))
    if stage == "indicator":
        label = ngettext("%(count)d indicator", "%(count)d indicators", len(steps))
    return [Step(stage, label % {"count": len(steps)}, where)]
