"""Which values stand in a sheet of a workbook?

A program of its own, run by `sheets`: a small workbook can ask its reader for more memory than there is (one cell
at the far corner, one long text shared by a million cells), and what bursts must burst here, not in the web server.
Prints a JSON list for each row that is not empty: the row's number, then its cells as text (true and false as such).
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from python_calamine import CalamineError, load_workbook

UNREADABLE: Final = 3
"""The exit code when the workbook is no workbook; the reason is on stderr. Any other code but 0: it burst."""
_TOO_MUCH: Final = 4


def main(path: str, most_memory: str, most_text: str, sheet: str = "0") -> int:
    """Print the rows of a sheet, counted from 0, within some memory and number of characters; the exit code."""
    _limit_memory(int(most_memory))
    left = int(most_text)
    try:
        for row in _rows(path, int(sheet)):
            line = f"{json.dumps(row)}\n"
            left -= len(line)
            if left < 0:  # the one who asked must hold it all
                return _TOO_MUCH
            sys.stdout.write(line)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        sys.stderr.write(str(error))
        return UNREADABLE
    return 0


def _limit_memory(most: int) -> None:
    try:
        import resource  # noqa: PLC0415 – not on every system
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _rows(path: str, number_of_sheet: int) -> Iterator[list[int | str | bool]]:
    sheet = load_workbook(path).get_sheet_by_index(number_of_sheet)
    before = [""] * (sheet.start[1] if sheet.start else 0)  # rows begin at the first column that is used
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_value(cell) for cell in row]
        if any(cell != "" for cell in cells):
            yield [number, *before, *cells]


def _value(cell: object) -> str | bool:
    """A cell as a person would have typed it."""
    match cell:
        case bool():
            return cell
        case int() | float():
            return (
                f"{Decimal(f'{cell:.15g}').normalize():f}"  # fifteen digits, as Excel shows: a sum is 0.3, not 0.30…04
            )
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case _:
            return str(cell).strip()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
