"""How does a composed report become a Word document? The same words in the same order, with real styles and lists."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from docx.document import Document

from rodatraden.reports.composed import blocks, labels
from rodatraden.reports.composed.marked import Marked
from rodatraden.reports.composed.pdf import MOST_SQUEEZED, leads
from rodatraden.reports.composed.told import Piece, Report, Side, Sides, Signature, Text, Title
from rodatraden.reports.setting import columns, word, word_tables
from rodatraden.reports.setting.marks import Mark
from rodatraden.reports.setting.word import Line
from rodatraden.ui import charts
from rodatraden.ui.components.judgement import STATUSES
from rodatraden.ui.rich import Part

Words: TypeAlias = Mapping[str, str]

_ROOM: Final = 154.0
_ROOM_ACROSS: Final = 241.0
"""The width of the text in mm, on a page that stands and on one that lies."""
_MARGIN: Final = 16.0
"""The column of sources in mm."""
_PICTURE: Final = 14.5
"""The width of a picture in cm."""
_BULLETS: Final = {"bullet", "number"}


@dataclass(frozen=True, slots=True)
class _Around:
    """What the pieces need besides themselves: standing words, and the pictures in their order."""

    words: Words
    pictures: Iterator[bytes]


def render(report: Report, *, base: str = "") -> bytes:
    """The Word file, in the words of the active language. The same report gives the same bytes.

    `base` is where the program is reached, for links to trails; without it they stand as text.
    """
    words = labels.of(report)
    made = word.new(
        title=report.title, author=report.municipality, subject=report.subject, language="sv-SE", at=report.at
    )
    mark = f" · {words['draft']}" if report.is_draft else ""
    word.head_and_foot(
        made, left=report.municipality, right=f"{report.title}{mark}", below=f"{report.state} · {words['known']}"
    )
    _first_page(made, report, words)
    specs = [
        json.loads(piece.spec) for each in report.sections for piece in each.pieces if isinstance(piece, blocks.Chart)
    ]
    around = _Around(words, charts.pictures(specs))
    for section in report.sections:
        word.heading(made, f"{section.number}  {section.heading}", section.level, place=f"avsnitt_{section.number}")
        _put(made, section.pieces, around)
    _sources(made, report, words, base)
    return word.saved(made)


def _first_page(made: Document, report: Report, words: Words) -> None:
    word.paragraph(made, report.municipality, style="Label")
    made.add_heading(report.title, 0)
    if report.subject != report.municipality:
        word.paragraph(made, report.subject, style="Label")
    if report.is_draft:
        word.paragraph(made, words["draft"], style="Label")
    if report.about:
        word.paragraph(made, report.about)
    for label, said in report.facts:
        word.paragraph(made, [word.Text(f"{label}: ", soft=True), word.Text(said)], style="Small")
    word.paragraph(made, words["contents"], style="Label")
    listed = [(each.level, f"{each.number}  {each.heading}", f"avsnitt_{each.number}") for each in report.sections]
    last = [(1, words["sources"], "kallor")] if report.sources else []
    word.contents(made, [*listed, *last])
    word.new_page(made)


def _put(made: Document, pieces: Iterable[Piece], around: _Around) -> None:
    for piece in pieces:
        _PUT[type(piece)](made, piece, around)


def _title(made: Document, title: Title, _around: _Around) -> None:
    word.heading(made, title.text, title.level)


def _text(made: Document, text: Text, _around: _Around) -> None:
    numberings: dict[int, int] = {}
    for part in text.parts:
        if part.kind not in _BULLETS:
            numberings.clear()
            word.paragraph(made, _runs(part), style="Quote" if part.kind == "quote" else "Normal")
            continue
        level = min(part.level, 3)
        for deeper in [each for each in numberings if each > level or (each == level and part.kind == "bullet")]:
            del numberings[deeper]
        if part.kind == "number" and level not in numberings:
            numberings[level] = word.new_numbering(made, level)
        word.item(made, _runs(part), level=level, numbering=numberings.get(level) if part.kind == "number" else None)


def _runs(part: Part) -> list[word.Text]:
    return [
        word.Text(run.text, bold=run.strong, italic=run.emphasised, address=leads(run.address, "")) for run in part.runs
    ]


def _signature(made: Document, signature: Signature, _around: _Around) -> None:
    word.paragraph(made, signature.text, style="Small")


def _table(made: Document, marked: Marked, around: _Around) -> None:
    table = marked.table
    margin = _MARGIN if marked.rows else 0.0
    texts = [[_shown(cell) for cell in row.cells] for row in table.rows]
    fits = columns.widths(table.headings, table.numeric, texts, room=_ROOM - margin)
    lies = fits.scale < MOST_SQUEEZED
    if lies:
        fits = columns.widths(table.headings, table.numeric, texts, room=_ROOM_ACROSS - margin)
        word.turn(made, lying=True)
    word.paragraph(made, table.caption, style="Caption")
    _rows(made, marked, fits, around.words)
    said = [word.Text(f"{table.remark} ")] if table.remark else []
    if marked.below:
        said += [word.Text(around.words["source"]), *_marks(marked.below)]
    if said:
        word.paragraph(made, said, style="Small")
    if lies:
        word.turn(made, lying=False)


def _rows(made: Document, marked: Marked, fits: columns.Widths, words: Words) -> None:
    table = marked.table
    margin = len(marked.rows) > 0
    headings = [
        [word.Text(heading, bold=True), *_marks(marked.columns[place] if marked.columns else ())]
        for place, heading in enumerate(table.headings)
    ]
    if marked.rows:
        headings.append([word.Text(words["source"], soft=True)])
    lines = [
        Line(
            [
                *([word.Text(_shown(cell))] for cell in row.cells),
                *([list(_marks(marked.rows[place]))] if marked.rows else []),
            ],
            kind="sum" if row.is_sum else "row",
            level=row.level,
        )
        for place, row in enumerate(table.rows)
    ]
    numbers = [place for place, is_number in enumerate(table.numeric) if is_number]
    word_tables.table(
        made,
        headings,
        lines,
        widths=[each / 10 for each in (*fits.columns, *([_MARGIN] if margin else []))],
        numbers=[*numbers, *([len(table.headings)] if margin else [])],
        caption=table.caption,
        scale=fits.scale,
    )


def _shown(cell: blocks.Cell) -> str:
    return f"{STATUSES[cell.shape][0]} {cell.text[:1].upper()}{cell.text[1:]}" if cell.shape in STATUSES else cell.text


def _marks(marks: Sequence[Mark]) -> Iterable[word.Text]:
    for place, mark in enumerate(marks):
        yield word.Text(f"{', ' if place else ' '}{mark.text}", soft=True, source=mark.number)


def _chart(made: Document, chart: blocks.Chart, around: _Around) -> None:
    word.paragraph(made, chart.title, style="Caption")
    word.picture(made, next(around.pictures), description=chart.description, width=_PICTURE)


def _sides(made: Document, sides: Sides, around: _Around) -> None:
    """Two columns of the same width: neither side gets more room than the other."""
    longest = max(1, *(len(side.items) for side in sides.sides))
    lines = [Line([_in_brief(side, place) for side in sides.sides]) for place in range(longest)]
    headings = [side.heading for side in sides.sides]
    half = _ROOM / 20
    word_tables.table(made, headings, lines, widths=(half, half), numbers=(), caption=" / ".join(headings))
    for side in sides.sides:
        _in_full(made, side, sides.level, around)
    if sides.apart.items and not sides.apart.full:
        word.paragraph(made, sides.apart.heading, style="Label")
        for item in sides.apart.items:
            word.paragraph(made, f"{_judged(item)}: {item.name}")
    _in_full(made, sides.apart, sides.level, around)


def _in_brief(side: Side, place: int) -> list[word.Text]:
    if place >= len(side.items):
        return [word.Text(side.empty if place == 0 else "")]
    item = side.items[place]
    return [word.Text(f"{_sign(item)} {item.name}"), word.Text(f" – {item.word}", soft=True)]


def _in_full(made: Document, side: Side, level: int, around: _Around) -> None:
    if not side.full:
        return
    word.heading(made, side.heading, level)
    for told in side.full:
        word.heading(made, told.item.name, level + 1)
        owner = [word.Text(f"  {told.item.owner}", soft=True)] if told.item.owner else []
        word.paragraph(made, [word.Text(_judged(told.item), bold=True), *owner])
        if told.item.reason:
            word.paragraph(
                made, [word.Text(f"{around.words['reason']}. ", bold=True), word.Text(told.item.reason)], style="Reason"
            )
        _put(made, told.pieces, around)


def _sign(item: blocks.Item) -> str:
    return STATUSES[item.shape][0] if item.shape in STATUSES else ""


def _judged(item: blocks.Item) -> str:
    return f"{_sign(item)} {item.word[:1].upper()}{item.word[1:]}".strip()


def _missing(made: Document, missing: blocks.Missing, around: _Around) -> None:
    word.paragraph(
        made, [word.Text(f"{around.words['missing']}: ", bold=True), word.Text(missing.text)], style="Reason"
    )


def _sources(made: Document, report: Report, words: Words, base: str) -> None:
    if report.sources:
        word.heading(made, words["sources"], 1, place="kallor")
        word.paragraph(made, words["sources_about"])
    for source in report.sources:
        entry = word.paragraph(made, [word.Text(f"{source.number}. ", bold=True), word.Text(source.text)])
        word.bookmark(entry, source.number)
        entry.paragraph_format.space_after = 0
        if source.address:
            word.paragraph(made, [word.Text(source.address, address=leads(source.address, base))], style="Small")
    word.heading(made, words["colophon"], 2 if report.sources else 1)
    for line in report.colophon:
        word.paragraph(made, line, style="Small")


_PUT: Final[Mapping[type, Callable[[Document, Any, _Around], None]]] = {
    Title: _title,
    Text: _text,
    Signature: _signature,
    Marked: _table,
    blocks.Chart: _chart,
    Sides: _sides,
    blocks.Missing: _missing,
}
