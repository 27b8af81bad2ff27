"""Every write about what is promised. Rows are added, never altered."""

from rodatraden.commitments.actions.following import (
    NextDayMissing,
    ReasonMissing,
    follow_up,
    report_back,
)
from rodatraden.commitments.actions.giving import (
    ChangedMeanwhile,
    NoSuchCommitment,
    PromisedAlready,
    TextTooLong,
    UnknownOrigin,
    next_code,
    promise,
    reword,
)
from rodatraden.commitments.actions.recording import (
    LONGEST_TEXT,
    New,
    NewCommitment,
    NewPoint,
    NewProgress,
    NewReport,
    record_history,
)

__all__ = [
    "LONGEST_TEXT",
    "ChangedMeanwhile",
    "New",
    "NewCommitment",
    "NewPoint",
    "NewProgress",
    "NewReport",
    "NextDayMissing",
    "NoSuchCommitment",
    "PromisedAlready",
    "ReasonMissing",
    "TextTooLong",
    "UnknownOrigin",
    "follow_up",
    "next_code",
    "promise",
    "record_history",
    "report_back",
    "reword",
]
