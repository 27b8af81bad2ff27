"""How is a table of a Word document made? As text of the format, all at once: cell by cell takes ten times as long."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rodatraden.reports.setting import word
from rodatraden.reports.setting.word import INK, RULE, SOFT, Line, Text


def table(  # noqa: PLR0913 – each is a property of a table
    made: Document,
    headings: Sequence[str | Sequence[Text]],
    lines: Sequence[Line],
    *,
    widths: Sequence[float],
    numbers: Iterable[int],
    caption: str = "",
    scale: float = 1.0,
) -> None:
    """A table whose heading row is repeated on each page. `widths` in cm; `numbers` are the right-aligned columns.

    `caption` is its name to a screen reader; `scale` makes its text smaller than usual.
    """
    columns = _Columns(widths, set(numbers), scale)
    named = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    shown = [[Text(each, bold=True)] if isinstance(each, str) else each for each in headings]
    head = "".join(columns.cell(place, pieces, _edges(bottom=(INK, 8))) for place, pieces in enumerate(shown))
    rows = "".join(columns.line(line) for line in lines)
    element = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(map(_twips, widths))}" w:type="dxa"/>'
        # Little air at the sides, so that a heading is not broken where the reader lacks our fonts.
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="00A0" w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )
    after = word.paragraph(made, "", style="Small")
    after._p.addprevious(element)  # noqa: SLF001 – python-docx has no door to ready tables


class _Columns:
    """The columns of one table: how wide they are, and which hold numbers."""

    def __init__(self, widths: Sequence[float], numbers: set[int], scale: float) -> None:
        self.widths, self.numbers = [_twips(width) for width in widths], numbers
        self.size = f'<w:sz w:val="{round(18 * scale)}"/>' if scale < 1 else ""

    def line(self, line: Line) -> str:
        if line.kind == "group":
            text = Text(line.cells[0][0].text, bold=True, soft=True)
            return self._row(self._made(sum(self.widths), [text], "", "<w:keepNext/>", span=len(self.widths)))
        strong = line.kind != "row"
        edges = _edges(
            top=(INK if strong else RULE, 12 if line.kind == "whole" else 6 if strong else 4),
            bottom=(INK, 12) if line.kind == "whole" else None,
        )
        cells = []
        for place, pieces in enumerate(line.cells):
            shown = [Text(each.text, each.bold or strong, each.soft, each.source) for each in pieces]
            cells.append(self.cell(place, shown, edges, level=line.level if place == 0 else 0))
        return self._row("".join(cells))

    def cell(self, place: int, pieces: Iterable[Text], edges: str, *, level: int = 0) -> str:
        look = f'<w:ind w:left="{170 * level}"/>' if level else ""
        look += '<w:jc w:val="right"/>' if place in self.numbers else ""
        return self._made(self.widths[place], pieces, edges, look)

    def _made(self, width: int, pieces: Iterable[Text], edges: str, look: str, *, span: int = 1) -> str:
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        runs = "".join(self._run(each) for each in pieces)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{edges}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="Cell"/>{look}</w:pPr>{runs}</w:p></w:tc>'
        )

    def _row(self, cells: str) -> str:
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _run(self, piece: Text) -> str:
        look = "<w:b/>" if piece.bold else ""
        look += f'<w:color w:val="{SOFT}"/>' if piece.soft else ""
        look += self.size
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        run = f'<w:r>{properties}<w:t xml:space="preserve">{escape(piece.text)}</w:t></w:r>'
        return run if piece.source is None else f'<w:hyperlink w:anchor="kalla_{piece.source}">{run}</w:hyperlink>'


def _edges(*, top: tuple[str, int] | None = None, bottom: tuple[str, int] | None = None) -> str:
    """The rules above and below a cell: their colour, and their breadth in eighths of a point."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{of[1]}" w:space="0" w:color="{of[0]}"/>'
        for side, of in (("top", top), ("bottom", bottom))
        if of
    )
    return f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""


def _twips(centimetres: float) -> int:
    return round(centimetres * 567)
