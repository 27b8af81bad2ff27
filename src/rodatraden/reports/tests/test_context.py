"""Does the context say what the rows say, with the trail of every figure?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.finance import actions as finance
from rodatraden.finance.rules import Financing
from rodatraden.finance.tests import make as money
from rodatraden.indicators.rules import Operator
from rodatraden.reports.followup import build, context
from rodatraden.reports.followup.context import Context, Line, NotAContext, from_json, to_json
from rodatraden.reports.followup.presented import present
from rodatraden.reports.tests import make
from rodatraden.reports.tests.make import kronor
from rodatraden.steering.rules import Status
from rodatraden.steering.tests import make as steering

pytestmark = pytest.mark.django_db
FOLLOWUP = "omgång;enhet;mål;bedömning;skäl;text;registrerad;av"


def shown(line: Line | None) -> list[Decimal | None]:
    assert line
    return [line.budget.value, line.forecast.value, line.previous.value]


def test_the_published_sums_of_alingsas_come_out_of_the_rows() -> None:
    make.alingsas()

    made = make.context()

    operations, investments = made.operations, made.investments
    assert shown(operations.sum_of(Financing.TAX)) == [kronor("0"), kronor("5.3"), kronor("3.1")]
    assert shown(operations.sum_of(Financing.FINANCING)) == [kronor("146.3"), kronor("225.2"), kronor("134.9")]
    assert shown(operations.whole) == [kronor("146.3"), kronor("230.5"), kronor("138.0")]
    assert shown(investments.sum_of(Financing.TAX)) == [kronor("254.1"), kronor("216.5"), None]
    assert shown(investments.sum_of(Financing.FEE)) == [kronor("332.0"), kronor("245.9"), None]
    assert shown(investments.whole) == [kronor("586.1"), kronor("462.4"), None]
    assert made.joint.value == kronor("84.2")
    assert "84,2\u00a0mnkr bättre än budget" in made.joint_sentence


def test_a_key_figure_is_held_against_the_budget_of_the_same_lines() -> None:
    make.norrvik()
    whole, _investments = present(make.context()).key_figures[1:]
    assert whole.gloss == "prognos; budget 5,0"

    finance.record_forecasts(
        rows=[money.forecast("NORRVIK", None, financing=Financing.FINANCING)], by="test", at=make.SIGNED_AT
    )
    whole, _investments = present(make.context(known=date(2026, 6, 3))).key_figures[1:]

    assert whole.gloss == "prognos; budget för samma rader 0,0, och 1 rad saknar prognos"


def test_a_goal_assessed_otherwise_than_its_indicators_say_is_shown_with_both_and_its_reason() -> None:
    make.alingsas()

    goal = next(goal for goal in make.context().goals if goal.name == "Pålitlig leverans")

    assert (goal.computed, goal.assessed) == (Status.PARTLY, Status.ACHIEVED)
    assert goal.differs
    assert "trots att en av indikatorernas målvärde inte uppfyllts" in goal.reason
    late = goal.indicators[1]
    assert late.target
    assert late.outcome
    assert (late.operator, late.target.value, late.outcome.value) == (Operator.BELOW, Decimal(1), Decimal(1))
    assert late.status == "missed"


def test_every_goal_that_is_judged_stands_on_one_side_or_apart() -> None:
    make.norrvik()

    made = make.context()

    assert [goal.code for goal in made.reached] == ["kunskap"]
    assert [goal.code for goal in made.not_reached] == ["trygg"]
    assert [goal.code for goal in made.unjudged] == ["hem"]
    assert [goal.code for goal in made.above] == ["vision"]


def amounts(made: Context) -> list[context.Amount]:
    lines = [*made.operations.lines, *made.investments.lines]
    return [each for line in lines for each in (line.budget, line.forecast, line.previous, line.deviation)]


def test_every_figure_leads_to_its_source_and_its_trail() -> None:
    make.norrvik()

    made = make.context()

    notes = {note.number: note for note in made.notes}
    assert list(notes) == list(range(1, len(notes) + 1))
    for amount in amounts(made):
        assert amount.address.startswith("/ekonomi/belopp?")
        assert (amount.note in notes) == (amount.value is not None)
    row = made.operations.lines[0]
    assert (notes[row.budget.note or 0].text, notes[row.deviation.note or 0].kind) == (make.SOURCE, "formula")


def test_a_missing_amount_is_missing_and_said_to_be() -> None:
    steering.municipality()
    steering.plan()
    steering.asked()
    make.amounts(financing_forecast=None)

    made = make.context()

    assert made.operations.whole
    assert made.operations.whole.forecast.missing == 1
    assert made.joint.value == kronor("1.3")
    assert any("saknas" in remark or "missing" in remark for remark in present(made).tables[0].remarks)


def test_json_is_read_back_exactly_and_written_alike() -> None:
    make.norrvik()
    made = make.context()

    text = to_json(made)

    assert from_json(text) == made
    assert to_json(from_json(text)) == text
    assert '"10000000.00"' in text


def test_what_is_no_context_is_refused() -> None:
    with pytest.raises(NotAContext):
        from_json('{"form": 1}')


def test_the_same_data_gives_the_same_context() -> None:
    make.norrvik()

    assert to_json(make.context()) == to_json(make.context())


def test_an_unknown_round_is_none() -> None:
    with pytest.raises(build.UnknownRound):
        make.context("uppfoljning-1999")


def test_every_field_is_explained() -> None:
    assert [(kind, name) for kind, name, told in context.documentation() if not told] == []


@pytest.mark.parametrize(
    ("unit", "expected"), [("mnkr", "12,3"), ("tkr", "12\u202f346"), ("kr", "12\u202f345\u202f678")]
)
def test_amounts_are_shown_in_the_unit_asked_for(unit: str, expected: str) -> None:
    make.norrvik()

    table = present(make.context(), unit=unit).tables[1]

    assert table.groups[0].rows[0].cells[0].text == expected


def test_a_column_with_nothing_in_it_is_left_out_and_that_is_said() -> None:
    make.norrvik()

    operations, investments = present(make.context()).tables

    assert len(operations.headings) == 4
    assert len(investments.headings) == 3
    assert "2025" in investments.remarks[0]


def test_a_deviation_that_nobody_has_explained_is_named() -> None:
    make.norrvik()

    table = present(make.context()).tables[0]

    assert [comment.text for comment in table.comments] == ["Färre barn än väntat."]
    assert "Enhet SN −1,2" in table.uncommented


def test_what_was_written_after_the_approval_is_not_in_a_finished_report(tmp_path: Path) -> None:
    make.norrvik()
    make.approved()
    late = f"{make.CODE};BUN;;;;Skrivet efteråt.;2026-05-30T10:00:00+02:00;"
    assert not steering.load(tmp_path, followup=f"{FOLLOWUP}\n{late}").faults

    text = to_json(make.context())

    assert "Skrivet efteråt." not in text
    assert "Ett år med fler barn." in text
