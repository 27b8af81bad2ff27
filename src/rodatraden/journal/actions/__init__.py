"""Writing the journal, and adding rows that are never altered."""

from rodatraden.journal.actions.entries import record
from rodatraden.journal.actions.history import (
    Batch,
    New,
    RecordedOtherwise,
    add_history,
    key_of,
    label,
    later_than,
    store,
)

__all__ = ["Batch", "New", "RecordedOtherwise", "add_history", "key_of", "label", "later_than", "record", "store"]
