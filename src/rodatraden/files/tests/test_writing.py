"""Does what leaves the program come back as it was, and never as a formula?"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from rodatraden.files import documents, writing
from rodatraden.files.escaping import escape, unescape
from rodatraden.files.tests.make import Cost, costs

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=40)
FORMULAS = st.builds("{}{}".format, st.sampled_from([*"=+-@\t\r\n＝＋－＠'", "''="]), ANY_TEXT)
TEXT = st.one_of(ANY_TEXT, FORMULAS)


@given(st.one_of(st.text(max_size=40), FORMULAS))
def test_any_text_comes_back_from_escaping(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.one_of(st.text(max_size=40), FORMULAS))
def test_no_escaped_text_is_a_formula(text: str) -> None:
    assert not escape(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


@pytest.mark.parametrize("text", ["", "a", "'", "1=1", "Åtgärd", "'s-Hertogenbosch", "a-b"])
def test_other_text_is_left_alone(text: str) -> None:
    assert escape(text) == text
    assert unescape(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+46 8", "-", "@x", "\t=1", "'=1", "''-1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert escape(text) == f"'{text}"


CELLS = st.builds(
    Cost,
    unit=st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,20}\Z"),
    amount=st.none() | st.decimals(-(10**12), 10**12, places=2),
    comment=TEXT.map(str.strip),
    label=st.none() | TEXT.map(str.strip).filter(bool),
    ratio=st.none() | st.decimals(-1000, 1000, places=6),
    day=st.none() | st.dates(date(1862, 1, 1), date(2200, 12, 31)),
    period=st.none() | st.sampled_from(["2026", "2026-04", "2026-T1", "2026-Q4", "2026-H2"]),
    year=st.none() | st.integers(1900, 2200),
    at=st.none()
    | st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(timezone(timedelta(hours=2)))),  # noqa: DTZ001 – the zone is beside
)


@given(st.lists(CELLS, max_size=5))
def test_rows_come_back_from_csv_as_they_were(rows: list[Cost]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "costs.csv")
        path.write_bytes(writing.rows_to_csv(Cost, rows))

        assert costs(path) == rows


VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_documents_come_back_from_yaml_as_they_were(content: Mapping[str, object]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.yaml")
        path.write_bytes(writing.to_yaml(content))

        assert documents.read(path).content == content


def test_yaml_is_written_for_a_person_to_read() -> None:
    written = writing.to_yaml({"title": "Ändrad", "cost": Decimal("884000.00"), "reasons": "Rad ett.\nRad två.\n"})

    assert written.decode() == "title: Ändrad\ncost: 884000\nreasons: |\n  Rad ett.\n  Rad två.\n"
    assert yaml.safe_load(written)["cost"] == 884_000


def test_csv_is_written_as_a_swedish_excel_opens_it() -> None:
    rows: list[list[writing.Cell]] = [
        ["=1", Decimal("1234.50"), 7, None, True, date(2026, 4, 30)],
        ["a;b", Decimal("5E+6"), -1, "", False, None],
    ]

    assert writing.to_csv(["=h", "b", "c", "d", "e", "f"], rows) == (
        "\ufeff'=h;b;c;d;e;f\n'=1;1234,5;7;;true;2026-04-30\n\"a;b\";5000000;-1;;false;\n".encode()
    )


@pytest.mark.parametrize(
    ("number", "written"), [("0.00", "0"), ("1E+3", "1000"), ("-0.50", "-0.5"), ("100", "100"), ("99.40", "99.4")]
)
def test_a_number_is_written_plainly(number: str, written: str) -> None:
    assert writing.plain(Decimal(number)) == written


def excel_cells(data: bytes) -> list[list[object]]:
    return [list(row) for row in load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()]


def test_excel_holds_each_value_in_its_own_kind() -> None:
    at = datetime(2026, 4, 30, 10, 0, tzinfo=timezone(timedelta(hours=2)))
    row: list[writing.Cell] = ["text", Decimal("12.5"), 7, True, date(2026, 4, 30), at]

    assert excel_cells(writing.to_excel(list("abcdef"), [row], sheet="Läget")) == [
        list("abcdef"),
        ["text", 12.5, 7.0, True, date(2026, 4, 30), "2026-04-30T10:00:00+02:00"],
    ]


def test_excel_holds_a_day_from_before_its_own_calendar_as_text() -> None:
    days: list[list[writing.Cell]] = [[date(1862, 1, 1)], [date(1900, 2, 28)], [date(1900, 3, 1)]]

    assert excel_cells(writing.to_excel(["dag"], days, sheet="x"))[1:] == [
        ["1862-01-01"],
        ["1900-02-28"],
        [date(1900, 3, 1)],
    ]


@pytest.mark.parametrize("text", ["=1+1", "{=1}", "https://norrvik.example", "internal:a", "mailto:a@b", "123", "+1"])
def test_excel_holds_text_as_text_and_never_as_a_formula_or_a_link(text: str) -> None:
    data = writing.to_excel(["=h"], [[text]], sheet="x")

    assert excel_cells(data) == [["=h"], [escape(text)]]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page
    assert b"hyperlink" not in page


@pytest.mark.parametrize("name", ["a/b", "x" * 40, "[1]:*?\\", "'Delår'", "'", ""])
def test_a_sheet_may_be_called_anything(name: str) -> None:
    assert excel_cells(writing.to_excel(["a"], [["b"]], sheet=name)) == [["a"], ["b"]]


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(str(excel_cells(writing.to_excel(["a"], [["x" * 40_000]], sheet="x"))[1][0])) == 32_767
