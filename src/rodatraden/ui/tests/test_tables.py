"""Do page, CSV and Excel hold the same rows?"""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.urls import reverse
from python_calamine import CalamineWorkbook

from rodatraden.kernel.figures import Figure
from rodatraden.ui import tables
from rodatraden.ui.days import Days
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Row, Table
from rodatraden.ui.tests.make import TODAY, rendered

ON = date(2026, 4, 30)
COLUMNS = [
    Column("unit", "Enhet", "link"),
    Column("budget", "Budget", "kronor"),
    Column("share", "Andel", "number", unit="%", decimals=1),
    Column("since", "Sedan", "day"),
    Column("status", "Mål", "status"),
]
TABLE = Table(
    "ekonomi",
    "Driften",
    COLUMNS,
    [
        Row(
            (
                Link("=HYPERLINK(1)", "/organisation"),
                Figure(Decimal("84200000.50"), "kr", ON),
                Decimal("99.44"),
                ON,
                "missed",
            )
        ),
        Row((Link("KS", "/organisation"), None, None, None, None), level=1),
        Row(("Summa", Decimal(84_200_000), None, None, None), kind="sum"),
    ],
    total=14,
)


def test_a_file_holds_numbers_as_numbers_and_text_that_is_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(tables.as_csv(TABLE).decode("utf-8-sig")), delimiter=";"))

    assert rows[0] == ["Enhet", "Budget (kr)", "Andel (%)", "Sedan", "Mål"]
    assert rows[1] == ["'=HYPERLINK(1)", "84200000,5", "99,44", "2026-04-30", "ej uppfyllt"]
    assert rows[2] == ["KS", "", "", "", ""]


def test_excel_holds_the_same_rows() -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(tables.as_excel(TABLE))).get_sheet_by_index(0).to_python()

    assert sheet[1] == ["'=HYPERLINK(1)", 84200000.5, 99.44, date(2026, 4, 30), "ej uppfyllt"]


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv"), ("xlsx", "application/vnd.openxml")])
def test_a_file_is_named_for_its_table_and_day(form: tables.Form, kind: str) -> None:
    response = tables.answer(TABLE, form, Days(ON, TODAY, TODAY))

    assert response["Content-Disposition"] == f'attachment; filename="ekonomi-2026-04-30.{form}"'
    assert response["Content-Type"].startswith(kind)


def test_the_page_shows_the_same_rows_with_the_way_to_the_files() -> None:
    html = rendered("{% table it %}", "/ekonomi?on=2026-04-30&round=r", it=TABLE)

    assert "=HYPERLINK(1)</a>" in html
    assert "84,2" in html
    assert "Visar 3 av 14" in html
    assert 'href="/ekonomi.csv?on=2026-04-30&amp;round=r"' in html
    assert 'data-rt-level="1"' in html
    assert html.index("<tfoot>") < html.index("Summa")


def test_a_page_and_its_files_share_their_address() -> None:
    named = tables.paths("x/<str:code>", HttpResponse, name="x")

    assert [each.name for each in named] == ["x-csv", "x-xlsx", "x-json", "x"]
    assert reverse("ui:gallery") == "/galleri"


def test_json_keeps_numbers_exact_and_missing_missing() -> None:
    table = tables.Table(
        "t",
        "T",
        [
            tables.Column("unit", "Unit", "link"),
            tables.Column("budget", "Budget", "kronor"),
            tables.Column("on", "On", "day"),
        ],
        [tables.Row((Link("KS", "/x"), Decimal("0.10"), date(2026, 4, 30))), tables.Row(("BUN", None, None))],
    )

    found = json.loads(tables.as_json(table, Days(date(2026, 5, 1), date(2026, 6, 1), date(2026, 6, 1))))

    assert found == {
        "on": "2026-05-01",
        "known": "2026-06-01",
        "rows": [
            {"unit": "KS", "budget": "0.1", "on": "2026-04-30"},
            {"unit": "BUN", "budget": None, "on": None},
        ],
    }
