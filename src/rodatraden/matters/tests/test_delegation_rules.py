"""Which items are in force, for whom, and which can't be together?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.rules import Change, Revocation
from rodatraden.matters.rules.delegation import Delegate, OrderFault, in_force, order_faults
from rodatraden.matters.rules.entitlement import Decider, referred
from rodatraden.matters.tests.ordering import (
    change,
    granted,
    withdrawn,
)
from rodatraden.organisation.rules.things import Role
from rodatraden.organisation.tests.make import LATER


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("KS-DO 3.2", ["KS-DO 3.2"]),
        ("KS-DO 3.2 och 3.4", ["KS-DO 3.2", "KS-DO 3.4"]),
        ("KS-DO punkt 3.2, BUN-DO A1 samt B.2", ["KS-DO 3.2", "BUN-DO A1", "BUN-DO B.2"]),
        ("KS-DO 1.12/a", ["KS-DO 1.12/a"]),
        ("KS-DO 3.2, 5 § förvaltningslagen", ["KS-DO 3.2"]),
        ("KS-DO 3.2, § 5", ["KS-DO 3.2"]),
        ("KS-DO 3.2 och 7 kap. 5 § kommunallagen (2017:725)", ["KS-DO 3.2"]),
        ("KS-DO 3", ["KS-DO 3"]),
        ("3.2 i KS-DO", []),
        ("AB-DO 3.2", []),
        ("", []),
        ("7 kap. 5 § kommunallagen (2017:725)", []),
    ],
)
def test_a_reference_names_items_after_their_order(reference: str, found: list[str]) -> None:
    assert [" ".join(key) for key in referred(reference, {"KS-DO", "BUN-DO"})] == found


@pytest.mark.parametrize(
    ("delegates", "is_for"),
    [
        ([{"post": "KD"}], True),
        ([{"post": "HR"}], False),
        ([{"unit": "KD"}], True),
        ([{"role": Role.DIRECTOR}], True),
        ([{"role": Role.HEAD}], False),
        ([{"title": "KOMMUNDIREKTÖR"}], True),
        ([{"post": "HR"}, {"title": "Kommundirektör"}], True),
    ],
)
def test_an_item_is_for_a_post_a_unit_a_role_or_a_title(delegates: list[dict[str, Any]], *, is_for: bool) -> None:
    decider = Decider("KD", "Kommundirektör", Role.DIRECTOR)
    given = [Delegate(**each) for each in delegates]

    assert (decider.is_named(given) or decider.is_such(given)) is is_for


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([granted("1"), granted("2")], []),
        ([granted("1"), granted("1")], [OrderFault.GRANTED_ALREADY]),
        ([granted("1"), withdrawn("1"), granted("1")], []),
        ([withdrawn("1")], [OrderFault.NOT_GRANTED]),
        ([granted("1", to=({"post": "KD", "role": "head"},))], [OrderFault.UNCLEAR_DELEGATE]),
        ([granted("1", to=({},))], [OrderFault.UNCLEAR_DELEGATE]),
        ([granted("1", stand_ins=({},))], [OrderFault.UNCLEAR_DELEGATE]),
        ([granted("1", kinds=["post.flown"])], [OrderFault.NO_SUCH_KIND]),
        ([granted("1", kinds=["stone.*"])], [OrderFault.NO_SUCH_KIND]),
        ([granted("1", kinds=["delegation.granted"])], [OrderFault.MAY_NOT_BE]),
        ([granted("1", kinds=["delegation.*"])], [OrderFault.MAY_NOT_BE]),
        ([granted("1", kinds=["goal.set"])], [OrderFault.MAY_NOT_BE]),
        ([granted("1/a", further_from="1")], [OrderFault.NOTHING_FURTHER]),
        ([granted("1"), granted("1/a", further_from="1")], []),
    ],
)  # fmt: skip
def test_an_order_that_does_not_hold_is_told(changes: list[Any], found: list[OrderFault]) -> None:
    listed = [change("D", terms, "2021-01-01", position) for position, terms in enumerate(changes)]

    assert [problem.code for problem in order_faults(listed, [])] == found


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.booleans(), st.integers(1, 28)), max_size=12))
def test_an_order_without_clashes_folds_to_what_was_granted_last(steps: list[tuple[str, bool, int]]) -> None:
    changes: list[Change] = []
    for number, (item, grants, day) in enumerate(steps):
        more = change(f"D{number:02}", granted(item) if grants else withdrawn(item), f"2021-01-{day:02}")
        changes += [] if order_faults([*changes, more], []) else [more]
    ordered = sorted(changes, key=lambda each: each.order)

    found = in_force(changes, [], on=LATER, known=LATER)

    last = {each.terms.item: each for each in ordered}  # type: ignore[attr-defined]  # both kinds have one
    assert {key[1]: item.decision for key, item in found.items()} == {
        item: each.decision for item, each in last.items() if each.terms.change == "delegation.granted"
    }
    assert in_force(changes, [], on=date(2020, 12, 31), known=LATER) == {}
    revoked = [Revocation("Z", date(2021, 6, 1), each.decision) for each in ordered]
    assert in_force(changes, revoked, on=LATER, known=LATER) == {}


def test_items_stand_in_the_order_of_their_numbers() -> None:
    listed = [
        change("D", granted(item), "2021-01-01", at) for at, item in enumerate(("1.10", "2.1", "1.2", "1.2/a", "G1"))
    ]

    assert [key[1] for key in in_force(listed, [], on=LATER, known=LATER)] == ["1.2", "1.2/a", "1.10", "2.1", "G1"]


def test_a_limit_is_an_amount() -> None:
    assert granted("1", limit="1 234,50").limit == Decimal("1234.50")
