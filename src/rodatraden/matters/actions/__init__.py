"""Every write about matters. What is recorded is added to, never altered."""

from rodatraden.journal.actions import Batch, RecordedOtherwise, key_of
from rodatraden.matters.actions.matters import (
    LONGEST_TEXT,
    ChangedMeanwhile,
    GatesLeft,
    NoSuchMatter,
    ReasonMissing,
    RegisteredAlready,
    TextTooLong,
    as_new,
    describe_matter,
    next_code,
    register_matter,
    require_gates,
    rule,
)
from rodatraden.matters.actions.recording import New, NewGate, NewMatter, NewRuling, NewStep, record_history
from rodatraden.matters.actions.steps import NoSuchStep, add_step, as_step, tell_step

__all__ = [
    "LONGEST_TEXT",
    "Batch",
    "ChangedMeanwhile",
    "GatesLeft",
    "New",
    "NewGate",
    "NewMatter",
    "NewRuling",
    "NewStep",
    "NoSuchMatter",
    "NoSuchStep",
    "ReasonMissing",
    "RecordedOtherwise",
    "RegisteredAlready",
    "TextTooLong",
    "add_step",
    "as_new",
    "as_step",
    "describe_matter",
    "key_of",
    "next_code",
    "record_history",
    "register_matter",
    "require_gates",
    "rule",
    "tell_step",
]
