"""How is a Word document made so that headings, tables and pictures are what they look like? Knows no report."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

THREAD: Final = "B3152F"
_INK, _SOFT, _RULE = "1F1D1A", "5A554C", "C9C3B6"
_SERIF, _SANS = "Georgia", "Calibri"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: a zip can't hold an earlier one, and the true one would change the bytes."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a paragraph. `source` is the number of the source it leads to."""

    text: str
    bold: bool = False
    soft: bool = False
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: `kind` is row, group, sum or whole."""

    cells: Sequence[Sequence[Text]]
    kind: str = "row"


def new(*, title: str, author: str, subject: str, language: str, at: datetime) -> Document:
    """An empty A4 document with our styles and the red thread down its left edge."""
    made: Document = docx.Document()
    known = made.core_properties
    known.title, known.author, known.subject, known.language = title, author, subject, language
    known.created = known.modified = at.astimezone(UTC).replace(tzinfo=None)
    known.last_modified_by, known.comments, known.revision = author, "", 1
    _styles(made, language)
    _sheet(made)
    return made


def saved(made: Document) -> bytes:
    """The file. The same document gives the same bytes."""
    first, again = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _LONG_AGO), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _styles(made: Document, language: str) -> None:
    normal = made.styles["Normal"]
    _font(normal, _SANS, 10.5, _INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    for name, size, above, below in (
        ("Title", 28, 0, 4),
        ("Heading 1", 20, 26, 8),
        ("Heading 2", 14, 18, 5),
        ("Heading 3", 12, 14, 2),
    ):
        style = made.styles[name]
        _font(style, _SERIF, size, _INK, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = True
    _without_border(made.styles["Title"])
    _font(made.styles["Caption"], _SANS, 9, _SOFT)
    made.styles["Caption"].font.italic = False
    made.styles["Caption"].paragraph_format.keep_with_next = True
    for name, points, colour, bold in (
        ("Small", 9, _SOFT, False),
        ("Label", 10.5, _INK, True),
        ("Cell", 9, _INK, False),
    ):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, _SANS, points, colour, bold=bold)
        style.paragraph_format.space_after = Pt(0 if name == "Cell" else 3)
    made.styles["Label"].paragraph_format.keep_with_next = True
    made.styles["Label"].paragraph_format.space_before = Pt(8)
    reason = made.styles.add_style("Reason", WD_STYLE_TYPE.PARAGRAPH)
    reason.base_style = normal
    reason.paragraph_format.left_indent = Cm(0.5)
    _edge(reason.element.get_or_add_pPr(), "left", _INK, size=12, space=8)
    for run in made.styles.element.iter(qn("w:lang")):
        run.set(qn("w:val"), language)


def _font(style: Any, name: str, size: float, colour: str, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = name, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{which}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _without_border(style: Any) -> None:
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        return


def _edge(properties: Any, side: str, colour: str, *, size: int, space: int = 0) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_border(side, colour, size=size, space=space))
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _border(side: str, colour: str, *, size: int, space: int = 0) -> Any:
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour)):
        edge.set(qn(f"w:{name}"), str(value))
    return edge


def _sheet(made: Document) -> None:
    """A4 upright; the thread is a border of the page."""
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.4), Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.4)
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "text")
    borders.append(_border("left", THREAD, size=12, space=28))
    section._sectPr.insert_element_before(borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:docGrid")  # noqa: SLF001 – python-docx has no door to borders


def head_and_foot(made: Document, *, left: str, right: str, below: str) -> None:
    """The running header, and a footer with the number of the page."""
    section = made.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.style = made.styles["Small"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, 2)
    header.add_run(f"{left}\t{right}")
    footer.add_run(f"{below}\t")
    _field(footer, "PAGE")
    footer.add_run(" (")
    _field(footer, "NUMPAGES")
    footer.add_run(")")


def _field(paragraph: Any, code: str) -> None:
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)  # noqa: SLF001 – python-docx has no door to fields


def paragraph(made: Any, pieces: Iterable[Text] | str, *, style: str = "Normal") -> Any:
    """A paragraph of plain text or of pieces."""
    made_one = made.add_paragraph()
    _put_on(made_one, style)
    write(made_one, [Text(pieces)] if isinstance(pieces, str) else pieces)
    return made_one


def _put_on(paragraph: Any, style: str) -> None:
    """Give a paragraph a style by its id: by its name python-docx looks through every style, half of all the time."""
    paragraph._p.style = style  # noqa: SLF001 – as said


def write(paragraph: Any, pieces: Iterable[Text]) -> None:
    """Pieces at the end of a paragraph. A piece with a source is a link to its entry in the list."""
    for piece in pieces:
        run = paragraph.add_run(piece.text)
        run.bold = piece.bold or None
        if piece.soft:
            run.font.color.rgb = RGBColor.from_string(_SOFT)
        if piece.source is not None:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"kalla_{piece.source}")
            run._r.addprevious(link)  # noqa: SLF001 – python-docx has no door to links within a document
            link.append(run._r)  # noqa: SLF001 – as above


def bookmark(paragraph: Any, number: int) -> None:
    """The place that a link to a source leads to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"kalla_{number}")
    paragraph._p.append(start)  # noqa: SLF001 – python-docx has no door to bookmarks
    paragraph._p.append(end)  # noqa: SLF001 – as above


