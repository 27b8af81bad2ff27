"""Defining indicators, setting targets and recording readings. Rows are added, never altered."""

from rodatraden.indicators.actions.definitions import define_indicators, set_targets
from rodatraden.indicators.actions.handed_in import NewIndicator, NewReading, NewTarget, Stored
from rodatraden.indicators.actions.kolada import Connected, TakenIn, append_own, connect_kpi, take_in_kolada
from rodatraden.indicators.actions.mappings import remember_mapping
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
    "Connected",
    "NewIndicator",
    "NewReading",
    "NewTarget",
    "OutOfRange",
    "RecordedOtherwise",
    "Stored",
    "TakenIn",
    "UnknownIndicator",
    "ValueAndNone",
    "append_own",
    "connect_kpi",
    "define_indicators",
    "record_readings",
    "remember_mapping",
    "set_targets",
    "take_in_kolada",
]
