"""Are composed reports set with their structure, their figures and their sources, and the same each time?"""

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
import python_calamine
from django.test import override_settings

from rodatraden.reports.composed.blocks import Cell, Prose, Row, Section, Table
from rodatraden.reports.composed.context import Document
from rodatraden.reports.composed.rendered import Format, rendered
from rodatraden.reports.setting import kept
from rodatraden.reports.tests import documents
from rodatraden.reports.tests.test_files import elements, read_aloud, whole_text

pytestmark = pytest.mark.pdf
BASE = "https://traden.norrvik.example"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Any:
    kept.forget()
    with override_settings(HOME=tmp_path):
        yield
    kept.forget()


def made(form: Format, document: Document | None = None, **more: Any) -> bytes:
    return rendered(document or documents.document(), form, **{"edition": documents.SIGNED, "base": BASE, **more})


def kinds(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        return [str(each["/S"]) for each in elements(file.Root["/StructTreeRoot"]["/K"])]


def test_the_pdf_is_tagged_archivable_named_and_in_swedish() -> None:
    with pikepdf.open(io.BytesIO(made("pdf"))) as file:
        assert str(file.Root["/Lang"]).lower().startswith("sv")
        assert bool(file.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        with file.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
            assert "Delårsrapport augusti 2026 – Norrviks kommun" in str(told["dc:title"])


def test_the_structure_of_the_pdf_has_headings_lists_quotes_tables_and_alternatives() -> None:
    content = made("pdf")

    found = kinds(content)

    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/BlockQuote", "/Table", "/TH", "/Caption", "/TOC", "/TOCI"} <= set(found)
    assert found.count("/Table") == 3
    with pikepdf.open(io.BytesIO(content)) as file:
        tags = elements(file.Root["/StructTreeRoot"]["/K"])
        figures = [each for each in tags if str(each["/S"]) == "/Figure"]
        assert len(figures) == 1
        assert "Socialnämnden 937" in str(figures[0]["/Alt"])


def test_no_heading_skips_a_level_whatever_the_writer_chose() -> None:
    first = Section(code="a", heading="Ett", blocks=(Prose(html="<h4>Djupt</h4><p>Text.</p>"),))

    found = reversed(kinds(made("pdf", documents.document(first))))
    levels = [int(each[2]) for each in found if re.fullmatch(r"/H\d", each)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_figures_statuses_and_sources_can_be_read_out_of_the_pdf() -> None:
    text = read_aloud(made("pdf"))

    assert "Summa−2825,6−2839,0−13,4−2556,3" in text
    assert "Tillstordel" in text
    assert "Saknas:Sjukfrånvaronföraugustiharintelästsin." in text
    assert documents.SIGNED.sha256 in text
    assert "/beslut/KF-2025-143?known=2026-10-01" in text


def test_sources_lead_out_of_the_pdf_where_the_program_is_reached() -> None:
    with pikepdf.open(io.BytesIO(made("pdf"))) as file:
        led = {
            str(note["/A"]["/URI"])
            for page in file.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note["/A"]
        }

    assert f"{BASE}/beslut/KF-2025-143?known=2026-10-01" in led
    assert "https://www.norrvik.example/budget" in led


def test_a_draft_says_so_on_every_page_and_what_is_not_ready() -> None:
    content = made("pdf", documents.document(waiting=("mal",)), edition=None)

    text = read_aloud(content)

    with pikepdf.open(io.BytesIO(content)) as file:
        assert text.count("UTKAST") >= len(file.pages)
    assert "Ännuinteklara:Godekonomiskhushållning." in text


def test_a_table_too_wide_to_stand_lies() -> None:
    with pikepdf.open(io.BytesIO(made("pdf"))) as file:
        lying = [page for page in file.pages if page.mediabox[2] > page.mediabox[3]]

    assert len(lying) == 1


def nasty() -> Document:
    table = Table(
        caption=documents.NASTY,
        headings=("Namn", documents.NASTY),
        numeric=(False, False),
        rows=(Row(cells=(Cell(text=documents.NASTY), Cell(text="=1+1"))),),
    )
    html = f"<p>{documents.NASTY}</p>"
    return documents.document(Section(code="a", heading=documents.NASTY, blocks=(Prose(html=html), table)))


def test_text_is_text_in_every_file() -> None:
    assert "#panic()$x$*b*&=cmd|'/Ccalc'!A0\\LaTeX" in read_aloud(made("pdf", nasty()))
    assert "#panic() $x$ *b* & =cmd|' /C calc'!A0" in whole_text(made("docx", nasty()))
    with zipfile.ZipFile(io.BytesIO(made("xlsx", nasty()))) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets" in name)


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_same_report_gives_the_same_bytes(form: Format) -> None:
    first = made(form, edition=None)
    kept.forget()

    assert made(form, edition=None) == first


def test_a_signed_edition_is_read_from_disk_and_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = made("xlsx")
    kept.forget()
    monkeypatch.setattr("rodatraden.reports.composed.rendered.told", None)

    assert made("xlsx") == first


def test_the_word_file_has_real_headings_lists_quotes_and_links() -> None:
    file = docx.Document(io.BytesIO(made("docx")))

    styles = {each.style.name: each.text for each in file.paragraphs if each.style}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Quote", "toc 1"} <= set(
        styles
    )
    assert [each.text for each in file.paragraphs if each.style and each.style.name == "Heading 1"] == [
        *("1  Året hittills", "2  God ekonomisk hushållning", "3  Förväntat resultat", "4  Medarbetare", "Källor"),
    ]
    xml = file.element.xml
    places = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    assert set(re.findall(r'w:anchor="([^"]+)"', xml)) <= places
    assert BASE in " ".join(rel.target_ref for rel in file.part.rels.values() if rel.is_external)


def test_the_word_file_repeats_header_rows_and_describes_its_pictures() -> None:
    content = made("docx")
    file = docx.Document(io.BytesIO(content))

    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in file.tables)
    assert [shape._inline.docPr.get("descr") for shape in file.inline_shapes] == [documents.chart().description]
    assert 'w:val="sv-SE"' in zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert "−2\u202f825,6" in whole_text(content)


def test_each_numbered_list_of_the_word_file_begins_at_one() -> None:
    lists = "<ol><li>A</li><li>B</li></ol><p>Mellan.</p><ol><li>C</li></ol>"
    content = made("docx", documents.document(Section(code="a", heading="Ett", blocks=(Prose(html=lists),))))

    file = docx.Document(io.BytesIO(content))

    items: list[Any] = [each._p for each in file.paragraphs if each.style and each.style.name == "List Number"]
    own = [each.pPr.numPr.numId.val for each in items]
    assert own[0] == own[1] != own[2]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_the_word_file(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(made("docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]

    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "report.docx"], check=True, capture_output=True)  # noqa: S603 – our own file

    with pikepdf.open(tmp_path / "report.pdf") as file:
        assert len(file.pages) >= 4


def sheet(book: Any, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = book.get_sheet_by_name(name).to_python()
    return rows


def test_the_workbook_has_every_table_with_exact_numbers_and_sources() -> None:
    book = python_calamine.load_workbook(io.BytesIO(made("xlsx")))

    assert book.sheet_names == ["Innehåll", "1", "2", "3", "Källor"]
    money = sheet(book, "2")
    assert money[0][0] == "Driftens utfall och prognos, mnkr"
    total = next(row for row in money if row[0] == "Summa")
    assert [Decimal(str(cell)) for cell in total[1:5]] == [
        Decimal(cell) * 1_000_000 for cell in ("-2825.6", "-2839", "-13.4", "-2556.3")
    ]
    assert next(row for row in money if row[0] == "Socialnämnden")[-1] == "1, 2, 3, 4"
    assert f"{BASE}/beslut/KF-2025-143?known=2026-10-01" in {row[-1] for row in sheet(book, "Källor")}
