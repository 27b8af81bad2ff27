"""Does each kind of change make of the one thing that it concerns what it should?"""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.fold import successions
from rodatraden.organisation.rules.things import Organisation, Role, UnitKind
from rodatraden.organisation.tests.make import MUNICIPALITY, as_rules, decisions, folded, terms


def test_a_unit_has_the_staff_that_was_told_last_and_the_decision_that_told_it() -> None:
    table = """
        D1 | 2021-01-01 | | unit.staffed unit=BUF headcount=1200 fte=1100.5
        D2 | 2022-01-01 | | unit.renamed unit=BUF name=Skolan
        D3 | 2023-01-01 | | unit.staffed unit=BUF headcount=0
        D4 | 2024-01-01 | | unit.retyped unit=BUF kind=department
    """

    assert staff(folded(MUNICIPALITY, table, on="2020-06-01")) == (None, None, "")
    assert staff(folded(MUNICIPALITY, table, on="2022-06-01")) == (1200, Decimal("1100.5"), "D1")
    assert staff(folded(MUNICIPALITY, table, on="2023-06-01")) == (0, None, "D3")
    found = folded(MUNICIPALITY, table, on="2024-06-01").units["BUF"]
    assert (found.kind, found.decision, found.staff_decision) == (UnitKind.DEPARTMENT, "D4", "D3")


def staff(found: Organisation) -> tuple[int | None, Decimal | None, str]:
    unit = found.units["BUF"]
    return (unit.headcount, unit.fte, unit.staff_decision)


def test_a_post_changes_superior_role_and_degree_one_at_a_time() -> None:
    table = """
        D1 | 2021-01-01 | | post.established post=EK unit=KLF reports_to=HR degree=50
        D2 | 2022-01-01 | | post.reporting_changed post=EK reports_to=KD
        D3 | 2023-01-01 | | post.role_changed post=EK role=controller
        D4 | 2024-01-01 | | post.degree_changed post=EK degree=87.5
    """

    def told(on: str) -> tuple[str | None, Role, Decimal, str]:
        post = folded(MUNICIPALITY, table, on=on).posts["EK"]
        return (post.reports_to, post.role, post.degree, post.decision)

    assert told("2021-06-01") == ("HR", Role.EMPLOYEE, Decimal(50), "D1")
    assert told("2022-06-01") == ("KD", Role.EMPLOYEE, Decimal(50), "D2")
    assert told("2023-06-01") == ("KD", Role.CONTROLLER, Decimal(50), "D3")
    assert told("2024-06-01") == ("KD", Role.CONTROLLER, Decimal("87.5"), "D4")
    assert folded(MUNICIPALITY, on="2020-06-01").posts["HR"].degree == 100


def test_siblings_stand_in_the_order_they_were_established_wherever_they_came_from() -> None:
    table = """
        D2 | 2021-01-01 | 2023-01-01 | unit.established unit=A parent=K
        D3 | 2022-01-01 | | unit.established unit=Z parent=KS
        D3 | 2022-01-01 | | unit.established unit=B parent=K
        D4 | 2024-01-01 | | unit.moved unit=Z parent=K
        D5 | 2025-01-01 | | unit.renamed unit=KS name=Sist
    """

    def siblings(on: str) -> list[str]:
        return [each.code for each in folded(MUNICIPALITY, table, on=on).children()["K"]]

    assert siblings("2020-06-01") == ["KS", "BUN"]
    assert siblings("2023-06-01") == ["KS", "BUN", "B", "A"]
    assert siblings("2025-06-01") == ["KS", "BUN", "Z", "B", "A"]


def test_moves_of_budget_between_the_same_two_add_up_and_are_taken_back_one_by_one() -> None:
    table = """
        D1 | 2021-01-01 | | budget.moved from=KLF to=BUF yearly_amount=884000
        D2 | 2022-01-01 | | budget.moved from=KLF to=BUF yearly_amount=0.50
        D2 | 2022-01-01 | | budget.moved from=BUF to=KLF yearly_amount=1
        D3 | 2023-01-01 | | revokes D1 from 2023-01-01
        D4 | 2024-01-01 | | revokes D2
    """

    def moved(on: str, known: str = "2023-06-01") -> list[tuple[str, str, Decimal, str]]:
        moves = folded(MUNICIPALITY, table, on=on, known=known).budget_moves
        return [(each.source, each.target, each.yearly_amount, each.decision) for each in moves]

    assert moved("2020-06-01") == []
    assert moved("2021-06-01") == [("KLF", "BUF", Decimal(884000), "D1")]
    assert moved("2022-06-01") == [("BUF", "KLF", Decimal(1), "D2"), ("KLF", "BUF", Decimal("884000.5"), "D2")]
    assert moved("2023-06-01") == [("BUF", "KLF", Decimal(1), "D2"), ("KLF", "BUF", Decimal("0.5"), "D2")]
    assert moved("2022-06-01", known="2024-06-01") == [("KLF", "BUF", Decimal(884000), "D1")]
    assert moved("2023-06-01", known="2024-06-01") == []


