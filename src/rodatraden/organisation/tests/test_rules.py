"""Is the organisation of any day, as known on any day, what the decisions made it?"""

from dataclasses import fields
from datetime import date

import pytest

from rodatraden.decisions.rules import KINDS
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules import addresses
from rodatraden.organisation.rules.fold import gather, versions
from rodatraden.organisation.rules.things import Group, Organisation, RelationKind, Role, Unit, UnitKind
from rodatraden.organisation.tests.make import (
    MUNICIPALITY,
    as_rules,
    decisions,
    folded,
    holdings,
    unit,
    units,
)


def test_nothing_exists_before_the_first_decision_takes_effect() -> None:
    assert folded(MUNICIPALITY, on="2019-12-31") == Organisation(date(2019, 12, 31), date(2099, 1, 1))


def test_a_unit_exists_from_its_first_day_up_to_the_day_it_is_closed() -> None:
    table = """
        D1 | 2021-01-01 | 2021-03-01 | unit.established unit=A parent=K
        D2 | 2022-01-01 | 2022-06-01 | unit.closed unit=A
    """

    assert "A" not in folded(MUNICIPALITY, table, on="2021-02-28").units
    assert "A" in folded(MUNICIPALITY, table, on="2021-03-01").units
    assert "A" in folded(MUNICIPALITY, table, on="2022-05-31").units
    assert "A" not in folded(MUNICIPALITY, table, on="2022-06-01").units


def test_a_unit_is_what_its_last_change_made_it_and_names_the_decision() -> None:
    table = """
        D1 | 2021-01-01 | | unit.renamed unit=KLF name=Stab
        D2 | 2022-01-01 | | unit.moved unit=KLF parent=BUN
    """

    found = folded(MUNICIPALITY, table, on="2021-12-31").units["KLF"]
    assert (found.name, found.parent, found.kind, found.decision) == ("Stab", "KS", UnitKind.ADMINISTRATION, "D1")
    found = folded(MUNICIPALITY, table, on="2022-01-01").units["KLF"]
    assert (found.name, found.parent, found.decision) == ("Stab", "BUN", "D2")


def test_a_post_keeps_what_a_change_does_not_mention() -> None:
    table = """
        D1 | 2021-01-01 | | post.retitled post=HR title=HR-chef
        D2 | 2022-01-01 | | post.costed post=HR yearly_cost=884000
        D3 | 2023-01-01 | | post.moved post=HR unit=KS
        D4 | 2024-01-01 | | post.closed post=HR
    """

    assert holdings(folded(MUNICIPALITY, table, on="2020-06-01").posts["HR"]) == ("HR", "KLF", "KD", "")
    assert holdings(folded(MUNICIPALITY, table, on="2021-06-01").posts["HR"]) == ("HR-chef", "KLF", "KD", "")
    assert holdings(folded(MUNICIPALITY, table, on="2022-06-01").posts["HR"]) == ("HR-chef", "KLF", "KD", "884000")
    found = folded(MUNICIPALITY, table, on="2023-06-01").posts["HR"]
    assert holdings(found) == ("HR-chef", "KS", None, "884000")
    assert (found.decision, found.cost_decision, found.role) == ("D3", "D2", Role.EMPLOYEE)
    assert "HR" not in folded(MUNICIPALITY, table, on="2024-06-01").posts


def test_a_relation_begins_ends_and_may_begin_again() -> None:
    table = """
        D1 | 2021-01-01 | | relation.opened relation=support from=KLF to=BUF
        D2 | 2022-01-01 | | relation.closed relation=support from=KLF to=BUF
        D3 | 2023-01-01 | | relation.opened relation=support from=KLF to=BUF
    """

    assert folded(MUNICIPALITY, table, on="2020-06-01").relations == frozenset()
    (found,) = folded(MUNICIPALITY, table, on="2021-06-01").relations
    assert (found.kind, found.source, found.target, found.decision) == (RelationKind.SUPPORT, "KLF", "BUF", "D1")
    assert folded(MUNICIPALITY, table, on="2022-06-01").relations == frozenset()
    assert [each.decision for each in folded(MUNICIPALITY, table, on="2023-06-01").relations] == ["D3"]


def test_a_group_holds_its_members_in_the_order_they_joined() -> None:
    table = """
        D1 | 2021-01-01 | | group.formed group=LG name=Ledningsgruppen
        D1 | 2021-01-01 | | group.joined group=LG post=KD
        D1 | 2021-01-01 | | group.joined group=LG post=HR
        D2 | 2022-01-01 | | group.joined group=LG post=KD
        D3 | 2023-01-01 | | group.left group=LG post=KD
        D4 | 2024-01-01 | | group.closed group=LG
    """

    assert folded(MUNICIPALITY, table, on="2021-06-01").groups["LG"] == Group(
        "LG", "Ledningsgruppen", ("KD", "HR"), "D1"
    )
    assert folded(MUNICIPALITY, table, on="2022-06-01").groups["LG"].members == ("KD", "HR")
    assert folded(MUNICIPALITY, table, on="2023-06-01").groups["LG"] == Group("LG", "Ledningsgruppen", ("HR",), "D3")
    assert folded(MUNICIPALITY, table, on="2024-06-01").groups == {}


