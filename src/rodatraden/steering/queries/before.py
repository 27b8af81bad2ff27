"""What did a unit write in the round before, of itself and of each of its goals?"""

from dataclasses import dataclass
from datetime import date

from rodatraden.indicators.queries import recorded_by
from rodatraden.kernel.once import once
from rodatraden.kernel.periods import Period
from rodatraden.steering import models
from rodatraden.steering.queries.contributions import rounds
from rodatraden.steering.rules.asking import spot


@dataclass(frozen=True, slots=True)
class Before:
    """What a unit wrote in an earlier round."""

    round: models.Round
    text: str


@once
def written_before(followed: models.Round, unit: str, *, known: date) -> dict[str, Before]:
    """What a unit last wrote at each spot ("" is of itself) in a round of an earlier period, as recorded by a day.

    Drafts too: it is for those who write and approve in the unit. Two queries.
    """
    end = Period.parse(followed.period).end
    earlier = {each.code: each for each in rounds(known=known) if Period.parse(each.period).end < end}
    rows = models.Text.objects.filter(round__in=earlier, unit=unit, recorded_at__lt=recorded_by(known))
    said = (
        {(row.round, spot(row.goal, row.question)): row.text for row in rows.order_by("recorded_at", "pk")}
        if earlier
        else {}
    )
    found: dict[str, Before] = {}
    for code, each in reversed(earlier.items()):  # the latest comes last, and counts
        found |= {at: Before(each, text) for (of, at), text in said.items() if of == code and text}
    return found
