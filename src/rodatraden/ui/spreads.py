"""How do many values lie beside each other, and how have a few gone over the years? Specs for `charts.draw`.

Grey is the many, ink the group one compares with, the red thread our own value; every line is named where it ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rodatraden.ui.charts import GREY, INK, SOFT, THREAD, Spec


@dataclass(frozen=True, slots=True)
class Dot:
    """One of many: where it lies, its place from below in its column, and whether it belongs to the group."""

    at: float
    height: int
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that is named, with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Course:
    """A line over the years with its name. Kinds: own (the thread), near (the group), far (all the others)."""

    name: str
    kind: str
    values: Mapping[int, float]


_COLOURS: Final = {"own": THREAD, "near": INK, "far": GREY}
_WIDTH: Final = 520
_STEP: Final = 8
_FLAG: Final = 20
"""Pixels above the dots for the words of our own value and of the median."""


def distribution(dots: Sequence[Dot], *, own: Mark | None, middle: Mark, unit: str = "") -> Spec:
    """Every value as a dot, stacked where many are alike; the median as a line, our own value as the thread."""
    highest = max((dot.height for dot in dots), default=1)
    rows = [{"at": dot.at, "height": dot.height - 0.5, "near": dot.is_near} for dot in dots]
    x = {"field": "at", "type": "quantitative", "scale": {"zero": False, "nice": True, "padding": 14}}
    axis = {"title": unit or None, "tickCount": 6, "grid": False}
    y = {"field": "height", "type": "quantitative", "axis": None, "scale": {"domain": [0, highest], "nice": False}}
    dot = {"type": "point", "filled": True, "size": 36, "opacity": 1}
    near = {"condition": {"test": "datum.near", "value": INK}, "value": GREY}
    return {
        "width": _WIDTH,
        "height": highest * _STEP,
        "padding": {"left": 12, "right": 12, "top": _FLAG + 4, "bottom": 5},
        "layer": [
            {"data": {"values": rows}, "mark": dot, "encoding": {"x": {**x, "axis": axis}, "y": y, "color": near}},
            *_flag(middle, x, SOFT, dash=[4, 3], is_right=own is None or middle.at >= own.at),
            *(_flag(own, x, THREAD, dash=[], is_right=own.at > middle.at) if own else []),
        ],
    }


def _flag(mark: Mark, x: Spec, colour: str, *, dash: list[int], is_right: bool) -> list[Spec]:
    """A line from the axis to above the dots, with its words beside it there, away from the other line."""
    data = {"values": [{"at": mark.at, "words": mark.words}]}
    rule = {"type": "rule", "color": colour, "strokeWidth": 2 if not dash else 1.5, "strokeDash": dash or [1, 0]}
    text = {"type": "text", "color": colour, "fontWeight": 600, **_beside(is_right=is_right)}
    line = {"x": x, "y": {"value": "height"}, "y2": {"value": -_FLAG}}
    words = {"x": x, "y": {"value": -_FLAG}, "text": {"field": "words"}}
    return [{"data": data, "mark": rule, "encoding": line}, {"data": data, "mark": text, "encoding": words}]


def _beside(*, is_right: bool) -> Spec:
    return {"align": "left" if is_right else "right", "dx": 6 if is_right else -6, "baseline": "top", "limit": 300}


def over_the_years(courses: Sequence[Course], *, unit: str = "") -> Spec:
    """Lines over the years, each named at its end; a year without a value is a gap."""
    years = sorted({year for course in courses for year in course.values})
    axis = {"title": None, "labelAngle": 0, "labelOverlap": True}
    y_axis = {
        "title": unit or None,
        "tickCount": 5,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleY": -12,
        "titleX": -30,
    }
    x = {"field": "year", "type": "ordinal", "axis": axis, "scale": {"domain": [str(year) for year in years]}}
    y = {"field": "value", "type": "quantitative", "axis": y_axis, "scale": {"zero": False, "nice": True}}
    return {
        "width": 400,
        "height": 230,
        "padding": {"left": 5, "right": 150, "top": 12, "bottom": 5},
        "layer": [layer for course in reversed(courses) for layer in _line(course, years, x, y)]
        + [_end(course, shift) for course, shift in zip(courses, _shifts(courses), strict=True) if course.values],
    }


def _line(course: Course, years: Sequence[int], x: Spec, y: Spec) -> list[Spec]:
    rows = [{"year": str(year), "value": course.values.get(year)} for year in years]
    colour, width = _COLOURS[course.kind], 2.5 if course.kind == "own" else 1.75
    line = {"type": "line", "color": colour, "strokeWidth": width, "invalid": "break-paths-show-path-domains"}
    encoding = {"x": x, "y": y}
    points = {"type": "point", "color": colour, "size": 36, "opacity": 1, "filled": True}
    data = {"values": rows}
    drawn: list[Spec] = [{"data": data, "mark": line, "encoding": encoding}]
    return [*drawn, {"data": data, "mark": points, "encoding": encoding}] if course.kind == "own" else drawn


def _end(course: Course, shift: int) -> Spec:
    last = max(course.values)
    row = {"year": str(last), "value": course.values[last], "words": course.name}
    colour = SOFT if course.kind == "far" else _COLOURS[course.kind]
    look = {"color": colour, "fontWeight": 600, "limit": 145}
    mark = {"type": "text", "align": "left", "dx": 9, "dy": shift, **look}
    encoding = {
        "x": {"field": "year", "type": "ordinal"},
        "y": {"field": "value", "type": "quantitative"},
        "text": {"field": "words"},
    }
    return {"data": {"values": [row]}, "mark": mark, "encoding": encoding}


_LINE: Final = 15
"""Pixels that a line of words needs."""
_HEIGHT: Final = 230


def _shifts(courses: Sequence[Course]) -> list[int]:
    """How far each name is moved up or down so that no two lie over each other."""
    ends = [course.values[max(course.values)] if course.values else 0.0 for course in courses]
    every = [value for course in courses for value in course.values.values()] or [0.0]
    scale = _HEIGHT / ((max(every) - min(every)) or 1.0)
    wanted = sorted((-(end - min(every)) * scale, place) for place, end in enumerate(ends))
    shifts, last = [0] * len(courses), float("-inf")
    for at, place in wanted:
        put = max(at, last + _LINE)
        shifts[place], last = round(put - at), put
    return shifts
