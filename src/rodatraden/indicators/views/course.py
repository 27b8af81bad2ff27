"""How does the course of an indicator look: its value against the target, from where it began, women and men?"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.indicators import words
from rodatraden.indicators.queries.whole import Known
from rodatraden.indicators.rules import Gender, length_of
from rodatraden.ui import charts, formats
from rodatraden.ui.shapes import Drawn

_MOST: Final = 24
"""Periods that fit on a chart and can be read."""

Values = Mapping[str, Decimal | None]


def drawn(told: Known, *, length: str) -> Drawn | None:
    """The course over periods of one length. None with fewer than two values: a dot is no course."""
    said = told.defined
    alike = sorted({row.period for row in told.readings} | {row.period for row in told.targets})
    periods = [period for period in alike if length_of(period) == length]
    if said.base_period and length_of(said.base_period) == length and said.base_value is not None:
        periods = sorted({*periods, said.base_period})
    periods = periods[-_MOST:]
    values = {period: told.outcome(period).value for period in periods}
    if sum(value is not None for value in values.values()) < 2:
        return None
    targets = {period: row.value for period in periods if (row := told.target(period))}
    points = [charts.Point(period, _short(values[period]), targets.get(period)) for period in periods]
    spec = charts.value_and_target(points, unit=said.measure)
    if said.base_value is not None:
        spec["layer"] = [*_base(said.base_value, said.base_period, said.measure, periods), *spec["layer"]]
    for gender in (Gender.WOMEN, Gender.MEN):
        line = {period: told.outcome(period, gender).value for period in periods}
        if any(value is not None for value in line.values()):
            spec["layer"] = [*_line(line, str(words.GENDERS[gender])), *spec["layer"]]
    if len(periods) > 8:
        spec["width"] = 640
    return charts.draw(spec, title=said.name, description=_description(points, said.measure))


def _short(value: Decimal | None) -> Decimal | None:
    """A value with the two decimals that a chart has room for."""
    return None if value is None else round(value, 2).normalize()


def _description(points: Sequence[charts.Point], measure: str) -> str:
    told = ", ".join(f"{each.period}: {formats.number(each.value)}" for each in points)
    return f"{told} {measure}".strip()


def _base(value: Decimal, period: str, measure: str, periods: Sequence[str]) -> list[dict[str, Any]]:
    """A dotted line at the value that one began with, named at its left end."""
    said = _("Base value %(value)s %(measure)s (%(period)s)")
    words_of_it = said % {"value": formats.number(value), "measure": measure, "period": period or "–"}
    at = {"period": periods[0], "at": float(value), "words": words_of_it}
    level = {"field": "at", "type": "quantitative"}
    return [
        {
            "data": {"values": [at]},
            "mark": {"type": "rule", "strokeDash": [2, 3], "color": charts.GREY},
            "encoding": {"y": level},
        },
        {
            "data": {"values": [at]},
            "mark": {"type": "text", "align": "left", "dy": -7, "color": charts.SOFT, "fontSize": 12},
            "encoding": {
                "x": {"field": "period", "type": "ordinal"},
                "y": level,
                "text": {"field": "words"},
            },
        },
    ]


def _line(values: Values, label: str) -> list[dict[str, Any]]:
    """Women or men as a thin grey line with its word at the end."""
    rows = [{"period": period, "at": float(value)} for period, value in values.items() if value is not None]
    x, y = {"field": "period", "type": "ordinal"}, {"field": "at", "type": "quantitative"}
    end = {**rows[-1], "words": f"{label} {formats.number(Decimal(str(rows[-1]['at'])), decimals=1)}"}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": charts.GREY, "strokeWidth": 1.5, "point": {"color": charts.GREY}},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": [end]},
            "mark": {"type": "text", "align": "left", "dx": 9, "color": charts.SOFT, "fontSize": 12},
            "encoding": {"x": x, "y": y, "text": {"field": "words"}},
        },
    ]
