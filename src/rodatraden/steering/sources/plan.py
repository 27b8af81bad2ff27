"""What is wrong with a plan, and what of it can be stored: goals, indicators and targets?"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line, columns
from rodatraden.files.writing import plain
from rodatraden.indicators import actions as indicators
from rodatraden.indicators import queries as defined
from rodatraden.indicators.actions import NewIndicator, NewTarget, Stored
from rodatraden.indicators.models import Indicator, Target
from rodatraden.indicators.rules import Direction, Operator, in_range
from rodatraden.kernel.periods import FOREVER
from rodatraden.steering import actions, queries, rules
from rodatraden.steering.actions import NewGoal, NewLink
from rodatraden.steering.models import Goal
from rodatraden.steering.sources.rows import PlanRow
from rodatraden.steering.words import DIRECTION_CODES

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "mål": ("name", "unit", "valid_from"),
    "indikator": ("name", "under", "unit", "direction", "valid_from"),
    "målvärde": ("period", "operator", "target"),
}
_ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "mål": ("measure", "direction", "lowest", "highest", "period", "operator", "target"),
    "indikator": ("level", "period", "operator", "target"),
    "målvärde": (
        "name",
        "under",
        "unit",
        "level",
        "measure",
        "direction",
        "lowest",
        "highest",
        "valid_from",
        "valid_to",
    ),
}
"""Columns that mean nothing for a kind: filled in, they are most likely on the wrong line."""

_DIRECTIONS: Final = {word: direction for direction, word in DIRECTION_CODES.items()}

PlanLine = Line[PlanRow]


@dataclass(slots=True)
class _Plan:
    """A plan while it is checked: lines by kind, with those that are at fault taken away."""

    lines: list[PlanLine]
    mentioned: frozenset[tuple[str, str]]
    """Kind and code of every line, faulty ones too: what stands under a faulty one is not a fault of its own."""

    faults: list[Fault] = field(default_factory=list)

    def of(self, kind: str) -> list[PlanLine]:
        return [line for line in self.lines if line.row.kind == kind]

    def settle(self, goals: set[str]) -> None:
        """Take away, without a word, what stands under a faulty goal: it is checked when that one is mended."""
        while True:
            standing = goals | {line.row.code for line in self.of("mål")}
            kept = [line for line in self.lines if not line.row.under or line.row.under in standing]
            if len(kept) == len(self.lines):
                return
            self.lines = kept

    def refuse(self, check: Callable[[PlanLine], Iterator[Fault]], *kinds: str) -> None:
        """Take away the lines of some kinds that a check finds fault with."""
        kept = []
        for line in self.lines:
            found = list(check(line)) if not kinds or line.row.kind in kinds else []
            self.faults += found
            if not found:
                kept.append(line)
        self.lines = kept


def store(lines: Sequence[PlanLine], *, units: frozenset[str], by: str, loaded: Loaded) -> None:
    """Check a plan against itself and what is stored already, store what holds, and note faults and changes."""
    plan = _Plan(list(lines), frozenset((line.row.kind, line.row.code) for line in lines))
    plan.refuse(_incomplete)
    plan.refuse(_Seen().again)
    plan.refuse(lambda line: _strange_unit(line, units), "mål", "indikator")
    plan.refuse(_backwards, "mål", "indikator")
    _check_goals(plan)
    _check_indicators(plan)
    loaded.faults += plan.faults
    goals = plan.of("mål")
    ranked = list(_ranked((line.row.under or "", line.row) for line in goals))
    sorts = list(_ranked((line.row.under or "", line.row) for line in plan.of("indikator")))
    _note(
        loaded, _("indicator"), indicators.define_indicators(indicators=[_indicator(row) for row, _n in sorts], by=by)
    )
    _note(loaded, _("target"), indicators.set_targets(targets=_targets(plan), by=by))
    links = [NewLink(goal=row.under or "", indicator=row.code, position=place) for row, place in sorts]
    _note(loaded, _("goal"), actions.set_plan(goals=[_goal(row, place) for row, place in ranked], links=links, by=by))


def _note(loaded: Loaded, noun: str, stored: Stored) -> None:
    loaded.added += [f"{noun} {what}" for what in stored.added]
    loaded.changed += [f"{noun} {what}" for what in stored.changed]
    loaded.unchanged += stored.unchanged


def _incomplete(line: PlanLine) -> Iterator[Fault]:
    for name in _REQUIRED[line.row.kind]:
        if getattr(line.row, name) is None:
            yield line.fault(name, _("Must be filled in for a row of the kind %(kind)s.") % {"kind": line.row.kind})
    for name in _ELSEWHERE[line.row.kind]:
        if getattr(line.row, name) not in {None, ""}:
            reason = _("%(column)s means nothing for a row of the kind %(kind)s. Move it or take it away.")
            yield line.fault(name, reason % {"column": columns(PlanRow)[name].heading, "kind": line.row.kind})


@dataclass(slots=True)
class _Seen:
    """The keys met so far."""

    first: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def again(self, line: PlanLine) -> Iterator[Fault]:
        key = (line.row.kind, line.row.code, line.row.period or "")
        if key in self.first:
            yield line.fault("code", _("Stands on line %(line)d already.") % {"line": self.first[key]})
        self.first.setdefault(key, line.number)


def _strange_unit(line: PlanLine, units: frozenset[str]) -> Iterator[Fault]:
    if line.row.unit not in units:
        yield line.fault("unit", _("There is no unit with this code."))


def out_of_range(lowest: Decimal | None, highest: Decimal | None) -> str:
    """The reason when a value is one that an indicator can't have."""
    if lowest is None:
        return _("Must be at most %(most)s.") % {"most": plain(highest or Decimal(0))}
    if highest is None:
        return _("Must be at least %(least)s.") % {"least": plain(lowest)}
    return _("Must be between %(least)s and %(most)s.") % {"least": plain(lowest), "most": plain(highest)}


