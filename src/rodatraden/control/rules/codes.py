"""Which sorts of risk are there, which answers to one, and how can a check end?"""

from enum import StrEnum


class Category(StrEnum):
    """What a risk is about. Errors and irregularities are the law's own words (6 kap. 6 § KL, SFS 2025:374)."""

    OPERATIONS = "operations"
    ECONOMY = "economy"
    LAW = "law"
    STAFF = "staff"
    INFORMATION = "information"
    IRREGULARITY = "irregularity"


class RiskLevel(StrEnum):
    """How grave a risk is: what the municipality has said should be done about one like it."""

    ACCEPT = "accept"
    WATCH = "watch"
    REDUCE = "reduce"
    ACT = "act"


class CheckOutcome(StrEnum):
    """How a check ended."""

    IN_ORDER = "in_order"
    MINOR = "minor"
    SERIOUS = "serious"
    NOT_DONE = "not_done"


FOUND_SOMETHING = frozenset({CheckOutcome.MINOR, CheckOutcome.SERIOUS})
"""The outcomes that call for a measure."""
