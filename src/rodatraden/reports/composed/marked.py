"""Where do the numbers of sources stand in a table? Where they are fewest: below it, on its columns, or on its rows."""

from dataclasses import dataclass

from rodatraden.reports.composed.blocks import Table
from rodatraden.reports.setting.marks import Mark, marks


@dataclass(frozen=True, slots=True)
class Marked:
    """A table with its sources: one for all of it, one for each column, or some for each row.

    Those of columns stand below it too: a heading that is repeated on the next page can't be a link.
    """

    table: Table
    below: tuple[Mark, ...] = ()
    columns: tuple[tuple[Mark, ...], ...] = ()
    rows: tuple[tuple[Mark, ...], ...] = ()


def marked(table: Table) -> Marked:
    """A table with the marks where they say the most with the least."""
    by_row = [{cell.source for cell in row.cells if cell.source} for row in table.rows]
    everything = set[int]().union(*by_row)
    if len(everything) < 2:
        return Marked(table, below=marks(everything))
    cells = [[row.cells[place].source for row in table.rows] for place in range(len(table.headings))]
    by_column = [{source for source in column if source} for column in cells]
    if all(len(each) < 2 for each in by_column):
        return Marked(table, below=marks(everything), columns=tuple(marks(each) for each in by_column))
    return Marked(table, rows=tuple(marks(each) for each in by_row))
