from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.rules import (
    News,
    Operator,
    Reading,
    Target,
    Verdict,
    in_force,
    in_range,
    judge,
    length_of,
    nearest,
    note,
    year_before,
)

JUDGED = """
    target    | outcome | verdict
    > 99      | 99.5    | met
    > 99      | 99      | missed
    >= 12     | 12.000  | met
    >= 12     | 11.999  | missed
    < 1       | 1.0     | missed
    < 1       | 0.999   | met
    < 6       | 7.1     | missed
    <= 6.5    | 6.50    | met
    <= 6.5    | 6.51    | missed
    = 0       | 0.00    | met
    = 0       | 0.01    | missed
    >= 0      | 0       | met
    > 0       | 0       | missed
    >= -0.3   | -0.30   | met
    >= 0      |         | unmeasured
    < 1       |         | unmeasured
              | 5       | unmeasured
              |         | unmeasured
"""

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9)


@pytest.mark.parametrize("line", JUDGED.strip().splitlines()[1:])
def test_holds_an_outcome_exactly_against_its_target(line: str) -> None:
    target, outcome, verdict = (cell.strip() for cell in line.split("|"))
    operator, _, value = target.partition(" ")
    aim = Target(Operator(operator), Decimal(value)) if target else None

    assert judge(aim, Reading(Decimal(outcome) if outcome else None)) == verdict


def test_without_a_reading_there_is_nothing_to_judge() -> None:
    assert judge(Target(Operator.AT_MOST, Decimal(5)), None) is Verdict.UNMEASURED


@given(st.sampled_from(Operator), numbers)
def test_a_missing_value_is_never_judged_as_zero(operator: Operator, value: Decimal) -> None:
    assert judge(Target(operator, value), Reading(None)) is Verdict.UNMEASURED


@given(st.sampled_from(Operator), numbers, numbers)
def test_a_value_is_always_judged(operator: Operator, value: Decimal, outcome: Decimal) -> None:
    assert judge(Target(operator, value), Reading(outcome)) is not Verdict.UNMEASURED


@given(numbers, numbers)
def test_more_than_and_at_most_never_agree(value: Decimal, outcome: Decimal) -> None:
    reading = Reading(outcome)

    assert judge(Target(Operator.ABOVE, value), reading) is not judge(Target(Operator.AT_MOST, value), reading)
    assert judge(Target(Operator.BELOW, value), reading) is not judge(Target(Operator.AT_LEAST, value), reading)


@pytest.mark.parametrize(
    ("value", "lowest", "highest", "possible"),
    [
        ("0", "0", "100", True),
        ("100", "0", "100", True),
        ("100.1", "0", "100", False),
        ("-0.1", "0", "", False),
        ("5", "", "", True),
        ("", "1", "2", True),
    ],
)
def test_a_value_is_possible_within_the_ends_that_are_given(
    value: str, lowest: str, highest: str, *, possible: bool
) -> None:
    number, low, high = (Decimal(text) if text else None for text in (value, lowest, highest))

    assert in_range(number, lowest=low, highest=high) is possible


@pytest.mark.parametrize(
    ("period", "before", "length"),
    [
        ("2025", "2024", ""),
        ("2026-04", "2025-04", "M"),
        ("2026-T1", "2025-T1", "T"),
        ("2026-Q3", "2025-Q3", "Q"),
        ("2026-H2", "2025-H2", "H"),
    ],
)
def test_a_period_is_compared_with_the_same_one_a_year_before(period: str, before: str, length: str) -> None:
    assert year_before(period) == before
    assert length_of(period) == length


@dataclass(frozen=True)
class Said:
    """Something recorded on a day."""

    recorded_at: datetime
    text: str


def said(*told: str) -> list[Said]:
    return [Said(datetime(2026, 1, int(day), tzinfo=UTC), text) for day, text in (each.split() for each in told)]


@pytest.mark.parametrize(
    ("new", "news", "kept", "was"),
    [
        ("1 a", News.CHANGED, "a b c", {}),
        ("2 b", News.NOTHING, "b c", {}),
        ("2 x", News.CLASH, "b c", {"text": "b"}),
        ("3 b", News.NOTHING, "b c", {}),
        ("3 x", News.CHANGED, "b x c", {"text": "b"}),
        ("5 b", News.CHANGED, "b c b", {"text": "c"}),
    ],
)
def test_what_says_nothing_new_at_its_instant_is_not_recorded(
    new: str, news: News, kept: str, was: dict[str, str]
) -> None:
    recorded = {"k": said("2 b", "4 c")}
    noted = note(said(new)[0], "k", recorded, ["text"])

    assert (noted.news, noted.was, noted.is_new) == (news, was, len(recorded["k"]) == 3)
    assert [each.text for each in recorded["k"]] == kept.split()


def test_the_first_is_news() -> None:
    recorded: dict[str, list[Said]] = {}

    assert note(said("2 b")[0], "k", recorded, ["text"]).news is News.FIRST
    assert recorded == {"k": said("2 b")}


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("abc")), max_size=12), st.integers(1, 9))
def test_whatever_is_recorded_each_day_knows_what_was_said_last(told: list[tuple[int, str]], day: int) -> None:
    recorded: dict[str, list[Said]] = {}
    counting: dict[int, str] = {}
    for on, text in sorted(told, key=itemgetter(0)):
        noted = note(said(f"{on} {text}")[0], "k", recorded, ["text"])
        counting[on] = counting[on] if noted.news is News.CLASH and on in counting else text
    rows, (at,) = recorded.get("k", []), said(f"{day} ?")
    last = max((on for on in counting if on <= day), default=None)
    found, first = in_force(rows, at.recorded_at), nearest(rows, at.recorded_at)

    assert (found.text if found else None) == (counting[last] if last else None)
    assert first == (found or (rows[0] if rows else None))
    assert rows == sorted(rows, key=lambda each: each.recorded_at)
