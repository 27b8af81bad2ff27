"""How do the tables of a composed report become a workbook? One sheet for each, with numbers as exact numbers."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodatraden.files import writing
from rodatraden.files.workbooks import Sheet, to_workbook
from rodatraden.reports.composed.blocks import Cell
from rodatraden.reports.composed.marked import Marked
from rodatraden.reports.composed.told import Report, Section


def render(report: Report, *, base: str = "") -> bytes:
    """The workbook: contents, every table in its order, and the sources. The same report gives the same bytes."""
    tables = report.tables()
    named = [str(number) for number in range(1, len(tables) + 1)]
    sheets = [
        _contents(report, named),
        *(_sheet(name, section, table) for name, (section, table) in zip(named, tables, strict=True)),
        _sources(report, base),
    ]
    return to_workbook(sheets, title=report.title, author=report.municipality, at=report.at)


def _contents(report: Report, named: Sequence[str]) -> Sheet:
    rows = [
        (name, f"{section.number} {section.heading}", marked.table.caption, len(marked.table.rows))
        for name, (section, marked) in zip(named, report.tables(), strict=True)
    ]
    return Sheet(
        name=_("Contents"),
        above=(
            f"{report.municipality}: {report.title}",
            *(f"{label}: {said}" for label, said in report.facts),
            _("Numbers are exact. Amounts are in kronor, also where the report shows SEK m."),
        ),
        headings=(_("Sheet"), _("Section"), _("Table"), _("Rows")),
        rows=rows,
        leads=named,
    )


def _sheet(name: str, section: Section, marked: Marked) -> Sheet:
    table = marked.table
    rows = [
        [
            *(_value(cell) for cell in row.cells),
            ", ".join(str(number) for number in sorted({cell.source for cell in row.cells if cell.source})),
        ]
        for row in table.rows
    ]
    remark = (table.remark,) if table.remark else ()
    return Sheet(
        name=name,
        above=(table.caption, f"{section.number} {section.heading}", *remark),
        headings=(*table.headings, _("Source")),
        rows=rows,
        bold=frozenset(place for place, row in enumerate(table.rows) if row.is_sum),
        indents=tuple(row.level for row in table.rows),
    )


def _value(cell: Cell) -> writing.Cell:
    return cell.value if cell.value is not None else cell.text


def _sources(report: Report, base: str) -> Sheet:
    rows = [
        (each.number, each.text, f"{base}{each.address}" if each.address.startswith("/") else each.address)
        for each in report.sources
    ]
    return Sheet(name=_("Sources"), above=(), headings=(_("Source"), _("What"), _("Address")), rows=rows)
