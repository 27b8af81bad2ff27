"""Which changes count, until when, as known on a day?"""

from datetime import date, timedelta
from graphlib import CycleError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions import rules
from rodatraden.decisions.rules import NEVER, Revocation
from rodatraden.decisions.tests.make import change, revocation
from rodatraden.kernel.periods import FOREVER

LATER = date(2099, 1, 1)


def stopped(*revocations: Revocation, known: str = "2099-01-01") -> dict[str, str]:
    """From which day each decision is revoked; empty for never at all."""
    found = rules.ends(revocations, known=date.fromisoformat(known))
    return {code: "" if day == NEVER else day.isoformat() for code, day in found.items()}


def test_a_decision_is_revoked_from_a_day_or_as_if_it_had_never_been() -> None:
    assert stopped(revocation("B", "A", "2021-01-01")) == {"A": ""}
    assert stopped(revocation("B", "A", "2021-01-01", "2021-06-01")) == {"A": "2021-06-01"}
    assert stopped() == {}


def test_a_revocation_counts_from_the_day_it_was_decided() -> None:
    assert stopped(revocation("B", "A", "2021-01-02"), known="2021-01-01") == {}
    assert stopped(revocation("B", "A", "2021-01-02"), known="2021-01-02") == {"A": ""}


def test_a_chain_of_revocations_is_judged_from_its_last() -> None:
    chain = [
        revocation("B", "A", "2021-01-01"),
        revocation("C", "B", "2022-01-01"),
        revocation("D", "C", "2023-01-01"),
    ]

    assert stopped(*chain, known="2021-06-01") == {"A": ""}
    assert stopped(*chain, known="2022-06-01") == {"B": ""}
    assert stopped(*chain, known="2023-06-01") == {"A": "", "C": ""}


@pytest.mark.parametrize("codes", [("A", "B", "C"), ("C", "B", "A"), ("B", "C", "A"), ("B", "A", "C")])
def test_codes_say_nothing_of_the_order_within_a_day(codes: tuple[str, str, str]) -> None:
    first, second, third = codes
    same_day = [revocation(second, first, "2021-01-01"), revocation(third, second, "2021-01-01")]

    assert stopped(*same_day) == {second: ""}
    assert stopped(*reversed(same_day)) == {second: ""}


def test_a_long_chain_is_judged() -> None:
    chain = [revocation(str(number + 1), str(number), "2021-01-01") for number in range(5_000)]

    assert stopped(*chain).keys() == {str(number) for number in range(4_999, -1, -2)}


def test_a_ring_of_revocations_is_told() -> None:
    ring = [revocation("A", "B", "2021-01-01"), revocation("B", "A", "2021-01-01")]

    with pytest.raises(CycleError):
        rules.ends(ring, known=LATER)
    assert rules.revoked_twice(ring) == {"A", "B"}


def test_two_standing_revocations_of_the_same_are_one_too_many() -> None:
    twice = [revocation("B", "A", "2021-01-01"), revocation("C", "A", "2022-01-01")]

    assert rules.revoked_twice(twice) == {"A"}
    assert rules.revoked_twice(twice[:1]) == set()
    assert rules.revoked_twice([]) == set()


def test_a_decision_may_be_revoked_again_after_the_revocation_was_taken_back() -> None:
    again = [
        revocation("B", "A", "2021-01-01"),
        revocation("C", "B", "2022-01-01"),
        revocation("D", "A", "2023-01-01"),
    ]

    assert rules.revoked_twice(again) == set()
    assert rules.revoked_twice([again[0], revocation("C", "B", "2024-01-01"), again[2]]) == {"A"}


def test_changes_count_in_the_order_they_take_effect() -> None:
    given = [
        change("C", "2021-01-01", "2022-01-01"),
        change("B", "2021-01-01", "2022-01-01", 1),
        change("B", "2021-01-01", "2022-01-01", 0),
        change("D", "2020-01-01", "2022-01-01"),
        change("A", "2022-01-01", "2021-01-01"),
    ]

    counted = rules.counting(given, [], known=LATER)

    assert [(each.decision, each.position) for each, _ in counted] == [("A", 0), ("D", 0), ("B", 0), ("B", 1), ("C", 0)]
    assert {end for _, end in counted} == {FOREVER}


