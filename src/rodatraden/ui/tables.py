"""What does a table hold? One value that becomes a page, CSV and Excel with the same rows in the same order.

A view builds a `Table`, the page shows it with `{% table it %}`, and `answer` gives the same as a file:

    urlpatterns = tables.paths("ekonomi", views.economy, name="economy")

    @reads
    def economy(request: Request, form: Form = "page") -> HttpResponse:
        table = ...
        if form != "page":
            return tables.answer(table, form, request.days)
        return page(request, "finance/economy.html", table=table)
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from django.http import HttpResponse
from django.urls import URLPattern, path

from rodatraden.files import writing
from rodatraden.kernel.figures import Figure
from rodatraden.ui.components.judgement import STATUSES
from rodatraden.ui.days import Days
from rodatraden.ui.shapes import Link, Sign

Kind: TypeAlias = Literal["text", "kronor", "deviation", "number", "day", "link", "status"]
Form: TypeAlias = Literal["page", "csv", "xlsx", "json"]
Cell: TypeAlias = str | int | Decimal | date | Figure | Link | Sign | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in files, its heading, what kind of cells it holds.

    The cells of kind status are codes of `{% status %}`; of kind number they may have a unit and a number of decimals.
    """

    key: str
    heading: str
    kind: Kind = "text"
    unit: str = ""
    decimals: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether its cells are right-aligned."""
        return self.kind in {"kronor", "deviation", "number"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `level` is how deep it stands in a tree (0 is the top); sums are set apart, groups are headings."""

    cells: tuple[Cell, ...]
    level: int = 0
    kind: Literal["row", "sum", "group"] = "row"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the reader sees it. `total` is how many rows there are when not all of them are shown."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row] = field(default=())
    total: int | None = None

    @property
    def is_tree(self) -> bool:
        """Whether rows stand under each other and may be folded."""
        return any(row.level for row in self.rows)

    @property
    def is_part(self) -> bool:
        """Whether there are more rows than are shown."""
        return self.total is not None and self.total > len(self.rows)

    @property
    def headings(self) -> list[str]:
        """The headings with their unit of measure; amounts in files are kronor."""
        return [f"{each.heading} ({_unit(each)})" if _unit(each) else each.heading for each in self.columns]

    def plain_rows(self) -> list[list[writing.Cell]]:
        """The rows as files hold them: numbers as numbers, days as days, links as their words."""
        return [
            [_plain(cell, column) for cell, column in zip(row.cells, self.columns, strict=True)] for row in self.rows
        ]


def as_csv(table: Table) -> bytes:
    """The table as CSV that a Swedish Excel opens; text that looks like a formula is escaped."""
    return writing.to_csv(table.headings, table.plain_rows())


def as_excel(table: Table) -> bytes:
    """The table as an Excel sheet; text that looks like a formula is escaped."""
    return writing.to_excel(table.headings, table.plain_rows(), sheet=table.caption or table.name)


def as_json(table: Table, days: Days, **beside: object) -> bytes:
    """The table as JSON: the days, each row by its columns' keys, and what stands beside; numbers are exact strings."""
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, map(_exact, row), strict=True)) for row in table.plain_rows()]
    content = {"on": days.on.isoformat(), "known": days.known.isoformat(), "rows": rows, **beside}
    return json.dumps(content, ensure_ascii=False).encode()


def _exact(cell: writing.Cell) -> str | bool | None:
    match cell:
        case None | bool() | str():
            return cell
        case Decimal():
            return writing.plain(cell)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def answer(table: Table, form: Form, days: Days, **beside: object) -> HttpResponse:
    """The table as a file to keep, named for what it holds and the day it shows; JSON as it is, with what is beside."""
    if form == "json":
        return HttpResponse(as_json(table, days, **beside), content_type="application/json; charset=utf-8")
    content, kind = (
        (as_csv(table), "text/csv; charset=utf-8")
        if form == "csv"
        else (as_excel(table), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{table.name}-{days.on.isoformat()}.{form}"'
    return response


def paths(
    route: str, view: Callable[..., HttpResponse], *, name: str, forms: Sequence[Form] = ("csv", "xlsx", "json")
) -> list[URLPattern]:
    """The addresses of a page with a table: the page, and the same with each ending, named `<name>-csv` …

    The files come first: a code at the end of the route would else swallow the ending. Where the slice's api gives the
    JSON, with its schema, `forms` leaves it out.
    """
    files = [path(f"{route}.{form}", view, {"form": form}, name=f"{name}-{form}") for form in forms]
    return [*files, path(route, view, name=name)]


def _unit(column: Column) -> str:
    return "kr" if column.kind in {"kronor", "deviation"} else column.unit


def _plain(cell: Cell, column: Column) -> writing.Cell:
    match cell:
        case Figure():
            return cell.value
        case Link():
            return cell.label
        case str() if column.kind == "status":
            return str(STATUSES[cell][1])
        case Sign():
            return cell.word or str(STATUSES[cell.shape][1])
        case _:
            return cell
