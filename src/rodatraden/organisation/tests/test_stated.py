"""Do the changes that a list calls for make the organisation what the list states, and no more?"""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.decisions.rules import Change
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.fold import fold
from rodatraden.organisation.rules.stated import Stated, StatedPost, StatedUnit, called_for
from rodatraden.organisation.rules.things import Organisation, Role, UnitKind

DAY = date(2026, 1, 1)
LIST: tuple[Stated, ...] = (
    StatedUnit(code="K", name="Kommunen", kind=UnitKind.MUNICIPALITY),
    StatedUnit(code="KS", name="Styrelsen", kind=UnitKind.BOARD, parent="K"),
    StatedUnit(code="KLF", name="Ledningen", kind=UnitKind.ADMINISTRATION, parent="KS", headcount=48),
    StatedPost(code="KD", title="Direktör", unit="KLF", role=Role.DIRECTOR, yearly_cost=Decimal(1_450_000)),
    StatedPost(code="EKO", title="Ekonomichef", unit="KLF", reports_to="KD", degree=Decimal(80)),
)
NOTHING = Organisation(DAY, DAY)


def after(found: Organisation, *stated: Stated, is_whole: bool = False) -> Organisation:
    """The organisation when what a list calls for is decided on top of what it was made from."""
    told = called_for(found, stated, is_whole=is_whole)
    before = called_for(NOTHING, LIST) if found is not NOTHING else []
    changes = [Change("D0", DAY, number, DAY, each.terms) for number, each in enumerate(before)]
    changes += [Change("D1", DAY, number, DAY, each.terms) for number, each in enumerate(told)]
    assert contradictions(changes, []) == []
    return fold(changes, [], on=DAY, known=DAY)


def test_a_list_makes_an_organisation_of_nothing() -> None:
    made = after(NOTHING, *LIST)

    assert [(unit.code, unit.parent, unit.kind.value, unit.headcount) for unit in made.units.values()] == [
        ("K", None, "municipality", None),
        ("KLF", "KS", "administration", 48),
        ("KS", "K", "board", None),
    ]
    assert made.posts["EKO"].degree == Decimal(80)
    assert made.posts["EKO"].role is Role.EMPLOYEE
    assert made.posts["KD"].yearly_cost == Decimal(1_450_000)


def test_the_same_list_again_calls_for_nothing() -> None:
    assert called_for(after(NOTHING, *LIST), LIST, is_whole=True) == []


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (StatedUnit(code="KLF", name="Kontoret"), ["unit.renamed"]),
        (StatedUnit(code="KLF", name="Ledningen", parent="K"), ["unit.moved"]),
        (StatedUnit(code="KLF", name="Ledningen", kind=UnitKind.DEPARTMENT), ["unit.retyped"]),
        (StatedUnit(code="KLF", name="Ledningen", headcount=48, fte=Decimal(45)), ["unit.staffed"]),
        (StatedUnit(code="KLF", name="Ledningen", headcount=48), []),
        (StatedUnit(code="KLF", name="Ledningen"), []),
        (StatedPost(code="EKO", title="Chef", unit="KLF"), ["post.retitled"]),
        (StatedPost(code="EKO", title="Ekonomichef", unit="KS"), ["post.moved"]),
        (StatedPost(code="EKO", title="Ekonomichef", unit="KLF", degree=Decimal(0)), ["post.degree_changed"]),
        (StatedPost(code="EKO", title="Ekonomichef", unit="KLF", role=Role.MANAGER), ["post.role_changed"]),
        (StatedPost(code="EKO", title="Ekonomichef", unit="KLF", yearly_cost=Decimal(0)), ["post.costed"]),
        (StatedPost(code="KD", title="Direktör", unit="KLF", reports_to="KD2"), ["post.reporting_changed"]),
        (StatedPost(code="EKO", title="Ekonomichef", unit="KLF"), []),
    ],
)
def test_only_what_is_said_and_differs_is_called_for(said: Stated, kinds: list[str]) -> None:
    assert [each.terms.change for each in called_for(after(NOTHING, *LIST), [said])] == kinds


def test_a_degree_of_nothing_is_kept_apart_from_one_that_is_not_said() -> None:
    said = StatedPost(code="EKO", title="Ekonomichef", unit="KLF", degree=Decimal(0))

    assert after(after(NOTHING, *LIST), said).posts["EKO"].degree == Decimal(0)


def test_a_post_that_moves_keeps_its_superior() -> None:
    made = after(after(NOTHING, *LIST), StatedPost(code="EKO", title="Ekonomichef", unit="KS"))

    assert made.posts["EKO"].reports_to == "KD"


def test_what_a_whole_list_leaves_out_is_closed_from_below() -> None:
    called = called_for(after(NOTHING, *LIST), LIST[:1], is_whole=True)

    assert [each.terms.subject for each in called] == ["post:EKO", "post:KD", "unit:KLF", "unit:KS"]
    assert {each.line for each in called} == {None}
    assert {*after(after(NOTHING, *LIST), *LIST[:1], is_whole=True).units} == {"K"}


def test_what_a_part_of_a_list_leaves_out_is_left_as_it_is() -> None:
    assert called_for(after(NOTHING, *LIST), LIST[:1]) == []
