"""What was recorded of the indicators, by a day: definitions, targets and readings?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from django.db.models import DecimalField, PositiveIntegerField, Q, QuerySet, Value
from django.utils import timezone

from rodatraden.indicators import models
from rodatraden.indicators.queries.disclosed import Counted, hidden_keys, mask
from rodatraden.indicators.rules import Gender, Standing, year_before
from rodatraden.kernel.periods import end_of


@dataclass(frozen=True, slots=True)
class Course:
    """What was recorded of an indicator, oldest first: how it was defined, what was aimed for, and what was read."""

    definitions: Sequence[models.Indicator]
    targets: Sequence[models.Target] = ()
    readings: Sequence[models.Reading] = ()

    @property
    def defined(self) -> models.Indicator:
        """The definition that counts."""
        return self.definitions[-1]


def recorded_by(known: date) -> datetime:
    """The instant before which a thing must have been recorded to be known on a day: midnight after it."""
    return end_of(known, timezone.get_default_timezone())


def definitions() -> dict[str, list[models.Indicator]]:
    """Every definition ever recorded, by code, oldest first."""
    return _gathered(models.Indicator.objects.order_by("recorded_at", "pk"), lambda row: row.code)


def defined(codes: Iterable[str], *, known: date) -> dict[str, models.Indicator]:
    """Some indicators as they were defined by a day. One query."""
    rows = models.Indicator.objects.filter(code__in=list(codes), recorded_at__lt=recorded_by(known))
    return {row.code: row for row in rows.order_by("recorded_at", "pk")}


def by_code() -> dict[str, models.Indicator]:
    """Every indicator as it is defined by now."""
    return {code: rows[-1] for code, rows in definitions().items()}


def targets() -> dict[str, list[models.Target]]:
    """Every target ever recorded, by the indicator's code: earliest period first, and of each the oldest first."""
    rows = models.Target.objects.order_by("period", "recorded_at", "pk")
    return _gathered(rows, lambda row: row.indicator)


def readings(*, known: date) -> QuerySet[models.Reading]:
    """Every reading recorded by a day, so that the last of a key is the one that counts."""
    rows = models.Reading.objects.filter(recorded_at__lt=recorded_by(known))
    return rows.order_by("indicator", "unit", "period", "gender", "standing", "recorded_at", "pk")


def courses(codes: Collection[str], *, period: str, known: date, whole: Collection[str] = ()) -> dict[str, Course]:
    """What was recorded by a day of some indicators, that bears on a period or the same one a year before.

    Of those in `whole` all that was recorded, of every period. Readings of all people together: published, or computed
    where nobody has published any. What rests on few is hidden. Two queries, whatever the size; three if any is few.
    """
    limit, every = recorded_by(known), {*codes, *whole}
    defined = models.Indicator.objects.filter(code__in=every, recorded_at__lt=limit).order_by("recorded_at", "pk")
    of_them = Q(indicator__in=every, recorded_at__lt=limit)
    read = models.Reading.objects.filter(
        of_them & (Q(period__in=(period, year_before(period))) | Q(indicator__in=whole)), gender=Gender.ALL
    )
    aims = models.Target.objects.filter(of_them & (Q(period=period) | Q(indicator__in=whole)))
    aimed, told = _apart(read, aims)
    found = _gathered(defined, lambda row: row.code)
    names = {code: rows[-1].name for code, rows in found.items()}
    every_reading = [row for rows in told.values() for row in rows if row.indicator in names]
    mask(every_reading, hidden_keys(map(_counted, every_reading), name=lambda code: names[code], known=known))
    return {code: Course(rows, aimed.get(code, ()), published(told.get(code, ()))) for code, rows in found.items()}


def _counted(row: models.Reading) -> Counted:
    return Counted(row.indicator, row.period, row.unit, row.gender, row.count)


def published(readings: Sequence[models.Reading]) -> list[models.Reading]:
    """The readings that someone has published, and those computed of a unit in a period where nobody has."""
    said = {(row.unit, row.period, row.gender) for row in readings if row.standing == Standing.PUBLISHED}
    return [
        row for row in readings if row.standing == Standing.PUBLISHED or (row.unit, row.period, row.gender) not in said
    ]


_COMMON: Final = ("pk", "indicator", "period", "value", "source", "recorded_at")
_READ: Final = ("unit", "gender", "standing", "state", "count")
_NO_COUNT: Final = Value(None, output_field=PositiveIntegerField())
_NOUGHT: Final = Value(0, output_field=DecimalField(max_digits=24, decimal_places=6))


def _apart(
    read: QuerySet[models.Reading], aims: QuerySet[models.Target]
) -> tuple[dict[str, list[models.Target]], dict[str, list[models.Reading]]]:
    """Targets and readings, oldest first, each by the indicator's code. One query for both."""
    of_targets = aims.values_list(*_COMMON, "operator", "tolerance", *(Value("") for _each in _READ[:-1]), _NO_COUNT)
    rows = read.values_list(*_COMMON, Value(""), _NOUGHT, *_READ).union(of_targets, all=True)
    targets: list[models.Target] = []
    readings: list[models.Reading] = []
    for row in sorted(rows, key=lambda row: (row[5], row[0])):
        said = dict(zip(_COMMON, row, strict=False))
        if operator := row[6]:
            targets.append(models.Target(operator=operator, tolerance=row[7], **said))
        else:
            readings.append(models.Reading(**said, **dict(zip(_READ, row[8:], strict=True))))
    return _gathered(targets, lambda row: row.indicator), _gathered(readings, lambda row: row.indicator)


Row = TypeVar("Row")


def _gathered(rows: Iterable[Row], code: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[code(row)].append(row)
    return found
