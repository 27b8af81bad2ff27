"""Is an Excel sheet read as a person sees it, and does a trap burst before anything else does?"""

import contextlib
import random
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from rodatraden.files import sheets, tables, writing
from rodatraden.files.faults import Refused
from rodatraden.files.tests.make import (
    Cost,
    amounts,
    costs,
    faults_of,
    lines_of,
    lying,
    repacked,
    workbook,
    workbook_bytes,
)

pytestmark = pytest.mark.usefixtures("english")

TOO_LARGE = "The workbook unpacks to more than a sheet can hold."
DAMAGED = "This is not an Excel workbook (.xlsx), or it is damaged."


def test_cells_are_read_as_a_person_would_have_typed_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["enhet", "belopp", "kommentar", "dag", "år", "period"],
            ["KS", 1234.5, "Åtgärd", date(2026, 4, 30), 2020, 2026],
            ["BUN", "1 234,5", 5300000, "2026-04-30", "2020", "2026-T1"],
        ],
    )

    first, second = costs(path)

    assert first == Cost(
        unit="KS", amount=Decimal("1234.5"), comment="Åtgärd", day=date(2026, 4, 30), year=2020, period="2026"
    )
    assert (second.amount, second.comment, second.day, second.year) == (
        Decimal("1234.5"), "5300000", date(2026, 4, 30), 2020,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("computed", "shown"),
    [(0.1 + 0.2, "0.3"), (146.29999999999998, "146.3"), (1e12, "1000000000000"), (-0.5, "-0.5"), (2020.0, "2020")],
)
def test_a_computed_sum_is_the_number_that_is_shown(tmp_path: Path, computed: float, shown: str) -> None:
    assert amounts(workbook(tmp_path, [["enhet", "belopp"], ["KS", computed]])) == [Decimal(shown)]


def test_true_and_false_are_words(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["enhet", "kommentar"], ["KS", True], ["BUN", False]])

    assert [row.comment for row in costs(path)] == ["yes", "no"]


def test_a_point_of_time_is_no_day(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["enhet", "dag"], ["KS", datetime(2026, 4, 30, 10, 0)]])  # noqa: DTZ001 – as in a cell

    assert faults_of(path)[0][:4] == ("costs.xlsx", 2, "dag", "2026-04-30T10:00:00")


def test_lines_are_numbered_as_the_spreadsheet_does(tmp_path: Path) -> None:
    path = workbook(tmp_path, [[], ["enhet", "belopp"], [], ["KS", 1], ["BUN", "x"]])

    assert [line.number for line in lines_of(path)] == [4]
    assert faults_of(path)[0][1] == 5


def test_a_table_that_does_not_begin_in_the_first_column_is_read(tmp_path: Path) -> None:
    path = tmp_path / "costs.xlsx"
    path.write_bytes(workbook_bytes([["enhet", "belopp"], ["KS", 1]], at=(3, 2)))

    assert [(line.number, line.row.unit) for line in lines_of(path)] == [(5, "KS")]


def test_a_text_that_was_escaped_on_its_way_out_comes_back_as_it_was(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["enhet", "kommentar"], ["KS", "'=1+1"], ["BUN", "'s-Hertogenbosch"]])

    assert [row.comment for row in costs(path)] == ["=1+1", "'s-Hertogenbosch"]


def test_the_template_of_a_sheet_is_an_empty_sheet(tmp_path: Path) -> None:
    path = tmp_path / "costs.xlsx"
    path.write_bytes(writing.template(Cost, sheet="costs"))

    assert tables.read(path, Cost) == ([], [])


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:0],
        lambda raw: b"enhet;belopp\nKS;1\n" + raw[:0],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[-len(raw) // 2 :],
        lambda raw: raw[:200] + bytes(100) + raw[300:],
        lambda raw: raw.replace(b"PK\x01\x02", b"PK\x01\x03"),
    ],
    ids=["empty", "csv", "first half", "last half", "hole", "no list"],
)
def test_a_damaged_workbook_is_told(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "costs.xlsx"
    path.write_bytes(damage(workbook_bytes([["enhet", "belopp"], ["KS", 1]])))

    assert faults_of(path) == [("costs.xlsx", None, "", "", DAMAGED)]


def test_a_zip_that_holds_no_sheet_is_told(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path, [["enhet"]]), {"xl/workbook.xml": b"<workbook>"})

    (found,) = faults_of(path)

    assert found[:2] == ("costs.xlsx", None)
    assert found[4].startswith("The workbook can't be read: ")


