"""Is everything that can't be refused, with its reason, and nothing else?"""

import pytest

from rodatraden.organisation.rules.contradictions import Contradiction
from rodatraden.organisation.tests.make import MUNICIPALITY, problems
from rodatraden.organisation.words.contradictions import CONTRADICTIONS

C = Contradiction

FORBIDDEN = [
    (C.EXISTS_ALREADY, "D1 | 2021-01-01 | | unit.established unit=KLF parent=K", ""),
    (C.EXISTS_ALREADY, "D1 | 2021-01-01 | | post.established post=HR unit=KLF", ""),
    (C.EXISTS_ALREADY, "D1 | 2021-01-01 | | unit.established unit=A parent=K\nD1 | 2021-01-01 | | unit.established unit=A parent=K", ""),
    (C.USED_BEFORE, "D0 | 2020-01-01 | 2020-06-01 | unit.closed unit=BUF\nD1 | 2021-01-01 | | unit.established unit=BUF parent=K", ""),
    (C.USED_BEFORE, "D0 | 2020-01-01 | 2020-06-01 | post.closed post=HR\nD1 | 2021-01-01 | | post.established post=HR unit=K", ""),
    (C.NAMES_ANOTHER, "D1 | 2021-01-01 | | post.established post=KLF unit=KLF", "KLF"),
    (C.NAMES_ANOTHER, "D1 | 2021-01-01 | | unit.established unit=HR parent=K", "HR"),
    (C.NAMES_ANOTHER, "D0 | 2020-01-01 | 2020-06-01 | post.closed post=HR\nD1 | 2021-01-01 | | unit.established unit=HR parent=K", "HR"),
    (C.DOES_NOT_EXIST, "D1 | 2021-01-01 | | unit.renamed unit=NO name=x", ""),
    (C.DOES_NOT_EXIST, "D1 | 2021-01-01 | 2019-12-31 | unit.renamed unit=KLF name=x", ""),
    (C.DOES_NOT_EXIST, "D1 | 2021-01-01 | 2019-12-31 | post.costed post=HR yearly_cost=1", ""),
    (C.DOES_NOT_EXIST, "D1 | 2021-01-01 | | post.closed post=HR\nD1 | 2021-01-01 | 2021-01-02 | post.retitled post=HR title=x", ""),
    (C.DOES_NOT_EXIST, "D1 | 2021-01-01 | | relation.closed relation=line from=KS to=KLF", ""),
    (C.DOES_NOT_EXIST, "D1 | 2021-01-01 | | group.joined group=LG post=KD", ""),
    (C.NO_PARENT, "D1 | 2021-01-01 | | unit.established unit=A parent=NO", "NO"),
    (C.NO_PARENT, "D1 | 2021-01-01 | | unit.moved unit=KLF parent=NO", "NO"),
    (C.NO_PARENT, "D1 | 2021-01-01 | 2020-06-01 | unit.established unit=B parent=A\nD1 | 2021-01-01 | | unit.established unit=A parent=K", "A"),
    (C.SECOND_ROOT, "D1 | 2021-01-01 | | unit.established unit=A", "K"),
    (C.CYCLE, "D1 | 2021-01-01 | | unit.moved unit=KLF parent=KLF", "KLF"),
    (C.CYCLE, "D1 | 2021-01-01 | | unit.moved unit=KS parent=KLF", "KLF"),
    (C.CYCLE, "D1 | 2021-01-01 | | unit.moved unit=K parent=BUF", "BUF"),
    (C.UNITS_BELOW, "D1 | 2021-01-01 | | unit.closed unit=BUN", "BUF"),
    (C.POSTS_BELOW, "D1 | 2021-01-01 | | post.established post=REK unit=BUF\nD1 | 2021-01-01 | 2022-01-01 | unit.closed unit=BUF", "REK"),
    (C.NO_UNIT, "D1 | 2021-01-01 | | post.established post=REK unit=NO", "NO"),
    (C.NO_UNIT, "D1 | 2021-01-01 | | post.moved post=HR unit=NO", "NO"),
    (C.NO_UNIT, "D0 | 2020-01-01 | 2020-06-01 | unit.closed unit=BUF\nD1 | 2021-01-01 | | post.established post=REK unit=BUF", "BUF"),
    (C.NO_SUPERIOR, "D1 | 2021-01-01 | | post.moved post=HR unit=KLF reports_to=NO", "NO"),
    (C.NO_SUPERIOR, "D1 | 2021-01-01 | | post.closed post=KD", "HR"),
    (C.REPORTS_TO_ITSELF, "D1 | 2021-01-01 | | post.moved post=HR unit=KLF reports_to=HR", ""),
    (C.REPORTS_TO_ITSELF, "D1 | 2021-01-01 | | post.moved post=KD unit=KLF reports_to=HR", ""),
    (C.NO_END, "D1 | 2021-01-01 | | relation.opened relation=line from=KS to=NO", "NO"),
    (C.NO_END, "D1 | 2021-01-01 | | relation.opened relation=line from=NO to=KS", "NO"),
    (C.NO_END, "D1 | 2021-01-01 | | relation.opened relation=line from=KD to=BUF\nD1 | 2021-01-01 | 2022-01-01 | unit.closed unit=BUF", "line:KD:BUF"),
    (C.NO_END, "D1 | 2021-01-01 | | relation.opened relation=line from=HR to=BUF\nD1 | 2021-01-01 | 2022-01-01 | post.closed post=HR", "line:HR:BUF"),
    (C.NO_MEMBER, "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.joined group=LG post=NO", "NO"),
    (C.NO_MEMBER, "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.joined group=LG post=HR\nD1 | 2021-01-01 | 2022-01-01 | post.closed post=HR", "LG"),
    (C.NO_RULE_UNIT, "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.opened_to group=LG role=head within=NO", "NO"),
    (C.NO_RULE_UNIT, "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.opened_to group=LG role=head within=BUF\nD1 | 2021-01-01 | 2022-01-01 | unit.closed unit=BUF", "LG"),
    (C.RULE_THERE, "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.opened_to group=LG role=head\nD1 | 2021-01-01 | 2022-01-01 | group.opened_to group=LG role=head", ""),
    (C.RULE_NOT_THERE, "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.opened_to group=LG role=head\nD1 | 2021-01-01 | 2022-01-01 | group.closed_to group=LG role=head within=KS", ""),
    (C.SUCCEEDS_ITSELF, "D1 | 2021-01-01 | | unit.merged unit=BUF into=BUF", "BUF"),
    (C.NO_SUCCESSOR, "D1 | 2021-01-01 | | unit.merged unit=BUF into=NO", "NO"),
    (C.NO_SUCCESSOR, "D0 | 2020-01-01 | 2020-06-01 | unit.closed unit=BUF\nD1 | 2021-01-01 | | unit.split unit=BUN into=BUN:50,BUF:50", "BUF"),
    (C.UNITS_BELOW, "D1 | 2021-01-01 | | unit.merged unit=BUN into=BUF", "BUF"),
    (C.UNITS_BELOW, "D1 | 2021-01-01 | | unit.merged unit=KS into=BUN", "KLF"),
    (C.UNITS_BELOW, "D1 | 2021-01-01 | | unit.split unit=KS into=BUN:50,BUF:50", "KLF"),
    (C.POSTS_BELOW, "D1 | 2021-01-01 | | post.established post=REK unit=BUF\nD1 | 2021-01-01 | 2022-01-01 | unit.merged unit=BUF into=KLF", "REK"),
    (C.NOT_SPLIT, "D1 | 2021-01-01 | | unit.split unit=BUF into=KLF:100", ""),
    (C.PART_TWICE, "D1 | 2021-01-01 | | unit.split unit=BUF into=KLF:50,KLF:50", "KLF"),
    (C.SHARES, "D1 | 2021-01-01 | | unit.split unit=BUF into=KLF:33.33,BUN:66.66", ""),
    (C.SHARES, "D1 | 2021-01-01 | | unit.split unit=BUF into=KLF:60,BUN:60", ""),
    (C.TIED_TO_ITSELF, "D1 | 2021-01-01 | | relation.opened relation=support from=KLF to=KLF", "KLF"),
    (C.NOT_POSTS, "D1 | 2021-01-01 | | relation.opened relation=deputy from=HR to=KLF", "KLF"),
    (C.NOT_POSTS, "D1 | 2021-01-01 | | relation.opened relation=combined from=KLF to=KD", "KLF"),
    (C.EXISTS_ALREADY, "D1 | 2021-01-01 | | relation.opened relation=combined from=HR to=KD\nD1 | 2021-01-01 | 2022-01-01 | relation.opened relation=combined from=KD to=HR", ""),
    (C.VOTES_OF_OWNERS, "D1 | 2021-01-01 | | relation.opened relation=support from=K to=BUF votes=50", ""),
    (C.TOO_MANY_VOTES, "D1 | 2021-01-01 | | relation.opened relation=owner from=K to=BUF votes=51\nD1 | 2021-01-01 | 2022-01-01 | relation.opened relation=owner from=KS to=BUF votes=49.01", "BUF"),
    (C.BUDGET_TO_ITSELF, "D1 | 2021-01-01 | | budget.moved from=KLF to=KLF yearly_amount=1", "KLF"),
    (C.NO_BUDGET_UNIT, "D1 | 2021-01-01 | | budget.moved from=KLF to=NO yearly_amount=1", "NO"),
    (C.NO_BUDGET_UNIT, "D1 | 2021-01-01 | | budget.moved from=HR to=KLF yearly_amount=1", "HR"),
    (C.NO_BUDGET_UNIT, "D0 | 2020-01-01 | 2022-01-01 | unit.established unit=A parent=K\nD1 | 2021-01-01 | | budget.moved from=KLF to=A yearly_amount=1", "A"),
    (C.TOO_MUCH_BUDGET, "D1 | 2021-01-01 | | budget.moved from=KLF to=KS yearly_amount=9999999999999.99\nD1 | 2021-01-01 | 2022-01-01 | budget.moved from=KLF to=KS yearly_amount=1", ""),
]  # fmt: skip


