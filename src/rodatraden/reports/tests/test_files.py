"""Do PDF and Word hold the figures, the structure and the alternatives, and nothing that does something?"""

import io
import re
import zipfile
from typing import Any

import docx
import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from rodatraden.reports import queries
from rodatraden.reports.followup import page
from rodatraden.reports.followup.context import from_json
from rodatraden.reports.followup.rendered import _kept, rendered
from rodatraden.reports.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]

PUBLISHED = (
    "5,3",
    "3,1",
    "146,3",
    "225,2",
    "134,9",
    "230,5",
    "138,0",
    "254,1",
    "216,5",
    "332,0",
    "245,9",
    "586,1",
    "462,4",
    "84,2",
)


def elements(node: Any) -> list[Any]:
    """Every structure element of a PDF."""
    found = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                found.append(each)
            if "/K" in each:
                waiting.append(each["/K"])
    return found


def words(pdf: pikepdf.Pdf) -> str:
    """What the tags say in place of pictures, and the bookmarks."""
    root = pdf.Root["/StructTreeRoot"]["/K"]
    return " ".join(str(each.get("/Alt", "")) for each in elements(root))


def letters(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for."""
    found: dict[bytes, str] = {}
    told = font["/ToUnicode"].read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def read_aloud(content: bytes) -> str:
    """The text of a PDF as a search or a screen reader finds it, without spaces."""
    said: list[str] = []
    with pikepdf.open(io.BytesIO(content)) as file:
        for each in file.pages:
            fonts = {name: letters(font) for name, font in each.Resources.get("/Font", {}).items()}
            known: dict[bytes, str] = {}
            for told in pikepdf.parse_content_stream(each):
                given, operator = told.operands, told.operator
                if str(operator) == "Tf":
                    known = fonts[str(given[0])]
                elif str(operator) in {"Tj", "TJ"}:
                    parts = given[0] if str(operator) == "TJ" else [given[0]]
                    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    said += [known.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return re.sub(r"\s", "", "".join(said))


def test_the_published_figures_can_be_read_out_of_the_pdf() -> None:
    make.alingsas()

    text = read_aloud(rendered(make.context(), "pdf"))

    for number in PUBLISHED:
        assert number in text
    for row in (
        "Helakommunen146,3230,5+84,2138,0",
        "Helakommunen586,1462,4−123,7",
        "Finansieringen146,3225,2+78,9134,9",
    ):
        assert row in text


def test_text_that_looks_like_typst_is_printed_as_it_stands() -> None:
    make.norrvik(text=make.NASTY, comment=make.NASTY)

    text = read_aloud(rendered(make.context(), "pdf"))

    assert "#panic()$x$*b*<script>alert(1)</script>=cmd|'/Ccalc'!A0\\LaTeX□" in text


def test_a_draft_says_so_on_every_page_of_the_pdf() -> None:
    make.norrvik()

    content = rendered(make.context(), "pdf")

    with pikepdf.open(io.BytesIO(content)) as file:
        assert read_aloud(content).count("UTKAST") >= 2 * len(file.pages)


def test_the_pdf_is_tagged_named_and_in_swedish() -> None:
    make.alingsas()
    made = make.context()

    with pikepdf.open(io.BytesIO(rendered(made, "pdf"))) as file:
        root = file.Root
        assert str(root["/Lang"]).lower().startswith("sv")
        assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
        with file.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
            assert "Fördjupad månadsuppföljning april 2026" in str(told["dc:title"])
        tags = elements(root["/StructTreeRoot"]["/K"])
        kinds = [str(each["/S"]) for each in tags]
        assert kinds.count("/TH") >= 30
        assert {"/H1", "/H2", "/H3", "/Table", "/Caption"} <= set(kinds)
        figures = [each for each in tags if str(each["/S"]) == "/Figure"]
        assert len(figures) == 2
        assert all("/Alt" in each for each in figures)
        assert "Finansieringen +78,9" in words(file)


def test_the_same_context_gives_the_same_bytes() -> None:
    make.norrvik()
    made = make.context()

    first = {form: rendered(made, form) for form in ("pdf", "docx")}
    _kept.clear()

    assert {form: rendered(made, form) for form in ("pdf", "docx")} == first


def test_a_file_in_english_surroundings_is_in_swedish() -> None:
    make.norrvik()
    _kept.clear()

    with translation.override("en"):
        content = rendered(make.context(), "docx")

    assert "Det här har vi nått" in whole_text(content)


def whole_text(content: bytes) -> str:
    """Every paragraph and cell of a Word file."""
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in file.paragraphs), *cells])


def test_the_word_file_has_real_headings_tables_and_alternatives() -> None:
    make.alingsas()
    content = rendered(make.context(), "docx")

    file = docx.Document(io.BytesIO(content))

    headings = [each.text for each in file.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == ["I korthet", "Drift", "Investeringar", "Mål", "Med enheternas egna ord", "Källor"]
    assert file.core_properties.title == "Fördjupad månadsuppföljning april 2026"
    assert all(
        table.rows[0]._tr.trPr is not None and "tblHeader" in table.rows[0]._tr.trPr.xml for table in file.tables
    )
    assert [shape._inline.docPr.get("descr") != "" for shape in file.inline_shapes] == [True, True]
    assert 'w:val="sv-SE"' in zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    text = whole_text(content)
    for number in PUBLISHED:
        assert number in text
    assert "Därför skiljer sig bedömningen från indikatorerna." in text


def test_a_word_file_links_every_source_to_its_place() -> None:
    make.norrvik()

    xml = zipfile.ZipFile(io.BytesIO(rendered(make.context(), "docx"))).read("word/document.xml").decode()

    places = set(re.findall(r'w:bookmarkStart [^>]*w:name="(kalla_\d+)"', xml))
    assert set(re.findall(r'w:anchor="(kalla_\d+)"', xml)) <= places
    assert len(places) == len(make.context().notes)


def test_text_is_text_in_every_file() -> None:
    make.norrvik(text=make.NASTY, comment=make.NASTY)
    made = make.context()

    assert rendered(made, "pdf").startswith(b"%PDF")
    assert "#panic() $x$ *b* <script>alert(1)</script> =cmd|' /C calc'!A0" in whole_text(rendered(made, "docx"))
    assert b"<script>alert" not in page.alone(made)


def test_a_draft_is_marked_in_every_file() -> None:
    make.norrvik()
    made = make.context()

    text = whole_text(rendered(made, "docx"))

    assert "UTKAST" in text
    assert "Ännu inte godkända: Enhet NORRVIK, Enhet BUN, Enhet SN." in text
    assert "UTKAST" in page.alone(made).decode()


def test_a_signed_report_prints_who_when_and_its_fingerprint() -> None:
    make.norrvik()
    make.approved()
    edition = make.sign()

    text = whole_text(rendered(from_json(edition.context), "docx", edition=queries.told(edition)))

    assert edition.sha256 in text
    assert "Signerad 2 juni 2026 11.30 av Kommundirektör." in text


def test_the_file_that_stands_alone_brings_its_styles() -> None:
    make.norrvik()

    html = page.alone(make.context()).decode()

    assert html.startswith("<!DOCTYPE html>")
    assert "<style>" in html
    assert render_to_string("reports/alone.html", {"styles": ""}).startswith("<!DOCTYPE html>")
