"""Is a sheet read whatever program saved it, and is what is wrong with it told with its line?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from rodatraden.files import tables
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.tests.make import Cost, amounts, costs, faults_of, lines_of, sheet

pytestmark = pytest.mark.usefixtures("english")

SWEDISH = "enhet;belopp;kommentar\nKS;1 234,5;Åtgärd på väg\nBUN;;Ännu inte räknat\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_whatever_encoding_it_was_saved(tmp_path: Path, encoding: str) -> None:
    rows = costs(sheet(tmp_path, SWEDISH, encoding=encoding))

    assert [row.comment for row in rows] == ["Åtgärd på väg", "Ännu inte räknat"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, end: str) -> None:
    path = sheet(tmp_path, SWEDISH.replace("\n", end))

    assert [(line.number, line.row.unit) for line in lines_of(path)] == [(2, "KS"), (3, "BUN")]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_cells_are_split_as_the_heading_is(tmp_path: Path, separator: str) -> None:
    text = separator.join(["enhet", "belopp"]) + "\n" + separator.join(["KS", "5.5"])

    assert [str(value) for value in amounts(sheet(tmp_path, text))] == ["5.5"]


@pytest.mark.parametrize("empty", ["", "\n\n", "\n;;\n"])
def test_empty_lines_are_passed_over_and_still_counted(tmp_path: Path, empty: str) -> None:
    path = sheet(tmp_path, f"{empty}enhet;belopp\n\nKS;1\n;\n")

    assert [line.number for line in lines_of(path)] == [empty.count("\n") + 3]


def test_an_empty_line_before_the_heading_hides_no_separator(tmp_path: Path) -> None:
    assert [str(value) for value in amounts(sheet(tmp_path, "\n\nenhet\tbelopp\nKS\t5\n"))] == ["5"]


def test_a_quoted_cell_may_hold_lines_and_separators(tmp_path: Path) -> None:
    path = sheet(tmp_path, 'enhet;belopp;kommentar\nKS;1;"Första; raden\nandra ""raden"""\nBUN;x;\n')

    assert lines_of(path)[0].row.comment == 'Första; raden\nandra "raden"'
    assert faults_of(path)[0][1] == 4


def test_a_quotation_mark_that_is_not_closed_is_told_with_its_line(tmp_path: Path) -> None:
    (found,) = faults_of(sheet(tmp_path, 'enhet;belopp;kommentar\nKS;1;a\nBUN;2;"aldrig stängt\nVON;3;b\n'))

    assert found[:2] == ("costs.csv", 3)
    assert found[4].endswith("Look for a quotation mark that is not closed.")


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xfea", b"enhet\x81;belopp\n", b"a;b\n\x00;1\n"])
def test_what_is_not_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "costs.csv"
    path.write_bytes(raw)

    assert faults_of(path) == [("costs.csv", None, "", "", "The file is not text. Save it as plain text in UTF-8.")]


@pytest.mark.parametrize("name", ["costs.csv", "costs.xlsx"])
def test_an_empty_file_is_told(tmp_path: Path, name: str) -> None:
    (found,) = faults_of(sheet(tmp_path, "", name=name))

    assert found[:2] == (name, None)


@pytest.mark.parametrize("name", ["costs.csv", "costs.xlsx"])
def test_a_missing_file_and_a_folder_in_its_place_are_told(tmp_path: Path, name: str) -> None:
    (missing,) = faults_of(tmp_path / name)
    (tmp_path / name).mkdir()
    (folder,) = faults_of(tmp_path / name)

    assert missing[4] == "The file is missing or can't be opened."
    assert folder[:2] == (name, None)


@pytest.mark.parametrize("name", ["costs.csv", "costs.xlsx"])
def test_a_link_to_a_device_is_not_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/dev/null")

    ((_file, _line, _field, _value, reason),) = faults_of(tmp_path / name)

    assert reason == "The file is missing or can't be opened."


def test_an_unknown_column_is_told_with_those_that_there_may_be(tmp_path: Path) -> None:
    (found,) = faults_of(sheet(tmp_path, "enhet;belopp;koment\nKS;1;a"))

    assert found[:4] == ("costs.csv", 1, "", "koment")
    assert "enhet, belopp, kommentar" in found[4]


def test_a_column_that_is_there_twice_is_told_even_under_another_name(tmp_path: Path) -> None:
    assert faults_of(sheet(tmp_path, "enhet;belopp;Unit\nKS;1;BUN")) == [
        ("costs.csv", 1, "", "Unit", "The column is there twice.")
    ]


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    assert faults_of(sheet(tmp_path, "kommentar\na")) == [("costs.csv", 1, "enhet", "", "The column enhet is missing.")]


def test_headings_are_known_in_any_case_and_order_and_by_their_english_names(tmp_path: Path) -> None:
    (row,) = costs(sheet(tmp_path, "BELOPP;comment;Enhet\n5;hej;KS"))

    assert (row.unit, str(row.amount), row.comment) == ("KS", "5", "hej")


@pytest.mark.parametrize("text", ["enhet;belopp\nKS;1;2", "enhet;belopp;\nKS;1;2", "enhet;;belopp\nKS;2;1"])
def test_a_value_under_no_heading_is_told_and_not_lost(tmp_path: Path, text: str) -> None:
    assert [found[:4] for found in faults_of(sheet(tmp_path, text))] == [("costs.csv", 2, "", "2")]


def test_a_short_line_lacks_what_is_not_there(tmp_path: Path) -> None:
    assert [row.comment for row in costs(sheet(tmp_path, "enhet;belopp;kommentar\nKS;1"))] == [""]
    assert [found[2] for found in faults_of(sheet(tmp_path, "belopp;enhet\n1"))] == ["enhet"]


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, settings: Settings) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    path = tmp_path / "costs.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    assert faults_of(path)[0][4].startswith("The file is 200 MB and the limit is 1 MB.")


def test_a_sheet_is_found_as_csv_or_excel_and_never_as_both(tmp_path: Path) -> None:
    assert tables.find(tmp_path, "costs") is None
    csv = sheet(tmp_path, "")
    assert tables.find(tmp_path, "costs") == csv
    sheet(tmp_path, "", name="costs.xlsx")

    with pytest.raises(Refused) as refused:
        tables.find(tmp_path, "costs")
    assert "costs.csv and costs.xlsx" in str(refused.value)


def test_a_later_check_can_still_point_at_the_line(tmp_path: Path) -> None:
    (line,) = lines_of(sheet(tmp_path, "enhet;belopp\nKS;"))

    assert line.fault("unit", "No such unit.") == Fault("costs.csv", 2, "enhet", "KS", "No such unit.")
    assert line.fault("amount", "Missing.").value == ""
    assert line.fault("", "Odd.").field == ""
    assert tables.rows_of([line]) == [Cost(unit="KS", amount=None)]


def test_a_fault_reads_as_one_line() -> None:
    assert str(Fault("a.csv", 3, "enhet", "KÖ", "Odd.")) == "a.csv:3: enhet «KÖ»: Odd."
    assert str(Fault("a.csv", None, "", "", "Odd.")) == "a.csv: Odd."
    assert str(Refused([Fault("a", 1, "", "x", "A."), Fault("b", 2, "y", "", "B.")])) == "a:1: «x»: A.\nb:2: y: B."


def test_a_fault_can_be_printed_whatever_the_file_is_called() -> None:
    assert str(Fault("a\x1b[31m\udcff.csv", None, "", "", "No.")) == "a\ufffd[31m\ufffd.csv: No."
