"""How far has a unit come on the ladder of gender equality, Trappan (JämStöd, SOU 2007:15)?"""

from enum import IntEnum


class LadderStep(IntEnum):
    """A step of the ladder. NONE is the floor: nothing is begun."""

    NONE = 0
    UNDERSTAND = 1
    EXAMINE = 2
    PLAN = 3
    TAKE_STOCK = 4
    ANALYSE = 5
    AIM = 6
    CARRY_OUT = 7
    EVALUATE = 8
