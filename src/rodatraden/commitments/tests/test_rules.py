from datetime import date

import pytest

from rodatraden.commitments.rules import origins
from rodatraden.commitments.rules.codes import OriginKind, Reporting, State
from rodatraden.commitments.rules.origins import ORIGINS, Origins
from rodatraden.commitments.rules.standing import reporting, standing
from rodatraden.decisions.rules import Named

DAY = date(2026, 5, 6)


@pytest.mark.parametrize(
    ("state", "due", "days_late"),
    [
        (State.NOT_STARTED, date(2026, 5, 6), 0),
        (State.NOT_STARTED, date(2026, 5, 5), 1),
        (State.UNDER_WAY, date(2025, 5, 6), 365),
        (State.UNDER_WAY, None, 0),
        (State.UNDER_WAY, date.max, 0),
        (State.DONE, date(2020, 1, 1), 0),
        (State.DISCONTINUED, date(2020, 1, 1), 0),
    ],
)
def test_is_late_from_the_day_after_its_last_unless_it_is_finished(
    state: State, due: date | None, days_late: int
) -> None:
    now = standing(state, due=due, reporting=Reporting.NOT_ASKED, on=DAY)

    assert now.days_late == days_late
    assert now.is_late is (days_late > 0)


@pytest.mark.parametrize(
    ("report_to", "report_by", "expected"),
    [
        ("", None, Reporting.NOT_ASKED),
        ("KF", None, Reporting.WAITS),
        ("KF", date(2026, 5, 6), Reporting.WAITS),
        ("KF", date(2026, 5, 5), Reporting.LATE),
    ],
)
def test_is_to_be_told_back_until_the_body_says_it_is_enough(
    report_to: str, report_by: date | None, expected: Reporting
) -> None:
    assert reporting(report_to=report_to, report_by=report_by, is_settled=False, on=DAY) is expected
    assert reporting(report_to="KF", report_by=report_by, is_settled=True, on=DAY) is Reporting.GIVEN


def test_nobody_owes_anything_more_when_it_is_finished_and_told_back() -> None:
    table = {
        (State.DONE, Reporting.NOT_ASKED): True,
        (State.DONE, Reporting.GIVEN): True,
        (State.DONE, Reporting.WAITS): False,
        (State.DISCONTINUED, Reporting.LATE): False,
        (State.UNDER_WAY, Reporting.GIVEN): False,
    }

    assert {key: standing(key[0], due=None, reporting=key[1], on=DAY).is_settled for key in table} == table


def test_an_origin_of_a_kind_that_nobody_answers_for_is_taken_at_its_word() -> None:
    asked = {OriginKind.FINDING: {"REV-2025-4"}}

    assert origins.missing(asked) == set()
    assert origins.named(asked, known=DAY) == {}


def test_an_origin_is_named_and_missed_by_who_answers_for_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Origins(lambda codes, _known: {code: Named(code.upper(), "/x") for code in codes}, lambda _codes: {"a"})
    monkeypatch.setitem(ORIGINS, OriginKind.FINDING, answer)

    assert origins.missing({OriginKind.FINDING: {"a", "b"}}) == {("finding", "b")}
    assert origins.named({OriginKind.FINDING: {"a"}}, known=DAY) == {("finding", "a"): Named("A", "/x")}