def test_no_slip_in_the_bytes_ends_in_anything_but_a_reason(tmp_path: Path) -> None:
    chance = random.Random(2026)  # noqa: S311 – not for secrets
    whole = workbook_bytes([["enhet", "belopp"], *(["KS", number] for number in range(50))])
    path = tmp_path / "costs.xlsx"
    for _ in range(300):
        raw = bytearray(whole)
        for _slip in range(chance.randrange(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(raw)
        with contextlib.suppress(Refused):
            sheets._refuse_bomb(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, settings: Settings) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    path = repacked(workbook(tmp_path, [["enhet"]]), {"xl/media/bomb.bin": bytes(21 * 1024 * 1024)})
    assert path.stat().st_size < 100_000

    assert faults_of(path) == [("costs.xlsx", None, "", "", TOO_LARGE)]


def test_parts_that_unpack_to_too_much_together_are_refused(tmp_path: Path, settings: Settings) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    parts = {f"xl/media/{number}.bin": bytes(6 * 1024 * 1024) for number in range(4)}

    assert faults_of(repacked(workbook(tmp_path, [["enhet"]]), parts))[0][4] == TOO_LARGE


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path, settings: Settings) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    big = repacked(workbook(tmp_path, [["enhet"]]), {"xl/media/bomb.bin": bytes(21 * 1024 * 1024)})
    assert faults_of(lying(big, "xl/media/bomb.bin", 100))[0][4] == TOO_LARGE

    small = repacked(workbook(tmp_path, [["enhet"]], name="small.xlsx"), {"xl/media/bomb.bin": bytes(1024)})
    assert faults_of(lying(small, "xl/media/bomb.bin", 100))[0][4] == DAMAGED


def test_a_cell_at_the_far_corner_takes_no_memory_from_the_program(tmp_path: Path) -> None:
    path = tmp_path / "costs.xlsx"
    path.write_bytes(workbook_bytes([["b"]], at=(1_048_575, 16_383)))
    with_two = repacked(
        path, {"xl/worksheets/sheet1.xml": _sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + _far_row())}
    )

    assert faults_of(with_two) == [("costs.xlsx", None, "", "", TOO_LARGE)]


def _far_row() -> str:
    return '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'


def test_a_text_shared_by_many_cells_takes_no_memory_from_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_MEMORY", 256 * 1024 * 1024)
    text = f'<sst xmlns="{_SPACE}" count="1" uniqueCount="1"><si><t>{"x" * 2_000_000}</t></si></sst>'
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_000))
    path = repacked(
        workbook(tmp_path, [["enhet"]]),
        {"xl/sharedStrings.xml": text.encode(), "xl/worksheets/sheet1.xml": _sheet_xml(cells)},
    )
    assert path.stat().st_size < 200_000

    assert faults_of(path) == [("costs.xlsx", None, "", "", TOO_LARGE)]


def test_cells_that_together_hold_more_text_than_a_program_should_are_refused(
    tmp_path: Path, settings: Settings
) -> None:
    settings.RODATRADEN_MAX_FILE_MB = 1
    enough = workbook(tmp_path, [["enhet", "kommentar"], *[["KS", "x" * 30_000]] * 100], name="enough.xlsx")
    too_much = workbook(tmp_path, [["enhet", "kommentar"], *[["KS", "x" * 30_000]] * 200])
    assert too_much.stat().st_size < 20_000

    assert len(costs(enough)) == 100
    assert faults_of(too_much) == [("costs.xlsx", None, "", "", TOO_LARGE)]


_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet_xml(rows: str) -> bytes:
    return f'<worksheet xmlns="{_SPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()
