"""What is asked of a module that puts figures in a report: about whom, on which day, with which list of sources."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rodatraden.organisation.rules.things import Organisation
from rodatraden.reports.composed.blocks import Cell, Source
from rodatraden.ui import formats


@dataclass(slots=True)
class Sources:
    """The numbered list of sources as it grows: the same text at the same address is one entry."""

    found: dict[tuple[str, str], Source] = field(default_factory=dict)

    def number(
    value: Decimal | int | None,
    *,
    measure: str = "",
    source: int | None = None,
    address: str = "",
    decimals: int | None = None,
) -> Cell:
    """A number as a cell, with its unit of measure."""
    if value is None:
        return Cell(text="–")
    text = formats.number(value, decimals=decimals)
    return Cell(text=f"{text} {measure}".strip(), value=Decimal(value), source=source, address=address)
