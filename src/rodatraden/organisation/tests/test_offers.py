"""Is everything that a form offers possible, when it is decided as it stands?"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from rodatraden.decisions import queries as register
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import KINDS, Right
from rodatraden.organisation.rules.closing import (
    ENDING,
    closed_too,
    handed_over,
    hanging_on_post,
    hanging_on_unit,
    heirs,
)
from rodatraden.organisation.rules.fold import fold
from rodatraden.organisation.rules.offers import OFFERS, offer_of, offered
from rodatraden.organisation.rules.things import Organisation
from rodatraden.organisation.tests.histories import histories, holds, turns
from rodatraden.organisation.tests.make import MUNICIPALITY, as_rules, decisions, folded

OURS = sorted(name for name, kind in KINDS.items() if kind.__module__.startswith("rodatraden.organisation."))
GROUP = """
    LG | {day} | | group.formed group=LG
    LG | {day} | | post.established post=SEKR unit=K
    LG | {day} | | group.joined group=LG post=SEKR
    LG | {day} | | group.opened_to group=LG role=director within=K
    LG | {day} | | relation.opened relation=support from=SEKR to=K
"""
FREE = {
    "name": "Ett nytt namn",
    "title": "En ny titel",
    "kind": "unit",
    "role": "auditor",
    "unit_kind": "unit",
    "headcount": 7,
    "yearly_cost": "650000",
    "yearly_amount": "100",
    "degree": "50",
}


def names(kind: str) -> dict[str, bool]:
    """The fields of a kind as decisions write them, and whether each may be left out."""
    return {_alias(field): field.default is not MISSING for field in fields(KINDS[kind])}


def _alias(field: Field[Any]) -> str:
    for note in getattr(field.type, "__metadata__", ()):
        if isinstance(note, FieldInfo) and note.alias:
            return note.alias
    return field.name


def answer(kind: str, found: Organisation, draw: st.DataObject) -> dict[str, Any]:
    """A form filled in from what it offers, one field after the other."""
    given_: dict[str, Any] = {}
    for offer in OFFERS.get(kind, ()):
        choices = offered(kind, offer.name, found, given_)
        assert choices is not None
        optional = all(names(kind)[name] for name in offer.fields) and not offer.must
        leave_out = optional and draw.draw(st.booleans())
        if leave_out or (offer.name == "reports_to" and not choices):
            continue
        assume(choices)
        if (kind, offer.name) == ("unit.split", "into"):
            parts = draw.draw(st.lists(st.sampled_from(choices), min_size=2, max_size=3, unique=True))
            shares = ["50", "30", "20"] if len(parts) == 3 else ["60", "40"]
            given_["into"] = [{"unit": unit, "share": share} for unit, share in zip(parts, shares, strict=True)]
        else:
            given_ |= offer.answers(draw.draw(st.sampled_from(choices)))
    for name, may_lack in names(kind).items():
        free = name not in given_ and offer_of(kind, name) is None
        if free and (not may_lack or (name in FREE and draw.draw(st.booleans()))):
            given_[name] = FREE.get(name, "NY-KOD")
    if kind in {"post.moved", "post.reporting_changed"}:
        given_.setdefault("reports_to", None)
    return given_


def first_taken_care_of(kind: str, found: Organisation, filled: Mapping[str, Any], draw: st.DataObject) -> Any:
    """What hangs on what is to end goes to someone, or ends with it."""
    if kind not in ENDING:
        return []
    code = filled[ENDING[kind]]
    if kind == "unit.split" and code in {part["unit"] for part in filled["into"]}:
        return []
    hanging = hanging_on_unit(found, code) if ENDING[kind] == "unit" else hanging_on_post(found, code)
    if not hanging:
        return []
    if kind == "unit.closed" and draw.draw(st.booleans()):
        assume(not any(unit != code and found.within(unit, code) for unit in [filled.get("into")] if unit))
        return closed_too(found, code)
    choices = [*heirs(found, kind, code), *([""] if kind == "post.closed" else [])]
    assume(choices)
    return handed_over(found, kind, code, draw.draw(st.sampled_from(choices)))


@pytest.mark.parametrize("kind", OURS)
@settings(max_examples=20)
@given(taken=histories(most=4), draw=st.data())
def test_whatever_is_offered_is_accepted_when_it_is_decided(
    kind: str, taken: list[NewDecision], draw: st.DataObject
) -> None:
    last = turns(taken)[-1]
    taken = [*taken, *decisions(GROUP.format(day=last))]
    changes, revocations = as_rules(taken)
    found = fold(changes, revocations, on=last, known=date(2099, 1, 1))
    filled = answer(kind, found, draw)
    written = [*first_taken_care_of(kind, found, filled, draw), (kind, filled)]
    terms = tuple((last, register.adapter(name).validate_python(said)) for name, said in written)
    decided = replace(NewDecision("NY", "Nytt", "K", last, last, Right.OWN), changes=terms)

    assert holds([*taken, decided]), written


def test_every_kind_of_change_knows_what_it_offers() -> None:
    new = {"group.formed"}

    assert set(OURS) == set(OFFERS) | new
    assert all(set(offer.fields) <= set(names(kind)) for kind, offers in OFFERS.items() for offer in offers)


FOUND = folded(
    MUNICIPALITY,
    """
    D1 | 2020-02-01 | | relation.opened relation=political from=BUN to=BUF
    D1 | 2020-02-01 | | relation.opened relation=combined from=KD to=HR
    D1 | 2020-02-01 | | group.formed group=LG
    D1 | 2020-02-01 | | group.joined group=LG post=KD
    D1 | 2020-02-01 | | group.opened_to group=LG role=head within=BUF
    """,
    on="2020-03-01",
)


@pytest.mark.parametrize(
    ("kind", "field", "given", "choices"),
    [
        ("unit.established", "parent", {}, ["BUF", "BUN", "K", "KLF", "KS"]),
        ("unit.established", "unit", {}, None),
        ("unit.moved", "unit", {}, ["BUF", "BUN", "KLF", "KS"]),
        ("unit.moved", "parent", {}, []),
        ("unit.moved", "parent", {"unit": "BUN"}, ["KLF", "KS"]),
        ("unit.merged", "into", {"unit": "KS"}, ["BUF", "BUN", "K"]),
        ("post.moved", "reports_to", {"post": "KD"}, []),
        ("post.moved", "reports_to", {"post": "HR"}, ["KD"]),
        ("relation.opened", "from", {"relation": "deputy"}, ["HR", "KD"]),
        ("relation.opened", "to", {"relation": "combined", "from": "HR"}, []),
        ("relation.opened", "to", {"relation": "political", "from": "BUN"}, ["BUN", "K", "KLF", "KS", "HR", "KD"]),
        ("relation.closed", "relation_from_to", {}, ["combined:KD:HR", "political:BUN:BUF"]),
        ("group.joined", "post", {"group": "LG"}, ["HR"]),
        ("group.left", "post", {"group": "LG"}, ["KD"]),
        ("group.closed_to", "role_unit_kind_within", {"group": "LG"}, ["head::BUF"]),
        ("budget.moved", "to", {"from": "KS"}, ["BUF", "BUN", "K", "KLF"]),
    ],
)  # fmt: skip
def test_a_field_offers_what_is_possible(
    kind: str, field: str, given: dict[str, str], choices: list[str] | None
) -> None:
    found = offered(kind, field, FOUND, given)
    expected = (
        sorted(set(choices) - {"BUN"})
        if field == "to" and given.get("relation") == "political" and choices
        else choices
    )

    assert (sorted(found) if found is not None else None) == (sorted(expected) if expected is not None else None)


def test_a_choice_that_answers_several_fields_leaves_out_what_is_empty() -> None:
    offer = offer_of("group.closed_to", "role")

    assert offer is not None
    assert offer.answers("head::BUF") == {"role": "head", "within": "BUF"}
    assert offer.answers("head::") == {"role": "head"}


def test_what_hangs_on_a_unit_or_a_post_is_named() -> None:
    unit, post = hanging_on_unit(FOUND, "BUF"), hanging_on_post(FOUND, "KD")

    assert (unit.units, unit.posts, len(unit.relations), [group for group, _ in unit.rules]) == ((), (), 1, ["LG"])
    assert not unit.needs_heir
    assert (post.reporting, post.groups, len(post.relations)) == (("HR",), ("LG",), 1)
    assert post.needs_heir
    assert not hanging_on_unit(FOUND, "NONE")
