"""How does the report become a Word document? The same words in the same order, with real styles and headings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from docx.document import Document

from rodatraden.reports.followup import labels
from rodatraden.reports.followup.charts import Chart
from rodatraden.reports.followup.context import Context
from rodatraden.reports.followup.pieces import (
    Cell,
    GoalText,
    Judgement,
    MoneyTable,
    Presented,
    Side,
    UnitText,
)
from rodatraden.reports.setting import word, word_tables
from rodatraden.reports.setting.marks import Mark
from rodatraden.reports.setting.word import Line, Text

Words: TypeAlias = Mapping[str, str]

_SHAPES: Final = {"reached": "●", "partly": "◐", "missed": "○", "unmeasured": "–"}
_WIDTH: Final = 15.4
"""Of the text, in cm."""


def render(context: Context, document: Presented, charts: Sequence[Chart]) -> bytes:
    """The Word file, in the words of the active language. The same context gives the same bytes."""
    made = word.new(
        title=document.title,
        author=document.municipality,
        subject=document.period,
        language="sv-SE",
        at=context.at,
    )
    words = labels.of(context, document)
    mark = f" · {words['draft']}" if document.is_draft else ""
    word.head_and_foot(
        made, left=document.municipality, right=f"{document.title}{mark}", below=f"{document.state} · {words['known']}"
    )
    _first(made, document, words)
    for table in document.tables:
        _money(made, table, [chart for chart in charts if chart.table == table.key], words)
    _goals(made, document, words)
    _units(made, document, words)
    _sources(made, document, words)
    return word.saved(made)


def _first(made: Document, document: Presented, words: Words) -> None:
    word.paragraph(made, document.municipality, style="Label")
    made.add_heading(document.title, 0)
    if document.is_draft:
        word.paragraph(made, words["draft"], style="Label")
    word.paragraph(made, f"{document.state}. {document.state_text} {words['known']}.", style="Small")
    made.add_heading(words["brief"], 1)
    key = [
        Line(
            (
                [Text(each.label)],
                [Text(each.cell.text, bold=True, source=each.cell.note)],
                [Text(each.unit)],
                [Text(each.gloss, soft=True)],
            )
        )
        for each in document.key_figures
    ]
    word_tables.table(
        made,
        (words["what"], words["amount"], words["unit_of_amount"], words["explanation"]),
        key,
        widths=(5.4, 2.6, 1.9, 5.5),
        numbers=(1,),
    )
    if document.joint_sentence:
        word.paragraph(made, document.joint_sentence)
    for unit in document.whole:
        _said(made, UnitText(words["whole"], unit.paragraphs, unit.address))
    if any(side.goals for side in document.sides):
        _both_sides(made, document.sides, words)


def _both_sides(made: Document, sides: Sequence[Side], words: Words) -> None:
    """Two columns of the same width: neither side gets more room than the other."""
    longest = max(len(side.goals) for side in sides) or 1
    rows = [Line([_in_brief(side, place, words) for side in sides]) for place in range(longest)]
    word_tables.table(made, [side.heading for side in sides], rows, widths=(_WIDTH / 2, _WIDTH / 2), numbers=())


def _in_brief(side: Side, place: int, words: Words) -> list[Text]:
    if place >= len(side.goals):
        return [Text(side.empty if place == 0 else "")]
    goal = side.goals[place]
    said = [Text(f"{_SHAPES[goal.status.shape]} {goal.name}")]
    if goal.status.shape != "reached":
        said.append(Text(f" – {goal.status.word}", soft=True))
    if goal.differs:
        said.append(Text(f" – {words['indicators_say']} {goal.computed.word}", soft=True))
    return said


def _money(made: Document, table: MoneyTable, charts: Iterable[Chart], words: Words) -> None:
    made.add_heading(table.heading, 1)
    word.paragraph(made, f"{table.caption}. {words['amounts']}", style="Caption")
    numbers = len(table.headings)
    width = 2.1
    word_tables.table(
        made,
        [words["unit_column"], *table.headings, words["source"]],
        list(_money_lines(table)),
        widths=(_WIDTH - width * numbers - 1.4, *[width] * numbers, 1.4),
        numbers=range(1, numbers + 2),
    )
    notes = [
        f"{heading}: {words['source'].lower()} {note}."
        for heading, note in zip(table.headings, table.heading_notes, strict=True)
        if note
    ]
    word.paragraph(made, " ".join([*table.remarks, *notes]), style="Small")
    for chart in charts:
        word.paragraph(made, chart.title, style="Caption")
        word.picture(made, chart.picture(), description=chart.description, width=13.5)
    if table.comments or table.uncommented:
        made.add_heading(words["comments"], 2)
    for comment in table.comments:
        word.paragraph(made, [Text(comment.name), Text(f"  {comment.amount}", soft=True)], style="Label")
        word.paragraph(made, comment.text)
    if table.uncommented:
        word.paragraph(made, f"{words['uncommented']} {table.uncommented}.", style="Small")


def _money_lines(table: MoneyTable) -> Iterable[Line]:
    for group in table.groups:
        if group.heading:
            yield Line(([Text(group.heading)],), kind="group")
        for row in group.rows:
            kind = "sum" if row.kind == "row" and not group.heading else row.kind
            yield Line([[Text(row.name)], *(_number(cell) for cell in row.cells), _marks(row.notes)], kind=kind)


def _number(cell: Cell) -> list[Text]:
    return [Text(cell.text, bold=cell.is_worse, source=cell.note)]


def _marks(notes: Sequence[Mark]) -> list[Text]:
    pieces: list[Text] = []
    for note in notes:
        pieces += [Text(", ", soft=True)] if pieces else []
        pieces.append(Text(note.text, soft=True, source=note.number))
    return pieces


def _goals(made: Document, document: Presented, words: Words) -> None:
    if not any(side.goals for side in (*document.sides, document.apart)):
        return
    made.add_heading(words["goals"], 1)
    word.paragraph(made, words["goals_about"])
    for above in document.above:
        word.paragraph(made, [Text(above.name), Text(f"  {above.about}", soft=True)], style="Label")
        for text in above.paragraphs:
            word.paragraph(made, text)
    for side in document.sides:
        _side(made, side, words)
    if document.apart.goals:
        _side(made, document.apart, words)


def _side(made: Document, side: Side, words: Words) -> None:
    made.add_heading(side.heading, 2)
    if not side.goals:
        word.paragraph(made, side.empty)
    for goal in side.goals:
        _goal(made, goal, words)


def _goal(made: Document, goal: GoalText, words: Words) -> None:
    made.add_heading(goal.name, 3)
    under = f" · {words['under']} {goal.under}" if goal.under else ""
    word.paragraph(made, f"{goal.about}{under}", style="Small")
    assessed = _judged(goal.assessed) if goal.assessed else words["no_assessment"]
    word.paragraph(made, [Text(f"{words['assessment']}: ", soft=True), Text(assessed, bold=True)])
    detail = f" ({goal.computed_detail})"
    word.paragraph(
        made, [Text(f"{words['computed']}: ", soft=True), Text(_judged(goal.computed)), Text(detail, soft=True)]
    )
    if goal.indicators:
        rows = [
            Line(
                (
                    [Text(each.name), *([Text(f", {each.measure}", soft=True)] if each.measure else [])],
                    _number(each.target),
                    [Text(each.outcome.text, bold=True, source=each.outcome.note)],
                    _number(each.previous),
                    [Text(_judged(each.judgement))],
                    _marks(each.notes),
                )
            )
            for each in goal.indicators
        ]
        word_tables.table(
            made, [*goal.headings, words["source"]], rows, widths=(5.0, 2.6, 1.8, 1.8, 2.7, 1.5), numbers=(1, 2, 3, 5)
        )
    for text in goal.paragraphs:
        word.paragraph(made, text)
    if goal.reason:
        heading = words["differs"] if goal.differs else words["reason"]
        word.paragraph(made, [Text(f"{heading}. ", bold=True), Text(goal.reason)], style="Reason")
    for other in goal.others:
        _said(made, other)


def _judged(judgement: Judgement) -> str:
    return f"{_SHAPES[judgement.shape]} {judgement.word[:1].upper()}{judgement.word[1:]}"


def _said(made: Document, unit: UnitText) -> None:
    word.paragraph(made, unit.name, style="Label")
    for text in unit.paragraphs:
        word.paragraph(made, text)


def _units(made: Document, document: Presented, words: Words) -> None:
    if not document.units:
        return
    made.add_heading(words["units"], 1)
    for unit in document.units:
        _said(made, unit)
    if document.silent:
        word.paragraph(made, f"{words['silent']} {document.silent}.", style="Small")


def _sources(made: Document, document: Presented, words: Words) -> None:
    made.add_heading(words["sources"], 1)
    word.paragraph(made, words["sources_about"])
    for source in document.sources:
        entry = word.paragraph(
            made, [Text(f"{source.number}. ", bold=True), Text(f"{source.text} "), Text(source.detail, soft=True)]
        )
        word.bookmark(entry, source.number)
        entry.paragraph_format.space_after = 0
        word.paragraph(made, source.address, style="Small")
    made.add_heading(words["colophon"], 2)
    for line in document.colophon:
        word.paragraph(made, line, style="Small")