def test_only_what_was_decided_and_had_begun_before_its_revocation_counts() -> None:
    given = [change("A", "2021-01-01", "2022-01-01"), change("B", "2021-01-01", "2022-01-01")]
    from_a_day = [revocation("C", "A", "2021-06-01", "2022-06-01"), revocation("D", "B", "2021-06-01", "2022-01-01")]

    assert rules.counting(given, from_a_day, known=date(2020, 12, 31)) == []
    assert rules.counting(given, from_a_day, known=date(2021, 1, 1)) == [(given[0], FOREVER), (given[1], FOREVER)]
    assert rules.counting(given, from_a_day, known=LATER) == [(given[0], date(2022, 6, 1))]
    assert rules.counting(given, [revocation("C", "A", "2021-06-01")], known=LATER) == [(given[1], FOREVER)]


@pytest.mark.parametrize(
    ("effective", "turns"),
    [
        (["2021-01-01", "2022-01-01"], []),
        (["2022-01-01", "2022-01-01"], ["2021-06-01"]),
        (["2022-01-01", "2021-09-01"], ["2021-06-01"]),
        (["2022-01-01", "2022-01-02"], []),
    ],
)
def test_knowledge_turns_where_a_later_decision_reaches_back(effective: list[str], turns: list[str]) -> None:
    given = [change("A", "2021-01-01", effective[0]), change("B", "2021-06-01", effective[1])]

    assert [day.isoformat() for day in rules.turns_of_knowledge(reversed(given), [])] == turns


def test_knowledge_turns_at_every_revocation_and_not_at_changes_of_the_same_day() -> None:
    same_day = [change("A", "2021-01-01", "2022-01-01"), change("B", "2021-01-01", "2021-06-01")]

    assert rules.turns_of_knowledge(same_day, []) == []
    assert rules.turns_of_knowledge([], [revocation("B", "A", "2021-06-01")]) == [date(2021, 6, 1)]


def test_two_kinds_of_changes_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"unit\.moved"):
        rules.kind("unit.moved")(type("Another", (), {}))


NOTICE = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("announced_on", "day"),
    [
        ("2026-06-01", "2026-06-22"),
        ("2026-05-29", "2026-06-22"),  # midsommarafton
        ("2026-05-30", "2026-06-22"),  # a Saturday
        ("2026-12-03", "2026-12-28"),  # julafton, and the days after it
        ("2026-03-13", "2026-04-07"),  # långfredagen
        ("2017-06-01", "2017-06-22"),
    ],
)
def test_a_decision_is_final_three_weeks_after_its_notice(announced_on: str, day: str) -> None:
    found = rules.final_on(rules.Appeal.LEGALITY, date.fromisoformat(announced_on))

    assert found == date.fromisoformat(day)


def test_the_time_for_an_appeal_names_its_law() -> None:
    sources = [rules.time_for_appeal(date(year, 1, 1)) for year in (2018, 2017, 1991)]

    assert [time and time.source for time in sources] == [
        "13 kap. 5 § kommunallagen (2017:725)", "10 kap. 6 § kommunallagen (1991:900)", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("appeal", "announced_on", "on", "found"),
    [
        (None, NOTICE, "2026-07-01", "unstated"),
        (rules.Appeal.LEGALITY, None, "2026-07-01", "unannounced"),
        (rules.Appeal.LEGALITY, NOTICE, "2026-05-31", "unannounced"),
        (rules.Appeal.LEGALITY, NOTICE, "2026-06-22", "open"),
        (rules.Appeal.LEGALITY, NOTICE, "2026-06-23", "final"),
        (rules.Appeal.LEGALITY, date(1980, 1, 1), "2026-06-23", "other"),
        (rules.Appeal.OTHER, NOTICE, "2026-07-01", "other"),
        (rules.Appeal.NONE, NOTICE, "2026-07-01", "none"),
    ],
)
def test_how_far_a_decision_has_come(appeal: rules.Appeal, announced_on: date | None, on: str, found: str) -> None:
    assert rules.finality(appeal, announced_on, on=date.fromisoformat(on)) == found


def test_what_only_carries_out_another_decision_cant_be_appealed() -> None:
    assert rules.appeal_of(None, rules.Right.ENFORCEMENT) is rules.Appeal.NONE
    assert rules.appeal_of(None, rules.Right.LAW) is None
    assert rules.appeal_of(rules.Appeal.OTHER, rules.Right.ENFORCEMENT) is rules.Appeal.OTHER


@given(st.dates(date(2018, 2, 1), date(2199, 1, 1)))
def test_the_last_notice_before_final_is_where_final_begins(on: date) -> None:
    last = rules.last_notice_before_final(on)

    assert rules.finality(rules.Appeal.LEGALITY, last, on=on) is rules.Finality.FINAL
    assert rules.finality(rules.Appeal.LEGALITY, last + timedelta(days=1), on=on) is not rules.Finality.FINAL
