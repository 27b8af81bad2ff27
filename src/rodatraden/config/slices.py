"""Which slices are there, from the top of the stack to the floor? Apps, addresses and layers follow this one list."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from rodatraden.facts.tables import Table

STACK: Final[tuple[tuple[str, ...], ...]] = (
    ("config",),
    ("overview", "openness"),
    ("reports",),
    ("programmes", "contracts", "outlook", "control"),
    ("steering",),
    ("indicators",),
    ("finance", "surveys"),
    ("commitments",),
    ("matters",),
    ("access",),
    ("organisation",),
    ("decisions",),
    ("identity",),
    ("facts", "journal", "ui"),
    ("files",),
    ("kernel",),
)
"""Siblings share a line. A slice imports only from lines below its own."""

BUILT: Final = (
    "overview",
    "reports",
    "control",
    "steering",
    "indicators",
    "finance",
    "commitments",
    "matters",
    "access",
    "organisation",
    "decisions",
    "identity",
    "journal",
    "ui",
    "files",
)
"""The slices that hold more than their question, in stack order: these are Django apps."""

APPS: Final = ["rodatraden.config", *(f"rodatraden.{name}" for name in BUILT)]


def fact_tables() -> list[Table]:
    """The tables of facts that the slices declare, each in its room `facts`."""
    rooms = [f"rodatraden.{name}.facts" for name in BUILT if find_spec(f"rodatraden.{name}.facts")]
    return [table for room in rooms for table in import_module(room).TABLES]
