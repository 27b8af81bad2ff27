"""Which slices are there, from the top of the stack to the floor? Apps, addresses and layers follow this one list."""

from typing import Final

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
    "steering",
    "indicators",
    "finance",
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
