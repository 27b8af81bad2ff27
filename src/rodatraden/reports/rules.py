"""When may a report be signed, and what has changed since it was?"""

from collections.abc import Iterator
from decimal import Decimal

from rodatraden.reports.followup.context import Context, Goal, Table

Changes = dict[str, int]
"""How many amounts, outcomes, assessments and texts differ between two editions."""


def changes(before: Context, after: Context) -> Changes:
    """How many things of each kind are new, gone or different."""
    kinds = {"amounts": _amounts, "outcomes": _outcomes, "assessments": _assessments, "texts": _texts}
    return {name: _differences(dict(tell(before)), dict(tell(after))) for name, tell in kinds.items()}


def is_same(before: Context, after: Context) -> bool:
    """Whether two contexts say the same thing, whenever they were put together."""
    return not any(changes(before, after).values()) and before.empty_side_reason == after.empty_side_reason


def _differences(before: dict[object, object], after: dict[object, object]) -> int:
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())


def _amounts(context: Context) -> Iterator[tuple[object, Decimal | None]]:
    """The amounts of the units; sums follow from them and are not counted again."""
    for table in (context.operations, context.investments):
        for line in table.lines:
            if line.kind == "row":
                place = (table.kind, line.code, line.financing)
                yield (*place, "budget"), line.budget.value
                yield (*place, "forecast"), line.forecast.value
                yield (*place, "previous"), line.previous.value


def _outcomes(context: Context) -> Iterator[tuple[object, object]]:
    for goal in context.goals:
        for each in goal.indicators:
            outcome = each.outcome.value if each.outcome else None
            target = each.target.value if each.target else None
            yield (goal.code, each.code), (outcome, each.operator, target)


def _assessments(context: Context) -> Iterator[tuple[object, object]]:
    return ((goal.code, (goal.assessed, goal.reason)) for goal in context.goals)


def _texts(context: Context) -> Iterator[tuple[object, str]]:
    yield from (((unit.code,), unit.text) for unit in (*context.whole, *context.units))
    for goal in context.goals:
        yield from _goal_texts(goal)
    for table in (context.operations, context.investments):
        yield from _comments(table)


def _goal_texts(goal: Goal) -> Iterator[tuple[object, str]]:
    yield ("goal", goal.code), goal.text
    yield from ((("goal", goal.code, said.unit), said.text) for said in goal.others)


def _comments(table: Table) -> Iterator[tuple[object, str]]:
    return (((table.kind, line.code, line.financing, "comment"), line.comment) for line in table.lines if line.comment)