@pytest.mark.parametrize(("contradiction", "table", "other"), FORBIDDEN)
def test_what_cannot_be_is_told_with_its_decision_and_what_it_collides_with(
    contradiction: Contradiction, table: str, other: str
) -> None:
    assert problems(MUNICIPALITY, table) == [("D1", contradiction, other)]


def test_every_contradiction_is_provoked_above_and_put_into_words() -> None:
    assert {contradiction for contradiction, _table, _other in FORBIDDEN} == set(Contradiction)
    assert set(CONTRADICTIONS) == set(Contradiction)


ALLOWED = {
    "a unit merged when what was below it moves the same day, also into what was below it": """
        D1 | 2021-01-01 | | unit.merged unit=BUN into=BUF
        D1 | 2021-01-01 | | unit.moved unit=BUF parent=K
        D2 | 2022-01-01 | | unit.merged unit=KLF into=BUF
        D2 | 2022-01-01 | | post.moved post=KD unit=BUF
        D2 | 2022-01-01 | | post.moved post=HR unit=BUF reports_to=KD
    """,
    "a unit split into what is established the same day, and living on itself": """
        D1 | 2021-01-01 | | unit.split unit=KLF into=KLF:33.3333,A:33.3333,B:33.3334
        D1 | 2021-01-01 | | unit.established unit=A parent=KLF
        D1 | 2021-01-01 | | unit.established unit=B parent=K
    """,
    "what a unit became is closed later": """
        D1 | 2021-01-01 | | unit.established unit=A parent=K
        D1 | 2021-01-01 | | unit.merged unit=BUF into=A
        D2 | 2022-01-01 | | unit.closed unit=A
    """,
    "votes that change hands the same day": """
        D1 | 2021-01-01 | | relation.opened relation=owner from=K to=BUF votes=100
        D2 | 2022-01-01 | | relation.closed relation=owner from=K to=BUF
        D2 | 2022-01-01 | | relation.opened relation=owner from=KS to=BUF votes=49
        D2 | 2022-01-01 | | relation.opened relation=owner from=K to=BUF votes=51
        D3 | 2023-01-01 | | relation.opened relation=owner from=KLF to=BUF
    """,
    "two posts that stand in for each other": """
        D1 | 2021-01-01 | | relation.opened relation=deputy from=HR to=KD
        D1 | 2021-01-01 | | relation.opened relation=deputy from=KD to=HR
    """,
    "budget that has moved to a unit that is closed later": """
        D1 | 2021-01-01 | | budget.moved from=KLF to=BUF yearly_amount=1
        D1 | 2021-01-01 | | budget.moved from=BUF to=KLF yearly_amount=0.01
        D2 | 2022-01-01 | | unit.closed unit=BUF
        D3 | 2023-01-01 | | revokes D1 from 2023-01-01
    """,
    "a rule closed with the unit that limits it, and opened without it": """
        D1 | 2021-01-01 | | group.formed group=LG
        D1 | 2021-01-01 | | group.opened_to group=LG role=head within=BUF
        D2 | 2022-01-01 | | unit.closed unit=BUF
        D2 | 2022-01-01 | | group.closed_to group=LG role=head within=BUF
        D2 | 2022-01-01 | | group.opened_to group=LG role=head
    """,
    "more full-time equivalents than employees, and none of either": """
        D1 | 2021-01-01 | | unit.staffed unit=BUF headcount=10 fte=12.5
        D1 | 2021-01-01 | | unit.staffed unit=KS headcount=0 fte=0
    """,
    "a closed relation opens again": """
        D1 | 2021-01-01 | | relation.opened relation=line from=KS to=KLF
        D1 | 2021-01-01 | 2022-01-01 | relation.closed relation=line from=KS to=KLF
        D1 | 2021-01-01 | 2023-01-01 | relation.opened relation=line from=KS to=KLF
    """,
    "a relation of another kind beside it": """
        D1 | 2021-01-01 | | relation.opened relation=line from=KS to=KLF
        D1 | 2021-01-01 | | relation.opened relation=support from=KS to=KLF
    """,
    "a group called as a unit": "D1 | 2021-01-01 | | group.formed group=KLF",
    "a code again after its beginning was revoked as if it had never been": """
        D1 | 2021-01-01 | | unit.established unit=A parent=K
        D2 | 2021-02-01 | | revokes D1
        D3 | 2021-03-01 | | unit.established unit=A parent=KS
    """,
    "a change on the first day": "D1 | 2020-01-01 | | unit.renamed unit=KLF name=x",
    "a change on the last day but one": """
        D1 | 2021-01-01 | 2021-06-01 | post.closed post=HR
        D1 | 2021-01-01 | 2021-05-31 | post.retitled post=HR title=x
    """,
    "a unit and its parent from the same day, the child first": """
        D1 | 2021-01-01 | | unit.established unit=B parent=A
        D1 | 2021-01-01 | | unit.established unit=A parent=K
    """,
    "a new root on the day that the old becomes part of it": """
        D1 | 2021-01-01 | | unit.established unit=A
        D1 | 2021-01-01 | | unit.moved unit=K parent=A
    """,
    "a move past a ring within one day": """
        D1 | 2021-01-01 | | unit.moved unit=KS parent=KLF
        D1 | 2021-01-01 | | unit.moved unit=KLF parent=K
    """,
    "a unit closed when what was below it moves or closes the same day": """
        D1 | 2021-01-01 | | unit.closed unit=BUN
        D1 | 2021-01-01 | | unit.moved unit=BUF parent=K
        D2 | 2022-01-01 | | unit.closed unit=KLF
        D2 | 2022-01-01 | | post.moved post=KD unit=KS
        D2 | 2022-01-01 | | post.closed post=HR
    """,
    "a unit closed when the post in it had left": """
        D1 | 2021-01-01 | | post.established post=REK unit=BUF
        D1 | 2021-01-01 | 2021-06-01 | post.moved post=REK unit=K
        D1 | 2021-01-01 | 2021-06-01 | unit.closed unit=BUF
    """,
    "a superior closed when the post below reports to nobody": """
        D1 | 2021-01-01 | | post.moved post=HR unit=KLF
        D1 | 2021-01-01 | | post.closed post=KD
    """,
    "two posts that change places in the line": """
        D1 | 2021-01-01 | | post.moved post=KD unit=KLF reports_to=HR
        D1 | 2021-01-01 | | post.moved post=HR unit=KLF
    """,
    "a relation closed with its end": """
        D1 | 2021-01-01 | | relation.opened relation=line from=KD to=BUF
        D1 | 2021-01-01 | 2022-01-01 | relation.closed relation=line from=KD to=BUF
        D1 | 2021-01-01 | 2022-01-01 | unit.closed unit=BUF
    """,
    "a member leaves the group and is closed": """
        D1 | 2021-01-01 | | group.formed group=LG
        D1 | 2021-01-01 | | group.joined group=LG post=HR
        D1 | 2021-01-01 | 2022-01-01 | group.left group=LG post=HR
        D1 | 2021-01-01 | 2022-01-01 | post.closed post=HR
    """,
    "a group closed with members": """
        D1 | 2021-01-01 | | group.formed group=LG
        D1 | 2021-01-01 | | group.joined group=LG post=HR
        D1 | 2021-01-01 | 2022-01-01 | group.closed group=LG
    """,
    "a thing that lasts no day": """
        D1 | 2021-01-01 | | unit.established unit=A parent=K
        D1 | 2021-01-01 | | unit.closed unit=A
    """,
    "a decision that changes nothing": "D1 | 2021-01-01 | | ",
}


