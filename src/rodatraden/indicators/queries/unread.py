"""Which outcomes are missing: a period with a target is over, and nobody has said how it went?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from rodatraden.indicators import models
from rodatraden.indicators.queries import recorded
from rodatraden.indicators.rules import Gender, SourceKind
from rodatraden.kernel.periods import Period

_BY_HAND: Final = (SourceKind.HAND, SourceKind.SPREADSHEET)
"""What comes by itself is no one's to write in."""
_LONGEST: Final = timedelta(days=400)
"""What has been missing for longer than this nobody waits for any more."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An outcome that is missing: of which indicator, and of which period."""

    indicator: str
    name: str
    unit: str
    period: str
    ended_on: date
    """The last day of the period."""


def unread(*, posts: Collection[str], units: Collection[str], on: date) -> list[Unread]:
    """What is missing on a day of the indicators that some posts own, or that some units answer for without an owner.

    What someone has said there is no value of is told too, and waited for no more. The oldest first; one query, and
    one more for those that are missing.
    """
    limit = recorded.recorded_by(on)
    asked = models.Indicator.objects.filter(Q(post__in=posts) | Q(unit__in=units), recorded_at__lt=limit)
    told = models.Reading.objects.filter(
        indicator=OuterRef("indicator"), period=OuterRef("period"), gender=Gender.ALL, recorded_at__lt=limit
    )
    targets = models.Target.objects.filter(
        ~Exists(told), indicator__in=asked.values("code"), period__in=_periods_over(on), recorded_at__lt=limit
    )
    missing = sorted(set(targets.values_list("indicator", "period")))
    defined = recorded.defined({code for code, _period in missing}, known=on) if missing else {}
    found = [
        Unread(code, defined[code].name, defined[code].unit, period, Period.parse(period).last_day)
        for code, period in missing
        if _is_mine(defined[code], posts, units, on)
    ]
    return sorted(found, key=lambda each: (each.ended_on, each.name, each.indicator))


def _is_mine(row: models.Indicator, posts: Collection[str], units: Collection[str], on: date) -> bool:
    """Whether it is for them to write in: as it is defined on the day, and not brought in by itself."""
    owned = row.post in posts if row.post else row.unit in units
    return owned and row.source_kind in _BY_HAND and row.valid_from <= on < row.valid_to


def _periods_over(on: date) -> list[str]:
    """The periods that have ended by a day and that someone may still wait for."""
    parts = ["", *(f"-{month:02d}" for month in range(1, 13)), *(f"-Q{number}" for number in range(1, 5))]
    parts += [*(f"-T{number}" for number in range(1, 4)), "-H1", "-H2"]
    codes = [f"{year}{part}" for year in range(on.year - 2, on.year + 1) if 1901 < year < 2099 for part in parts]
    return [code for code in codes if Period.parse(code).end <= on < Period.parse(code).end + _LONGEST]
