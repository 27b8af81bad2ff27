"""What has the municipality itself put in a year, as known on a day?"""

from datetime import date

from rodatraden.commitments import models
from rodatraden.commitments.queries.told import known_before


def points_of(year: int, *, known: date) -> list[models.YearPoint]:
    """What comes in a year; what is struck is left out. One query."""
    rows = models.YearPoint.objects.counting(known_before(known)).exclude(title="").order_by("month", "day", "code")
    return [row for row in rows if (row.first_year or year) <= year <= (row.last_year or year)]
