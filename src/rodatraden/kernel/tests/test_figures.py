"""Is what is missing missing, and does every figure lead back to its rows?"""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.kernel.figures import Figure, Source, difference, total

DAY = date(2026, 4, 30)


def figure(value: str | None, label: str = "") -> Figure:
    return Figure(None if value is None else Decimal(value), "kr", DAY, source=Source(label) if label else None)


def test_a_sum_leaves_out_what_is_missing_and_tells_how_many() -> None:
    found = total([figure("1"), figure(None), figure("2.5"), figure(None)], unit="kr", on=DAY)

    assert found.value == Decimal("3.5")
    assert found.missing == 2


def test_a_sum_of_nothing_known_is_missing_and_not_zero() -> None:
    assert total([figure(None), figure(None)], unit="kr", on=DAY).value is None
    assert total([], unit="kr", on=DAY).value is None


def test_a_zero_is_a_value() -> None:
    found = total([figure("0"), figure("0")], unit="kr", on=DAY)

    assert found.value == 0
    assert found.missing == 0


def test_a_sum_of_sums_counts_the_rows_that_are_missing_and_not_the_sums() -> None:
    schools = total([figure(None), figure(None), figure("1")], unit="kr", on=DAY)
    care = total([figure(None)], unit="kr", on=DAY)

    assert total([schools, care], unit="kr", on=DAY).missing == 3
    assert total([schools, care], unit="kr", on=DAY).value == 1


def test_a_difference_needs_both_sides() -> None:
    assert difference(figure("5"), figure("3"), formula="a − b").value == 2
    assert difference(figure(None), figure("3"), formula="a − b").value is None
    assert difference(figure("5"), figure(None), formula="a − b").value is None
    assert difference(figure("5"), figure(None), formula="a − b").missing == 1


def test_a_figure_leads_back_to_every_row_in_reading_order() -> None:
    budget = total([figure("1", "VON"), figure("2", "SN")], unit="kr", on=DAY)
    outcome = total([figure("3", "KUN"), figure(None, "BUN")], unit="kr", on=DAY)
    deviation = difference(budget, outcome, formula="budget − outcome")

    assert [source.label for source in deviation.sources()] == ["VON", "SN", "KUN", "BUN"]
    assert (deviation.formula, deviation.unit, deviation.on) == ("budget − outcome", "kr", DAY)


@given(st.lists(st.none() | st.decimals(-10_000, 10_000, places=2), max_size=20))
def test_any_sum_is_that_of_the_known_and_counts_the_rest(values: list[Decimal | None]) -> None:
    found = total([Figure(value, "kr", DAY) for value in values], unit="kr", on=DAY)
    known = [value for value in values if value is not None]

    assert found.value == (sum(known) if known else None)
    if values:
        assert found.missing == len(values) - len(known)
