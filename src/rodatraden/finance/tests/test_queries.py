"""Is the statement right on any day, in few questions to the database?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from rodatraden.finance import actions, queries, rules
from rodatraden.finance.rules import Cell, Column, Financing, Kind
from rodatraden.finance.tests import make
from rodatraden.finance.tests.make import JUNE, LATER, MAY, ROUND, amount, forecast

pytestmark = pytest.mark.django_db


def in_millions(line: rules.Line) -> list[str | None]:
    figures = (line.budget, line.forecast, line.previous)
    return [None if each.value is None else f"{each.value / 1_000_000:.1f}" for each in figures]


def test_the_published_sums_of_alingsas_come_out_of_the_rows() -> None:
    loaded = make.alingsas()

    economy = queries.economy(round_code=ROUND, known=LATER)

    assert loaded.faults == []
    assert in_millions(economy.operations.tax) == ["0.0", "5.3", "3.1"]
    assert in_millions(economy.operations.fee) == ["0.0", "0.0", "0.0"]
    assert in_millions(economy.operations.financing) == ["146.3", "225.2", "134.9"]
    assert in_millions(economy.operations.whole) == ["146.3", "230.5", "138.0"]
    assert in_millions(economy.investments.tax) == ["254.1", "216.5", None]
    assert in_millions(economy.investments.fee) == ["332.0", "245.9", None]
    assert in_millions(economy.investments.whole) == ["586.1", "462.4", None]
    assert economy.joint_surplus.value == Decimal("84200000.00")


def test_a_whole_economy_takes_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.alingsas()

    with django_assert_num_queries(3):
        queries.economy(round_code=ROUND, known=LATER)


def test_a_unit_that_is_closed_keeps_its_name_for_one_query_more(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make.april()
    make.unit("KOMMUN", "Kommunen")
    make.unit("FN", "Fritidsnämnden", under="KOMMUN", until=date(2026, 1, 1))
    actions.record_outcome(rows=[amount("FN", 1, year=2025)], by="test", at=MAY)

    with django_assert_num_queries(4):
        economy = queries.economy(round_code=ROUND, known=LATER)

    assert [row.name for row in economy.operations.rows] == ["Fritidsnämnden"]


def test_units_stand_in_the_order_of_the_tree() -> None:
    make.alingsas()

    rows = queries.economy(round_code=ROUND, known=LATER).operations.rows

    assert [row.unit for row in rows] == [
        *("BMN", "BUN", "KS", "KUN", "OFN", "SN", "TEN", "VON"),
        *("AVFALL", "VA"),
        "ALINGSAS",
    ]


def test_units_are_called_what_they_were_called_on_the_day_asked_for() -> None:
    make.april()
    make.unit("BUN", "Barnomsorgsnämnden", until=date(2026, 3, 1))
    make.unit("BUN", "Barn- och ungdomsnämnden", since=date(2026, 3, 1))
    actions.record_budget(rows=[amount("BUN", 1)], by="test", at=MAY)

    then = queries.economy(round_code=ROUND, known=LATER, on=date(2026, 2, 1))
    now = queries.economy(round_code=ROUND, known=LATER)

    assert [then.operations.rows[0].name, now.operations.rows[0].name] == [
        "Barnomsorgsnämnden",
        "Barn- och ungdomsnämnden",
    ]


def test_what_was_known_on_a_day_can_always_be_shown_again() -> None:
    make.april()
    actions.record_forecasts(rows=[forecast("BUN", 5, comment="Först.")], by="test", at=MAY)
    actions.record_forecasts(rows=[forecast("BUN", 7, comment="Sedan.")], by="test", at=JUNE)

    def known(day: date) -> tuple[Decimal | None, str]:
        row = queries.economy(round_code=ROUND, known=day).operations.rows[0]
        return row.forecast.value, row.comment

    assert known(date(2026, 5, 8)) == (Decimal(5), "Först.")
    assert known(date(2026, 6, 9)) == (Decimal(5), "Först.")
    assert known(date(2026, 6, 10)) == (Decimal(7), "Sedan.")
    assert queries.economy(round_code=ROUND, known=date(2026, 5, 7)).operations.rows == ()


def test_a_day_ends_at_midnight_in_sweden() -> None:
    make.april()
    late = datetime(2026, 5, 8, 21, 59, tzinfo=UTC)  # 23.59 in Stockholm
    past = datetime(2026, 5, 8, 22, 0, tzinfo=UTC)  # midnight in Stockholm
    actions.record_budget(rows=[amount("BUN", 1)], by="test", at=late)
    actions.record_budget(rows=[amount("BUN", 2)], by="test", at=past)

    values = [
        queries.economy(round_code=ROUND, known=day).operations.tax.budget.value
        for day in (date(2026, 5, 8), date(2026, 5, 9))
    ]

    assert values == [1, 2]


def test_other_years_and_rounds_are_left_out() -> None:
    make.april()
    actions.record_budget(rows=[amount("BUN", 1, year=2025), amount("BUN", 2, year=2026)], by="test", at=MAY)
    actions.record_forecasts(rows=[forecast("BUN", 3, round_code="uppfoljning-2026-08")], by="test", at=MAY)

    (row,) = queries.economy(round_code=ROUND, known=LATER).operations.rows

    assert (row.budget.value, row.forecast.value, row.previous.value) == (Decimal(2), None, None)


def test_every_figure_that_was_recorded_knows_where_it_comes_from() -> None:
    make.alingsas()

    with translation.override("en"):
        rows = queries.economy(round_code=ROUND, known=LATER).operations.rows
    row = next(row for row in rows if row.unit == "BUN")

    source = row.forecast.source
    assert source is not None
    assert source.label == "Forecast 2026: Barn- och ungdomsnämnden, operations, tax-financed"
    assert source.origin == "Alingsås kommun, Fördjupad månadsuppföljning 2026, s. 2"
    assert source.recorded_at == MAY
    assert source.address == (
        "/ekonomi/belopp?round=uppfoljning-2026-04&slag=drift&finansiering=skatt&kolumn=prognos&enhet=BUN"
    )
    assert len(list(row.deviation.sources())) == 2


def test_a_round_that_nobody_has_described_is_unknown() -> None:
    with pytest.raises(queries.UnknownRound):
        queries.economy(round_code=ROUND, known=LATER)


def test_rounds_with_forecasts_stand_latest_first() -> None:
    make.april(code="april", title="April")
    make.april(code="augusti", title="Augusti")
    make.april(code="fjol", title="Fjolårets", year=2025)
    make.april(code="tom", title="Utan prognoser")
    rows = [forecast("BUN", 1, round_code="april", recorded_at=MAY)]
    rows += [forecast("BUN", 1, round_code="fjol", recorded_at=JUNE)]
    rows += [forecast("BUN", 1, round_code="augusti", recorded_at=JUNE)]
    actions.record_forecasts(rows=rows, by="test", at=JUNE)

    assert [each.round for each in queries.occasions(known=LATER)] == ["augusti", "april", "fjol"]
    assert [each.round for each in queries.occasions(known=date(2026, 5, 20))] == ["april"]
    assert queries.rounds_forecast() == {"april", "augusti", "fjol"}


def test_all_versions_of_an_amount_are_kept_with_the_one_that_counts_marked() -> None:
    make.april()
    actions.record_forecasts(rows=[forecast("BUN", 5, comment="Först.", source="Mejl")], by="test", at=MAY)
    actions.record_forecasts(rows=[forecast("BUN", 7), forecast("KS", 1)], by="test", at=JUNE)
    cell = Cell(Kind.OPERATIONS, Column.FORECAST, Financing.TAX, "BUN")

    now = queries.versions(queries.economy(round_code=ROUND, known=LATER), cell)
    then = queries.versions(queries.economy(round_code=ROUND, known=date(2026, 5, 20)), cell)

    assert now == [
        queries.Version(Decimal(7), "", "", JUNE, counts=True),
        queries.Version(Decimal(5), "Först.", "Mejl", MAY, counts=False),
    ]
    assert then == [queries.Version(Decimal(5), "Först.", "Mejl", MAY, counts=True)]


def test_budgets_and_outcomes_have_their_versions_too() -> None:
    make.april()
    actions.record_budget(rows=[amount("BUN", 1)], by="test", at=MAY)
    actions.record_outcome(rows=[amount("BUN", 2, year=2025)], by="test", at=MAY)
    economy = queries.economy(round_code=ROUND, known=LATER)

    found = [
        queries.versions(economy, Cell(Kind.OPERATIONS, column, Financing.TAX, "BUN"))[0].amount
        for column in (Column.BUDGET, Column.PREVIOUS)
    ]

    assert found == [1, 2]
