"""What is wrong with a file: where, with which value, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `line` counts from 1 as an editor or a spreadsheet does; None: the file as a whole."""

    file: str
    line: int | None
    field: str
    value: str
    reason: str
    establishes: frozenset[str] = frozenset()
    """The codes that the refused part would have made known: what names them elsewhere will seem wrong too."""

    def __str__(self) -> str:
        file = shorten(self.file, 300)  # a file's name, too, may hold what a terminal would obey
        place = file if self.line is None else f"{file}:{self.line}"
        what = " ".join(part for part in (self.field, f"«{self.value}»" if self.value else "") if part)
        return f"{place}: {what}: {self.reason}" if what else f"{place}: {self.reason}"


class Refused(Exception):
    """Input with faults: all of them, and nothing of it was stored."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def shorten(value: object, length: int = 80) -> str:
    """A value as it is shown in a fault: one line, not the whole novel."""
    text = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in " ".join(str(value).split()))
    return text if len(text) <= length else text[: length - 1] + "…"