def test_an_owner_has_votes_and_may_get_others() -> None:
    table = """
        D1 | 2021-01-01 | | relation.opened relation=owner from=K to=BUF votes=60
        D1 | 2021-01-01 | | relation.opened relation=owner from=KS to=BUF votes=40
        D2 | 2022-01-01 | | relation.closed relation=owner from=K to=BUF
        D2 | 2022-01-01 | | relation.opened relation=owner from=K to=BUF votes=33.3333
    """

    def votes(on: str) -> dict[str, Decimal | None]:
        return {each.source: each.votes for each in folded(MUNICIPALITY, table, on=on).relations}

    assert votes("2021-06-01") == {"K": 60, "KS": 40}
    assert votes("2022-06-01") == {"K": Decimal("33.3333"), "KS": 40}


OPEN_GROUP = """
    D1 | 2021-01-01 | | post.established post=C2 unit=KLF role=head
    D1 | 2021-01-01 | | post.established post=C1 unit=BUF role=head
    D1 | 2021-01-01 | | post.established post=C3 unit=BUN role=head
    D1 | 2021-01-01 | | group.formed group=LG
    D1 | 2021-01-01 | | group.joined group=LG post=KD
    D1 | 2021-01-01 | | group.joined group=LG post=C1
"""


@pytest.mark.parametrize(
    ("rules", "members"),
    [
        ([], ["KD", "C1"]),
        (["role=head"], ["KD", "C1", "C2", "C3"]),
        (["role=head unit_kind=administration"], ["KD", "C1", "C2"]),
        (["role=head within=BUN"], ["KD", "C1", "C3"]),
        (["role=head unit_kind=committee within=BUN"], ["KD", "C1", "C3"]),
        (["role=head within=KLF", "role=employee"], ["KD", "C1", "C2", "HR"]),
        (["role=auditor"], ["KD", "C1"]),
    ],
)
def test_a_group_holds_who_joined_and_then_whom_its_rules_let_in(rules: list[str], members: list[str]) -> None:
    opened = "\n".join(f"D2 | 2022-01-01 | | group.opened_to group=LG {rule}" for rule in rules)

    assert list(folded(MUNICIPALITY, OPEN_GROUP, opened, on="2022-06-01").members("LG")) == members
    assert list(folded(MUNICIPALITY, OPEN_GROUP, opened, on="2021-06-01").members("LG")) == ["KD", "C1"]


def test_membership_by_rule_follows_the_organisation() -> None:
    table = """
        D2 | 2022-01-01 | | group.opened_to group=LG role=head unit_kind=administration
        D2 | 2022-01-01 | | group.renamed group=LG name=Koncernledningen
        D3 | 2023-01-01 | | unit.retyped unit=BUN kind=administration
        D4 | 2024-01-01 | | post.role_changed post=C2 role=employee
        D5 | 2025-01-01 | | group.left group=LG post=C1
        D6 | 2026-01-01 | | group.closed_to group=LG role=head unit_kind=administration
    """

    def members(on: str) -> list[str]:
        return list(folded(MUNICIPALITY, OPEN_GROUP, table, on=on).members("LG"))

    assert members("2022-06-01") == ["KD", "C1", "C2"]
    assert members("2023-06-01") == ["KD", "C1", "C2", "C3"]
    assert members("2024-06-01") == ["KD", "C1", "C3"]
    assert members("2025-06-01") == ["KD", "C3", "C1"]
    assert members("2026-06-01") == ["KD"]
    assert folded(MUNICIPALITY, OPEN_GROUP, table, on="2022-06-01").groups["LG"].name == "Koncernledningen"


