"""Does a value stand where it should among others, and is likeness counted as it is told?"""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rodatraden.indicators.rules.comparison import Quarter, alike, position_of, spread_of, stacked


@pytest.mark.parametrize(
    ("value", "below", "equal", "above", "quarter"),
    [
        (0.5, 0, 0, 8, Quarter.LOWEST),
        (2.0, 1, 1, 6, Quarter.LOWEST),
        (4.0, 3, 1, 4, Quarter.BELOW_MEDIAN),
        (4.5, 4, 0, 4, Quarter.ABOVE_MEDIAN),
        (9.0, 8, 0, 0, Quarter.HIGHEST),
    ],
)
def test_a_value_among_one_to_eight(value: float, below: int, equal: int, above: int, quarter: Quarter) -> None:
    told = position_of(value, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])

    assert (told.below, told.equal, told.above, told.quarter) == (below, equal, above, quarter)


def test_among_three_there_are_no_quarters() -> None:
    assert position_of(1.0, [1.0, 2.0, 3.0]).quarter is None


def test_the_mean_is_unweighted_and_nothing_has_no_spread() -> None:
    told = spread_of([1.0, 2.0, 9.0])

    assert told is not None
    assert (told.count, told.lowest, told.middle, told.highest, told.mean) == (3, 1.0, 2.0, 9.0, 4.0)
    assert spread_of([]) is None


def test_distance_is_the_root_of_the_mean_of_squared_standard_deviations() -> None:
    others = {"kr": {"a": 10.0, "b": 20.0, "c": 30.0}, "%": {"a": 1.0, "b": 1.5, "c": 2.0}}
    found = alike({"kr": 20.0, "%": 1.5}, others)

    assert [each.place for each in found] == ["b", "a", "c"]
    assert found[0].distance == 0
    assert isclose(found[1].distance, sqrt(1.5))
    assert isclose(found[1].parts["kr"], -sqrt(1.5))


def test_who_lacks_a_value_takes_no_part_and_what_all_share_tells_nothing() -> None:
    others = {"x": {"a": 1.0, "b": 2.0}, "y": {"a": 5.0}, "same": {"a": 3.0, "b": 3.0}}

    assert [each.place for each in alike({"x": 1.0, "same": 3.0}, others)] == ["a", "b"]
    assert [*alike({"x": 1.0, "same": 3.0}, others)[0].parts] == ["x"]
    assert alike({"same": 3.0}, others) == []
    assert alike({}, others) == []


@given(some.lists(some.floats(-1e9, 1e9), min_size=1, max_size=40))
def test_every_value_gets_a_dot_of_its_own_near_its_value(values: list[float]) -> None:
    dots = stacked(values, columns=10)

    assert len(set(dots)) == len(values)
    width = (max(values) - min(values)) / 10
    assert all(abs(at - value) <= max(width, 1.0) for (at, _height), value in zip(dots, values, strict=True))
