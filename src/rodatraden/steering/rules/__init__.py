"""How did it go with a goal, in which order are goals told, and how far has a contribution come?"""

from rodatraden.steering.rules.addresses import contribution_address, goal_address, round_address
from rodatraden.steering.rules.closing import empty_side
from rodatraden.steering.rules.judging import (
    AS_EVER,
    Assessing,
    Computed,
    Counts,
    Split,
    Status,
    as_shown,
    compute,
    counting,
    needs_reason,
    roll_up,
    score,
    split,
)
from rodatraden.steering.rules.stages import Stage, is_onward, may_move
from rodatraden.steering.rules.texts import LONGEST_TEXT, tidy
from rodatraden.steering.rules.tree import below, cycles, in_tree_order

__all__ = [
    "AS_EVER",
    "LONGEST_TEXT",
    "Assessing",
    "Computed",
    "Counts",
    "Split",
    "Stage",
    "Status",
    "as_shown",
    "below",
    "compute",
    "contribution_address",
    "counting",
    "cycles",
    "empty_side",
    "goal_address",
    "in_tree_order",
    "is_onward",
    "may_move",
    "needs_reason",
    "roll_up",
    "round_address",
    "score",
    "split",
    "tidy",
]