REORGANISED = """
    D1 | 2021-01-01 | | unit.established unit=A parent=K
    D1 | 2021-01-01 | | unit.established unit=B parent=A
    D2 | 2022-01-01 | | unit.moved unit=B parent=K
    D2 | 2022-01-01 | | unit.merged unit=A into=B
    D3 | 2023-01-01 | | unit.split unit=B into=B:60,C:39.5,KS:0.5
    D3 | 2023-01-01 | | unit.established unit=C parent=K
    D4 | 2024-01-01 | | unit.split unit=C into=B:50,KS:50
    D5 | 2025-01-01 | | revokes D4 from 2026-01-01
"""


def test_a_merged_unit_ends_and_a_split_one_lives_on_only_as_a_part_of_itself() -> None:
    def there(on: str) -> set[str]:
        return {*folded(MUNICIPALITY, REORGANISED, on=on).units} & {"A", "B", "C"}

    assert there("2021-06-01") == {"A", "B"}
    assert there("2022-06-01") == {"B"}
    assert there("2023-06-01") == {"B", "C"}
    assert there("2024-06-01") == {"B"}
    assert there("2026-06-01") == {"B", "C"}
    assert folded(MUNICIPALITY, REORGANISED, on="2023-06-01").units["B"].decision == "D2"


def test_what_units_became_is_kept_with_shares_as_it_was_known() -> None:
    changes, revocations = as_rules(decisions(MUNICIPALITY, REORGANISED))

    def became(known: str) -> list[tuple[str, str, dict[str, Decimal], str, str]]:
        found = successions(changes, revocations, known=date.fromisoformat(known))
        return [
            (each.unit, each.on.isoformat(), dict(each.parts), each.decision, each.until.isoformat()) for each in found
        ]

    for_ever = FOREVER.isoformat()
    merged = ("A", "2022-01-01", {"B": Decimal(100)}, "D2", for_ever)
    split = ("B", "2023-01-01", {"B": Decimal(60), "C": Decimal("39.5"), "KS": Decimal("0.5")}, "D3", for_ever)
    parts = {"B": Decimal(50), "KS": Decimal(50)}
    assert became("2021-12-31") == []
    assert became("2023-12-31") == [merged, split]
    assert became("2024-12-31") == [merged, split, ("C", "2024-01-01", parts, "D4", for_ever)]
    assert became("2025-12-31") == [merged, split, ("C", "2024-01-01", parts, "D4", "2026-01-01")]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("post.degree_changed", ["post=KD", "degree=100.01"]),
        ("post.degree_changed", ["post=KD", "degree=-1"]),
        ("post.degree_changed", ["post=KD", "degree=33.333"]),
        ("post.established", ["post=P", "unit=K", "degree=NaN"]),
        ("unit.staffed", ["unit=K", "headcount=-1"]),
        ("unit.staffed", ["unit=K", "headcount=1.5"]),
        ("unit.staffed", ["unit=K", "headcount="]),
        ("unit.staffed", ["unit=K", "headcount=1", "fte=-0.5"]),
        ("unit.staffed", ["unit=K", "headcount=" + "9" * 5000]),
        ("unit.split", ["unit=K", "into=A:0,B:100"]),
        ("unit.split", ["unit=K", "into=A:-1,B:101"]),
        ("unit.split", ["unit=K", "into=A:33.33333,B:66.66667"]),
        ("relation.opened", ["relation=owner", "from=K", "to=B", "votes=100.1"]),
        ("relation.opened", ["relation=owns", "from=K", "to=B"]),
        ("budget.moved", ["from=K", "to=B", "yearly_amount=0"]),
        ("budget.moved", ["from=K", "to=B", "yearly_amount=-884000"]),
        ("budget.moved", ["from=K", "to=B", "yearly_amount=0.001"]),
        ("budget.moved", ["from=K", "to=B", "yearly_amount=99999999999999"]),
        ("group.opened_to", ["group=LG", "role=king"]),
        ("unit.retyped", ["unit=K", "kind=kingdom"]),
    ],
)
def test_a_value_that_nothing_can_have_is_refused_before_anything_is_decided(kind: str, fields: list[str]) -> None:
    with pytest.raises(ValidationError):
        terms(kind, *fields)


def test_numbers_are_read_as_people_write_them() -> None:
    assert terms("unit.staffed", "unit=K", "headcount=7 520", "fte=6 900,5").fte == Decimal("6900.5")
    assert terms("post.degree_changed", "post=KD", "degree=87,5").degree == Decimal("87.5")
