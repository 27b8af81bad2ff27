"""How is the plan written back to its sheet, with every wording that it has had?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from rodatraden.indicators import queries as defined
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rules import in_force, joined, nearest
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import queries, rules
from rodatraden.steering.models import Goal
from rodatraden.steering.sources import measures
from rodatraden.steering.sources.plan import ranked
from rodatraden.steering.sources.rows import PlanRow


def rows() -> Iterator[PlanRow]:
    """The whole plan, every wording of it: goals in tree order, each followed by its indicators and their targets.

    A place is written only where it isn't the order of the sheet.
    """
    written = list(_written(queries.wordings()))
    goals = ranked(row for row in written if row.kind == "mål")
    sorts = ranked(row for row in written if row.kind == "indikator")
    for row in written:
        if row.kind == "målvärde":
            yield row
            continue
        _same, rank = next(goals if row.kind == "mål" else sorts)
        yield replace(row, place=None) if row.place == rank else row


def _written(goals: Mapping[str, Sequence[Goal]]) -> Iterator[PlanRow]:
    latest = {code: worded[-1] for code, worded in goals.items()}
    children: dict[str, list[str]] = {}
    for goal in sorted(latest.values(), key=lambda each: (each.position, each.code)):
        children.setdefault(goal.parent, []).append(goal.code)
    sorts, aims, places = defined.definitions(), defined.targets(), _places(goals)
    under: defaultdict[str, list[str]] = defaultdict(list)
    for code, told in places.items():
        under[told[-1].goal].append(code)
    for code, _depth in rules.in_tree_order(children):
        yield from map(goal_row, goals[code])
        for sort in sorted(under[code], key=lambda each: (places[each][-1].position, each)):
            yield from _indicator_rows(sorts[sort], places[sort])
            yield from map(measures.target_row, aims.get(sort, []))
    for sort in sorted(sorts.keys() - places.keys()):
        yield from map(_on_its_own, sorts[sort])
        yield from map(measures.target_row, aims.get(sort, []))


def _on_its_own(indicator: Indicator) -> PlanRow:
    """An indicator that no goal is seen by."""
    row = measures.indicator_row(indicator, goal="", place=None)
    return replace(row, recorded_at=timezone.localtime(indicator.recorded_at))


@dataclass(frozen=True, slots=True)
class _Place:
    """The goal that an indicator belonged to from an instant on, and its place there."""

    recorded_at: datetime
    goal: str
    position: int


def _places(goals: Mapping[str, Sequence[Goal]]) -> dict[str, list[_Place]]:
    """Where each indicator has belonged, oldest first."""
    found: dict[str, list[_Place]] = {}
    for worded in goals.values():
        before: Mapping[str, int] = {}
        for goal in worded:
            for code, position in goal.indicators.items():
                if before.get(code) != position:
                    found[code] = joined(_Place(goal.recorded_at, goal.code, position), found.get(code, []))
            before = goal.indicators
    return found


def _indicator_rows(defined: Sequence[Indicator], places: Sequence[_Place]) -> Iterator[PlanRow]:
    """A row each time that an indicator was defined otherwise, or came to belong elsewhere."""
    for at in sorted({each.recorded_at for each in defined} | {each.recorded_at for each in places}):
        indicator, place = nearest(defined, at), in_force(places, at)
        if indicator:
            goal, position = (place.goal, place.position + 1) if place else ("", None)
            row = measures.indicator_row(indicator, goal=goal, place=position)
            yield replace(row, recorded_at=timezone.localtime(at))


def goal_row(goal: Goal) -> PlanRow:
    """One wording of a goal as a line of the sheet."""
    return PlanRow(
        kind="mål",
        code=goal.code,
        name=goal.title,
        under=goal.parent or None,
        also=tuple(goal.also),
        continues=tuple(goal.continues),
        unit=goal.unit,
        carriers=tuple(goal.carriers),
        judged_by=goal.judged_by,
        level=goal.level,
        description=goal.description,
        valid_from=goal.valid_from,
        valid_to=None if goal.valid_to == FOREVER else goal.valid_to,
        source=goal.source,
        place=goal.position + 1,
        recorded_at=timezone.localtime(goal.recorded_at),
    )
