"""How does a table leave the program: as CSV, as Excel, as YAML?"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

import xlsxwriter
import yaml

from rodatraden.files.escaping import escape
from rodatraden.files.tables import Dataclass, columns

Cell: TypeAlias = str | int | Decimal | date | datetime | bool | None

_MOST_CHARACTERS_IN_EXCEL: Final = 32_767
_FIRST_DAY_IN_EXCEL: Final = date(1900, 3, 1)
"""Excel knows no day before 1900, and counts a day too many up to here."""


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Semicolon, decimal comma, and UTF-8 with a byte order mark: what a Swedish Excel opens without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([escape(heading) for heading in headings])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_excel(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str) -> bytes:
    """One sheet with a frozen heading; numbers are numbers, days are days, text is text and never a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(sheet_name(sheet))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 0)
        page.write_row(0, 0, headings, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                write_cell(page, (number, column), cell, day)
        page.autofit(400)
    return out.getvalue()


def sheet_name(name: str) -> str:
    """What a sheet may be called: at most 31 characters, and not all of them."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("'")


def write_cell(page: Any, place: tuple[int, int], cell: Cell, day: Any, look: Any = None) -> None:
    """Write one cell of a sheet: a number as a number, a day as `day` looks, text as text and never a formula."""
    match cell:
        case None:
            pass
        case bool():
            page.write_boolean(*place, cell, look)
        case int() | Decimal():
            page.write_number(*place, cell, look)
        case date() if not isinstance(cell, datetime) and cell >= _FIRST_DAY_IN_EXCEL:
            page.write_datetime(*place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 – a cell has no zone
        case date():
            page.write_string(*place, cell.isoformat(), look)
        case _:
            page.write_string(*place, escape(cell)[:_MOST_CHARACTERS_IN_EXCEL], look)


def rows_to_csv(schema: type[Dataclass], rows: Iterable[Dataclass]) -> bytes:
    """Rows of a schema as the sheet that `tables.read` reads back."""
    named = columns(schema)
    headings = [column.heading for column in named.values()]
    return to_csv(headings, ([_one(getattr(row, name)) for name in named] for row in rows))


def _one(value: Any) -> Cell:
    """What stands in one cell: several codes with a comma between them."""
    cell: Cell = ", ".join(value) if isinstance(value, tuple) else value
    return cell


def template(schema: type[Dataclass], *, sheet: str) -> bytes:
    """An empty Excel sheet with the headings of a schema."""
    return to_excel([column.heading for column in columns(schema).values()], [], sheet=sheet)


def to_yaml(content: Mapping[str, Any]) -> bytes:
    """A document in the order given, long text as readable blocks."""
    return yaml.dump(dict(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110).encode()


def _as_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case Decimal():
            return plain(cell).replace(".", ",")
        case datetime() | date():
            return cell.isoformat()
        case int():
            return str(cell)
        case _:
            return escape(str(cell))


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing: 5300000, 99.4."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Dumper(yaml.SafeDumper):
    """Dumps decimals as numbers and paragraphs as blocks, and each value written out: aliases are not read back."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text_node)


def _number_node(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = plain(number)
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(Decimal, _number_node)
