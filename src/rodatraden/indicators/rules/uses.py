"""What is an indicator used for? The slices above answer: they register themselves at start."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from rodatraden.decisions.rules import Named

USES: Final[list[Callable[[str, date], Sequence[Named]]]] = []
"""(code of an indicator, known on a day) → what is seen by it, with its page. Each asks one query."""


def used_by(code: str, known: date) -> list[Named]:
    """All that an indicator is used for."""
    return [named for asks in USES for named in asks(code, known)]
