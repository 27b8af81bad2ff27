from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.rules import Consolidation
from rodatraden.indicators.rules.consolidation import Given, Whole, consolidate, effective
from rodatraden.kernel.figures import Figure, Source

ON = date(2025, 12, 31)
ABOVE = {"K": None, "BUN": "K", "SN": "K", "SKOLA": "BUN", "VIK": "BUN", "HEM": "SN"}


def figures(said: str) -> dict[str, Figure]:
    """`BUN=6.5 SN=-` as figures with a source each; - is missing."""
    pairs = (each.split("=") for each in said.split())
    return {unit: Figure(None if text == "-" else Decimal(text), "%", ON, Source(unit)) for unit, text in pairs}


def mean(values: str, weights: str, measuring: str = "") -> dict[str, Whole]:
    told = figures(values)
    put = Given(kind=Consolidation.WEIGHTED_MEAN, measure="%", on=ON, values=told, weights=figures(weights))
    return consolidate(put, measuring=measuring.split() or told, above=ABOVE)


def total(values: str, measuring: str = "") -> dict[str, Whole]:
    told = figures(values)
    put = Given(kind=Consolidation.SUM, measure="antal", on=ON, values=told)
    return consolidate(put, measuring=measuring.split() or told, above=ABOVE)


def test_a_mean_is_weighed() -> None:
    whole = mean("SKOLA=4 VIK=8", "SKOLA=300 VIK=100")["BUN"]

    assert whole.computed.value == 5
    assert (whole.missing, len(whole.terms)) == (0, 2)


def test_the_trail_holds_values_and_weights() -> None:
    whole = mean("SKOLA=4 VIK=8", "SKOLA=300 VIK=100")["BUN"]

    assert [source.label for source in whole.computed.sources()] == ["SKOLA", "SKOLA", "VIK", "VIK"]
    assert whole.computed.formula == "weighted mean"


def test_what_is_missing_is_told_and_never_zero() -> None:
    whole = total("SKOLA=4 VIK=-")["BUN"]

    assert (whole.computed.value, whole.missing, len(whole.terms)) == (Decimal(4), 1, 2)
    assert total("SKOLA=- VIK=-")["BUN"].computed.value is None


def test_a_part_without_its_weight_is_missing() -> None:
    whole = mean("SKOLA=4 VIK=8", "SKOLA=300")["BUN"]

    assert (whole.computed.value, whole.missing) == (Decimal(4), 1)


def test_weights_of_nothing_make_no_mean() -> None:
    assert mean("SKOLA=4", "SKOLA=0")["BUN"].computed.value is None


def test_the_published_value_stands_beside_the_computed_one() -> None:
    whole = total("BUN=14 SKOLA=4 VIK=8")["BUN"]

    assert (whole.published, whole.computed.value, whole.gap) == (
        figures("BUN=14")["BUN"],
        Decimal(12),
        Decimal(2),
    )


def test_further_up_the_published_value_of_a_part_counts() -> None:
    made = total("BUN=14 SKOLA=4 VIK=8 HEM=1")

    assert made["K"].computed.value == 15
    assert [term.unit for term in made["K"].terms] == ["BUN", "HEM"]


def test_a_part_that_has_published_nothing_counts_with_its_own_parts() -> None:
    made = mean("BUN=- SKOLA=4 VIK=8 SN=10", "SKOLA=300 VIK=100 BUN=400 SN=400")

    assert made["BUN"].computed.value == 5
    assert made["K"].computed.value == Decimal("7.5")


def test_units_that_never_measure_it_are_no_parts() -> None:
    made = total("SKOLA=4", "SKOLA")

    assert {unit: (whole.missing, len(whole.terms)) for unit, whole in made.items()} == {"BUN": (0, 1), "K": (0, 1)}


def test_what_is_not_put_together_makes_nothing() -> None:
    put = Given(kind=Consolidation.NONE, measure="%", on=ON, values=figures("SKOLA=4"))

    assert consolidate(put, measuring=["SKOLA"], above=ABOVE) == {}


def test_what_to_go_on_with_is_published_or_else_computed() -> None:
    told = figures("BUN=- SKOLA=4 VIK=8 SN=1")
    found = effective(total("BUN=- SKOLA=4 VIK=8 SN=1"), told)

    assert {unit: figure.value for unit, figure in found.items()} == {
        "BUN": 12, "SKOLA": 4, "VIK": 8, "SN": 1, "K": 13,
    }  # fmt: skip


def test_organisations_in_a_ring_end() -> None:
    put = Given(kind=Consolidation.SUM, measure="antal", on=ON, values=figures("A=1"))

    assert consolidate(put, measuring=["A"], above={"A": "B", "B": "C", "C": "B"})["B"].computed.value == 1


numbers = st.one_of(st.none(), st.integers(-100, 100).map(Decimal))


@given(st.dictionaries(st.sampled_from(["SKOLA", "VIK", "HEM"]), numbers))
def test_a_sum_up_the_tree_is_the_sum_of_the_leaves(values: dict[str, Decimal | None]) -> None:
    told = {unit: Figure(value, "antal", ON) for unit, value in values.items()}
    made = consolidate(Given(kind=Consolidation.SUM, measure="antal", on=ON, values=told), measuring=told, above=ABOVE)

    known = [value for value in values.values() if value is not None]
    assert (made["K"].computed.value if values else None) == (sum(known) if known else None)
