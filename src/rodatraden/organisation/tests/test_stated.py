"""Do the changes that a list calls for make the organisation what the list states, and no more?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.decisions.rules import Change
from rodatraden.files.faults import Refused
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.fold import fold
from rodatraden.organisation.rules.stated import Stated, StatedPost, StatedUnit, called_for
from rodatraden.organisation.rules.things import Organisation, Role, UnitKind
from rodatraden.organisation.sources.stated import read

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


HEADING = "sort;kod;namn;slag;under;rapporterar till;årskostnad;sysselsättningsgrad;anställda;årsarbetare\n"


def told(place: Path, *lines: str) -> list[Stated]:
    path = place / "organisation.csv"
    path.write_text(HEADING + "\n".join(lines))
    return [each for _line, each in read(path)]


def test_lines_are_read_as_units_and_posts(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "enhet;KLF;Ledningen;Förvaltning;KS;;;;48;45,5",
        "Befattning;KD;Direktör;kommundirektör;KLF;;1 450 000;100;;",
        "befattning;EKO;Ekonomichef;;KLF;KD;;;;",
    ) == [
        StatedUnit(
            code="KLF",
            name="Ledningen",
            kind=UnitKind.ADMINISTRATION,
            parent="KS",
            headcount=48,
            fte=Decimal("45.5"),
        ),
        StatedPost(
            code="KD",
            title="Direktör",
            unit="KLF",
            role=Role.DIRECTOR,
            yearly_cost=Decimal(1450000),
            degree=Decimal(100),
        ),
        StatedPost(code="EKO", title="Ekonomichef", unit="KLF", reports_to="KD"),
    ]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("line", "field", "value", "reason"),
    [
        ("grupp;LG;Ledningen;;;;;;;", "sort", "grupp", "Must be one of: enhet, befattning."),
        ("enhet;B;Bolaget;aktiebolag;A;;;;;", "slag", "aktiebolag", "Must be one of: kommun, fullmäktige, styrelse"),
        ("befattning;B;Chefen;boss;A;;;;;", "slag", "boss", "Must be one of: medarbetare, chef"),
        ("befattning;B;Chefen;chef;;;;;;", "under", "", "A post must stand in a unit."),
        ("enhet;B;Bolaget;bolag;A;;;;;12", "anställda", "", "Full-time equivalents need the number of employees"),
        ("enhet;B;Bolaget;bolag;A;;;;ca 5;", "anställda", "ca 5", "Not a number."),
        ("befattning;B;Chefen;chef;A;;;120;;", "sysselsättningsgrad", "120", "Must be at most 100."),
        ("enhet;A;Igen;bolag;A;;;;;", "kod", "A", "The code stands on line 2 too."),
    ],
)
def test_a_line_that_does_not_hold_is_told(tmp_path: Path, line: str, field: str, value: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        told(tmp_path, "enhet;A;Allt;kommun;;;;;;", line)

    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.field, fault.value) == ("organisation.csv", 3, field, value)
    assert fault.reason.startswith(reason)
