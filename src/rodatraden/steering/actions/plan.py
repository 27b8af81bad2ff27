"""Setting the goals of the plan and the indicators by which each can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rodatraden.indicators import queries as indicators
from rodatraden.indicators.actions import Stored, UnknownIndicator
from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import models, queries, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal as it is handed in; `parent` is the code of the goal above it, "" at the top."""

    code: str
    title: str
    unit: str
    valid_from: date
    position: int
    parent: str = ""
    valid_to: date = FOREVER
    level: str = ""
    description: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """An indicator by which a goal can be seen."""

    goal: str
    indicator: str
    position: int


class UnknownGoal(Exception):
    """No goal has the code."""


class GoalsInACycle(Exception):
    """Goals that would stand above themselves."""


@transaction.atomic
def set_plan(*, goals: Sequence[NewGoal], links: Sequence[NewLink] = (), by: str) -> Stored:
    """Add new goals and links and bring changed ones up to date; the journal keeps what goals were.

    Goals that are not handed in stay as they are: a goal ends by its last day, never by being left out.
    Raises UnknownGoal, GoalsInACycle, UnknownIndicator: then nothing is stored.
    """
    done = Stored([], [])
    stored = queries.by_code()
    _refuse_cycles(queries.parents() | {given.code: given.parent for given in goals})
    for given in _parents_first(goals):
        _set_goal(given, stored, done, by)
    _set_links(links, stored, by)
    return done


def _refuse_cycles(parents: dict[str, str]) -> None:
    found = rules.cycles(parents)
    if found:
        raise GoalsInACycle(*sorted(found))


def _parents_first(goals: Sequence[NewGoal]) -> list[NewGoal]:
    """Each goal after the one above it, when that is handed in too."""
    given = {goal.code: goal for goal in goals}
    children: dict[str, list[str]] = {}
    for goal in goals:
        children.setdefault(goal.parent if goal.parent in given else "", []).append(goal.code)
    return [given[code] for code, _depth in rules.in_tree_order(children)]


def _set_goal(given: NewGoal, stored: dict[str, models.Goal], done: Stored, by: str) -> None:
    if given.parent and given.parent not in stored:
        raise UnknownGoal(given.parent)
    fields = {
        "title": given.title,
        "level": given.level,
        "description": given.description,
        "parent": stored.get(given.parent),
        "unit": given.unit,
        "valid_from": given.valid_from,
        "valid_to": given.valid_to,
        "position": given.position,
        "source": given.source,
    }
    row = stored.get(given.code)
    if row is None:
        stored[given.code] = models.Goal.objects.create(code=given.code, **fields)
        journal.record("steering.goal.set", of=f"{given.code} {given.title}", by=by)
        done.added.append(given.code)
        return
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    if not before:
        done.unchanged += 1
        return
    for name in before:
        setattr(row, name, fields[name])
    row.save(update_fields=list(before))
    was = {name: "" if value is None else str(value) for name, value in before.items()}
    journal.record("steering.goal.changed", of=f"{given.code} {given.title}", by=by, details=was)
    done.changed.append(given.code)


def _set_links(links: Sequence[NewLink], goals: dict[str, models.Goal], by: str) -> None:
    """An indicator that is handed in belongs to the goals it is handed in with, and to no other."""
    defined = {row.code: row for row in indicators.indicators({link.indicator for link in links})}
    given: dict[tuple[int, int], int] = {}
    for link in links:
        if link.goal not in goals:
            raise UnknownGoal(link.goal)
        if link.indicator not in defined:
            raise UnknownIndicator(link.indicator)
        given[goals[link.goal].pk, defined[link.indicator].pk] = link.position
    linked = models.GoalIndicator.objects.filter(indicator__in=defined.values())
    stored = {(row.goal_id, row.indicator_id): row.position for row in linked}
    if stored == given:
        return
    linked.delete()
    models.GoalIndicator.objects.bulk_create(
        models.GoalIndicator(goal_id=goal, indicator_id=indicator, position=position)
        for (goal, indicator), position in given.items()
    )
    journal.record("steering.goal.indicators_linked", of=f"{len(stored.keys() ^ given.keys())}", by=by)
