"""Indicators as JSON: the same values as on the pages, on the same days, and nothing that must not be shown."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.files.writing import plain
from rodatraden.indicators import models
from rodatraden.indicators.queries.asked import ASKED, asked, narrowed
from rodatraden.indicators.queries.series import Series, series
from rodatraden.indicators.queries.whole import Known, known
from rodatraden.indicators.rules import Consolidation, Direction, Gender, Operator, SourceKind, Standing, State
from rodatraden.indicators.rules.consolidation import Whole
from rodatraden.organisation import queries as organisation
from rodatraden.ui.pages import days_of

router = Router(tags=["Indikatorer"])


class TargetOut(Schema):
    """What is aimed for in a period. Numbers are strings."""

    period: str
    operator: Operator
    value: str
    tolerance: str


class SeriesOut(Schema):
    """The values of a unit by period, of all, women or men, as published or computed. null: none can be had."""

    unit: str
    gender: Gender
    standing: Standing
    values: dict[str, str | None]
    states: dict[str, State]
    counts: dict[str, int]


class IndicatorOut(Schema):
    """An indicator with its targets and series, as they count on the day."""

    code: str
    name: str
    unit: str
    measure: str
    direction: Direction
    description: str
    source: str
    source_kind: SourceKind
    source_key: str
    post: str
    consolidation: Consolidation
    weights: str
    gender_split: bool
    base_value: str | None
    base_period: str
    sunset: date | None
    valid_from: date
    valid_to: date
    targets: list[TargetOut]
    series: list[SeriesOut]


class IndicatorsOut(Schema):
    """The indicators of the day, as known on a day."""

    on: date
    known: date
    indicators: list[IndicatorOut]


class ReadingOut(Schema):
    """A value as it was recorded."""

    unit: str
    period: str
    gender: Gender
    standing: Standing
    value: str | None
    state: State
    count: int | None
    source: str
    recorded_at: datetime


class WholeOut(Schema):
    """What a unit's parts come to, beside what it has published itself."""

    unit: str
    period: str
    gender: Gender
    computed: str | None
    published: str | None
    difference: str | None
    parts: int
    missing: int


class IndicatorWithReadingsOut(Schema):
    """One indicator: every value recorded, and what units come to."""

    on: date
    known: date
    code: str
    name: str
    unit: str
    measure: str
    direction: Direction
    targets: list[TargetOut]
    readings: list[ReadingOut]
    computed: list[WholeOut]


@router.get("/indikatorer.json", response=IndicatorsOut, summary="Indikatorer med målvärden och serier")
def board(request: HttpRequest) -> HttpResponse:
    """All indicators of the day with their series. Takes the same filters as the page: q, enhet, kalla, agare, visa.

    It is written as it is, without being checked against the schema once more: there may be thirty thousand values.
    """
    days = days_of(request)
    given = {name: request.GET.get(name, "") for name in ASKED}
    units = None
    if code := given["enhet"].strip():
        found = organisation.units(on=days.on, known=days.known)
        units = {code} | (found.below(code) if code in found.units else set())
    every = narrowed(series(on=days.on, known=days.known), asked(given, units=units), on=days.on)
    told = {"on": days.on.isoformat(), "known": days.known.isoformat(), "indicators": [_told(each) for each in every]}
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")


def _told(each: Series) -> Mapping[str, Any]:
    said = each.defined
    ends = {
        "sunset": said.sunset.isoformat() if said.sunset else None,
        "valid_from": said.valid_from.isoformat(),
        "valid_to": said.valid_to.isoformat(),
    }
    return {
        **said._asdict(),
        **ends,
        "targets": [aim._asdict() for aim in each.aims],
        "series": _series(each),
    }


def _series(each: Series) -> list[Mapping[str, Any]]:
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for unit, period, gender, standing, value, state, people in each.values:
        key = (unit, gender, standing)
        if key not in found:
            told: dict[str, Any] = {"unit": unit, "gender": gender, "standing": standing}
            found[key] = {**told, "values": {}, "states": {}, "counts": {}}
        found[key]["values"][period] = value
        if state:
            found[key]["states"][period] = state
        if people is not None:
            found[key]["counts"][period] = people
    return [*found.values()]


@router.get("/indikatorer/{code}.json", response=IndicatorWithReadingsOut, summary="En indikator med alla värden")
def indicator(request: HttpRequest, code: str) -> dict[str, Any]:
    """One indicator: every value as it was recorded, revisions too, and what units come to when put together."""
    days = days_of(request)
    told = known(code, known=days.known)
    if told is None:
        raise Http404(_("There is no indicator with the code %(code)s.") % {"code": code})
    said = told.defined
    return {
        "on": days.on,
        "known": days.known,
        "code": said.code,
        "name": said.name,
        "unit": said.unit,
        "measure": said.measure,
        "direction": said.direction,
        "targets": [_target(row) for row in told.targets],
        "readings": [_reading(row) for row in told.readings],
        "computed": _computed(told),
    }


def _target(row: models.Target) -> Mapping[str, Any]:
    values = {"value": plain(row.value), "tolerance": plain(row.tolerance)}
    return {"period": row.period, "operator": row.operator, **values}


def _reading(row: models.Reading) -> Mapping[str, Any]:
    names = ("unit", "period", "gender", "standing", "state", "count", "source", "recorded_at")
    return {**{name: getattr(row, name) for name in names}, "value": _number(row.value)}


def _computed(told: Known) -> list[Mapping[str, Any]]:
    return [
        _whole(period, gender, whole)
        for period, by_gender in told.made.items()
        for gender, units in by_gender.items()
        for whole in units.values()
    ]


def _whole(period: str, gender: Gender, whole: Whole) -> Mapping[str, Any]:
    return {
        "unit": whole.unit,
        "period": period,
        "gender": gender,
        "computed": _number(whole.computed.value),
        "published": _number(whole.published.value if whole.published else None),
        "difference": _number(whole.gap),
        "parts": len(whole.terms),
        "missing": whole.missing,
    }


def _number(value: Any) -> str | None:
    return None if value is None else plain(value)
