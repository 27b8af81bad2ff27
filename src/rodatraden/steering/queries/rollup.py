"""How did a round go, in counts alone: of all goals, and of each unit's? For who tells neither figures nor texts."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Final, NamedTuple

from django.db.models import CharField
from django.db.models.functions import Cast

from rodatraden.indicators import queries as indicators
from rodatraden.indicators.rules import Verdict
from rodatraden.kernel.periods import Period
from rodatraden.steering import models, rules
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.queries import plan
from rodatraden.steering.queries.readers import MayRead, in_round, nobody
from rodatraden.steering.queries.said import Submitted, said
from rodatraden.steering.queries.thread import followup
from rodatraden.steering.rules import Assessing, Counts, Split, Stage, Status
from rodatraden.steering.rules.judging import Method
from rodatraden.steering.rules.model import BUILT_IN, Model, in_its_time


class RolledGoal(NamedTuple):
    """A goal, and how it went."""

    code: str
    title: str
    unit: str
    status: Status
    is_judged: bool
    """Whether there is anything to judge: a target in the period, or an assessment. Else it only holds others."""
    is_draft: bool
    """Whether the assessment is a draft, counted since the reader may see it."""
    model: Model = BUILT_IN
    """The steering model of its time."""
    step: str = ""
    """The step of the scale that its owner chose."""


class RolledUnit(NamedTuple):
    """A unit that is asked: how far it has come, and how its goals went."""

    unit: str
    submitted: Submitted
    counts: Counts

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.submitted.stage


@dataclass(frozen=True)
class RollUp:
    """A round in counts, as known on a day. Goals in tree order, units by their codes."""

    round: models.Round
    goals: Sequence[RolledGoal]
    submitted: Mapping[str, Submitted]

    @cached_property
    def judged(self) -> Sequence[RolledGoal]:
        """The goals that there is anything to judge of."""
        return [goal for goal in self.goals if goal.is_judged]

    @cached_property
    def counts(self) -> Counts:
        """How many goals of each status that counts."""
        return rules.roll_up(goal.status for goal in self.judged)

    @property
    def named(self) -> set[str]:
        """Every unit and post that it names."""
        said = self.submitted.items()
        return {goal.unit for goal in self.judged} | {code for unit, each in said for code in (unit, each.post)}

    @property
    def counts_drafts(self) -> bool:
        """Whether some assessment that counts is a draft: the public's counts are others."""
        return any(goal.is_draft for goal in self.goals)

    @cached_property
    def units(self) -> Sequence[RolledUnit]:
        """The units that are asked."""
        statuses: defaultdict[str, list[Status]] = defaultdict(list)
        for goal in self.judged:
            statuses[goal.unit].append(goal.status)
        return [RolledUnit(code, each, rules.roll_up(statuses[code])) for code, each in self.submitted.items()]

    def split(self) -> Split[RolledGoal]:
        """Achieved; partly or not achieved; not possible to assess."""
        return rules.split(self.judged, lambda goal: goal.status)


def rollup(followed: models.Round, *, known: date, may_read_draft: MayRead = nobody) -> RollUp:
    """A round in counts, as known on a day: the same as a followup counts, and only what the reader may read.

    Four queries, whatever the size; more where a steering model is adopted or a value rests on few.
    """
    through = in_time.through(known=known)
    if any(each.terms.assessing.method is Method.SCORE for each in through):
        return _scored(followed, known=known, may_read_draft=may_read_draft)
    day = Period.parse(followed.period).last_day
    rows = said(followed, known=known, with_texts=False)
    submitted = rows.stages()
    may_read = in_round(may_read_draft, followed, submitted, known=known)

    def is_public(unit: str, at: datetime) -> bool:
        return unit in submitted and submitted[unit].is_public(at)

    judged = rows.latest_assessments(lambda unit, at: is_public(unit, at) or may_read(unit))
    verdicts = indicators.verdicts(period=followed.measured_period, known=known)
    goals = []
    for goal in _goals(followed.measured_period, known=known):
        assessed = judged.get(goal.code)
        told = tuple(verdicts[code] for code in goal.indicators if code in verdicts)
        model = in_its_time(through, day, goal.valid_from, goal.valid_to)
        status = Status(assessed.status) if assessed else _computed(told, model.terms.assessing)
        is_draft = assessed is not None and not is_public(assessed.unit, assessed.recorded_at)
        named, step = (goal.code, goal.title, goal.unit), assessed.step if assessed else ""
        goals.append(RolledGoal(*named, status, bool(assessed or told), is_draft, model, step))
    return RollUp(followed, goals, submitted)


def _scored(followed: models.Round, *, known: date, may_read_draft: MayRead) -> RollUp:
    """The same where a model scores: that takes the outcomes themselves."""
    told = followup(followed, known=known, may_read_draft=may_read_draft)
    goals = [
        RolledGoal(each.code, each.title, each.unit, each.status, each.is_judged, each.is_draft, each.model, each.step)
        for each in told.goals
    ]
    return RollUp(followed, goals, {each.unit: each.submitted for each in told.units if each.submitted})


@cache
def _computed(told: tuple[Verdict, ...], by: Assessing) -> Status:
    """The status that follows; thousands of goals have the same few sets of verdicts."""
    return rules.compute(told, by=by).status


class _Goal(NamedTuple):
    code: str
    title: str
    unit: str
    parent: str
    valid_from: date
    valid_to: date
    indicators: Sequence[str]


_TOLD: Final = ("code", "title", "unit", "parent", "valid_from", "valid_to")


def _goals(period: str, *, known: date) -> list[_Goal]:
    """The goals of a period, in tree order. One query; their links are read as one text rather than as thousands."""
    linked = Cast("indicators", CharField())
    rows = list(plan.goals_in(period, known=known).values_list(*_TOLD, linked))
    links = json.loads(f"[{','.join(row[-1] for row in rows)}]")
    goals = {
        code: _Goal(code, title, unit, parent, valid_from, valid_to, list(each))
        for (code, title, unit, parent, valid_from, valid_to, _), each in zip(rows, links, strict=True)
    }
    children: defaultdict[str, list[str]] = defaultdict(list)
    for goal in goals.values():
        children[goal.parent if goal.parent in goals else ""].append(goal.code)
    return [goals[code] for code, _depth in rules.in_tree_order(children)]
