"""What is said of a signed edition in its own document?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """A signed edition: its number, who signed it and when, its fingerprint, and what changed since the one before."""

    number: int
    signed_at: datetime
    signed_by: str
    sha256: str
    changes: str
