"""How does a series of numbers look? The one door to Vega-Lite: a spec in, a drawing out, for page, PDF and Word.

A spec is a plain dict; look, language and sizes are added here. Grey is context, the red thread is one's own value.
Colours are those of paper; on a page the stylesheet turns them when it is night.
"""

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import vl_convert
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rodatraden.ui import formats
from rodatraden.ui.shapes import Drawn

Spec = dict[str, Any]

THREAD: Final = "#b3152f"
INK: Final = "#1f1d1a"
SOFT: Final = "#5a554c"
RULE: Final = "#ddd8cd"
GREY: Final = "#a9a294"
MISSED: Final = "#a23a12"

_FONTS: Final = Path(__file__).parent / "static" / "vendor" / "fonts" / "pdf"
_VEGA_LITE: Final = "6.4"
_FONT: Final = "'Source Sans 3', 'Segoe UI', sans-serif"
_NUMBERS: Final = {
    "decimal": ",",
    "thousands": formats.SPACE,
    "grouping": [3],
    "currency": ["", " kr"],
    "minus": formats.MINUS,
}
_ENGLISH: Final = {**_NUMBERS, "decimal": "."}
_LOOK: Final = {
    "background": None,
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT, "titleColor": SOFT, "domainColor": INK, "tickColor": RULE, "gridColor": RULE,
        "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "labelLimit": 260,
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False},
    "legend": {"disable": True},
    "bar": {"color": GREY},
    "line": {"color": GREY, "strokeWidth": 2},
    "point": {"color": GREY, "filled": True, "size": 50},
    "text": {"color": INK, "fontSize": 13},
    "rule": {"color": INK},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing with its budget and its forecast, in kronor."""

    label: str
    budget: Decimal | None
    forecast: Decimal | None


@dataclass(frozen=True, slots=True)
class Point:
    """A value and the target it is held against, for one period."""

    period: str
    value: Decimal | None
    target: Decimal | None = None


def draw(spec: Spec, *, title: str, description: str) -> Drawn:
    """A spec as SVG that says its title and its description to those who don't see it."""
    svg = _svg(_whole(spec), get_language() or "sv")
    return Drawn(_named(svg, title, description), title, description)


def picture(spec: Spec, *, scale: float = 2) -> bytes:
    """A spec as PNG, for Word."""
    return _png(_whole(spec), get_language() or "sv", scale)


def pictures(specs: Sequence[Spec], *, scale: float = 2) -> Iterator[bytes]:
    """Many specs as PNG, in order. They are made ahead: one is drawn while the one before becomes points."""
    language, drawn = get_language() or "sv", [_whole(spec) for spec in specs]
    with ThreadPoolExecutor(max_workers=2) as hands:
        yield from hands.map(lambda spec: _png(spec, language, scale), drawn)


def budget_and_forecast(bars: Sequence[Bar], *, unit: str = "mnkr") -> Spec:
    """Budget (grey) beside forecast (the thread) for each thing, with the forecast written at its end."""
    rows = [_beside(bar, unit) for bar in bars]
    y = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelPadding": 8, "labelLimit": 280},
    }
    x_title = _("%(unit)s: budget broad and grey, forecast in red") % {"unit": formats.unit_word(unit)}
    return {
        "width": 480,
        "height": {"step": 34},
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "height": 20, "color": RULE},
                "encoding": {
                    "x": {"field": "budget", "type": "quantitative", "axis": {"title": x_title, "tickCount": 5}}
                },
            },
            {
                "mark": {"type": "bar", "height": 8, "color": THREAD},
                "encoding": {"x": {"field": "forecast", "type": "quantitative"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "words"}},
            },
            {"mark": {"type": "rule", "strokeWidth": 1.5}, "encoding": {"x": {"datum": 0}, "y": None}},
        ],
    }


def _beside(bar: Bar, unit: str) -> dict[str, Any]:
    """A row of the chart; `end` is where its words stand."""
    budget, forecast = (_float(each, formats.UNITS[unit]) for each in (bar.budget, bar.forecast))
    words = formats.amount(bar.forecast, unit=unit)
    end = max(budget or 0.0, forecast or 0.0, 0.0)
    return {"label": bar.label, "budget": budget, "forecast": forecast, "end": end, "words": words}


