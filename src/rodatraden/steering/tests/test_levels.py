from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.organisation.rules.things import Organisation, Relation, RelationKind, Unit, UnitKind
from rodatraden.steering.rules import levels
from rodatraden.steering.rules.levels import ApprovalLevel, Waypoint
from rodatraden.steering.rules.stages import Stage

ALL: Final = tuple(ApprovalLevel)

TREE = """
    NORRVIK  municipality   -
    KF       assembly       NORRVIK
    KS       board          KF
    BUN      committee      KF
    BUF      administration BUN
    GR       department     BUF
    SKOLAN   unit           GR
    SN       committee      KF
    SOF      administration NORRVIK
    NSH      company        NORRVIK
    NEAB     company        NSH
    ELNAT    department     NEAB
    HAMN     company        NORRVIK
"""


def organisation() -> Organisation:
    """SOF stands under the municipality and works for SN; HAMN does too and is owned by NSH."""
    lines = [line.split() for line in TREE.strip().splitlines()]
    units = {
        code: Unit(code, code, UnitKind(kind), None if parent == "-" else parent, "KF-1", rank=f"{rank:02}")
        for rank, (code, kind, parent) in enumerate(lines)
    }
    relations = {("political", "SN", "SOF"), ("owner", "KF", "NSH"), ("owner", "NSH", "HAMN")}
    drawn = frozenset(Relation(RelationKind(kind), source, target, "KF-1") for kind, source, target in relations)
    return Organisation(date(2026, 1, 1), date(2026, 1, 1), units, relations=drawn)


WAYS = """
    SKOLAN  GR BUF BUN KS KF
    GR      BUF BUN KS KF
    BUF     BUN KS KF
    BUN     BUN KS KF
    SOF     SN KS KF
    KS      KS KF
    KF      KF
    NORRVIK KS KF
    ELNAT   NEAB NSH KS KF
    NEAB    NEAB NSH KS KF
    HAMN    HAMN NSH KS KF
    STRANGE
"""


@pytest.mark.parametrize("line", WAYS.strip().splitlines())
def test_the_way_up_follows_the_line_then_committee_or_owner_then_the_board_and_the_assembly(line: str) -> None:
    unit, *way = line.split()

    assert list(levels.way_up(unit, organisation(), ALL)) == way


def test_a_round_uses_the_levels_that_it_names() -> None:
    used = levels.levels_from("board committee")

    assert used == (ApprovalLevel.COMMITTEE, ApprovalLevel.BOARD)
    assert levels.way_up("SKOLAN", organisation(), used) == ("BUN", "KS")
    assert levels.way_up("SKOLAN", organisation(), ()) == ()
    with pytest.raises(ValueError, match="elsewhere"):
        levels.levels_from("elsewhere")


def test_where_units_stand_in_a_ring_the_way_ends() -> None:
    ring = {code: Unit(code, code, UnitKind.DEPARTMENT, over, "KF-1") for code, over in (("A", "B"), ("B", "A"))}

    assert levels.way_up("A", Organisation(date(2026, 1, 1), date(2026, 1, 1), ring), ALL) == ("B",)


WAYS_DRAWN = st.lists(st.sampled_from("ABCDE"), unique=True).map(tuple)
MOVES = st.lists(st.tuples(st.sampled_from(["done", "approve", "reopen", "reorganise"]), st.integers(0, 4), WAYS_DRAWN))


@dataclass
class Course:
    """A contribution that is moved along, as often as anybody may; the way changes under it now and then."""

    way: tuple[str, ...]
    now: Waypoint = field(default_factory=lambda: Waypoint(Stage.DRAFT))

    def move(self, what: str, who: int, way: tuple[str, ...]) -> None:
        level = self.way[who % len(self.way)] if self.way else ""
        if what == "reorganise":
            self.way = way
        elif what == "done" and self.now.stage is Stage.DRAFT:
            self.now = Waypoint(Stage.DONE)
        elif what == "approve" and level and level == levels.turn(self.way, self.now):
            self.now = Waypoint(levels.stage_after(self.way, self.now, level), (*self.now.approved, level))
        elif what == "reopen" and levels.may_reopen(self.way, self.now, level):
            self.now = Waypoint(Stage.DRAFT)


@given(WAYS_DRAWN, MOVES)
def test_no_moves_lock_anybody_out(way: tuple[str, ...], moves: list[tuple[str, int, tuple[str, ...]]]) -> None:
    course = Course(way)
    for move in moves:
        course.move(*move)

        way, now = course.way, course.now
        if now.stage is Stage.DONE and way:
            assert levels.turn(way, now) in way
            assert levels.may_reopen(way, now, way[-1])
            for _each in way:
                if level := levels.turn(way, now):
                    now = Waypoint(levels.stage_after(way, now, level), (*now.approved, level))
            assert now.stage is Stage.APPROVED
        if now.stage is Stage.APPROVED and way:
            assert levels.may_reopen(way, now, way[-1])


@given(WAYS_DRAWN.filter(bool), MOVES)
def test_no_moves_show_a_draft_above_or_skip_a_level(
    way: tuple[str, ...], moves: list[tuple[str, int, tuple[str, ...]]]
) -> None:
    course = Course(way)
    for what, who, _new_way in moves:
        if what != "reorganise":
            course.move(what, who, way)

        now = course.now
        seeing = [level for level in way if levels.may_see(way, now, is_inside=False, stands_at={level})]
        assert levels.may_see(way, now, is_inside=True, stands_at=())
        if now.stage is Stage.DRAFT:
            assert seeing == []
        else:
            assert now.approved == way[: len(now.approved)]  # each in its turn
            assert seeing == list(way[: len(now.approved) + 1])  # those that have, and the one whose turn it is


@given(WAYS_DRAWN.filter(bool), MOVES)
def test_what_a_level_has_approved_is_locked_for_those_below(
    way: tuple[str, ...], moves: list[tuple[str, int, tuple[str, ...]]]
) -> None:
    course = Course(way)
    for what, who, _new_way in moves:
        if what != "reorganise":
            course.move(what, who, way)
        opening = [level for level in way if levels.may_reopen(way, course.now, level)]
        if course.now.stage is Stage.DRAFT:
            assert opening == []
        else:
            assert opening == list(way[max(len(course.now.approved) - 1, 0) :])
