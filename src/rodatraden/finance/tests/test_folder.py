"""Does a folder come in whole or with every fault told, and go out again as it was?"""

import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.files import writing
from rodatraden.finance import actions, models, queries, rules
from rodatraden.finance.rules import Financing, Kind
from rodatraden.finance.sources import folder as folders
from rodatraden.finance.tests import make
from rodatraden.finance.tests.make import JUNE, LATER, MAY, ROUND, amount, forecast, load, sheet

pytestmark = pytest.mark.django_db

HEADING = "år;enhet;slag;finansiering;belopp;källa;registrerad\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder, and the units BUN and KS."""
    make.unit("KOMMUN", "Kommunen")
    make.unit("BUN", "Barn- och ungdomsnämnden", under="KOMMUN")
    make.unit("KS", "Kommunstyrelsen", under="KOMMUN")
    return tmp_path


def faults(folder: Path) -> list[tuple[str, int | None, str, str]]:
    return [(fault.file, fault.line, fault.field, fault.value) for fault in load(folder).faults]


def test_an_empty_folder_says_nothing(folder: Path) -> None:
    loaded = load(folder)

    assert (loaded.faults, loaded.added, loaded.changed, loaded.unchanged) == ([], [], [], 0)


def test_the_same_folder_twice_changes_nothing() -> None:
    first = make.alingsas()
    second = load(make.ALINGSAS, at=datetime(2026, 7, 1, tzinfo=UTC))

    assert (len(first.added), first.changed, first.faults) == (55, [], [])
    assert (second.added, second.changed, second.unchanged, second.faults) == ([], [], 55, [])