def table(
    made: Document, headings: Sequence[str], lines: Sequence[Line], *, widths: Sequence[float], numbers: Iterable[int]
) -> None:
    """A table whose heading row is repeated on each page. `widths` in cm; `numbers` are the right-aligned columns."""
    right = set(numbers)
    made_one = made.add_table(rows=1, cols=len(headings))
    made_one.autofit = False
    _narrow(made_one)
    for column, width in zip(made_one.columns, widths, strict=True):
        column.width = Cm(width)
    head = made_one.rows[0]
    _mark(head, "w:tblHeader")
    for place, heading in enumerate(headings):
        _cell(head.cells[place], [Text(heading, bold=True)], is_number=place in right, width=widths[place])
    _rule(head, "bottom", _INK, 8)
    for line in lines:
        _line(made_one.add_row(), line, right, widths)
    paragraph(made, "", style="Small").paragraph_format.space_after = Pt(2)


def _narrow(table: Any) -> None:
    """Little air at the sides of a cell, so that a heading is not broken where the reader lacks our fonts."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "45")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 – python-docx has no door to cell margins


def _line(row: Any, line: Line, right: set[int], widths: Sequence[float]) -> None:
    _mark(row, "w:cantSplit")
    if line.kind == "group":
        merged = row.cells[0].merge(row.cells[-1])
        _cell(merged, [Text(line.cells[0][0].text, bold=True, soft=True)], is_number=False, width=sum(widths))
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        return
    strong = line.kind != "row"
    for place, pieces in enumerate(line.cells):
        shown = [Text(piece.text, piece.bold or strong, piece.soft, piece.source) for piece in pieces]
        _cell(row.cells[place], shown, is_number=place in right, width=widths[place])
    _rule(row, "top", _INK if strong else _RULE, 12 if line.kind == "whole" else 6 if strong else 4)
    if line.kind == "whole":
        _rule(row, "bottom", _INK, 12)


def _cell(cell: Any, pieces: Iterable[Text], *, is_number: bool, width: float) -> None:
    cell.width = Cm(width)
    first = cell.paragraphs[0]
    _put_on(first, "Cell")
    first.paragraph_format.space_before = first.paragraph_format.space_after = Pt(1.5)
    if is_number:
        first.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(first, pieces)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 – python-docx has no door to row properties


def _rule(row: Any, side: str, colour: str, size: int) -> None:
    for cell in row.cells:
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 – python-docx has no door to cell borders
        borders = properties.find(qn("w:tcBorders"))
        if borders is None:
            borders = OxmlElement("w:tcBorders")
            properties.append(borders)
        if borders.find(qn(f"w:{side}")) is None:
            borders.append(_border(side, colour, size=size))


def picture(made: Document, content: bytes, *, description: str, width: float) -> None:
    """A picture with its text alternative; `width` in cm."""
    inline = made.add_picture(io.BytesIO(content), width=Cm(width))._inline  # noqa: SLF001 – python-docx has no door to alternatives
    inline.docPr.set("descr", description)
