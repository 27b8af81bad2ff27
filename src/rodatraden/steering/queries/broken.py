"""Where is the thread broken on a day, as known on a day: among the goals, their indicators and what is promised?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.commitments import queries as commitments
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.codes import FINISHED, Kind, OriginKind
from rodatraden.indicators import queries as indicators
from rodatraden.indicators.models import Indicator, Target
from rodatraden.kernel.periods import Period
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation
from rodatraden.steering import models
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.queries import plan
from rodatraden.steering.rules.lint import Flaw, Found, Looked, broken_goals


@dataclass(frozen=True, slots=True)
class BrokenGoal:
    """A goal, and what is broken about it."""

    goal: models.Goal
    flaws: Sequence[Found]


@dataclass(frozen=True, slots=True)
class BrokenIndicator:
    """An indicator, one of the goals that it belongs to, and what is broken about it."""

    indicator: Indicator
    goal: str
    flaws: Sequence[Found]


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """An activity or a measure that belongs to nothing, or to a goal that no longer applies."""

    promise: Told
    flaws: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Broken:
    """All that is broken, in plan order, and how much of what there is was looked at."""

    goals: Sequence[BrokenGoal]
    indicators: Sequence[BrokenIndicator]
    promises: Sequence[BrokenPromise]
    looked_at: tuple[int, int, int] = (0, 0, 0)
    """How many goals, indicators and commitments."""

    @property
    def units(self) -> Counter[str]:
        """How many things are broken for each unit, by its code."""
        found = Counter(each.goal.unit for each in self.goals)
        found.update(each.indicator.unit for each in self.indicators)
        found.update(each.promise.unit for each in self.promises)
        return found


def broken(*, on: date, known: date) -> Broken:
    """Everything that is broken. At most ten queries, whatever the size."""
    goals = list(plan.goals_on(on, known=known))
    units = organisation.units(on=on, known=known)
    model = in_time.in_force(on=on, known=known)
    told = broken_goals([looked(goal, units) for goal in goals], model)
    promises = [each for each in commitments.told(known=known) if each.state not in FINISHED]
    belonging = _belonging(goals)
    return Broken(
        [BrokenGoal(goal, told[goal.code]) for goal in goals if goal.code in told],
        list(_indicators(belonging, units, on=on, known=known)),
        list(_promises(promises, {goal.code for goal in goals})),
        (len(goals), len(belonging), len(promises)),
    )


def looked(goal: models.Goal, units: Organisation) -> Looked:
    """A goal as the rules look at it, with the kind of its owner on the day."""
    owner = units.units.get(goal.unit)
    return Looked(
        code=goal.code,
        title=goal.title,
        level=goal.level,
        unit=goal.unit,
        kind=owner.kind if owner else None,
        lines_up=goal.lines_up,
        carriers=goal.carriers,
        indicators=goal.indicators,
        judged_by=goal.judged_by,
    )


def _belonging(goals: Iterable[models.Goal]) -> dict[str, str]:
    """The first goal of each indicator."""
    found: dict[str, str] = {}
    for goal in goals:
        for code in goal.linked:
            found.setdefault(code, goal.code)
    return found


def _indicators(
    belonging: Mapping[str, str], units: Organisation, *, on: date, known: date
) -> Iterator[BrokenIndicator]:
    found = indicators.defined(belonging, known=known)
    aimed = _aimed(found, on=on, known=known)
    posts = organisation.posts({row.post for row in found.values() if row.post}, on=on, known=known)
    for code, goal in belonging.items():
        row = found.get(code)
        if row is None or not row.valid_from <= on < row.valid_to:
            continue
        flaws = []
        if row.unit not in units.units or (row.post and row.post not in posts):
            flaws.append(Found(Flaw.NO_OWNER, row.post or row.unit))
        if code not in aimed:
            flaws.append(Found(Flaw.NO_TARGET, str(on.year)))
        if flaws:
            yield BrokenIndicator(row, goal, flaws)


def _aimed(codes: Iterable[str], *, on: date, known: date) -> set[str]:
    """The indicators that have a target for some period in the year of a day."""
    year = Period(date(on.year, 1, 1), date(on.year + 1, 1, 1))
    rows = Target.objects.filter(indicator__in=list(codes), recorded_at__lt=indicators.recorded_by(known))
    told = rows.values_list("indicator", "period")
    return {code for code, period in told if _meet(Period.parse(period), year)}


def _meet(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


def _promises(told: Iterable[Told], goals: set[str]) -> Iterator[BrokenPromise]:
    for each in told:
        if each.kind not in {Kind.ACTIVITY, Kind.MEASURE}:
            continue
        if each.origin_kind is None:
            yield BrokenPromise(each, [Found(Flaw.LOOSE)])
        elif each.origin_kind is OriginKind.GOAL and each.origin not in goals:
            yield BrokenPromise(each, [Found(Flaw.LOOSE, each.origin)])
