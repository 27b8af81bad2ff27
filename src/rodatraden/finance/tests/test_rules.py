"""Does a statement add up, and is what is missing missing?"""

from datetime import date
from decimal import Decimal

from rodatraden.finance import rules
from rodatraden.finance.rules import Books, Cell, Column, Economy, Financing, Kind
from rodatraden.finance.tests.make import entries
from rodatraden.kernel.figures import Figure

UNITS = {"KOMMUN": "Kommunen", "KS": "Kommunstyrelsen", "BUN": "Barn- och ungdomsnämnden", "VA": "VA"}


def books(*, budget: str, forecast: str, previous: str = "unit") -> Books:
    return Books(
        year=2026, previous_year=2025, budget=entries(budget), forecast=entries(forecast), previous=entries(previous)
    )


def drawn_up(of: Books) -> Economy:
    return rules.economy(of, units=UNITS, round_code="april", title="April", known=date(2026, 6, 1))


COMPLETE = books(
    budget="""
        unit   | kind        | financing    | amount
        VA     | drift       | avgift       | 0
        KOMMUN | drift       | finansiering | 146.3
        BUN    | drift       | skatt        | 0
        KS     | drift       | skatt        | 0
        VA     | investering | avgift       | 308
        KS     | investering | skatt        | 140.8
    """,
    forecast="""
        unit   | kind        | financing    | amount | comment
        KS     | drift       | skatt        | 0.3    |
        BUN    | drift       | skatt        | 5      | Färre barn.
        VA     | drift       | avgift       | -1     |
        KOMMUN | drift       | finansiering | 225.2  |
        KS     | investering | skatt        | 93.3   | Mark köps senare.
        VA     | investering | avgift       | 231.1  |
    """,
    previous="""
        unit   | kind        | financing    | amount
        BUN    | drift       | skatt        | 6
        KS     | drift       | skatt        | -5
        VA     | drift       | avgift       | 0
        KOMMUN | drift       | finansiering | 134.9
    """,
)


def in_millions(*figures: Figure) -> list[str | None]:
    return [None if each.value is None else f"{each.value / 1_000_000:.1f}" for each in figures]


def line(of: rules.Line) -> list[str | None]:
    return in_millions(of.budget, of.forecast, of.previous, of.deviation)


def test_tax_comes_first_then_fees_then_financing_each_in_the_order_of_the_units() -> None:
    operations = drawn_up(COMPLETE).operations

    assert [(row.unit, row.name, row.financing.value) for row in operations.rows] == [
        ("KS", "Kommunstyrelsen", "tax"),
        ("BUN", "Barn- och ungdomsnämnden", "tax"),
        ("VA", "VA", "fee"),
        ("KOMMUN", "Kommunen", "financing"),
    ]


def test_a_unit_nobody_knows_comes_last_under_its_code() -> None:
    of = books(
        budget="""
            unit  | kind  | financing | amount
            AAA   | drift | skatt     | 1
            BUN   | drift | skatt     | 1
        """,
        forecast="unit",
    )

    assert [(row.unit, row.name) for row in drawn_up(of).operations.rows] == [
        ("BUN", "Barn- och ungdomsnämnden"),
        ("AAA", "AAA"),
    ]


def test_sums_are_those_of_their_lines() -> None:
    operations = drawn_up(COMPLETE).operations

    assert line(operations.tax) == ["0.0", "5.3", "1.0", "5.3"]
    assert line(operations.fee) == ["0.0", "-1.0", "0.0", "-1.0"]
    assert line(operations.financing) == ["146.3", "225.2", "134.9", "78.9"]
    assert line(operations.whole) == ["146.3", "229.5", "135.9", "83.2"]


def test_investments_are_kept_apart() -> None:
    investments = drawn_up(COMPLETE).investments

    assert line(investments.tax) == ["140.8", "93.3", None, "-47.5"]
    assert line(investments.fee) == ["308.0", "231.1", None, "-76.9"]
    assert line(investments.whole) == ["448.8", "324.4", None, "-124.4"]


def test_the_joint_surplus_leaves_out_what_fees_pay_for() -> None:
    assert drawn_up(COMPLETE).joint_surplus.value == Decimal(84200000)


def test_the_comment_is_that_of_the_forecast() -> None:
    assert [row.comment for row in drawn_up(COMPLETE).operations.rows] == ["", "Färre barn.", "", ""]