def test_a_change_that_is_told_later_but_takes_effect_earlier_is_put_in_its_place() -> None:
    table = """
        D1 | 2021-01-01 | 2023-01-01 | unit.renamed unit=KLF name=Sedan
        D2 | 2022-01-01 | 2022-06-01 | unit.renamed unit=KLF name=Innan
    """

    assert folded(MUNICIPALITY, table, on="2022-06-01").units["KLF"].name == "Innan"
    assert folded(MUNICIPALITY, table, on="2023-01-01").units["KLF"].name == "Sedan"


def test_changes_of_the_same_day_apply_as_they_were_decided() -> None:
    table = """
        A9 | 2021-01-01 | 2023-01-01 | unit.renamed unit=KLF name=Först
        A1 | 2022-01-01 | 2023-01-01 | unit.renamed unit=KLF name=Sist
    """

    assert folded(MUNICIPALITY, table, on="2023-01-01").units["KLF"].name == "Sist"


def test_what_was_not_decided_yet_was_not_known() -> None:
    table = "D1 | 2022-01-01 | 2021-01-01 | unit.renamed unit=KLF name=Bakåt"

    assert folded(MUNICIPALITY, table, on="2021-06-01", known="2021-12-31").units["KLF"].name == "KLF"
    assert folded(MUNICIPALITY, table, on="2021-06-01", known="2022-01-01").units["KLF"].name == "Bakåt"


def test_what_is_decided_to_come_is_known_before_it_happens() -> None:
    table = "D1 | 2021-01-01 | 2025-01-01 | unit.renamed unit=KLF name=Framåt"

    assert folded(MUNICIPALITY, table, on="2025-01-01", known="2021-01-01").units["KLF"].name == "Framåt"
    assert folded(MUNICIPALITY, table, on="2024-12-31", known="2021-01-01").units["KLF"].name == "KLF"


REVOKED = """
    D1 | 2021-01-01 | 2021-06-01 | unit.renamed unit=KLF name=Stab
    D2 | 2022-01-01 | | revokes D1{}
"""


def test_a_decision_revoked_without_a_day_never_took_effect_but_was_believed() -> None:
    table = REVOKED.format("")

    assert folded(MUNICIPALITY, table, on="2021-07-01").units["KLF"].name == "KLF"
    assert folded(MUNICIPALITY, table, on="2021-07-01", known="2021-12-31").units["KLF"].name == "Stab"
    assert folded(MUNICIPALITY, table, on="2022-07-01", known="2021-12-31").units["KLF"].name == "Stab"


def test_a_decision_revoked_from_a_day_held_until_then() -> None:
    table = REVOKED.format(" from 2022-03-01")

    assert folded(MUNICIPALITY, table, on="2021-05-31").units["KLF"].name == "KLF"
    assert folded(MUNICIPALITY, table, on="2022-02-28").units["KLF"].name == "Stab"
    assert folded(MUNICIPALITY, table, on="2022-03-01").units["KLF"].name == "KLF"
    assert folded(MUNICIPALITY, table, on="2022-03-01", known="2021-12-31").units["KLF"].name == "Stab"


def test_a_decision_revoked_from_a_day_before_it_took_effect_never_did() -> None:
    assert folded(MUNICIPALITY, REVOKED.format(" from 2021-05-01"), on="2021-07-01").units["KLF"].name == "KLF"


@pytest.mark.parametrize("code", ["D3", "A3"])
@pytest.mark.parametrize("decided", ["2022-01-01", "2022-02-01"])
def test_a_revocation_that_is_revoked_does_not_count(code: str, decided: str) -> None:
    table = f"{REVOKED.format('')}\n{code} | {decided} | | revokes D2"

    assert folded(MUNICIPALITY, table, on="2021-07-01").units["KLF"].name == "Stab"
    assert folded(MUNICIPALITY, table, on="2021-07-01", known="2021-12-31").units["KLF"].name == "Stab"
    known_between = folded(MUNICIPALITY, table, on="2021-07-01", known="2022-01-31").units["KLF"].name
    assert known_between == ("KLF" if decided == "2022-02-01" else "Stab")


def test_revoking_the_beginning_ends_the_thing_and_leaves_the_rest_without_effect() -> None:
    table = """
        D1 | 2021-01-01 | | group.formed group=LG
        D2 | 2021-02-01 | | group.joined group=LG post=KD
        D3 | 2022-01-01 | | revokes D1
        D3 | 2022-01-01 | | revokes D2
    """

    assert folded(MUNICIPALITY, table, on="2021-06-01").groups == {}
    assert folded(MUNICIPALITY, table, on="2021-06-01", known="2021-06-01").groups["LG"].members == ("KD",)


