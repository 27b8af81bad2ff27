"""What is measured, and what was the outcome in a period, as known on a day?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from rodatraden.indicators import models
from rodatraden.indicators.rules import Direction, Operator, Reading, Target, Verdict, judge, year_before
from rodatraden.kernel.figures import Figure, Source
from rodatraden.kernel.periods import Period, end_of

Address = Callable[[str], str]
"""The address where an indicator with a code is shown: whoever shows it knows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with its target and outcome in a period, and the outcome of the same period the year before."""

    code: str
    name: str
    unit: str
    measure: str
    direction: Direction
    description: str
    source: str
    period: str
    target: Target | None
    target_source: str
    outcome: Figure
    previous: Figure
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reading as it was recorded."""

    unit: str
    period: str
    value: Decimal | None
    source: str
    recorded_at: datetime


def recorded_by(known: date) -> datetime:
    """The instant before which a thing must have been recorded to be known on a day: midnight after it."""
    return end_of(known, timezone.get_default_timezone())


def indicators(codes: Collection[str]) -> QuerySet[models.Indicator]:
    """Some indicators by code."""
    return models.Indicator.objects.filter(code__in=codes).order_by("code")


def by_code() -> dict[str, models.Indicator]:
    """Every indicator."""
    return {indicator.code: indicator for indicator in models.Indicator.objects.order_by("code")}


def targets(codes: Collection[str]) -> dict[str, list[models.Target]]:
    """The targets of some indicators, earliest period first."""
    rows = models.Target.objects.filter(indicator__code__in=codes).select_related("indicator")
    found: defaultdict[str, list[models.Target]] = defaultdict(list)
    for target in rows.order_by("indicator__code", "period"):
        found[target.indicator.code].append(target)
    return found


def readings(*, known: date) -> QuerySet[models.Reading]:
    """Every reading recorded by a day, so that the last of a key is the one that counts."""
    rows = models.Reading.objects.filter(recorded_at__lt=recorded_by(known))
    return rows.select_related("indicator").order_by("indicator__code", "unit", "period", "recorded_at", "pk")


def series(codes: Collection[str], *, known: date) -> dict[str, list[Recorded]]:
    """All that was recorded for some indicators, every unit and period, revisions included, oldest first. One query."""
    found: defaultdict[str, list[Recorded]] = defaultdict(list)
    rows = readings(known=known).filter(indicator__code__in=codes).order_by("recorded_at", "pk")
    for row in rows:
        found[row.indicator.code].append(Recorded(row.unit, row.period, row.value, row.source, row.recorded_at))
    return found


def measured(
    defined: Iterable[models.Indicator], *, period: str, known: date, address: Address = lambda _code: ""
) -> dict[str, Measured]:
    """Target, outcome and verdict of some indicators in a period, as known on a day. Two queries, whatever the size.

    The outcome is the reading of the unit that answers for the indicator; those of other units are its parts.
    """
    defined = list(defined)
    aims = {
        target.indicator_id: target for target in models.Target.objects.filter(indicator__in=defined, period=period)
    }
    counting = _counting(defined, (period, year_before(period)), known)
    return {
        each.code: _measured(each, aims.get(each.pk), counting, period=period, address=address(each.code))
        for each in defined
    }


_Key = tuple[int, str, str]


def _counting(
    defined: Collection[models.Indicator], periods: Collection[str], known: date
) -> Mapping[_Key, models.Reading]:
    rows = models.Reading.objects.filter(
        indicator__in=defined, period__in=periods, recorded_at__lt=recorded_by(known)
    ).order_by("recorded_at", "pk")
    return {(row.indicator_id, row.unit, row.period): row for row in rows}


def _measured(
    indicator: models.Indicator,
    target: models.Target | None,
    counting: Mapping[_Key, models.Reading],
    *,
    period: str,
    address: str,
) -> Measured:
    reading = counting.get((indicator.pk, indicator.unit, period))
    before = counting.get((indicator.pk, indicator.unit, year_before(period)))
    aim = Target(Operator(target.operator), target.value) if target else None
    return Measured(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        measure=indicator.measure,
        direction=Direction(indicator.direction),
        description=indicator.description,
        source=indicator.source,
        period=period,
        target=aim,
        target_source=target.source if target else "",
        outcome=_figure(indicator, reading, period, address),
        previous=_figure(indicator, before, year_before(period), address),
        verdict=judge(aim, Reading(reading.value) if reading else None),
    )


def _figure(indicator: models.Indicator, reading: models.Reading | None, period: str, address: str) -> Figure:
    """The figure of a reading; one without value and trail when nothing was recorded."""
    on = Period.parse(period).last_day
    if reading is None:
        return Figure(None, indicator.measure, on)
    label = f"{indicator.name} ({period})"
    return Figure(reading.value, indicator.measure, on, Source(label, reading.source, reading.recorded_at, address))