def test_numbers_are_read_as_people_write_them(folder: Path) -> None:
    rows = "2026;BUN;drift;skatt;1 234,5;;\n2026;KS;Drift;SKATT;-1234.5;;\n2026;KS;investering;skatt;;;\n"
    sheet(folder, "budget.csv", HEADING + rows)

    assert faults(folder) == []
    assert sorted(models.Budget.objects.values_list("unit", "kind", "amount"), key=str) == [
        ("BUN", "operations", Decimal("1234.50")),
        ("KS", "investment", None),
        ("KS", "operations", Decimal("-1234.50")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings_are_read(folder: Path, encoding: str) -> None:
    sheet(folder, "budget.csv", HEADING + "2026;BUN;drift;skatt;1;Årsredovisning, s. 2;\n", encoding=encoding)

    assert faults(folder) == []
    assert models.Budget.objects.get().source == "Årsredovisning, s. 2"


def test_excel_says_the_same_as_csv(folder: Path) -> None:
    headings = HEADING.strip().split(";")
    rows = [(2026, "BUN", "drift", "skatt", Decimal("1234.5"), "=SUM(A1)", "2026-05-08T15:24:00+02:00")]
    (folder / "budget.xlsx").write_bytes(writing.to_excel(headings, rows, sheet="budget"))

    assert faults(folder) == []
    row = models.Budget.objects.get()
    assert (row.year, row.unit, row.amount, row.recorded_at) == (2026, "BUN", Decimal("1234.5"), MAY)


def test_every_fault_is_told_in_one_go(folder: Path) -> None:
    sheet(
        folder,
        "budget.csv",
        HEADING
        + "2026;BUN;drift;skatt;ca 5;;\n"
        + "26;KS;drift;skatt;1;;\n"
        + "2026;XYZ;drift;skatt;1;;\n"
        + "2026;KS;löner;skatt;1;;\n"
        + "2026;KS;drift;lån;1;;\n"
        + "2026;KS;drift;skatt;1,234;;\n"
        + "2026;KS;drift;skatt;1;;2026-05-08\n"
        + "2026;KS;drift;skatt;1;;2026-05-08T10:00:00\n"
        + ";KS;drift;skatt;1;;\n",
    )
    sheet(folder, "outcome.csv", "år;enhet;slag;finansiering;summa\n")

    assert faults(folder) == [
        ("budget.csv", 2, "belopp", "ca 5"),
        ("budget.csv", 3, "år", "26"),
        ("budget.csv", 5, "slag", "löner"),
        ("budget.csv", 6, "finansiering", "lån"),
        ("budget.csv", 7, "belopp", "1,234"),
        ("budget.csv", 8, "registrerad", "2026-05-08"),
        ("budget.csv", 9, "registrerad", "2026-05-08T10:00:00"),
        ("budget.csv", 10, "år", ""),
        ("budget.csv", 4, "enhet", "XYZ"),
        ("outcome.csv", 1, "", "summa"),
    ]


def test_a_column_that_must_be_there_is_asked_for(folder: Path) -> None:
    sheet(folder, "budget.csv", "år;enhet;finansiering;belopp\n2026;BUN;skatt;1\n")

    assert faults(folder) == [("budget.csv", 1, "slag", "")]


def test_the_same_thing_twice_is_a_fault(folder: Path) -> None:
    sheet(
        folder, "budget.csv", HEADING + "2026;BUN;drift;skatt;1;;\n2026;KS;drift;skatt;1;;\n2026;BUN;drift;skatt;2;;\n"
    )

    (fault,) = load(folder).faults

    assert (fault.line, fault.value) == (4, "BUN")
    assert "2" in fault.reason


def test_the_same_thing_at_two_instants_is_its_history(folder: Path) -> None:
    rows = "2026;BUN;drift;skatt;1;;2026-05-08T15:24:00+02:00\n2026;BUN;drift;skatt;2;;2026-06-10T10:00:00+02:00\n"
    sheet(folder, "budget.csv", HEADING + rows)

    assert faults(folder) == []
    assert models.Budget.objects.count() == 2


def test_what_stands_recorded_is_not_said_otherwise(folder: Path) -> None:
    sheet(folder, "budget.csv", HEADING + "2026;BUN;drift;skatt;1;;2026-05-08T15:24:00+02:00\n")
    load(folder)
    sheet(folder, "budget.csv", HEADING + "2026;BUN;drift;skatt;2;;2026-05-08T15:24:00+02:00\n")

    assert [(line, field) for _, line, field, _ in faults(folder)] == [(2, "registrerad")]
    assert models.Budget.objects.get().amount == 1


def test_a_sheet_as_both_csv_and_excel_is_a_fault(folder: Path) -> None:
    sheet(folder, "budget.csv", HEADING)
    (folder / "budget.xlsx").write_bytes(b"")

    assert [(file, line) for file, line, _, _ in faults(folder)] == [("budget.xlsx", None)]


def test_what_is_exported_says_all_that_was_recorded(folder: Path) -> None:
    actions.record_budget(rows=[amount("BUN", "1234.50", source="=1+1")], by="test", at=MAY)
    actions.record_budget(rows=[amount("BUN", None)], by="test", at=JUNE)
    actions.record_forecasts(rows=[forecast("BUN", 0, comment="Två\nrader; semikolon")], by="test", at=JUNE)

    folders.export(folder)

    assert (folder / "budget.csv").read_text("utf-8-sig").splitlines()[1:] == [
        "2026;BUN;drift;skatt;1234,5;'=1+1;2026-05-08T15:24:00+02:00",
        "2026;BUN;drift;skatt;;;2026-06-10T10:00:00+02:00",
    ]
    assert not (folder / "outcome.csv").exists()
    loaded = load(folder)
    assert (loaded.added, loaded.changed, loaded.unchanged, loaded.faults) == ([], [], 3, [])


INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 – given a zone
AMOUNTS = st.none() | st.decimals(-(10**11), 10**11, places=2)
WRITABLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n")
TEXTS = st.text(WRITABLE, max_size=30)
KEYS = {"unit": st.sampled_from(["BUN", "KS"]), "kind": st.sampled_from(Kind), "financing": st.sampled_from(Financing)}
SAID = {"amount": AMOUNTS, "source": TEXTS.map(str.strip), "recorded_at": INSTANTS}
NEW_AMOUNTS = st.builds(actions.NewAmount, year=st.sampled_from([2025, 2026]), **KEYS, **SAID)
NEW_FORECASTS = st.builds(actions.NewForecast, round=st.just(ROUND), comment=TEXTS.map(str.strip), **KEYS, **SAID)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    budget=st.lists(NEW_AMOUNTS, unique_by=lambda row: (row.key, row.recorded_at), max_size=8),
    outcome=st.lists(NEW_AMOUNTS, unique_by=lambda row: (row.key, row.recorded_at), max_size=8),
    forecasts=st.lists(NEW_FORECASTS, unique_by=lambda row: (row.key, row.recorded_at), max_size=8),
)
@pytest.mark.usefixtures("folder")
def test_a_folder_that_goes_out_and_in_again_gives_the_same_economy(
    budget: list[actions.NewAmount], outcome: list[actions.NewAmount], forecasts: list[actions.NewForecast]
) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as name:
        make.told("April", at=datetime(2022, 1, 1, tzinfo=UTC))
        actions.record_budget(rows=budget, by="test", at=JUNE)
        actions.record_outcome(rows=outcome, by="test", at=JUNE)
        actions.record_forecasts(rows=forecasts, by="test", at=JUNE)
        before = economies()
        folders.export(Path(name))
        for model in (models.Budget, models.Outcome, models.Forecast):
            model.objects.all().delete()

        loaded = load(Path(name))

        assert loaded.faults == []
        assert economies() == before
        transaction.set_rollback(True)


def economies() -> list[rules.Economy]:
    """What is known now, and what was known before half of it was recorded."""
    return [queries.economy(round_code=ROUND, known=known) for known in (LATER, datetime(2023, 3, 15).date())]  # noqa: DTZ001
