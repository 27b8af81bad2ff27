"""How have a goal, its indicators and their targets been worded before, and since when do they read as they do?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TypeVar

from django.utils.translation import gettext as _

from rodatraden.indicators import words as indicator_words
from rodatraden.indicators.models import Indicator, Target
from rodatraden.indicators.queries import Course
from rodatraden.indicators.rules import Direction, Operator, Recorded
from rodatraden.steering.models import Goal
from rodatraden.steering.views.named import Names
from rodatraden.ui import formats
from rodatraden.ui.tables import Column, Row, Table

Worded = TypeVar("Worded", bound=Recorded)
Told = Mapping[str, str]
"""What a wording says, under what each part of it is called."""

Change = tuple[datetime, str, str, str]
"""When it was recorded, what it is about, how that read before, and after."""


def table(goal: Sequence[Goal], courses: Mapping[str, Course], titles: Mapping[str, str], named: Names) -> Table:
    """Every change that has been recorded, the latest first. Who reads it sees what was believed before, and when."""
    sorts = {code: course.defined.name for code, course in courses.items()}
    found = list(_changes(goal, lambda row: _goal(row, titles, sorts, named)))
    for course in courses.values():
        found += _of_indicator(course, named)
    found.sort(key=lambda change: change[0], reverse=True)
    columns = [
        Column("what", _("What was changed")),
        Column("before", _("Before")),
        Column("after", _("After")),
        Column("recorded", _("Recorded")),
    ]
    rows = [Row((what, before, after, formats.moment(at))) for at, what, before, after in found]
    return Table("lydelser", _("Changes of wording, latest first"), columns, rows)


def _of_indicator(course: Course, named: Names) -> Iterator[Change]:
    def within(change: Change) -> Change:
        at, what, before, after = change
        return at, f"{course.defined.name}: {what}", before, after

    yield from map(within, _changes(course.definitions, lambda row: _indicator(row, named)))
    by_period = sorted(course.targets, key=lambda row: row.period)
    for _period, rows in groupby(by_period, key=lambda row: row.period):
        yield from map(within, _changes(list(rows), lambda row: _target(row, course.defined.measure)))


def _changes(wordings: Sequence[Worded], told: Callable[[Worded], Told]) -> Iterator[Change]:
    """What each wording says otherwise than the one before it. A new place in the order is no change of wording."""
    for before, after in pairwise(wordings):
        was, became = told(before), told(after)
        for what in was:
            if was[what] != became[what]:
                yield after.recorded_at, what, was[what] or formats.MISSING, became[what] or formats.MISSING


def _goal(row: Goal, titles: Mapping[str, str], sorts: Mapping[str, str], named: Names) -> Told:
    return {
        _("Goal"): row.title,
        _("Description"): row.description,
        _("Level"): row.level,
        _("Under the goal"): titles.get(row.parent, row.parent),
        _("Owner"): named.unit(row.unit).label,
        _("Applies"): formats.span(row.valid_from, row.valid_to),
        _("Indicators"): ", ".join(sorted(sorts.get(code, code) for code in row.indicators)),
        _("Source"): row.source,
    }


def _indicator(row: Indicator, named: Names) -> Told:
    return {
        _("Name"): row.name,
        _("Description"): row.description,
        _("Owner"): named.unit(row.unit).label,
        _("Unit of measure"): row.measure,
        _("Which way is better"): str(indicator_words.DIRECTIONS[Direction(row.direction)]),
        _("Possible values"): _range(row.lowest, row.highest),
        _("Applies"): formats.span(row.valid_from, row.valid_to),
        _("Source"): row.source,
    }


def _range(lowest: Decimal | None, highest: Decimal | None) -> str:
    return "" if lowest is highest is None else f"{formats.number(lowest)} … {formats.number(highest)}"


def _target(row: Target, measure: str) -> Told:
    value = f"{indicator_words.OPERATORS[Operator(row.operator)]} {formats.number(row.value)} {measure}".strip()
    told = {"period": row.period}
    return {_("Target value %(period)s") % told: value, _("Source of the target %(period)s") % told: row.source}
