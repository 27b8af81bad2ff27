"""Which drawings stand in a composed report, and what do they say to who can't see them?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from rodatraden.indicators.queries import Course
from rodatraden.indicators.rules.periods import length_of
from rodatraden.kernel.periods import Period
from rodatraden.reports.composed.blocks import Chart
from rodatraden.steering.rules import Counts
from rodatraden.ui import charts, formats
from rodatraden.ui.charts import Bar, Point

YEARS: Final = 5
"""How many periods a series is shown for."""

_COUNT: Final = "antal"
"""What is only counted has no unit to write beside it."""

_PARTS: Final = (
    ("achieved", charts.INK),
    ("partly", charts.GREY),
    ("not_achieved", charts.MISSED),
    ("cannot_be_assessed", charts.RULE),
)


def drawn(spec: dict[str, Any], *, title: str, description: str) -> Chart:
    """A spec as it is kept."""
    return Chart(title=title, description=description, spec=json.dumps(spec, ensure_ascii=False, sort_keys=True))


def points(course: Course, *, period: str, known_to: int = YEARS) -> list[Point]:
    """The values and targets of an indicator in the periods up to one, of the same length, the earliest first."""
    targets = {row.period: row.value for row in course.targets}
    unit = course.defined.unit
    values = {row.period: row.value for row in course.readings if row.unit == unit and row.value is not None}
    end = Period.parse(period).end
    told = {each for each in (*targets, *values) if length_of(each) == length_of(period)}
    ordered = sorted((each for each in told if Period.parse(each).end <= end), key=lambda each: Period.parse(each).end)
    return [Point(each, values.get(each), targets.get(each)) for each in ordered[-known_to:]]


def value_and_target(course: Course, *, period: str) -> Chart | None:
    """An indicator against its target over time; None where there are less than two values."""
    found = points(course, period=period)
    if sum(each.value is not None for each in found) < 2:
        return None
    indicator = course.defined
    said = "; ".join(_point(each, indicator.measure) for each in found)
    # the unit over the axis is short, or it would stand beside the chart and not over it
    unit = indicator.measure if len(indicator.measure) <= 8 and indicator.measure != _COUNT else ""
    spec = charts.value_and_target(found, unit=unit)
    return drawn(spec, title=indicator.name, description=said)


def _point(of: Point, measure: str) -> str:
    words = {
        "period": of.period,
        "value": f"{formats.number(of.value)} {measure}".strip(),
        "target": formats.number(of.target),
    }
    if of.value is None:
        return _("%(period)s: no value, target %(target)s") % words
    return (_("%(period)s: %(value)s, target %(target)s") if of.target is not None else "%(period)s: %(value)s") % words


@dataclass(frozen=True, slots=True)
class Bars:
    """Whose goals they are, and how many went how."""

    name: str
    counts: Counts


def goals_at_a_glance(rows: Sequence[Bars], *, title: str) -> Chart:
    """How many goals went how, one bar for each owner; what the colours mean is said at the end of each bar."""
    described = "; ".join(f"{each.name}: {counted(each.counts)}" for each in rows)
    values = [part for row in rows for part in _parts(row)]
    words = [{"name": row.name, "end": row.counts.total, "words": counted(row.counts)} for row in rows]
    domain, colours = [code for code, _colour in _PARTS], [colour for _code, colour in _PARTS]
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None, "labelPadding": 8}}
    longest = max(row.counts.total for row in rows)
    x_scale = {"domain": [0, longest * 1.9], "nice": False}
    bar = {
        "mark": {"type": "bar", "height": 14},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "axis": None, "scale": x_scale},
            "x2": {"field": "to"},
            "color": {"field": "part", "type": "nominal", "scale": {"domain": domain, "range": colours}},
        },
    }
    text = {
        "data": {"values": words},
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "words"}},
    }
    spec = {"width": 520, "height": {"step": 26}, "data": {"values": values}, "encoding": {"y": y}}
    return drawn({**spec, "layer": [bar, text]}, title=title, description=f"{described}.")


def _parts(row: Bars) -> Iterator[dict[str, Any]]:
    at = 0
    for code, _colour in _PARTS:
        count = getattr(row.counts, code)
        yield {"name": row.name, "part": code, "from": at, "to": at + count}
        at += count


def counted(counts: Counts) -> str:
    """How many went how, in words; what there is none of is not said."""
    said = {
        "achieved": _("%(count)d achieved"),
        "partly": _("%(count)d partly"),
        "not_achieved": _("%(count)d not"),
        "cannot_be_assessed": _("%(count)d can't be assessed"),
    }
    told = [said[code] % {"count": getattr(counts, code)} for code in said if getattr(counts, code)]
    return ", ".join(told)


def against_budget(bars: Sequence[Bar], *, title: str, unit: str = "mnkr") -> Chart:
    """How far each thing is from its budget: what is better to the right, what is worse to the left and in red."""
    one = formats.UNITS[unit]
    told = [(bar.label, (bar.forecast or Decimal(0)) - (bar.budget or Decimal(0))) for bar in bars]
    rows = [
        {"label": name, "value": float(apart / one), "words": formats.amount(apart, unit=unit, signed=True)}
        for name, apart in told
    ]
    worse = {"test": "datum.value < 0", "value": charts.MISSED}
    y = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelPadding": 8}}
    axis = {"title": _("%(unit)s against budget") % {"unit": formats.unit_word(unit)}, "tickCount": 5}
    spec = {
        "width": 480,
        "height": {"step": 28},
        "data": {"values": rows},
        "encoding": {
            "y": y,
            "x": {"field": "value", "type": "quantitative", "axis": axis, "scale": {"padding": 44}},
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": 12},
                "encoding": {"color": {"condition": worse, "value": charts.THREAD}},
            },
            _label("datum.value >= 0", "left", 6),
            _label("datum.value < 0", "right", -6),
            {"mark": {"type": "rule", "strokeWidth": 1.5}, "encoding": {"x": {"datum": 0}, "y": None}},
        ],
    }
    said = "; ".join(f"{row['label']} {row['words']}" for row in rows)
    return drawn(spec, title=title, description=f"{formats.unit_word(unit)}: {said}.")


def _label(test: str, align: str, dx: int) -> dict[str, Any]:
    return {
        "transform": [{"filter": test}],
        "mark": {"type": "text", "align": align, "dx": dx},
        "encoding": {"text": {"field": "words"}},
    }


def budget_and_forecast(bars: Sequence[Bar], *, title: str, unit: str = "mnkr") -> Chart:
    """Budget beside forecast for each thing."""
    said = "; ".join(
        _("%(name)s budget %(budget)s, forecast %(forecast)s")
        % {
            "name": bar.label,
            "budget": formats.amount(bar.budget, unit=unit),
            "forecast": formats.amount(bar.forecast, unit=unit),
        }
        for bar in bars
    )
    spec = charts.budget_and_forecast(bars, unit=unit)
    return drawn(spec, title=title, description=f"{formats.unit_word(unit)}: {said}.")