@pytest.mark.parametrize("table", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_can_be_is_let_through(table: str) -> None:
    assert problems(MUNICIPALITY, table) == []


def test_every_contradiction_is_told_in_one_go() -> None:
    table = """
        D1 | 2021-01-01 | | unit.renamed unit=NO name=x
        D2 | 2021-01-01 | | unit.established unit=A parent=NO
        D3 | 2022-01-01 | | post.established post=REK unit=NO reports_to=NOT
    """

    assert problems(MUNICIPALITY, table) == [
        ("D1", C.DOES_NOT_EXIST, ""),
        ("D2", C.NO_PARENT, "NO"),
        ("D3", C.NO_UNIT, "NO"),
        ("D3", C.NO_SUPERIOR, "NOT"),
    ]


FOUNDED = "D1 | 2021-01-01 | | unit.established unit=A parent=K\n"


def test_a_decision_that_later_ones_build_on_cannot_be_revoked_alone() -> None:
    table = FOUNDED + "D2 | 2022-01-01 | | post.established post=REK unit=A\n"

    assert problems(MUNICIPALITY, table, "D3 | 2023-01-01 | | revokes D1") == [("D2", C.NO_UNIT, "A")]
    assert problems(MUNICIPALITY, table, "D3 | 2023-01-01 | | revokes D1 from 2023-01-01") == [
        ("D1", C.POSTS_BELOW, "REK")
    ]


def test_the_whole_chain_can_be_revoked() -> None:
    table = FOUNDED + "D2 | 2022-01-01 | | post.established post=REK unit=A\n"

    assert problems(MUNICIPALITY, table, "D3 | 2023-01-01 | | revokes D1\nD3 | 2023-01-01 | | revokes D2") == []
    day = "2023-06-01"
    revoked = f"D3 | 2023-01-01 | | revokes D1 from {day}\nD3 | 2023-01-01 | | revokes D2 from {day}"
    assert problems(MUNICIPALITY, table, revoked) == []


def test_a_change_after_the_day_of_revocation_hangs_in_the_air() -> None:
    table = FOUNDED + "D2 | 2022-01-01 | 2024-01-01 | unit.renamed unit=A name=x\n"

    assert problems(MUNICIPALITY, table, "D3 | 2023-01-01 | | revokes D1 from 2023-06-01") == [
        ("D2", C.DOES_NOT_EXIST, "")
    ]
    assert problems(MUNICIPALITY, table, "D3 | 2023-01-01 | | revokes D1 from 2024-06-01") == []


REPLACED = {
    "a relation": """
        D1 | 2021-01-01 | | relation.opened relation=line from=KS to=KLF
        D2 | 2022-01-01 | 2022-06-01 | relation.opened relation=line from=KS to=KLF
        D3 | 2022-01-01 | | revokes D1 from 2022-06-01
    """,
    "a name": """
        D1 | 2021-01-01 | | unit.renamed unit=KLF name=x
        D2 | 2022-01-01 | 2022-06-01 | unit.renamed unit=KLF name=y
        D3 | 2022-01-01 | | revokes D1 from 2022-06-01
    """,
    "a unit that closes": """
        D1 | 2021-01-01 | | unit.renamed unit=BUF name=x
        D2 | 2022-01-01 | 2022-06-01 | unit.closed unit=BUF
        D3 | 2022-01-01 | | revokes D1 from 2022-06-01
    """,
    "a group that closes": """
        D1 | 2021-01-01 | | group.formed group=LG
        D1 | 2021-02-01 | | group.joined group=LG post=KD
        D4 | 2021-03-01 | | group.joined group=LG post=HR
        D2 | 2022-01-01 | 2022-06-01 | group.closed group=LG
        D3 | 2022-01-01 | | revokes D4 from 2022-06-01
    """,
}


@pytest.mark.parametrize("table", REPLACED.values(), ids=REPLACED.keys())
def test_a_decision_may_be_revoked_from_the_day_that_another_takes_over(table: str) -> None:
    assert problems(MUNICIPALITY, table) == []


def test_a_revocation_that_brings_back_what_has_no_place_any_more_is_told() -> None:
    table = """
        D1 | 2021-01-01 | | unit.moved unit=BUF parent=KS
        D2 | 2022-01-01 | | unit.closed unit=BUN
        D3 | 2023-01-01 | | revokes D1 from 2023-01-01
    """

    assert problems(MUNICIPALITY, table) == [("D1", C.NO_PARENT, "BUN")]


def test_a_revocation_may_not_make_a_ring() -> None:
    table = """
        D1 | 2021-01-01 | | unit.moved unit=BUN parent=KS
        D2 | 2022-01-01 | | unit.moved unit=KS parent=BUF
    """
    apart = "D0 | 2020-01-01 | 2020-06-01 | unit.moved unit=BUN parent=KLF\n"

    assert ("D2", C.CYCLE, "BUF") in problems(MUNICIPALITY, table)
    assert problems(
        MUNICIPALITY,
        apart,
        "D1 | 2021-01-01 | | unit.moved unit=BUN parent=K\nD2 | 2022-01-01 | | unit.moved unit=KS parent=BUF\nD3 | 2023-01-01 | | revokes D1 from 2023-01-01",
    ) == [("D1", C.CYCLE, "KLF")]
