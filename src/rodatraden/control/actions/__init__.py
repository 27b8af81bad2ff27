"""Every write about risks and checks. Rows are added, never altered; plans are decided (see decisions)."""

from rodatraden.control.actions.recording import New, NewCheck, NewRisk, record_history
from rodatraden.control.actions.telling import (
    LONGEST_TEXT,
    ChangedMeanwhile,
    NoSuchItem,
    TextTooLong,
    ToldAlready,
    record_check,
    tell_risk,
)

__all__ = [
    "LONGEST_TEXT",
    "ChangedMeanwhile",
    "New",
    "NewCheck",
    "NewRisk",
    "NoSuchItem",
    "TextTooLong",
    "ToldAlready",
    "record_check",
    "record_history",
    "tell_risk",
]
