"""How are the numbers of sources written beside figures? In order, and three or more in a row as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A number of a source, or a run of them (35–38), and the first of them."""

    text: str
    number: int


def marks(notes: Iterable[int | None]) -> tuple[Mark, ...]:
    """Sources in order, three or more in a row as one.

    >>> [mark.text for mark in marks([7, 3, 4, 5, None, 3])]
    ['3–5', '7']
    """
    runs: list[list[int]] = []
    for number in sorted({note for note in notes if note}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [[run] if len(run) > 2 else [[number] for number in run] for run in runs]
    return tuple(_mark(part) for run in parts for part in run)


def _mark(run: Sequence[int]) -> Mark:
    return Mark(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}", run[0])
