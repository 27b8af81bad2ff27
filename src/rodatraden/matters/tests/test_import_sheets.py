"""Are another system's matters read from CSV and Excel by the same mapping as from JSON, and refused line by line?"""

from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import call_command

from rodatraden.files.faults import Refused
from rodatraden.files.folders import Mapped
from rodatraden.matters import queries
from rodatraden.matters.sources import mapped
from rodatraden.matters.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MAPPING = """
name: Ärenden ur ett diarium, en rad för varje händelse
matter:
  code: {field: Dnr.}
  diarienummer: {field: Dnr.}
  titel: {field: Ärendemening}
  slag: {field: Typ, values: {M: motion, T: tjänsteärende}}
  läge: {field: Status, values: {Öppet: pågår, Avslutat: avslutat}}
steps:
  within: händelser
  columns:
    slag: {field: Händelse, values: {Beslut: beslut, Beredning: beredning}}
    dag: {field: Datum}
    organ: {field: Organ}
    anteckning: {field: Text}
"""
HEAD = ["Dnr.", "Ärendemening", "Typ", "Status", "Händelse", "Datum", "Organ", "Text", "Handläggare"]
LINES = [
    ["KS 2026/12", "Motion om ljus", "M", "Öppet", "Beredning", "2026-02-01", "KS", "Bereds; snart", "N N"],
    ["KS 2026/13", "Taxor", "T", "Avslutat", "", "", "", "", "N N"],
    ["KS 2026/12", "Motion om ljus", "M", "Öppet", "Beslut", "2026-03-25", "Facket", "Bifall.", "N N"],
]


@pytest.fixture(autouse=True)
def _municipality() -> None:
    make.municipality()


def csv_file(where: Path, lines: list[list[str]]) -> Path:
    path = where / "diarium.csv"
    path.write_text("\n".join(";".join(f'"{each}"' for each in line) for line in (HEAD, *lines)), encoding="utf-8")
    return path


def excel_file(where: Path, lines: list[list[str]]) -> Path:
    path = where / "diarium.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate((HEAD, *lines)):
            sheet.write_row(number, 0, line)
    return path


def load(path: Path) -> Mapped:
    mapping = path.with_name("mappning.yaml")
    mapping.write_text(MAPPING)
    return mapped.load(path, mapping=str(mapping), by="test", at=make.NOW)


@pytest.mark.parametrize("written", [csv_file, excel_file])
def test_lines_with_the_same_code_are_one_matter_with_steps(tmp_path: Path, written: object) -> None:
    loaded = load(written(tmp_path, LINES))  # type: ignore[operator]  # either of the two

    assert (loaded.refused, loaded.read) == ([], [("matters", 2, 2), ("steps", 2, 2)])
    found = queries.find("KS-2026-12", known=queries.EVERYTHING)
    assert found
    assert (found.dnr, found.title, found.kind, found.status) == ("KS 2026/12", "Motion om ljus", "motion", "open")
    steps = sorted(queries.steps_of(["KS-2026-12"], known=queries.EVERYTHING)["KS-2026-12"], key=lambda each: each.code)
    assert [(each.kind, str(each.on), each.body, each.body_name, each.note) for each in steps] == [
        ("preparation", "2026-02-01", "KS", "", "Bereds; snart"),
        ("decision", "2026-03-25", "", "Facket", "Bifall."),
    ]
    assert queries.steps_of(["KS-2026-13"], known=queries.EVERYTHING) == {}
    again = load(tmp_path / f"diarium{'.csv' if written is csv_file else '.xlsx'}")
    assert (again.added, again.changed, again.unchanged) == ([], [], 4)


def test_what_does_not_hold_is_told_by_its_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    wrong = [
        ["", "Utan nummer", "M", "Öppet"],
        ["KS 2026/20", "Okänt slag", "X", "Öppet"],
        ["KS 2026/21", "Fel dag", "M", "Öppet", "Beslut", "2026-13-01", "KS", "Bifall."],
    ]
    loaded = load(csv_file(tmp_path, [*wrong, *LINES]))

    assert [(fault.line, fault.value) for fault in loaded.refused] == [(2, ""), (3, "X"), (4, "2026-13-01")]
    assert loaded.read[0] == ("matters", 5, 3)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Dnr.;Dnr.\nKS 1;KS 2", "The column is there twice."),
        ("", "The file has no headings."),
        ("\n;\n", "The file has no headings."),
    ],
)
def test_a_sheet_that_can_not_be_understood_is_refused(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "diarium.csv").write_text(written)
    with pytest.raises(Refused) as refused:
        load(tmp_path / "diarium.csv")

    assert [fault.reason for fault in refused.value.faults] == [told]


def test_the_command_takes_a_sheet_with_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = csv_file(tmp_path, LINES)
    (tmp_path / "mappning.yaml").write_text(MAPPING)

    call_command("import", "matters", str(path), "--mapping", str(tmp_path / "mappning.yaml"))

    assert "matters" in capsys.readouterr().out
    assert queries.find("KS-2026-13", known=queries.EVERYTHING)
