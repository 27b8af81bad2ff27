"""When is a target met, and which values are possible at all?"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Operator(StrEnum):
    """How an outcome is held against a target."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    EXACTLY = "="


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Verdict(StrEnum):
    """What an outcome says of a target."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Target:
    """What the outcome should be, and by how much it may fall short and still be near: in the indicator's measure."""

    operator: Operator
    value: Decimal
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured, in the indicator's unit of measure. None: no value could be had, which is never zero."""

    value: Decimal | None


def judge(target: Target | None, reading: Reading | None) -> Verdict:
    """Hold a reading against a target, exactly; near is what misses it by no more than its tolerance.

    Without target, reading or value there is nothing to judge. A target without a tolerance is met
    or missed: an outcome that equals a target which must be surpassed is missed.
    """
    if target is None or reading is None or reading.value is None:
        return Verdict.UNMEASURED
    if _holds(reading.value, target):
        return Verdict.MET
    return Verdict.NEAR if abs(reading.value - target.value) <= target.tolerance > 0 else Verdict.MISSED


def _holds(outcome: Decimal, target: Target) -> bool:
    match target.operator:
        case Operator.ABOVE:
            return outcome > target.value
        case Operator.AT_LEAST:
            return outcome >= target.value
        case Operator.BELOW:
            return outcome < target.value
        case Operator.AT_MOST:
            return outcome <= target.value
        case Operator.EXACTLY:
            return outcome == target.value


def in_range(value: Decimal | None, *, lowest: Decimal | None, highest: Decimal | None) -> bool:
    """Whether a value is possible at all. An end that is not given bounds nothing."""
    if value is None:
        return True
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)
