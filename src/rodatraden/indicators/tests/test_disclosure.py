from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.rules.disclosure import FEWEST, FEWEST_SICK, Sum, fewest, hidden, is_few


@pytest.mark.parametrize(("count", "few"), [(None, False), (0, False), (1, True), (6, True), (7, False)])
def test_fewer_than_seven_are_few(count: int | None, few: bool) -> None:  # noqa: FBT001 – a column of the table
    assert is_few(count) is few


def test_sick_leave_asks_for_ten() -> None:
    assert (fewest("Sjukfrånvaro bland kvinnor"), fewest("Nöjda elever")) == (FEWEST_SICK, FEWEST)
    assert hidden({"A": 9}, least=FEWEST_SICK) == {"A"}


def test_the_next_smallest_goes_too_so_that_the_sum_gives_nothing_away() -> None:
    counts = {"K": 100, "A": 5, "B": 30, "C": 65}

    assert hidden(counts, [Sum("K", ["A", "B", "C"])]) == {"A", "B"}


def test_two_small_ones_that_together_are_few_take_a_third_with_them() -> None:
    counts = {"K": 104, "A": 2, "B": 2, "C": 40, "D": 60}

    assert hidden(counts, [Sum("K", "ABCD")]) == {"A", "B", "C"}


def test_an_only_part_hides_its_whole() -> None:
    assert hidden({"K": 5, "A": 5}, [Sum("K", ["A"])]) == {"K", "A"}
    assert hidden({"K": 50, "A": 5}, [Sum("K", ["A"])]) == {"K", "A"}


def test_women_hide_men_and_a_unit_hides_its_neighbour() -> None:
    counts = {("K", "T"): 60, ("K", "K"): 33, ("K", "M"): 27}
    counts |= {("A", "T"): 30, ("A", "K"): 3, ("A", "M"): 27, ("B", "T"): 30, ("B", "K"): 30, ("B", "M"): 0}
    sums = [Sum((unit, "T"), [(unit, "K"), (unit, "M")]) for unit in "KAB"]
    sums += [Sum(("K", gender), [("A", gender), ("B", gender)]) for gender in "TKM"]

    assert {("A", "K"), ("A", "M"), ("B", "K")} <= hidden(counts, sums)


def test_where_nobody_is_few_everything_is_shown() -> None:
    assert hidden({"K": 20, "A": 10, "B": 10}, [Sum("K", "AB")]) == frozenset()


def determined(shown: dict[object, int], sums: list[Sum[object]], hide: frozenset[object]) -> set[object]:
    """The hidden cells that whoever can solve equations finds out."""
    cells = sorted(hide, key=str)
    rows = []
    for each in sums:
        row = [Fraction(0)] * len(cells)
        for cell, sign in [(each.whole, -1), *((part, 1) for part in each.parts)]:
            if cell in hide:
                row[cells.index(cell)] += sign
        rows.append(row)
    rank = 0
    for column in range(len(cells)):
        pivot = next((number for number in range(rank, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        rows[rank] = [value / rows[rank][column] for value in rows[rank]]
        for number, row in enumerate(rows):
            if number != rank and row[column]:
                rows[number] = [a - row[column] * b for a, b in zip(row, rows[rank], strict=True)]
        rank += 1
    return {cells[row.index(Fraction(1))] for row in rows[:rank] if sum(value != 0 for value in row) == 1}


counts_of_units = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=6)


@given(counts_of_units, counts_of_units)
def test_nobody_counts_back_what_is_hidden(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    counts: dict[object, int] = {}
    sums: list[Sum[object]] = []
    for name, parts in (("A", one), ("B", two)):
        for number, (women, men) in enumerate(parts):
            counts |= {(f"{name}{number}", "K"): women, (f"{name}{number}", "M"): men}
        for place, gender in enumerate("KM"):
            counts[name, gender] = sum(part[place] for part in parts)
            sums.append(Sum((name, gender), [(f"{name}{number}", gender) for number in range(len(parts))]))
    for gender in "KM":
        counts["TOP", gender] = counts["A", gender] + counts["B", gender]
        sums.append(Sum(("TOP", gender), [("A", gender), ("B", gender)]))
    for unit in sorted({cell[0] for cell in counts if isinstance(cell, tuple)}):
        counts[unit, "T"] = counts[unit, "K"] + counts[unit, "M"]
        sums.append(Sum((unit, "T"), [(unit, "K"), (unit, "M")]))

    hide = hidden(counts, sums)
    few = {cell for cell, count in counts.items() if is_few(count)}
    assert few <= hide
    assert not determined(counts, sums, hide) & few