def value_and_target(points: Sequence[Point], *, unit: str = "") -> Spec:
    """A value over time (the thread) against its target (dashed grey), the last of each named directly."""
    rows = [{"period": each.period, "value": _float(each.value), "target": _float(each.target)} for each in points]
    x = {"field": "period", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}}
    axis = {"title": unit or None, "tickCount": 5, "titleAngle": 0, "titleAlign": "right", "titleY": -10, "titleX": -6}
    y = {"type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True, "padding": 12}}
    target, value = {"x": x, "y": {"field": "target", **y}}, {"x": x, "y": {"field": "value", **y}}
    return {
        "width": 420,
        "height": 220,
        "padding": {"right": 110, "left": 5, "top": 5, "bottom": 5},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "line", "strokeDash": [5, 4], "color": GREY}, "encoding": target},
            {"mark": {"type": "line", "color": THREAD, "strokeWidth": 2.5}, "encoding": value},
            {"mark": {"type": "point", "color": THREAD, "opacity": 1}, "encoding": value},
            *_names(points, unit),
        ],
    }


def _names(points: Sequence[Point], unit: str) -> list[Spec]:
    """The direct labels of both lines, the higher one moved up a little and the lower one down."""
    targets = [(each.period, each.target) for each in points if each.target is not None]
    values = [(each.period, each.value) for each in points if each.value is not None]
    over = bool(targets and values and values[-1][1] >= targets[-1][1])
    named = [_name(*targets[-1], _("Target"), unit, colour=SOFT, dy=8 if over else -8)] if targets else []
    return named + ([_name(*values[-1], _("Outcome"), unit, colour=THREAD, dy=-8 if over else 8)] if values else [])


def _name(period: str, value: Decimal, word: str, unit: str, *, colour: str, dy: int) -> Spec:  # noqa: PLR0913 – one label
    words = f"{word} {formats.number(value)} {unit}".strip()
    return {
        "data": {"values": [{"period": period, "at": float(value), "words": words}]},
        "mark": {"type": "text", "align": "left", "dx": 9, "dy": dy, "color": colour, "fontWeight": 600},
        "encoding": {
            "x": {"field": "period", "type": "ordinal"},
            "y": {"field": "at", "type": "quantitative"},
            "text": {"field": "words"},
        },
    }


def _float(value: Decimal | None, one: Decimal = Decimal(1)) -> float | None:
    return None if value is None else float(value / one)


def _whole(spec: Spec) -> str:
    look = {**_LOOK, **spec.get("config", {})}
    return json.dumps(
        {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", **spec, "config": look}, sort_keys=True
    )


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Our fonts for pictures and for measuring words; without them the machine's own stand in."""
    if _FONTS.is_dir():
        vl_convert.register_font_directory(str(_FONTS))


@lru_cache(maxsize=256)
def _svg(spec: str, language: str) -> str:
    _fonts()
    return str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, **_locale(language)))


@lru_cache(maxsize=64)
def _png(spec: str, language: str, scale: float) -> bytes:
    """By way of the SVG, which is the dear part and may be drawn already."""
    return bytes(vl_convert.svg_to_png(_svg(spec, language), scale=scale))


def _locale(language: str) -> dict[str, Any]:
    if language == "en":
        return {"format_locale": _ENGLISH, "time_format_locale": "en-GB"}
    return {"format_locale": _NUMBERS, "time_format_locale": "sv-SE"}


def _named(svg: str, title: str, description: str) -> str:
    """One picture with a name to a screen reader, instead of hundreds of marks."""
    told = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    bare = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    return re.sub(
        r"<svg\b([^>]*)>",
        rf'<svg\1 role="img" aria-label="{_safe(title)}. {_safe(description)}">{_safe(told, html=True)}',
        bare,
        count=1,
    )


def _safe(text: str, *, html: bool = False) -> str:
    """Text that may stand in a replacement of a regular expression."""
    return (text if html else escape(text)).replace("\\", r"\\")
