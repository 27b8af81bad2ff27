"""Matters on their way to a decision, what happened in them, and the gates that they pass."""

from rodatraden.journal.models import Recorded
from rodatraden.matters.models.gate import GateVersion
from rodatraden.matters.models.matter import Matter, MatterVersion
from rodatraden.matters.models.proposal import DraftChange, DraftDocument, DraftUndoing, Proposal
from rodatraden.matters.models.ruling import Ruling
from rodatraden.matters.models.step import StepVersion

__all__ = [
    "DraftChange",
    "DraftDocument",
    "DraftUndoing",
    "GateVersion",
    "Matter",
    "MatterVersion",
    "Proposal",
    "Recorded",
    "Ruling",
    "StepVersion",
]