def test_the_versions_of_a_thing_are_its_states_by_day_and_by_knowledge() -> None:
    table = f"""
        D1 | 2020-01-01 | | unit.established unit=A parent=K name=Ett
        {REVOKED.replace("KLF", "A").format("").replace("D1", "D2x").replace("D2 ", "D3 ")}
        D4 | 2023-01-01 | | unit.closed unit=A
    """
    changes, revocations = as_rules(decisions(table))

    found = [
        (each.thing.name, *(str(getattr(each, field.name)) for field in fields(each)[1:]))
        for each in versions(changes, revocations)
        if isinstance(each.thing, Unit)
    ]

    forever = str(FOREVER)
    assert found == [
        ("Ett", "2020-01-01", forever, "2020-01-01", "2021-01-01"),
        ("Ett", "2020-01-01", "2021-06-01", "2021-01-01", "2022-01-01"),
        ("Stab", "2021-06-01", forever, "2021-01-01", "2022-01-01"),
        ("Ett", "2020-01-01", forever, "2022-01-01", "2023-01-01"),
        ("Ett", "2020-01-01", "2023-01-01", "2023-01-01", forever),
    ]


def test_a_thing_that_lasted_no_day_has_no_version() -> None:
    table = """
        D1 | 2021-01-01 | | group.formed group=LG
        D2 | 2021-01-01 | | group.closed group=LG
    """

    assert versions(*as_rules(decisions(table))) == []


def test_a_change_that_changes_nothing_makes_no_version() -> None:
    table = """
        D1 | 2021-01-01 | | group.formed group=LG
        D1 | 2021-01-01 | | group.joined group=LG post=HR
        D2 | 2022-01-01 | | group.left group=LG post=KD
        D3 | 2023-01-01 | | group.joined group=LG post=HR
    """

    (found,) = versions(*as_rules(decisions(table)))
    assert (found.thing, found.valid_to, found.known_to) == (Group("LG", "LG", ("HR",), "D1"), FOREVER, FOREVER)


def test_a_change_to_what_never_was_makes_no_version() -> None:
    assert versions(*as_rules(decisions("D1 | 2021-01-01 | | unit.renamed unit=A name=B"))) == []


def tree() -> Organisation:
    return gather(
        [unit("K"), unit("KS", "K"), unit("KLF", "KS"), unit("EKO", "KLF"), unit("BUN", "K")],
        on=date(2026, 1, 1),
        known=date(2026, 1, 1),
    )


def test_the_tree_is_walked_up_and_down() -> None:
    found = tree()

    assert [each.code for each in found.path("EKO")] == ["K", "KS", "KLF", "EKO"]
    assert found.path("NOBODY") == []
    assert found.below("KS") == {"KS", "KLF", "EKO"}
    assert found.below("NOBODY") == set()
    assert found.within("EKO", "KS")
    assert found.within("KS", "KS")
    assert not found.within("KS", "EKO")
    assert not found.within("BUN", "KS")
    assert not found.within("NOBODY", "NOBODY")
    assert [each.code for each in found.children()[None]] == ["K"]
    assert [each.code for each in found.children()["K"]] == ["BUN", "KS"]


def test_a_ring_can_be_walked_without_end_nowhere() -> None:
    ring = gather([unit("A", "B"), unit("B", "A")], on=date(2026, 1, 1), known=date(2026, 1, 1))

    assert {each.code for each in ring.path("A")} == {"A", "B"}
    assert ring.below("A") == {"A", "B"}


def test_things_stand_in_the_order_of_their_codes() -> None:
    assert list(tree().units) == ["BUN", "EKO", "K", "KLF", "KS"]
    assert units(tree())["KLF"] == "KS"


@pytest.mark.parametrize("name", [name for name, terms in KINDS.items() if ".organisation." in terms.__module__])
def test_every_kind_of_change_names_the_thing_it_concerns(name: str) -> None:
    owner = name.partition(".")[0]
    values = {"relation": RelationKind.LINE, "source": "A", "target": "B", "into": ()}
    terms = KINDS[name](**{field.name: values.get(field.name, "A") for field in fields(KINDS[name])})

    assert terms.subject == {"relation": "relation:line:A:B", "budget": "budget:A:B"}.get(owner, f"{owner}:A")
    assert terms.change == name


def test_addresses_say_the_same_for_ever() -> None:
    assert addresses.unit_address("KLF") == "/organisation/enhet/KLF"
    assert addresses.post_address("KD") == "/organisation/befattning/KD"
    assert addresses.group_address("LG") == "/organisation/grupp/LG"