def test_a_missing_amount_is_missing_and_counted() -> None:
    of = books(
        budget="""
            unit | kind  | financing | amount
            KS   | drift | skatt     | 10
            BUN  | drift | skatt     | 5
        """,
        forecast="""
            unit | kind  | financing | amount
            KS   | drift | skatt     |
            BUN  | drift | skatt     | 6
        """,
    )

    operations = drawn_up(of).operations

    assert line(operations.rows[0]) == ["10.0", None, None, None]
    assert operations.tax.forecast.missing == 1
    assert operations.tax.previous.missing == 2
    assert in_millions(operations.tax.previous) == [None]


def test_a_missing_forecast_is_not_a_loss() -> None:
    of = books(
        budget="""
            unit | kind  | financing | amount
            KS   | drift | skatt     | 10
            BUN  | drift | skatt     | 5
        """,
        forecast="""
            unit | kind  | financing | amount
            BUN  | drift | skatt     | 6
        """,
    )

    operations = drawn_up(of).operations

    assert in_millions(operations.tax.deviation, operations.whole.deviation) == ["1.0", "1.0"]
    assert operations.whole.deviation.missing == 1


def test_nothing_recorded_gives_nothing_and_not_zero() -> None:
    economy = drawn_up(books(budget="unit", forecast="unit"))

    assert economy.operations.rows == ()
    assert line(economy.operations.whole) == [None, None, None, None]
    assert economy.joint_surplus.value is None


def test_a_municipality_without_a_financing_line_has_no_gap_there() -> None:
    of = books(
        budget="""
            unit | kind  | financing | amount
            KS   | drift | skatt     | 10
        """,
        forecast="""
            unit | kind  | financing | amount
            KS   | drift | skatt     | 12
        """,
        previous="""
            unit | kind  | financing | amount
            KS   | drift | skatt     | 11
        """,
    )

    economy = drawn_up(of)

    assert economy.joint_surplus.value == Decimal(2_000_000)
    assert economy.joint_surplus.missing == 0
    assert economy.operations.whole.budget.missing == 0


def test_amounts_are_of_the_last_day_of_their_year() -> None:
    whole = drawn_up(COMPLETE).operations.whole

    assert (whole.budget.on, whole.forecast.on, whole.previous.on) == (
        date(2026, 12, 31),
        date(2026, 12, 31),
        date(2025, 12, 31),
    )


def test_every_computed_figure_equals_what_its_cells_add_up_to() -> None:
    economy = drawn_up(COMPLETE)
    cells = [Cell(kind, column, payer) for kind in Kind for column in Column for payer in (None, *Financing)]

    for cell in [*cells, rules.JOINT]:
        figure = rules.figure(economy, cell)
        parts = [rules.figure(economy, part) for part in rules.parts(economy, cell)]
        known = [part.value for part in parts if part and part.value is not None]
        assert figure is not None
        assert figure.value == (sum(known) if known else None), cell


def test_a_deviation_comes_from_forecast_and_budget_and_those_from_what_was_recorded() -> None:
    economy = drawn_up(COMPLETE)
    deviation = Cell(Kind.OPERATIONS, Column.DEVIATION, Financing.TAX, "BUN")

    forecast, budget = rules.parts(economy, deviation)

    assert (forecast.column, budget.column) == (Column.FORECAST, Column.BUDGET)
    assert forecast.is_recorded
    assert not deviation.is_recorded
    assert rules.parts(economy, forecast) == []


def test_a_line_that_is_not_there_has_no_figure() -> None:
    economy = drawn_up(COMPLETE)

    assert rules.figure(economy, Cell(Kind.OPERATIONS, Column.BUDGET, Financing.FEE, "BUN")) is None


def test_what_is_compared_is_of_the_same_lines() -> None:
    economy = drawn_up(
        books(
            budget="""
                unit | kind  | financing | amount
                KS   | drift | skatt     | 10
                BUN  | drift | skatt     | 100
            """,
            forecast="""
                unit | kind  | financing | amount
                KS   | drift | skatt     | 8
                VA   | drift | avgift    | 5
            """,
        )
    )
    cell = Cell(Kind.OPERATIONS, Column.BUDGET, compared=True)

    assert line(rules.compared(economy, Kind.OPERATIONS)) == ["10.0", "8.0", None, "-2.0"]
    assert in_millions(*filter(None, [rules.figure(economy, cell)])) == ["10.0"]
    assert [part.unit for part in rules.parts(economy, cell)] == ["KS"]
