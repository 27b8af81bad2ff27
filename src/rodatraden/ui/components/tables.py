"""How are rows shown? Sticky headings, a scroll region that the keyboard reaches, trees that fold, and files."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from rodatraden.kernel.figures import Figure
from rodatraden.ui import formats
from rodatraden.ui.components.amounts import amount, deviation, figure, number
from rodatraden.ui.components.judgement import status
from rodatraden.ui.components.links import keeping
from rodatraden.ui.components.registry import amounts_in, block, leaf, show
from rodatraden.ui.components.times import day
from rodatraden.ui.shapes import Link, Sign
from rodatraden.ui.tables import Cell, Column, Row, Table


@block
def data_table(  # noqa: PLR0913 – the attributes of a tag
    context: Context,
    content: SafeString,
    *,
    caption: str,
    shown: int | None = None,
    total: int | None = None,
    files: str = "",
    address: str = "",
    whole: bool = False,
) -> str:
    """Wraps rows written by hand: caption, scroll region, "visar x av y" when less than all, the same as files.

    Inside stand thead, tbody and tfoot. Number cells have class="rt-num". `files='csv xlsx json'` shows links to the
    page's address (or `address`) with that ending. A long table scrolls within itself unless `whole`.

        {% data_table caption='Nämnder' shown=2 total=14 files='csv xlsx' %}
        <thead><tr><th scope="col">Nämnd</th><th scope="col" class="rt-num">Budget</th></tr></thead>
        <tbody><tr><th scope="row">Omsorgsnämnden</th><td class="rt-num">{% amount some_kronor %}</td></tr>
        <tr><th scope="row">Bygg- och miljönämnden</th><td class="rt-num">{% amount None %}</td></tr></tbody>
        {% enddata_table %}
    """
    less = shown is not None and total is not None and shown < total
    return show(
        context,
        "data_table",
        content=content,
        caption=caption,
        shown=shown,
        total=total,
        less=less,
        files=files,
        address=address,
        whole=whole,
    )


@leaf
def row(context: Context, *, level: int = 0, kind: str = "row") -> str:
    """The attributes of a table row that folds (`level` is its depth) or is set apart (kinds: row, sum, group).

    {% data_table caption='Prognos' %}<tbody><tr {% row level=0 %}><th scope="row">Hela kommunen</th></tr>
    <tr {% row level=1 %}><th scope="row">Kommunstyrelsen</th></tr>
    <tr {% row level=2 %}><th scope="row">Kommunledningsförvaltningen</th></tr></tbody>{% enddata_table %}
    """
    return _attributes(level, kind)


@leaf
def table(context: Context, of: Table, *, files: str = "csv xlsx", address: str = "", caption: bool = True) -> str:
    """A whole `ui.tables.Table`: headings, rows, sums, folding, files. The first column names the row.

    {% table some_table %}
    """
    headings = [
        (column, formats.unit_word(amounts_in(context)) if _is_money(column) else column.unit) for column in of.columns
    ]
    return show(
        context,
        "table",
        of=of,
        headings=headings,
        body=[_shown(context, each, of.columns) for each in of.rows if not _is_foot(each)],
        foot=[_shown(context, each, of.columns) for each in of.rows if _is_foot(each)],
        shown=len(of.rows),
        files=files,
        address=address,
        hide_caption=not caption,
    )


Shown: TypeAlias = tuple[SafeString, SafeString, list[tuple[SafeString, bool]]]


def _is_foot(of: Row) -> bool:
    """Sums at the top level stand last; sums inside a tree stand where they are."""
    return of.kind == "sum" and of.level == 0


def _shown(context: Context, of: Row, columns: Sequence[Column]) -> Shown:
    """The attributes of a row, its name and its cells."""
    cells = [(cell(context, *pair), pair[1].is_number) for pair in zip(of.cells, columns, strict=True)]
    return _attributes(of.level, of.kind), cells[0][0], cells[1:]


def _attributes(level: int, kind: str) -> SafeString:
    return format_html('class="rt-row rt-row--{}" data-rt-level="{}" style="--rt-level: {}"', kind, level, level)


def cell(context: Context, value: Cell, column: Column) -> SafeString:
    """What stands in a cell, by the kind of its column."""
    if column.kind == "status" or isinstance(value, Sign):
        return SafeString(status(context, value) if isinstance(value, str | Sign) else "")
    match value:
        case Figure():
            against = column.kind == "deviation"
            return SafeString(figure(context, value, decimals=column.decimals, against_budget=against))
        case Link():
            return _link(context, value)
        case date():
            return SafeString(day(context, value, short=True))
        case str():
            return conditional_escape(value)
        case _:
            return SafeString(_number(context, value, column))


def _link(context: Context, value: Link) -> SafeString:
    if not value.address:
        return conditional_escape(value.label)
    return format_html('<a href="{}">{}</a>', keeping(context, value.address), value.label)


def _number(context: Context, value: Decimal | int | None, column: Column) -> str:
    if value is None and column.kind == "day":
        return ""  # no such day, as the end of what has none; nothing is missing
    if column.kind == "deviation":
        return deviation(context, value, decimals=column.decimals)
    if column.kind == "kronor":
        return amount(context, value, decimals=column.decimals)
    return number(context, value, decimals=column.decimals)


def _is_money(column: Column) -> bool:
    return column.kind in {"kronor", "deviation"}
