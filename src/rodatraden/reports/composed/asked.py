"""What is asked of a module that puts figures in a report: about whom, on which day, with which list of sources."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from rodatraden.organisation.rules.things import Organisation
from rodatraden.reports.composed.blocks import Cell, Source
from rodatraden.ui import formats

Read = TypeVar("Read")


@dataclass(slots=True)
class Kept:
    """What has been read for the report already: several modules ask for the same round and the same accounts."""

    found: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, read: Callable[[], Read]) -> Read:
        """What a read gives, made the first time it is asked for."""
        if name not in self.found:
            self.found[name] = read()
        kept: Read = self.found[name]
        return kept


@dataclass(slots=True)
class Sources:
    """The numbered list of sources as it grows: the same text at the same address is one entry."""

    found: dict[tuple[str, str], Source] = field(default_factory=dict)

    def number(self, text: str, address: str = "") -> int:
        """The number of a source."""
        entry = Source(number=len(self.found) + 1, text=text, address=address)
        return self.found.setdefault((text, address), entry).number

    def listed(self) -> tuple[Source, ...]:
        """The entries in the order of their numbers."""
        return tuple(self.found.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that figures are asked for. `unit` is empty for the whole group, `round` when it rests on none."""

    unit: str
    round: str
    day: date
    known: date
    units: Organisation
    sources: Sources
    kept: Kept = field(default_factory=Kept)

    def is_about(self, code: str) -> bool:
        """Whether a unit is the report's own or below it."""
        return not self.unit or code == self.unit or self.units.within(code, self.unit)

    def name(self, code: str) -> str:
        """What a unit is called on the day; its code when it is not there."""
        return self.units.units[code].name if code in self.units.units else code


def words(text: str, address: str = "") -> Cell:
    """A cell of words."""
    return Cell(text=text, address=address)


def kronor(value: Decimal | None, *, source: int | None = None, address: str = "", unit: str = "mnkr") -> Cell:
    """An amount as a cell; what is missing is said, and has no source."""
    if value is None:
        return Cell(text="–")
    return Cell(text=formats.amount(value, unit=unit), value=value, source=source, address=address)


def number(
    value: Decimal | int | None, *, measure: str = "", source: int | None = None, decimals: int | None = None
) -> Cell:
    """A number as a cell, with its unit of measure."""
    if value is None:
        return Cell(text="–")
    text = formats.number(value, decimals=decimals)
    return Cell(text=f"{text} {measure}".strip(), value=Decimal(value), source=source)
