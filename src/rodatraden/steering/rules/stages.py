"""How far has a contribution come, and to which stage may it go?"""

from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """How far a unit's contribution to a round has come."""

    DRAFT = "draft"
    DONE = "done"
    APPROVED = "approved"


_ORDER: Final = (Stage.DRAFT, Stage.DONE, Stage.APPROVED)


def may_move(now: Stage, to: Stage, *, reason: str = "") -> bool:
    """Whether a contribution may go from one stage to another: one step on, or one step back with a reason."""
    step = _ORDER.index(to) - _ORDER.index(now)
    return step == 1 or (step == -1 and bool(reason.strip()))


def is_onward(now: Stage, to: Stage) -> bool:
    """Whether a contribution comes nearer to being public."""
    return _ORDER.index(to) > _ORDER.index(now)
