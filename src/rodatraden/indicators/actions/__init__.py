"""Defining indicators, setting targets and recording readings. Rows are added, never altered."""

from rodatraden.indicators.actions.definitions import define_indicators, set_targets
from rodatraden.indicators.actions.handed_in import NewIndicator, NewReading, NewTarget, Stored
from rodatraden.indicators.actions.readings import record_readings
from rodatraden.indicators.actions.refusals import (
    CantConsolidate,
    OutOfRange,
    RecordedOtherwise,
    UnknownIndicator,
    ValueAndNone,
)

__all__ = [
    "CantConsolidate",
    "NewIndicator",
    "NewReading",
    "NewTarget",
    "OutOfRange",
    "RecordedOtherwise",
    "Stored",
    "UnknownIndicator",
    "ValueAndNone",
    "define_indicators",
    "record_readings",
    "set_targets",
]
