from datetime import date

import pytest

from rodatraden.matters.rules import touched
from rodatraden.matters.rules.codes import Applies, GateState, StepOutcome, Trait
from rodatraden.matters.rules.gates import Gate, Heard, Standing, Weight, weigh
from rodatraden.matters.rules.touched import Home, Places
from rodatraden.matters.tests.make import DAY, MUNICIPALITY, rule_gate
from rodatraden.organisation.rules.things import Organisation
from rodatraden.organisation.tests.make import as_rules, decisions, folded


def organisation() -> Organisation:
    return folded(MUNICIPALITY, on="2026-05-06")


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (["SKOLAN"], {"BUF"}),
        (["SKOLAN", "BUF"], {"BUF"}),
        (["BUN"], {"BUF"}),
        (["SN"], {"SOF"}),
        (["KS"], {"KLF"}),
        (["KF"], set()),
        (["SKOLAN", "SN"], {"BUF", "SOF"}),
        (["BUF", "BOLAGET"], {"BUF", "BOLAGET"}),
        (["K"], {"BUF", "SOF", "KLF", "BOLAGET"}),
        (["FINNS-INTE"], set()),
    ],
)
def test_units_are_in_administrations_and_companies(units: list[str], expected: set[str]) -> None:
    assert touched.operations(units, organisation()) == expected


def places(**posts: str) -> Places:
    always = (date.min, date.max)
    return Places(
        units={code: [Home(unit.parent, *always)] for code, unit in organisation().units.items()},
        posts={code: [Home(unit, *always)] for code, unit in posts.items()},
        overall=touched.overall(organisation()),
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("unit.renamed unit=SKOLAN name=Ny", {"SKOLAN"}),
        ("unit.established unit=NY parent=BUF", {"NY", "BUF"}),
        ("unit.established unit=NY kind=company parent=K", {"NY"}),
        ("unit.moved unit=SKOLAN parent=SOF", {"SKOLAN", "BUF", "SOF"}),
        ("unit.closed unit=SKOLAN", {"SKOLAN", "BUF"}),
        ("unit.closed unit=BOLAGET", {"BOLAGET"}),
        ("post.established post=NY unit=BUF reports_to=KD", {"BUF"}),
        ("post.moved post=REKTOR unit=SOF reports_to=KD", {"SKOLAN", "SOF"}),
        ("post.costed post=REKTOR yearly_cost=700000", {"SKOLAN"}),
        ("relation.opened relation=support from=KLF to=BUF", {"KLF", "BUF"}),
        ("relation.opened relation=line from=KD to=BUF", {"KS", "BUF"}),
        ("group.joined group=KLG post=REKTOR", {"SKOLAN"}),
        ("group.formed group=NY", set()),
    ],
)
def test_a_change_touches_what_it_names_and_where_that_stood(said: str, expected: set[str]) -> None:
    changes, _ = as_rules(decisions(f"D1 | 2026-05-06 | | {said}"))

    assert set(touched.touched_by(changes, places(REKTOR="SKOLAN", KD="KS"))) == expected


@pytest.mark.parametrize(
    ("effective", "said", "expected"),
    [
        ("2026-05-06", "unit.renamed unit=SKOLAN name=Ny", {Trait.ORGANISATION}),
        ("2026-05-06", "unit.closed unit=SKOLAN", {Trait.ORGANISATION, Trait.WORK_ENVIRONMENT}),
        ("2026-05-06", "post.costed post=REKTOR yearly_cost=1", {Trait.ORGANISATION, Trait.MID_YEAR_EXPENSE}),
        ("2027-01-01", "post.costed post=REKTOR yearly_cost=1", {Trait.ORGANISATION}),
        ("2026-05-06", "post.established post=NY unit=BUF", {Trait.ORGANISATION}),
    ],
)
def test_what_a_change_is_like_follows_from_its_kind_and_its_day(
    effective: str, said: str, expected: set[Trait]
) -> None:
    changes, _ = as_rules(decisions(f"D1 | 2026-05-06 | {effective} | {said}"))

    assert touched.traits_of(changes) == expected


TWO, ONE = Weight(frozenset({"BUF", "SOF"})), Weight(frozenset({"BUF"}))


