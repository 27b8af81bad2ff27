"""How is a Word document made so that headings, tables and pictures are what they look like? Knows no report."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Emu, Pt, RGBColor

THREAD: Final = "B3152F"
INK, SOFT, RULE = "1F1D1A", "5A554C", "C9C3B6"
_SERIF, _SANS = "Georgia", "Calibri"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: a zip can't hold an earlier one, and the true one would change the bytes."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a paragraph. `source` is the number of the source it leads to, `address` where else it leads."""

    text: str
    bold: bool = False
    soft: bool = False
    source: int | None = None
    italic: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: `kind` is row, group, sum or whole; `level` is how deep it stands."""

    cells: Sequence[Sequence[Text]]
    kind: str = "row"
    level: int = 0


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
    package, writer = made.part.package, cast("Any", PackageWriter)
    for part in package.parts:
        part.before_marshal()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        out = _Archive(archive)
        writer._write_content_types_stream(out, package.parts)  # noqa: SLF001 – the open door packs with the time of day
        writer._write_pkg_rels(out, package.rels)  # noqa: SLF001 – as above
        writer._write_parts(out, package.parts)  # noqa: SLF001 – as above
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Archive:
    """Where the parts of a file are written, all at the same time of long ago; pictures are packed already."""

    archive: zipfile.ZipFile

    def write(self, uri: Any, blob: bytes) -> None:
        packing = zipfile.ZIP_STORED if str(uri).endswith(".png") else zipfile.ZIP_DEFLATED
        self.archive.writestr(zipfile.ZipInfo(uri.membername, _LONG_AGO), blob, packing)


def _styles(made: Document, language: str) -> None:
    normal = made.styles["Normal"]
    _font(normal, _SANS, 10.5, INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    for name, size, above, below in (
        ("Title", 28, 0, 4),
        ("Heading 1", 20, 26, 8),
        ("Heading 2", 14, 18, 5),
        ("Heading 3", 12, 14, 2),
    ):
        style = made.styles[name]
        _font(style, _SERIF, size, INK, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = True
    _without_border(made.styles["Title"])
    _font(made.styles["Caption"], _SANS, 9, SOFT)
    made.styles["Caption"].font.italic = False
    made.styles["Caption"].paragraph_format.keep_with_next = True
    for name, points, colour, bold in (
        ("Small", 9, SOFT, False),
        ("Label", 10.5, INK, True),
        ("Cell", 9, INK, False),
    ):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, _SANS, points, colour, bold=bold)
        style.paragraph_format.space_after = Pt(1.5 if name == "Cell" else 3)
    made.styles["Cell"].paragraph_format.space_before = Pt(1.5)
    made.styles["Label"].paragraph_format.keep_with_next = True
    made.styles["Label"].paragraph_format.space_before = Pt(8)
    reason = made.styles.add_style("Reason", WD_STYLE_TYPE.PARAGRAPH)
    reason.base_style = normal
    reason.paragraph_format.left_indent = Cm(0.5)
    _edge(reason.element.get_or_add_pPr(), "left", INK, size=12, space=8)
    _deeper_styles(made)
    for run in made.styles.element.iter(qn("w:lang")):
        run.set(qn("w:val"), language)


def _deeper_styles(made: Document) -> None:
    """Headings far down, quotations and the lines of the contents."""
    for level in (4, 5):
        _font(made.styles[f"Heading {level}"], _SANS, 10.5, INK if level == 4 else SOFT, bold=True)
        made.styles[f"Heading {level}"].font.italic = False
    _font(made.styles["Quote"], _SANS, 10.5, INK)
    made.styles["Quote"].paragraph_format.left_indent = Cm(0.5)
    _edge(made.styles["Quote"].element.get_or_add_pPr(), "left", RULE, size=12, space=8)
    for level in (1, 2):
        style = made.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"TOC{level}")
        style.base_style = made.styles["Normal"]
        _font(style, _SANS, 10.5, INK, bold=level == 1)
        style.paragraph_format.left_indent = Cm(0.8 * (level - 1))
        style.paragraph_format.space_after = Pt(3)


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
        run.bold, run.italic = piece.bold or None, piece.italic or None
        if piece.soft:
            run.font.color.rgb = RGBColor.from_string(SOFT)
        if piece.source is not None:
            _link(run, "w:anchor", f"kalla_{piece.source}")
        elif piece.address:
            run.underline = True
            _link(run, "r:id", paragraph.part.relate_to(piece.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _link(run: Any, how: str, where: str) -> None:
    """Make a run a link: within the document by the name of a place, out of it by a relationship."""
    link = OxmlElement("w:hyperlink")
    link.set(qn(how), where)
    run._r.addprevious(link)  # noqa: SLF001 – python-docx has no door to links
    link.append(run._r)  # noqa: SLF001 – as above


def heading(made: Document, text: str, level: int, *, place: str = "") -> None:
    """A heading; `place` is a name that the contents can lead to."""
    paragraph = made.add_paragraph(text)
    _put_on(paragraph, f"Heading{level}")
    if place:
        _place(paragraph, place, zlib.crc32(place.encode()))


def bookmark(paragraph: Any, number: int) -> None:
    """The place that a link to a source leads to."""
    _place(paragraph, f"kalla_{number}", number)


def _place(paragraph: Any, name: str, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number & 0x7FFFFFFF))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)  # noqa: SLF001 – python-docx has no door to bookmarks
    paragraph._p.append(end)  # noqa: SLF001 – as above


def contents(made: Document, entries: Iterable[tuple[int, str, str]]) -> None:
    """A list of contents that Word can renew: level, heading and the place of each. It is right from the start.

    No page numbers: only Word knows them, and it would ask the reader before it counted.
    """
    listed = list(entries)
    for number, (level, text, place) in enumerate(listed):
        line = made.add_paragraph()
        _put_on(line, f"TOC{level}")
        if number == 0:
            _mark_field(line, "begin")
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = ' TOC \\o "1-2" \\n \\h \\z \\u '
            line.add_run()._r.append(code)  # noqa: SLF001 – python-docx has no door to fields
            _mark_field(line, "separate")
        _link(line.add_run(text), "w:anchor", place)
        if number == len(listed) - 1:
            _mark_field(line, "end")


def _mark_field(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001 – as above


def item(made: Document, pieces: Iterable[Text], *, level: int, numbering: int | None) -> None:
    """An item of a list: with a bullet, or numbered in the list that `new_numbering` began."""
    depth = f"{level}" if level > 1 else ""
    line = paragraph(made, pieces, style=f"ListBullet{depth}" if numbering is None else f"ListNumber{depth}")
    if numbering is not None:
        properties = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 – python-docx has no door to numbering
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = numbering


def new_numbering(made: Document, level: int) -> int:
    """A list that begins at one, as the style of its level is numbered; what its items are to be given."""
    style = made.styles[f"List Number {level}" if level > 1 else "List Number"]
    numbering = made.part.numbering_part.element
    own = style.element.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == own).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def turn(made: Document, *, lying: bool) -> None:
    """What follows stands on new pages that lie, or that stand again."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if lying else (Cm(21), Cm(29.7))


def new_page(made: Document) -> None:
    """What follows stands on a new page."""
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def picture(made: Document, content: bytes, *, description: str, width: float) -> None:
    """A picture with its text alternative; `width` in cm."""
    part = made.part
    kept = part.package.image_parts
    natural = Image.from_blob(content)
    image = kept._add_image_part(natural)  # noqa: SLF001 – the open door compares with every picture
    height = round(Cm(width) * natural.px_height / natural.px_width)
    name, place = f"bild{len(kept)}.png", part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
    # Its own way to a number of the drawing looks through the whole document, for each picture.
    inline = CT_Inline.new_pic_inline(len(kept), place, name, Cm(width), Emu(height))
    made.add_paragraph().add_run()._r.add_drawing(inline)  # noqa: SLF001 – as above
    inline.docPr.set("descr", description)
