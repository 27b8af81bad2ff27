"""Which period does one compare with, and which make a series?"""


def year_before(period: str) -> str:
    """The same period one year earlier: 2025 → 2024, 2026-T1 → 2025-T1. What an outcome is compared with."""
    year, mark, part = period.partition("-")
    return f"{int(year) - 1}{mark}{part}"


def length_of(period: str) -> str:
    """How long a period is: "" a year, "M" a month, else Q, T or H. Only periods of one length make a series."""
    part = period.partition("-")[2]
    return "M" if part.isdigit() else part[:1]
