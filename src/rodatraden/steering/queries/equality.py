"""Where do units stand on the ladder of gender equality, and where have they stood?"""

from datetime import date

from rodatraden.indicators.queries import recorded_by
from rodatraden.steering import models


def ladder(*, known: date) -> dict[str, list[models.EqualityStep]]:
    """Every judgement of each unit, as known on a day, the latest first; units in the order of their codes. One query.

    Of those about the same day the last recorded counts, and stands alone.
    """
    rows = models.EqualityStep.objects.filter(recorded_at__lt=recorded_by(known))
    found: dict[str, dict[date, models.EqualityStep]] = {}
    for row in rows.order_by("unit", "judged_on", "recorded_at"):
        found.setdefault(row.unit, {})[row.judged_on] = row
    return {unit: [*told.values()][::-1] for unit, told in found.items()}
