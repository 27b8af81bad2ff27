"""What is wrong with a plan, and what of it can be stored: goals, indicators and targets?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.files.faults import Fault
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Line, columns
from rodatraden.files.writing import plain
from rodatraden.indicators import actions as indicators
from rodatraden.indicators import queries as defined
from rodatraden.indicators import words as indicator_words
from rodatraden.indicators.actions import NewIndicator, NewTarget, RecordedOtherwise, Stored
from rodatraden.indicators.rules import in_range, joined, nearest
from rodatraden.steering import actions, queries
from rodatraden.steering.actions import NewGoal, NewLink
from rodatraden.steering.models import Goal
from rodatraden.steering.sources import goals, measures
from rodatraden.steering.sources.rows import PlanRow

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "mål": ("name", "unit", "valid_from"),
    "indikator": ("name", "unit", "direction", "valid_from"),
    "målvärde": ("period", "operator", "target"),
}
_AIMED: Final = ("period", "operator", "target", "tolerance")
_OF_GOALS: Final = ("level", "also", "continues", "carriers", "judged_by")
_ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "mål": (*measures.DEFINING, *_AIMED),
    "indikator": (*_OF_GOALS, *_AIMED),
    "målvärde": (*measures.DEFINING, *_OF_GOALS, "name", "under", "unit", "valid_from", "valid_to", "place"),
}
"""Columns that mean nothing for a kind: filled in, they are most likely on the wrong line."""

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


def store(lines: Sequence[PlanLine], *, units: frozenset[str], by: str, at: datetime, loaded: Loaded) -> None:
    """Check a plan against itself and what is stored already, store what holds, and note faults and changes."""
    plan = _Plan(list(lines), frozenset((line.row.kind, line.row.code) for line in lines))
    plan.refuse(_incomplete)
    plan.refuse(_Seen().again)
    plan.refuse(lambda line: _strange_unit(line, units), "mål", "indikator")
    plan.refuse(_backwards, "mål", "indikator")
    _check_goals(plan, units, at)
    _check_indicators(plan, at)
    loaded.faults += plan.faults
    handed = _Handed(plan)
    steps: list[tuple[str, Callable[[], Stored]]] = [
        (_("indicator"), lambda: indicators.define_indicators(indicators=[*handed.indicators], by=by, at=at)),
        (_("target"), lambda: indicators.set_targets(targets=handed.targets(), by=by, at=at)),
        (_("goal"), lambda: actions.set_plan(goals=[*handed.goals], links=handed.links, by=by, at=at)),
    ]
    for noun, act in steps:
        try:
            _note(loaded, noun, act())
        except RecordedOtherwise as error:
            loaded.faults += map(recorded_otherwise, handed.lines_of(error.args))


def recorded_otherwise(line: Line[Any]) -> Fault:
    """The fault of a line that says something else than what is recorded at its very instant."""
    reason = _("Something else is recorded at this instant. Give the correction an instant of its own.")
    return line.fault("recorded_at", reason)


def _note(loaded: Loaded, noun: str, stored: Stored) -> None:
    loaded.added += [f"{noun} {what}" for what in stored.added]
    loaded.changed += [f"{noun} {what}" for what in stored.changed]
    loaded.unchanged += stored.unchanged


def _incomplete(line: PlanLine) -> Iterator[Fault]:
    for name in _REQUIRED[line.row.kind]:
        if getattr(line.row, name) is None:
            yield line.fault(name, _("Must be filled in for a row of the kind %(kind)s.") % {"kind": line.row.kind})
    for name in _ELSEWHERE[line.row.kind]:
        if getattr(line.row, name) not in {None, "", ()}:
            reason = _("%(column)s means nothing for a row of the kind %(kind)s. Move it or take it away.")
            yield line.fault(name, reason % {"column": columns(PlanRow)[name].heading, "kind": line.row.kind})


@dataclass(slots=True)
class _Seen:
    """The keys met so far."""

    first: dict[tuple[object, ...], int] = field(default_factory=dict)

    def again(self, line: PlanLine) -> Iterator[Fault]:
        key = (line.row.kind, line.row.code, line.row.period or "", line.row.recorded_at)
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


def _check_goals(plan: _Plan, units: frozenset[str], at: datetime) -> None:
    """Every goal under goals that exist, and none ever above itself or after itself."""
    stored = queries.wordings()
    known = goals.Known({*stored, *(code for kind, code in plan.mentioned if kind == "mål")}, units)
    plan.refuse(known.strangers, "mål", "indikator")
    plan.refuse(goals.said_twice, "mål")
    above, after = goals.circling(plan.of("mål"), stored, at)

    def circular(line: PlanLine) -> Iterator[Fault]:
        if line.row.code in above:
            yield line.fault("under", _("The goal stands above itself. Look at the goals over it."))
        if line.row.code in after:
            yield line.fault("continues", _("The goal goes on from itself. Look at the goals that it goes on from."))

    plan.refuse(circular, "mål")
    plan.settle(set(stored))


def _ill_made(line: PlanLine) -> Iterator[Fault]:
    if found := measures.wrong(line.row):
        yield line.fault("weights" if line.row.weights else "consolidation", str(indicator_words.WRONGS[found]))


@dataclass(frozen=True, slots=True)
class _Range:
    """Which values an indicator can have, from an instant on."""

    recorded_at: datetime
    lowest: Decimal | None
    highest: Decimal | None


def _turned(line: PlanLine) -> Iterator[Fault]:
    if line.row.lowest is not None and line.row.highest is not None and line.row.lowest > line.row.highest:
        yield line.fault("highest", _("Must be at least the lowest possible value."))


def _check_indicators(plan: _Plan, at: datetime) -> None:
    """Ranges the right way round, wholes that can be made, and targets for indicators that can have the value."""
    plan.refuse(_turned, "indikator")
    plan.refuse(_ill_made, "indikator")
    known = defined.by_code().keys() | {line.row.code for line in plan.of("indikator")}

    def weightless(line: PlanLine) -> Iterator[Fault]:
        if line.row.weights and line.row.weights not in known:
            yield line.fault("weights", _("There is no indicator with this code."))

    plan.refuse(weightless, "indikator")
    ranges = _ranges(plan, at)

    def aimless(line: PlanLine) -> Iterator[Fault]:
        bounds = nearest(ranges.get(line.row.code, ()), line.row.recorded_at or at)
        if bounds is None:
            if ("indikator", line.row.code) not in plan.mentioned:
                yield line.fault("code", _("There is no indicator with this code."))
        elif not in_range(line.row.target, lowest=bounds.lowest, highest=bounds.highest):
            yield line.fault("target", out_of_range(bounds.lowest, bounds.highest))

    plan.refuse(aimless, "målvärde")


def _ranges(plan: _Plan, at: datetime) -> dict[str, list[_Range]]:
    """The ranges that each indicator has had, oldest first: those stored, and those that the plan gives."""
    found: dict[str, list[_Range]] = {}
    for code, rows in defined.definitions().items():
        found[code] = [_Range(row.recorded_at, row.lowest, row.highest) for row in rows]
    for line in plan.of("indikator"):
        given = _Range(line.row.recorded_at or at, line.row.lowest, line.row.highest)
        found[line.row.code] = joined(given, found.get(line.row.code, []))
    return found


def ranked(rows: Iterable[PlanRow]) -> Iterator[tuple[PlanRow, int]]:
    """Rows with their place among those under the same goal, counted from 1: the order of the sheet, each code once."""
    places: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        among = places[row.under or ""]
        yield row, among.setdefault(row.code, len(among) + 1)


@dataclass(slots=True)
class _Handed:
    """A plan as it is handed to the actions, each part with the line that it stands on."""

    goals: dict[NewGoal, PlanLine]
    indicators: dict[NewIndicator, PlanLine]
    aims: dict[NewTarget, PlanLine]
    links: list[NewLink]

    def __init__(self, plan: _Plan) -> None:
        wanted, sorts = plan.of("mål"), plan.of("indikator")
        ordered = zip(wanted, ranked(line.row for line in wanted), strict=True)
        self.goals = {goals.new(row, (row.place or rank) - 1): line for line, (row, rank) in ordered}
        self.indicators = {measures.indicator(line.row): line for line in sorts}
        self.links = [
            _link(row, (row.place or rank) - 1) for row, rank in ranked(line.row for line in sorts) if row.under
        ]
        self.aims = {new: line for line in plan.of("målvärde") for new in measures.targets(line.row)}

    def targets(self) -> list[NewTarget]:
        """The targets of those indicators that exist: an indicator may be at fault."""
        known = defined.by_code()
        return [target for target in self.aims if target.indicator in known]

    def lines_of(self, given: Iterable[object]) -> Iterator[PlanLine]:
        """The lines that some of it stands on. A goal that only has other indicators stands on theirs."""
        lines: Mapping[Any, PlanLine] = self.goals | self.indicators | self.aims
        for each in given:
            if isinstance(each, Goal):
                yield from (line for new, line in self.indicators.items() if _is_of(new, line, each))
            else:
                yield lines[each]


def _is_of(new: NewIndicator, line: PlanLine, goal: Goal) -> bool:
    return new.recorded_at in {None, goal.recorded_at} and line.row.under == goal.code


def _link(row: PlanRow, place: int) -> NewLink:
    return NewLink(goal=row.under or "", indicator=row.code, position=place, recorded_at=row.recorded_at)
