"""Who approves a contribution in turn, whose turn is it, and who may see it on the way?

The way up comes from the organisation of the day. What a level has approved is locked for those below it, until a level
that has it in its hands, or one above that, opens it again with a reason.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rodatraden.organisation.rules.things import Organisation, RelationKind, Unit, UnitKind
from rodatraden.steering.rules.stages import Stage


class ApprovalLevel(StrEnum):
    """Where a contribution is approved, from below. A round says which of them it uses."""

    LINE = "line"
    ADMINISTRATION = "administration"
    COMMITTEE = "committee"
    BOARD = "board"
    ASSEMBLY = "assembly"


_LEVELS: Final[Mapping[UnitKind, ApprovalLevel]] = {
    UnitKind.TEAM: ApprovalLevel.LINE,
    UnitKind.UNIT: ApprovalLevel.LINE,
    UnitKind.DEPARTMENT: ApprovalLevel.LINE,
    UnitKind.ADMINISTRATION: ApprovalLevel.ADMINISTRATION,
    UnitKind.COMMITTEE: ApprovalLevel.COMMITTEE,
    UnitKind.COMPANY: ApprovalLevel.COMMITTEE,
    UnitKind.FEDERATION: ApprovalLevel.COMMITTEE,
    UnitKind.BOARD: ApprovalLevel.BOARD,
    UnitKind.ASSEMBLY: ApprovalLevel.ASSEMBLY,
}
"""A company's and a federation's board answers for it as a committee does for its administration."""

_LED: Final = {UnitKind.COMMITTEE, UnitKind.COMPANY, UnitKind.FEDERATION, UnitKind.BOARD, UnitKind.ASSEMBLY}
"""What is led by elected or appointed members approves what is written in its own name before anybody above does."""

_TOP: Final = {UnitKind.MUNICIPALITY, UnitKind.ASSEMBLY}


def levels_from(words: str) -> tuple[ApprovalLevel, ...]:
    """The levels that a round names, from below. Raises ValueError for a word that is none."""
    named = {ApprovalLevel(word) for word in words.split()}
    return tuple(level for level in ApprovalLevel if level in named)


def way_up(unit: str, units: Organisation, levels: Collection[ApprovalLevel]) -> tuple[str, ...]:
    """The units that approve what a unit has written, each in turn, of the levels that a round uses.

    Empty when the round uses no levels, or the unit has none above it: then one approval is enough, by who may.
    """
    return tuple(each.code for each in _way(unit, units) if _LEVELS.get(each.kind) in levels)


def _way(code: str, units: Organisation) -> Iterator[Unit]:
    own = units.units.get(code)
    if own and own.kind in _LED:
        yield own
    seen, now = {code}, own
    while now and (now := _over(now, units)) and now.code not in seen:
        seen.add(now.code)
        yield now


def _over(unit: Unit, units: Organisation) -> Unit | None:
    """The one who answers for a unit: in the line, the committee, the owner; then the board, and the assembly."""
    if unit.kind is UnitKind.ASSEMBLY:
        return None
    if unit.kind is UnitKind.BOARD:
        return _first(units, UnitKind.ASSEMBLY)
    parent = units.units.get(unit.parent or "")
    above: Unit | None = None
    if unit.kind is UnitKind.COMPANY:
        above = parent if parent and parent.kind is UnitKind.COMPANY else _source(unit, units, RelationKind.OWNER)
        above = above if above and above.kind is UnitKind.COMPANY else None
    elif _LEVELS.get(unit.kind) in {ApprovalLevel.LINE, ApprovalLevel.ADMINISTRATION}:
        above = parent if parent and parent.kind not in _TOP else _source(unit, units, RelationKind.POLITICAL)
    return above or _first(units, UnitKind.BOARD) or _first(units, UnitKind.ASSEMBLY)


def _first(units: Organisation, kind: UnitKind) -> Unit | None:
    return min((each for each in units.units.values() if each.kind is kind), key=_place, default=None)


def _source(unit: Unit, units: Organisation, kind: RelationKind) -> Unit | None:
    found = (
        units.units[each.source]
        for each in units.relations
        if each.kind is kind and each.target == unit.code and each.source in units.units
    )
    return min(found, key=_place, default=None)


def _place(unit: Unit) -> tuple[str, str]:
    return unit.rank, unit.code


@dataclass(frozen=True, slots=True)
class Waypoint:
    """How far a contribution has come, and which levels have approved it since it was last marked as done."""

    stage: Stage
    approved: tuple[str, ...] = ()


def turn(way: Sequence[str], now: Waypoint) -> str:
    """The level that is to approve now; "" when it is nobody's turn: it is being written, or it is approved.

    After a reorganisation the way may be another than when the first approved. A level that is new on it is asked too,
    and when everyone left on it has approved, the last one settles it: nothing is left that nobody can approve.
    """
    if now.stage is not Stage.DONE or not way:
        return ""
    return next((level for level in way if level not in now.approved), way[-1])


def stage_after(way: Sequence[str], now: Waypoint, level: str) -> Stage:
    """The stage when a level has approved: approved for good when nobody on the way is left to be asked."""
    left = {*way} - {*now.approved, level}
    return Stage.DONE if left else Stage.APPROVED


def may_reopen(way: Sequence[str], now: Waypoint, level: str) -> bool:
    """Whether a level may send a contribution back: the last that has approved it, the next, and those above."""
    if now.stage is Stage.DRAFT or level not in way:
        return False
    last = max((way.index(each) for each in now.approved if each in way), default=0)
    return way.index(level) >= last


def reached(way: Sequence[str], now: Waypoint) -> tuple[str, ...]:
    """The levels that a contribution has come to: those that have approved it, and the one whose turn it is."""
    if now.stage is Stage.DRAFT:
        return ()
    return tuple(way[: way.index(next_one) + 1]) if (next_one := turn(way, now)) else tuple(way)


def may_see(way: Sequence[str], now: Waypoint, *, is_inside: bool, stands_at: Collection[str]) -> bool:
    """Whether someone may read a contribution that isn't public: who is inside, and the levels that it has come to."""
    return is_inside or any(level in stands_at for level in reached(way, now))
