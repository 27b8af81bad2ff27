"""What is handed in to be recorded as a decision?"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rodatraden.decisions import rules

MOST_DOCUMENTS: Final = 50
"""How many documents a decision may have."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of a decision: what it is called, and the hash and size (in bytes) of what it holds.

    `path` is where it lies until it is kept; None for one that is kept already.
    """

    file: str
    title: str
    sha256: str
    size: int
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as it is handed in: the register's fields, the typed changes with their days, and what it revokes.

    What it revokes or corrects is given with the day from which that no longer counts; None: as if it had never taken
    effect. What it replaces counts up to the day given; None: up to the day on which this decision takes effect.
    """

    code: str
    title: str
    decided_by: str
    decided_on: date
    effective_on: date
    right: rules.Right
    right_reference: str = ""
    dnr: str = ""
    paragraph: str = ""
    reasons: str = ""
    source: str = ""
    changes: tuple[tuple[date, rules.Terms], ...] = ()
    revokes: tuple[tuple[str, date | None], ...] = ()
    replaces: tuple[tuple[str, date | None], ...] = ()
    corrects: tuple[tuple[str, date | None], ...] = ()
    appeal: rules.Appeal | None = None
    documents: tuple[NewDocument, ...] = ()

    @property
    def taken_back(self) -> list[tuple[rules.TakesBack, str, date | None]]:
        """Every earlier decision that it takes back: in which way, and from which day."""
        ways = {
            rules.TakesBack.REVOKES: self.revokes,
            rules.TakesBack.REPLACES: tuple((code, day or self.effective_on) for code, day in self.replaces),
            rules.TakesBack.CORRECTS: self.corrects,
        }
        return [(way, code, day) for way, named in ways.items() for code, day in named]
