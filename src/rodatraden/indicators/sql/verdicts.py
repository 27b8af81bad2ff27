"""What was recorded of every indicator that bears on a period, without Django between: for a roll-up of thousands?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection

# What is first in a union tells PostgreSQL which kind of column each is. The order is made outside it, so that SQLite
# need not make days and instants of text that nobody looks at.
_RECORDED: Final = """
    SELECT kind, indicator, one, other, value, tolerance, people FROM (
        SELECT 'reading' AS kind, indicator, unit AS one, standing AS other, value, 0 AS tolerance, count AS people,
            recorded_at, id
        FROM indicators_reading WHERE period = %(period)s AND gender = %(gender)s AND recorded_at < %(limit)s
        UNION ALL SELECT 'target', indicator, operator, '', value, tolerance, NULL, recorded_at, id
        FROM indicators_target WHERE period = %(period)s AND recorded_at < %(limit)s
        UNION ALL SELECT 'defined', code, unit, name, NULL, NULL, NULL, recorded_at, id
        FROM indicators_indicator WHERE recorded_at < %(limit)s
    ) recorded ORDER BY recorded_at, id
"""


class Defined(NamedTuple):
    """The unit that answers for an indicator, and its name."""

    unit: str
    name: str


class Aim(NamedTuple):
    """A target."""

    operator: str
    value: Decimal
    tolerance: Decimal


class Read(NamedTuple):
    """A reading of all people together. `people` is how many it rests on."""

    indicator: str
    unit: str
    standing: str
    value: Decimal | None
    people: int | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What counts of definitions and targets, by the indicator's code; and all readings, oldest first."""

    defined: Mapping[str, Defined] = field(default_factory=dict)
    aims: Mapping[str, Aim] = field(default_factory=dict)
    readings: Sequence[Read] = ()


def recorded_in(period: str, *, gender: str, limit: datetime) -> Recorded:
    """The readings and targets of a period and every definition, recorded before an instant. One query."""
    asked = {"period": period, "gender": gender, "limit": connection.ops.adapt_datetimefield_value(limit)}
    defined: dict[str, Defined] = {}
    aims: dict[str, Aim] = {}
    readings: list[Read] = []
    exact = _Exact()
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, asked)
        for kind, indicator, one, other, value, tolerance, people in cursor.fetchall():
            if kind == "reading":
                readings.append(Read(indicator, one, other, exact[value], people))
            elif kind == "target":
                aims[indicator] = Aim(one, exact[value], exact[tolerance])
            else:
                defined[indicator] = Defined(one, other)
    return Recorded(defined, aims, readings)


class _Exact(dict[Any, Any]):
    """The exact number for what the database hands over, each made once: SQLite hands over a float, or a whole one."""

    def __missing__(self, number: Any) -> Decimal | None:
        exact = number if number is None or isinstance(number, Decimal) else Decimal(f"{number:.6f}")
        self[number] = exact
        return exact
