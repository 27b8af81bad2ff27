"""Is everything that was said kept, and nothing kept twice?"""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from rodatraden.finance import actions, models, queries
from rodatraden.finance.rules import Financing, Kind
from rodatraden.finance.tests import make
from rodatraden.finance.tests.make import JUNE, MAY, ROUND, amount, forecast
from rodatraden.journal.actions import Batch
from rodatraden.journal.models import Entry

pytestmark = pytest.mark.django_db


def budget(*rows: actions.NewAmount, at: datetime = JUNE) -> Batch:
    return actions.record_budget(rows=rows, by="ekonomichef", at=at)


def told() -> list[tuple[datetime, Decimal | None]]:
    return list(models.Budget.objects.order_by("recorded_at").values_list("recorded_at", "amount"))


def test_what_is_new_is_added() -> None:
    batch = budget(amount("BUN", 100), amount("KS", None))

    assert batch.added == ["2026 BUN drift skatt", "2026 KS drift skatt"]
    assert told() == [(JUNE, Decimal(100)), (JUNE, None)]


def test_the_same_again_adds_nothing() -> None:
    budget(amount("BUN", 100), at=MAY)

    batch = budget(amount("BUN", "100.00"), at=JUNE)

    assert (batch.added, batch.changed, batch.unchanged) == ([], [], 1)
    assert told() == [(MAY, Decimal(100))]


def test_a_new_amount_is_added_beside_the_old() -> None:
    budget(amount("BUN", 100), at=MAY)

    batch = budget(amount("BUN", 90), at=JUNE)

    assert batch.changed == ["2026 BUN drift skatt"]
    assert told() == [(MAY, Decimal(100)), (JUNE, Decimal(90))]


def test_an_amount_can_become_missing() -> None:
    budget(amount("BUN", 100), at=MAY)
    budget(amount("BUN", None), at=JUNE)

    assert told() == [(MAY, Decimal(100)), (JUNE, None)]


def test_an_amount_that_returns_is_told_again() -> None:
    budget(amount("BUN", 100), at=datetime(2026, 1, 1, tzinfo=MAY.tzinfo))
    budget(amount("BUN", 90), at=MAY)
    budget(amount("BUN", 100), at=JUNE)

    assert [value for _, value in told()] == [100, 90, 100]


def test_rows_with_their_own_instants_are_told_once_each() -> None:
    history = [amount("BUN", 90, recorded_at=JUNE), amount("BUN", 100, recorded_at=MAY)]

    first = budget(*history)
    second = budget(*history)

    assert (len(first.added), len(first.changed)) == (1, 1)
    assert (second.added, second.changed, second.unchanged) == ([], [], 2)
    assert told() == [(MAY, Decimal(100)), (JUNE, Decimal(90))]


def test_a_row_without_instant_is_compared_with_the_rows_handed_in_with_it() -> None:
    batch = budget(amount("BUN", 90), amount("BUN", 90, recorded_at=MAY), at=JUNE)

    assert (len(batch.added), batch.unchanged) == (1, 1)


def test_something_else_at_the_same_instant_is_refused_and_nothing_is_stored() -> None:
    budget(amount("BUN", 100, recorded_at=MAY))

    with pytest.raises(actions.RecordedOtherwise) as refused:
        budget(amount("BUN", 90, recorded_at=MAY), amount("KS", 1))

    assert [row.unit for row in refused.value.rows] == ["BUN"]
    assert told() == [(MAY, Decimal(100))]


def test_another_year_kind_or_payer_is_another_amount() -> None:
    budget(
        amount("BUN", 1),
        amount("BUN", 2, year=2027),
        amount("BUN", 3, kind=Kind.INVESTMENT),
        amount("BUN", 4, financing=Financing.FEE),
    )

    assert models.Budget.objects.count() == 4


def test_outcomes_are_kept_beside_budgets() -> None:
    actions.record_outcome(rows=[amount("BUN", 7, year=2025)], by="ekonomichef", at=JUNE)

    assert models.Outcome.objects.get().amount == 7
    assert not models.Budget.objects.exists()


def test_a_new_comment_is_a_new_forecast() -> None:
    actions.record_forecasts(rows=[forecast("BUN", 5)], by="ekonomichef", at=MAY)

    batch = actions.record_forecasts(rows=[forecast("BUN", 5, comment="Färre barn.")], by="ekonomichef", at=JUNE)

    assert batch.changed == [f"{ROUND} BUN drift skatt"]
    assert models.Forecast.objects.count() == 2


def test_the_journal_has_one_entry_a_batch_and_none_when_nothing_was_new() -> None:
    budget(amount("BUN", 100), amount("KS", 1))
    budget(amount("BUN", 100), amount("KS", 1))

    entry = Entry.objects.get()
    assert (entry.code, entry.label, entry.actor) == ("finance.budget.recorded", "2026", "ekonomichef")
    assert entry.details == {"rows": 2}


def test_a_round_is_described_once_and_again_when_it_changes() -> None:
    described = [make.told("April", at=MAY), make.told("April", at=JUNE), make.told("April 2026", at=JUNE)]
    assert described == [True, False, True]
    titles = [queries.economy(round_code=ROUND, known=day).title for day in (MAY.date(), JUNE.date())]
    assert titles == ["April", "April 2026"]
    with pytest.raises(queries.UnknownRound):
        queries.economy(round_code=ROUND, known=date(2026, 5, 7))
    assert Entry.objects.filter(code="finance.round.described").count() == 2


def test_the_database_refuses_two_amounts_at_one_instant_and_kinds_that_are_none() -> None:
    fields = {"year": 2026, "unit": "BUN", "kind": "operations", "financing": "tax", "recorded_at": JUNE}
    models.Budget.objects.create(**fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Budget.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Budget.objects.create(**{**fields, "unit": "KS", "kind": "drift"})
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Budget.objects.create(**{**fields, "unit": "KS", "financing": "skatt"})


def test_a_budget_says_what_it_is_of() -> None:
    budget(amount("BUN", 100))
    make.told("April")

    assert str(models.Budget.objects.get()) == "BUN operations tax"
    assert str(models.Occasion.objects.get()) == "April"
