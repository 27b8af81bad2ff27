"""How does a composed report become a PDF? Typst sets it from JSON: see `setting.pdf` and `composed.typ`."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from rodatraden.reports.composed import blocks, labels
from rodatraden.reports.composed.marked import Marked
from rodatraden.reports.composed.told import Piece, Report, Side, Sides, Signature, Text, Title
from rodatraden.reports.setting import pdf
from rodatraden.reports.setting.columns import widths
from rodatraden.reports.setting.marks import Mark
from rodatraden.ui import charts
from rodatraden.ui.rich import Part, Run

Plain: TypeAlias = dict[str, Any]

TEMPLATE: Final = Path(__file__).parent / "composed.typ"
ROOM: Final = 151.0
ROOM_ACROSS: Final = 238.0
"""The width of the text in mm, on a page that stands and on one that lies."""
MOST_SQUEEZED: Final = 0.84
"""A table whose text would have to be smaller than this lies on a page turned."""
_KEPT_TOGETHER: Final = 24
"""A table of at most so many lines is never broken over pages."""
_TALL: Final = 700
"""A row with a longer text than this may be broken over pages."""
_SIGN: Final = "○\u00a0\u00a0"
"""The room of a status's shape, in characters."""
_WIDTH: Final = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"')
_A_PIXEL: Final = 0.235
"""What a pixel of a picture is in mm: its letters, 13 pixels high, are then as those of a table."""


def render(report: Report, *, base: str = "") -> bytes:
    """The PDF, in the words of the active language. The same report gives the same bytes. Raises pdf.NotSet.

    `base` is where the program is reached, for links to trails; without it they stand as text.
    """
    words = labels.of(report)
    plain = {
        "title": report.title,
        "municipality": report.municipality,
        "subject": report.subject,
        "about": report.about,
        "arms": report.arms,
        "is_draft": report.is_draft,
        "state": report.state,
        "facts": report.facts,
        "sections": [
            {"number": each.number, "level": each.level, "heading": each.heading, "pieces": _pieces(each.pieces)}
            for each in report.sections
        ],
        "sources": [
            {"number": each.number, "text": each.text, "address": each.address, "leads": leads(each.address, base)}
            for each in report.sources
        ],
        "colophon": report.colophon,
        "words": words,
    }
    return pdf.set_from(TEMPLATE, json.dumps(plain, ensure_ascii=False), at=report.at)


def leads(address: str, base: str) -> str:
    """Where a link outside the program leads; empty when nobody knows where the program is reached."""
    if address.startswith(("http://", "https://", "mailto:")):
        return address
    return f"{base}{address}" if base and address.startswith("/") else ""


def _pieces(pieces: Iterable[Piece]) -> list[Plain]:
    return [{"kind": type(each).__name__.lower(), **_PLAIN[type(each)](each)} for each in pieces]


def _text(text: Text) -> Plain:
    return {"parts": nested(text.parts)}


def nested(parts: Sequence[Part]) -> list[Plain]:
    """Parts with the items of lists inside each other, and consecutive items as one list."""
    found: list[Plain] = []
    open_lists: list[tuple[int, Plain]] = []
    for part in parts:
        if part.kind not in {"bullet", "number"}:
            open_lists = []
            found.append({"kind": part.kind, "runs": _runs(part.runs)})
            continue
        while open_lists and _is_over(*open_lists[-1], part):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < part.level:
            fresh: Plain = {"kind": part.kind, "items": []}
            (open_lists[-1][1]["items"][-1]["lists"] if open_lists else found).append(fresh)
            open_lists.append((part.level, fresh))
        open_lists[-1][1]["items"].append({"runs": _runs(part.runs), "lists": []})
    return found


def _is_over(level: int, one: Plain, part: Part) -> bool:
    """Whether a list has no more items when a part comes."""
    return level > part.level or (level == part.level and one["kind"] != part.kind)


def _runs(runs: Iterable[Run]) -> list[Plain]:
    return [
        {"text": run.text, "strong": run.strong, "emphasised": run.emphasised, "leads": leads(run.address, "")}
        for run in runs
    ]


def _marks(marks: Iterable[Mark]) -> list[Plain]:
    return [{"text": mark.text, "number": mark.number} for mark in marks]


def _table(marked: Marked) -> Plain:
    table = marked.table
    texts = [[f"{_SIGN if cell.shape else ''}{cell.text}" for cell in row.cells] for row in table.rows]
    beside = max((sum(len(mark.text) + 2 for mark in marks) for marks in marked.rows), default=0)
    margin = min(max(11.0, beside * 1.3 + 3), 24.0) if marked.rows else 0.0
    fits = widths(table.headings, table.numeric, texts, room=ROOM - margin)
    lies = fits.scale < MOST_SQUEEZED
    if lies:
        fits = widths(table.headings, table.numeric, texts, room=ROOM_ACROSS - margin)
    return {
        "caption": table.caption,
        "remark": table.remark,
        "headings": table.headings,
        "numeric": table.numeric,
        "widths": [*fits.columns, *([margin] if margin else [])],
        "scale": fits.scale,
        "keeps": _lines(texts, fits.columns) <= _KEPT_TOGETHER,
        "lies": lies,
        "below": _marks(marked.below),
        "heading_marks": [_marks(each) for each in marked.columns],
        "row_marks": [_marks(each) for each in marked.rows],
        "rows": [
            {
                "level": row.level,
                "is_sum": row.is_sum,
                "is_tall": any(len(cell.text) > _TALL for cell in row.cells),
                "cells": [{"text": cell.text, "shape": cell.shape} for cell in row.cells],
            }
            for row in table.rows
        ],
    }


def _lines(texts: Sequence[Sequence[str]], columns: Sequence[float]) -> int:
    """About how many lines a table takes."""
    return sum(
        max((1 + int(len(text) * 1.75 / width) for text, width in zip(row, columns, strict=False)), default=1)
        for row in texts
    )


def _chart(chart: blocks.Chart) -> Plain:
    drawn = charts.draw(json.loads(chart.spec), title=chart.title, description=chart.description)
    return {
        "title": chart.title,
        "description": chart.description,
        "svg": drawn.svg,
        "width": _share(drawn.svg),
    }


def _share(svg: str) -> float:
    """How much of the text's width a picture takes, so that the letters of all pictures have the same size."""
    found = _WIDTH.search(svg)
    return float(found[1]) * _A_PIXEL / ROOM if found else 1.0


def _sides(sides: Sides) -> Plain:
    return {"level": sides.level, "sides": [_side(each) for each in sides.sides], "apart": _side(sides.apart)}


def _side(side: Side) -> Plain:
    return {
        "heading": side.heading,
        "empty": side.empty,
        "items": [_item(each) for each in side.items],
        "full": [{**_item(each.item), "pieces": _pieces(each.pieces)} for each in side.full],
    }


def _item(item: blocks.Item) -> Plain:
    return {
        "name": item.name,
        "status": {"shape": item.shape, "word": item.word},
        "owner": item.owner,
        "reason": item.reason,
    }


_PLAIN: Final[Mapping[type, Callable[[Any], Plain]]] = {
    Title: lambda title: {"level": title.level, "text": title.text},
    Text: _text,
    Signature: lambda signature: {"text": signature.text},
    Marked: _table,
    blocks.Chart: _chart,
    Sides: _sides,
    blocks.Missing: lambda missing: {"text": missing.text, "address": missing.address},
}
