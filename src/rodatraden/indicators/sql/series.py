"""What was recorded of every indicator, gathered by the database: one row for each, with all its values in a list?

Thirty thousand values as rows cost more to hand over than to find; as one list for each indicator they cost a third.
"""

import json
from datetime import datetime
from typing import Any, Final

from django.db import connection

Row = list[Any]
"""The columns asked for, as text (a count is a number, what is missing None); the oldest of a key before the newer."""

_SQLITE: Final = """
    SELECT indicator, json_group_array(json_array({columns}))
    FROM (SELECT * FROM {table} WHERE recorded_at < %s ORDER BY {order})
    GROUP BY indicator
"""
_POSTGRES: Final = """
    SELECT indicator, json_agg(json_build_array({columns}) ORDER BY {order})::text
    FROM {table} WHERE recorded_at < %s GROUP BY indicator
"""
_ORDER: Final = "indicator, {key}, recorded_at"


def readings_by(limit: datetime) -> dict[str, list[Row]]:
    """Unit, period, gender, standing, value, state and count of what was read, by the indicator's code. One query."""
    key = "unit, period, gender, standing"
    return _gathered("indicators_reading", key, f"{key}, {_text('value')}, state, count", limit)


def targets_by(limit: datetime) -> dict[str, list[Row]]:
    """Period, operator, value and tolerance of what was aimed for, by the indicator's code. One query."""
    return _gathered("indicators_target", "period", f"period, operator, {_text('value')}, {_text('tolerance')}", limit)


def _text(column: str) -> str:
    return f"trim_scale({column})::text" if connection.vendor == "postgresql" else f"CAST({column} AS TEXT)"


def _gathered(table: str, key: str, columns: str, limit: datetime) -> dict[str, list[Row]]:
    pattern = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    asked = pattern.format(table=table, columns=columns, order=_ORDER.format(key=key))
    with connection.cursor() as cursor:
        cursor.execute(asked, [connection.ops.adapt_datetimefield_value(limit)])
        return {code: json.loads(rows) for code, rows in cursor.fetchall()}
