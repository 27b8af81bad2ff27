"""Every write in the register: decisions are recorded, and their notices. What one says is never altered."""

from rodatraden.decisions.actions.announcing import AnnouncedBeforeDecided, AnnouncedOtherwise, NoSuchDecision, announce
from rodatraden.decisions.actions.handed_in import MOST_DOCUMENTS, NewDecision, NewDocument
from rodatraden.decisions.actions.recording import Tried, record_decisions, try_decisions, wait_for_turn
from rodatraden.decisions.actions.refusals import (
    AlreadyRecorded,
    BuiltUpon,
    Contradicted,
    DecidedByNobody,
    NotEntitled,
    NothingToRevoke,
    Refusal,
)

__all__ = [
    "MOST_DOCUMENTS",
    "AlreadyRecorded",
    "AnnouncedBeforeDecided",
    "AnnouncedOtherwise",
    "BuiltUpon",
    "Contradicted",
    "DecidedByNobody",
    "NewDecision",
    "NewDocument",
    "NoSuchDecision",
    "NotEntitled",
    "NothingToRevoke",
    "Refusal",
    "Tried",
    "announce",
    "record_decisions",
    "try_decisions",
    "wait_for_turn",
]
