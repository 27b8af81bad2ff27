"""Plain builders for indicators, targets and readings."""

from datetime import UTC, date, datetime
from decimal import Decimal

from rodatraden.indicators import actions
from rodatraden.indicators.actions import NewIndicator, NewReading, NewTarget
from rodatraden.indicators.rules import Direction, Operator

DECEMBER = datetime(2023, 12, 11, 9, 0, tzinfo=UTC)
"""When the plan was made: before all that follows."""
JANUARY = datetime(2026, 1, 20, 8, 30, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = date(2026, 12, 1)


def indicator(code: str = "behorig", unit: str = "BUN", **more: object) -> NewIndicator:
    fields: dict[str, object] = {
        "code": code,
        "name": f"Indikator {code}",
        "unit": unit,
        "direction": Direction.UP,
        "measure": "%",
        "lowest": Decimal(0),
        "highest": Decimal(100),
        "valid_from": date(2024, 1, 1),
    }
    return NewIndicator(**{**fields, **more})  # type: ignore[arg-type]  # each test says what it means


def target(code: str = "behorig", said: str = ">= 88", period: str = "2025") -> NewTarget:
    operator, value = said.split()
    return NewTarget(indicator=code, period=period, operator=Operator(operator), value=Decimal(value))


def reading(
    value: str = "86.5",
    code: str = "behorig",
    period: str = "2025",
    *,
    unit: str = "",
    at: datetime | None = JANUARY,
    source: str = "",
) -> NewReading:
    number = Decimal(value) if value else None
    return NewReading(indicator=code, period=period, value=number, unit=unit, source=source, recorded_at=at)


def define(*indicators: NewIndicator, at: datetime = DECEMBER) -> actions.Stored:
    return actions.define_indicators(indicators=indicators, by="test", at=at)


def aim(*targets: NewTarget, at: datetime = DECEMBER) -> actions.Stored:
    return actions.set_targets(targets=targets, by="test", at=at)


def record(*readings: NewReading, at: datetime = MARCH) -> actions.Stored:
    return actions.record_readings(readings=readings, by="test", at=at)
