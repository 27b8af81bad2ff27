"""Which numbers, days and texts are taken, and what is said of the others?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.files.tests.make import costs, faults_of, sheet

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("−5", "-5"),
        ("-5", "-5"),
        ("+5", "5"),
        ("0", "0"),
        ("12\N{NO-BREAK SPACE}345\N{NO-BREAK SPACE}678,90", "12345678.90"),
        ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
        ("1\N{THIN SPACE}234", "1234"),
        ("−1 234,50", "-1234.50"),
        ("0,5", "0.5"),
        ("0007", "7"),
    ],
)
def test_a_number_is_read_as_people_write_it(tmp_path: Path, written: str, number: str) -> None:
    assert [row.ratio for row in costs(sheet(tmp_path, f"enhet;belopp;andel\nKS;;{written}"))] == [Decimal(number)]


@pytest.mark.parametrize(
    "written",
    [
        *("ca 5", "1,2,3", "1.234,5", "1,234.5", "5 kr", "5%", "1e3", "NaN", "inf", "--5", "5-", ",5", "5,", "-", "½"),
        *("12 34", "1 2345", "1234 567", "5 000 00", "0,5 123", "99,4 100", "٥", "1'000", "0x10", "1_000"),
    ],
)
def test_what_is_no_number_is_told_with_its_place(tmp_path: Path, written: str) -> None:
    reason = "Not a number. Write 1234,5 or 1234.5 without words."

    found = faults_of(sheet(tmp_path, f'enhet;belopp;andel\nKS;;1\nBUN;;"{written}"'))

    assert found == [("costs.csv", 3, "andel", written, reason)]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("5,001", "An amount in kronor has at most two decimals."),
        ("1" * 14 + ",25", "At most 15 digits."),
        ("9" * 30, "At most 15 digits."),
        ("9" * 300 + ",5", "At most 15 digits."),
    ],
)
def test_an_amount_fits_in_kronor_and_ore(tmp_path: Path, written: str, reason: str) -> None:
    (found,) = faults_of(sheet(tmp_path, f"enhet;belopp\nKS;{written}"))

    assert found[:3] == ("costs.csv", 2, "belopp")
    assert found[4] == reason


def test_zeros_after_the_ore_say_nothing(tmp_path: Path) -> None:
    assert [row.amount for row in costs(sheet(tmp_path, "enhet;belopp\nKS;5,1000"))] == [Decimal("5.1")]


def test_an_empty_cell_is_missing_and_not_zero(tmp_path: Path) -> None:
    rows = costs(sheet(tmp_path, "enhet;belopp\nKS;\nBUN;0\nVON; "))

    assert [row.amount for row in rows] == [None, Decimal(0), None]


@pytest.mark.parametrize("written", ["2026-02-30", "30/4 2026", "2026-4-1", "i maj", "2026-04-30T10:00", "20260430x"])
def test_what_is_no_day_is_told(tmp_path: Path, written: str) -> None:
    assert faults_of(sheet(tmp_path, f"enhet;belopp;dag\nKS;;{written}")) == [
        ("costs.csv", 2, "dag", written, "Not a day. Write it as 2026-04-30.")
    ]


@pytest.mark.parametrize("written", ["9999-12-31", "0026-04-30", "1861-12-31", "2201-01-01"])
def test_a_slip_of_the_finger_in_the_year_is_told(tmp_path: Path, written: str) -> None:
    assert faults_of(sheet(tmp_path, f"enhet;belopp;dag\nKS;;{written}")) == [
        ("costs.csv", 2, "dag", written, "The day is before 1862 or after 2200. Look at the year.")
    ]


@pytest.mark.parametrize("written", ["1862-01-01", "2200-12-31", "2024-02-29"])
def test_a_day_that_a_municipality_can_mean_is_taken(tmp_path: Path, written: str) -> None:
    assert [row.day for row in costs(sheet(tmp_path, f"enhet;belopp;dag\nKS;;{written}"))] == [
        date.fromisoformat(written)
    ]


@pytest.mark.parametrize("written", ["KS", "1", "HR-CHEF", "a.b_c-d", "x" * 64])
def test_a_code_is_taken(tmp_path: Path, written: str) -> None:
    assert [row.unit for row in costs(sheet(tmp_path, f"enhet;belopp\n{written};"))] == [written]


@pytest.mark.parametrize("written", ["KÖ", "-KS", ".KS", "K S", "x" * 65, "KS/1", "KS:1", "<b>"])
def test_what_is_no_code_is_told(tmp_path: Path, written: str) -> None:
    (found,) = faults_of(sheet(tmp_path, f"enhet;belopp\n{written};"))

    assert found[:3] == ("costs.csv", 2, "enhet")
    assert found[4].startswith("Not a code.")


@pytest.mark.parametrize("written", ["KS.csv", "KS.JSON", "delar.xlsx", "KS.pdf", "KS.docx"])
def test_a_code_that_ends_as_a_file_is_told(tmp_path: Path, written: str) -> None:
    assert faults_of(sheet(tmp_path, f"enhet;belopp\n{written};")) == [
        ("costs.csv", 2, "enhet", written, "A code can't end as a file does: .csv, .xlsx, .json, .pdf or .docx.")
    ]


def test_periods_years_and_instants_are_read(tmp_path: Path) -> None:
    text = "enhet;belopp;period;år;registrerad\nKS;;2026-T1;2026;2026-05-20T10:00:00+02:00"

    (row,) = costs(sheet(tmp_path, text))

    assert (row.period, row.year, row.at) == ("2026-T1", 2026, datetime(2026, 5, 20, 8, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        ("period", "2026-T4", "Not a period. Write 2026, 2026-04, 2026-Q1, 2026-T1 or 2026-H1."),
        ("år", "tjugosex", "Not a whole number."),
        ("år", "2026,5", "Not a whole number."),
        ("år", "26", "Must be at least 1900."),
        ("år", "20260", "Must be at most 2200."),
        ("år", "9" * 5000, "Not a whole number."),
        ("registrerad", "2026-05-20T10:00:00", "An instant needs its time zone: 2026-05-20T10:00:00+02:00."),
        ("registrerad", "i går", "Not an instant. Write it as 2026-05-20T10:00:00+02:00."),
        ("registrerad", "2026-05-20T25:00:00+02:00", "Not an instant. Write it as 2026-05-20T10:00:00+02:00."),
        ("registrerad", "2026", "Not an instant. Write it as 2026-05-20T10:00:00+02:00."),
        ("registrerad", "1779264000", "Not an instant. Write it as 2026-05-20T10:00:00+02:00."),
        ("registrerad", "20260520", "An instant needs its time zone: 2026-05-20T10:00:00+02:00."),
        ("registrerad", "9999-12-31T23:59:59Z", "The day is before 1862 or after 2200. Look at the year."),
        ("registrerad", "0001-01-01T00:00:00Z", "The day is before 1862 or after 2200. Look at the year."),
        ("rubrik", "x" * 301, "At most 300 characters."),
        ("kommentar", "x" * 100_001, "At most 100000 characters."),
        ("rubrik", "a\x07b", "Holds characters that can't be written. Type the text anew."),
    ],
)
def test_every_other_kind_of_value_is_told_in_a_sentence_of_ours(
    tmp_path: Path, column: str, written: str, reason: str
) -> None:
    (found,) = faults_of(sheet(tmp_path, f"enhet;belopp;{column}\nKS;;{written}"))

    assert (found[1], found[2], found[4]) == (2, column, reason)
    assert len(found[3]) <= 80


def test_every_cell_that_is_wrong_is_told_in_one_go(tmp_path: Path) -> None:
    text = "enhet;belopp;dag\nKÖ;ca 5;i maj\n;1;\nKS;x;2026-01-01"

    assert [found[1:4] for found in faults_of(sheet(tmp_path, text))] == [
        (2, "enhet", "KÖ"),
        (2, "belopp", "ca 5"),
        (2, "dag", "i maj"),
        (3, "enhet", ""),
        (4, "belopp", "x"),
    ]
