"""Which drawings does the report hold, and what do they say to who can't see them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rodatraden.finance.rules import Financing, Kind
from rodatraden.reports.followup import words
from rodatraden.reports.followup.context import Context, Line, Table
from rodatraden.ui import charts, formats
from rodatraden.ui.shapes import Drawn


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing to be made: below which table, its spec, its title and what it says in words."""

    table: str
    spec: dict[str, Any]
    title: str
    description: str

    def drawn(self) -> Drawn:
        """As SVG, for the page and the PDF."""
        return charts.draw(self.spec, title=self.title, description=self.description)

    def picture(self) -> bytes:
        """As PNG, for Word."""
        return charts.picture(self.spec, scale=3)


def of(context: Context, *, unit: str = "mnkr") -> list[Chart]:
    """The charts of a report, in its order; none where there is too little to compare."""
    found = [_deviations(context.operations, unit), _investments(context.investments, unit)]
    return [chart for chart in found if chart]


def _deviations(table: Table, unit: str) -> Chart | None:
    """How far each unit is from its budget. Those that keep it are counted, not drawn."""
    lines = [line for line in table.lines if line.kind == "row" and line.deviation.value is not None]
    apart = [line for line in lines if line.deviation.value]
    if len(apart) < 2:
        return None
    word = formats.unit_word(unit)
    said = "; ".join(f"{_name(line)} {_signed(line.deviation.value, unit)}" for line in apart)
    kept = len(lines) - len(apart)
    description = _("Forecast minus budget in %(unit)s: %(said)s. As budgeted: %(kept)d.")
    return Chart(
        Kind.OPERATIONS.value,
        _deviation_spec(apart, unit, kept),
        _("How far from budget, %(unit)s") % {"unit": word},
        description % {"unit": word, "said": said, "kept": kept},
    )


def _deviation_spec(lines: Sequence[Line], unit: str, kept: int) -> dict[str, Any]:
    one = formats.UNITS[unit]
    rows = [
        {
            "label": _name(line),
            "value": float((line.deviation.value or Decimal(0)) / one),
            "words": _signed(line.deviation.value, unit),
        }
        for line in lines
    ]
    title = _("%(unit)s against budget; %(kept)d more as budgeted") % {"unit": formats.unit_word(unit), "kept": kept}
    x = {"field": "value", "type": "quantitative", "axis": {"title": title, "tickCount": 5}, "scale": {"padding": 44}}
    worse = {"test": "datum.value < 0", "value": charts.MISSED}
    return {
        "width": 480,
        "height": {"step": 30},
        "data": {"values": rows},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelPadding": 8}},
            "x": x,
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


def _label(test: str, align: str, dx: int) -> dict[str, Any]:
    return {
        "transform": [{"filter": test}],
        "mark": {"type": "text", "align": align, "dx": dx},
        "encoding": {"text": {"field": "words"}},
    }


def _investments(table: Table, unit: str) -> Chart | None:
    lines = [line for line in table.lines if line.kind == "row" and (line.budget.value or line.forecast.value)]
    if len(lines) < 2:
        return None
    word = formats.unit_word(unit)
    said = "; ".join(
        _("%(name)s budget %(budget)s, forecast %(forecast)s")
        % {
            "name": _name(line),
            "budget": formats.amount(line.budget.value, unit=unit),
            "forecast": formats.amount(line.forecast.value, unit=unit),
        }
        for line in lines
    )
    bars = [charts.Bar(_name(line), line.budget.value, line.forecast.value) for line in lines]
    return Chart(
        Kind.INVESTMENT.value,
        charts.budget_and_forecast(bars, unit=unit),
        _("Investments, budget and forecast, %(unit)s") % {"unit": word},
        f"{word}: {said}.",
    )


def _signed(kronor: Decimal | None, unit: str) -> str:
    return formats.amount(kronor, unit=unit, signed=True)


def _name(line: Line) -> str:
    return str(words.GROUPS[Financing.FINANCING]) if line.financing is Financing.FINANCING else line.name
