"""Which earlier goals does a goal go on from, and which go on from it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.steering import models
from rodatraden.steering.queries import plan


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a goal was before: every goal that it goes on from, the nearest first; and those right after it."""

    before: Mapping[str, models.Goal]
    after: Sequence[models.Goal]


def of(goal: models.Goal, *, known: date) -> Lineage:
    """The line of a goal, as known on a day. One query; two where there is anything before."""
    going_on = {row.code: row for row in plan.counting(known).exclude(continues=[])}
    codes, waiting = list[str](), [*goal.continues]
    while waiting:
        code = waiting.pop(0)
        if code not in codes:
            codes.append(code)
            waiting += going_on[code].continues if code in going_on else []
    found = {row.code: row for row in plan.counting(known).filter(code__in=codes)} if codes else {}
    return Lineage(
        {code: found[code] for code in codes if code in found},
        [row for row in going_on.values() if goal.code in row.continues],
    )