def heard(body: str = "KLG", on: date | None = DAY, outcome: StepOutcome | None = StepOutcome.HEARD) -> Heard:
    return Heard("1", body, "", on, outcome)


def stand(weight: Weight, *steps: Heard, waived: dict[str, str] | None = None, gate: Gate | None = None) -> Standing:
    (found,) = weigh([gate or rule_gate()], weight, heard=steps, waived=waived or {}, on=DAY)
    return found


@pytest.mark.parametrize(
    ("weight", "steps", "waived", "expected"),
    [
        (ONE, [], {}, GateState.NOT_NEEDED),
        (TWO, [], {}, GateState.LEFT),
        (TWO, [heard()], {}, GateState.PASSED),
        (TWO, [heard("LG-BUF")], {}, GateState.LEFT),
        (TWO, [heard(outcome=None)], {}, GateState.LEFT),
        (TWO, [heard(outcome=StepOutcome.POSTPONED)], {}, GateState.LEFT),
        (TWO, [heard(outcome=StepOutcome.SENT_BACK)], {}, GateState.LEFT),
        (TWO, [heard(outcome=StepOutcome.OPPOSED)], {}, GateState.PASSED),
        (TWO, [heard(on=date(2026, 5, 7))], {}, GateState.LEFT),
        (TWO, [heard(on=None)], {}, GateState.LEFT),
        (TWO, [], {"forankring": "Brådskar."}, GateState.WAIVED),
        (TWO, [heard()], {"forankring": "Brådskar."}, GateState.PASSED),
        (TWO, [Heard("1", "SN", "forankring", DAY, StepOutcome.HEARD)], {}, GateState.LEFT),
    ],
)
def test_a_gate_is_passed_by_the_group_waived_in_writing_or_left(
    weight: Weight, steps: list[Heard], waived: dict[str, str], expected: GateState
) -> None:
    assert stand(weight, *steps, waived=waived).state is expected


@pytest.mark.parametrize(
    ("applies", "weight", "expected"),
    [
        (Applies.ALWAYS, ONE, GateState.LEFT),
        (Applies.ORGANISATION, ONE, GateState.NOT_NEEDED),
        (Applies.ORGANISATION, Weight(traits=frozenset({Trait.ORGANISATION})), GateState.LEFT),
        (Applies.WORK_ENVIRONMENT, Weight(traits=frozenset({Trait.ORGANISATION})), GateState.NOT_NEEDED),
        (Applies.MID_YEAR_EXPENSE, Weight(traits=frozenset({Trait.MID_YEAR_EXPENSE})), GateState.LEFT),
        (Applies.POLITICALLY_SENSITIVE, Weight(traits=frozenset({Trait.POLITICALLY_SENSITIVE})), GateState.LEFT),
    ],
)
def test_when_a_gate_applies_is_the_municipality_s_choice(
    applies: Applies, weight: Weight, expected: GateState
) -> None:
    assert stand(weight, gate=rule_gate("g", applies, "")).state is expected


def test_a_gate_without_a_group_is_passed_by_a_step_that_names_it() -> None:
    gate = rule_gate("mbl", Applies.ALWAYS, "")

    assert stand(ONE, Heard("7", "", "mbl", DAY, StepOutcome.NOTED), gate=gate) == Standing(
        gate, GateState.PASSED, step="7"
    )


def test_a_gate_counts_only_on_the_days_it_is_in_force() -> None:
    before = Gate("g", "G", Applies.ALWAYS, valid_from=date(2026, 5, 7))
    after = Gate("g", "G", Applies.ALWAYS, valid_to=DAY)

    assert weigh([before, after], ONE, heard=[], waived={}, on=DAY) == ()


def test_a_company_under_a_company_counts_as_itself() -> None:
    found = folded(
        MUNICIPALITY, "O2 | 2020-01-01 | | unit.established unit=DOTTERN kind=company parent=BOLAGET", on="2026-05-06"
    )

    assert touched.operations(["DOTTERN"], found) == {"DOTTERN"}
    assert touched.operations(["DOTTERN", "BOLAGET"], found) == {"DOTTERN", "BOLAGET"}