def _backwards(line: PlanLine) -> Iterator[Fault]:
    if line.row.valid_from and line.row.valid_to and line.row.valid_from >= line.row.valid_to:
        yield line.fault("valid_to", _("Must be later than the day it applies from."))


def _check_goals(plan: _Plan) -> None:
    """Every goal under one that exists, and none above itself."""
    stored = queries.parents()

    def fatherless(line: PlanLine) -> Iterator[Fault]:
        if line.row.under and line.row.under not in stored and ("mål", line.row.under) not in plan.mentioned:
            yield line.fault("under", _("There is no goal with this code."))

    plan.refuse(fatherless, "mål", "indikator")
    looping = rules.cycles(stored | {line.row.code: line.row.under or "" for line in plan.of("mål")})

    def circular(line: PlanLine) -> Iterator[Fault]:
        if line.row.code in looping:
            yield line.fault("under", _("The goal stands above itself. Look at the goals over it."))

    plan.refuse(circular, "mål")
    plan.settle(set(stored))


def _check_indicators(plan: _Plan) -> None:
    """Ranges the right way round, and targets for indicators that exist and can have the value."""
    ranges = {code: (row.lowest, row.highest) for code, row in defined.by_code().items()}

    def turned(line: PlanLine) -> Iterator[Fault]:
        if line.row.lowest is not None and line.row.highest is not None and line.row.lowest > line.row.highest:
            yield line.fault("highest", _("Must be at least the lowest possible value."))

    plan.refuse(turned, "indikator")
    ranges |= {line.row.code: (line.row.lowest, line.row.highest) for line in plan.of("indikator")}

    def aimless(line: PlanLine) -> Iterator[Fault]:
        if line.row.code not in ranges:
            if ("indikator", line.row.code) not in plan.mentioned:
                yield line.fault("code", _("There is no indicator with this code."))
            return
        lowest, highest = ranges[line.row.code]
        if not in_range(line.row.target, lowest=lowest, highest=highest):
            yield line.fault("target", out_of_range(lowest, highest))

    plan.refuse(aimless, "målvärde")


def _ranked(rows: Iterable[tuple[str, PlanRow]]) -> Iterator[tuple[PlanRow, int]]:
    """Rows with their place among those under the same goal, in the order of the sheet."""
    places: Counter[str] = Counter()
    for above, row in rows:
        yield row, places[above]
        places[above] += 1


def _goal(row: PlanRow, place: int) -> NewGoal:
    return NewGoal(
        code=row.code,
        title=row.name or "",
        level=row.level,
        description=row.description,
        parent=row.under or "",
        unit=row.unit or "",
        valid_from=row.valid_from or FOREVER,
        valid_to=row.valid_to or FOREVER,
        position=place,
        source=row.source,
    )


def _indicator(row: PlanRow) -> NewIndicator:
    return NewIndicator(
        code=row.code,
        name=row.name or "",
        unit=row.unit or "",
        measure=row.measure,
        direction=_DIRECTIONS[row.direction or "upp"],
        lowest=row.lowest,
        highest=row.highest,
        description=row.description,
        source=row.source,
        valid_from=row.valid_from or FOREVER,
        valid_to=row.valid_to or FOREVER,
    )


def _targets(plan: _Plan) -> list[NewTarget]:
    known = defined.by_code()
    return [
        NewTarget(
            indicator=line.row.code,
            period=line.row.period or "",
            operator=line.row.operator,
            value=line.row.target,
            source=line.row.source,
        )
        for line in plan.of("målvärde")
        if line.row.target is not None and line.row.operator is not None and line.row.code in known
    ]


def rows() -> Iterator[PlanRow]:
    """The whole plan as the sheet holds it: goals in tree order, each followed by its indicators and their targets."""
    goals = queries.by_code()
    children: dict[str, list[str]] = {}
    for goal in goals.values():
        children.setdefault(goal.parent.code if goal.parent else "", []).append(goal.code)
    links = queries.links(list(goals.values()))
    aims = defined.targets({each.code for linked in links.values() for each in linked})
    for code, _depth in rules.in_tree_order(children):
        yield _goal_row(goals[code])
        for indicator in links.get(goals[code].pk, []):
            yield _indicator_row(indicator, under=code)
            yield from map(_target_row, aims.get(indicator.code, []))


def _goal_row(goal: Goal) -> PlanRow:
    return PlanRow(
        kind="mål",
        code=goal.code,
        name=goal.title,
        under=goal.parent.code if goal.parent else None,
        unit=goal.unit,
        level=goal.level,
        description=goal.description,
        valid_from=goal.valid_from,
        valid_to=None if goal.valid_to == FOREVER else goal.valid_to,
        source=goal.source,
    )


def _indicator_row(indicator: Indicator, *, under: str) -> PlanRow:
    return PlanRow(
        kind="indikator",
        code=indicator.code,
        name=indicator.name,
        under=under,
        unit=indicator.unit,
        description=indicator.description,
        measure=indicator.measure,
        direction=DIRECTION_CODES[Direction(indicator.direction)],
        lowest=indicator.lowest,
        highest=indicator.highest,
        valid_from=indicator.valid_from,
        valid_to=None if indicator.valid_to == FOREVER else indicator.valid_to,
        source=indicator.source,
    )


def _target_row(target: Target) -> PlanRow:
    return PlanRow(
        kind="målvärde",
        code=target.indicator.code,
        period=target.period,
        operator=Operator(target.operator),
        target=target.value,
        source=target.source,
    )
