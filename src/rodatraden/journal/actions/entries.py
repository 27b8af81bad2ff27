"""Writing the journal. Append only: there is no action that changes or removes an entry."""

from collections.abc import Mapping
from typing import Any

from rodatraden.journal.models import Entry


def record(code: str, *, of: str, by: str, details: Mapping[str, Any] | None = None) -> None:
    """Note that `by` did `code` (slice.noun.verb) to what is called `of`; details are plain values."""
    Entry.objects.create(code=code, label=of[:300], actor=by[:200], details=dict(details or {}))
