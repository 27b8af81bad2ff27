from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.steering.rules.reminding import Nudge, Urgency, nudge, urgency

DUE = date(2026, 12, 4)

STANDINGS = """
    2026-11-20 no  untouched
    2026-11-20 yes under_way
    2026-12-01 no  due_soon
    2026-12-04 yes due_soon
    2026-12-05 yes late
"""


@pytest.mark.parametrize("line", STANDINGS.strip().splitlines())
def test_how_a_contribution_stands_to_its_last_day(line: str) -> None:
    on, touched, stands = line.split()

    assert urgency(DUE, on=date.fromisoformat(on), is_touched=touched == "yes") == stands


def test_who_was_asked_today_is_left_in_peace() -> None:
    late = DUE + timedelta(days=2)

    assert nudge(DUE, on=late, is_touched=False, sent={Nudge.ASKED: late}) is None
    assert nudge(DUE, on=late, is_touched=False, sent={Nudge.ASKED: DUE}) is Nudge.LATE


@given(st.booleans(), st.integers(10, 60))
def test_day_by_day_nobody_is_reminded_often(touched: bool, lasts: int) -> None:  # noqa: FBT001 – drawn
    sent, told = dict[Nudge, date](), list[tuple[date, Nudge]]()
    for days in range(-lasts, 30):
        on = DUE + timedelta(days=days)
        if (found := nudge(DUE, on=on, is_touched=touched, sent=sent)) is not None:
            sent[found] = on
            told.append((on, found))
        assert nudge(DUE, on=on, is_touched=touched, sent=sent) is None  # once a day is once

    before = [what for _on, what in told if what is not Nudge.LATE]
    assert before == ([Nudge.DUE_SOON] if touched else [Nudge.UNTOUCHED, Nudge.DUE_SOON])
    late = [on for on, what in told if what is Nudge.LATE]
    assert late[0] == DUE + timedelta(days=1)
    assert {after - one for one, after in pairwise(late)} == {timedelta(days=7)}


def test_standings_are_in_order_of_haste() -> None:
    assert list(Urgency) == [Urgency.LATE, Urgency.DUE_SOON, Urgency.UNTOUCHED, Urgency.UNDER_WAY]
