"""Goals, and how it went with them, as JSON: the same figures as on the pages, the same rights, the same days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.files.writing import plain
from rodatraden.indicators.queries import Measured
from rodatraden.indicators.rules import Direction, Operator, Verdict
from rodatraden.organisation import queries as organisation
from rodatraden.steering import models, queries
from rodatraden.steering.queries import Contribution, FollowedGoal, FollowedUnit
from rodatraden.steering.rules import Counts, Stage, Status
from rodatraden.ui.days import Days
from rodatraden.ui.pages import days_of

router = Router(tags=["Mål och uppföljning"])


class IndicatorOut(Schema):
    """An indicator in the period that is judged; `previous` is a year before. Numbers are strings, or null."""

    code: str
    name: str
    measure: str
    direction: Direction
    period: str
    target: str | None
    operator: Operator | None
    outcome: str | None
    previous: str | None
    computed: Verdict | None


class GoalOut(Schema):
    """`computed` is what its indicators say, `assessed` what its owner says, with a reason when they differ."""

    code: str
    title: str
    level: str
    parent: str | None
    unit: str
    computed: Status
    unmeasured: int
    assessed: Status | None
    reason: str
    text: str | None
    indicators: list[IndicatorOut]


class GoalsOut(Schema):
    """The goals of the day in tree order, as known on a day, with how it went in a round."""

    on: date
    known: date
    round: str | None
    goals: list[GoalOut]


class CountsOut(Schema):
    """How many goals of each status: the assessed one when there is one, else the computed."""

    achieved: int
    partly: int
    not_achieved: int
    cannot_be_assessed: int


class UnitOut(Schema):
    """A unit that is asked, how far it has come and since when."""

    unit: str
    stage: Stage
    at: datetime
    text: str | None
    counts: CountsOut


class RoundOut(Schema):
    """A round: what it asks, of whom, and how it went. Drafts only for those who may read them."""

    on: date
    known: date
    round: str
    title: str
    period: str
    measured_period: str
    year: int
    previous_year: int
    deadline: date
    counts: CountsOut
    units: list[UnitOut]
    goals: list[GoalOut]


@router.get("/mal.json", response=GoalsOut, summary="Mål med indikatorer, utfall och bedömning")
def goals(request: HttpRequest, round: str = "", enhet: str = "") -> dict[str, Any]:  # noqa: A002 – as in the address
    """Goals on the day `on`, as known on the day `known`, in a round (left out: the latest that has begun).

    With `enhet` the goals of that unit and of those below it, and the goals over them.
    """
    days = days_of(request)
    followed = _round(round, days)
    told = queries.thread_on(
        days.on, known=days.known, followed=followed, may_read_draft=queries.drafts_for(request.user)
    )
    if unit := enhet.strip():
        units = organisation.units(on=days.on, known=days.known)
        told = told.of(lambda code: code == unit or units.within(code, unit))
    code = followed.code if followed else None
    return {"on": days.on, "known": days.known, "round": code, "goals": _goals(told.goals)}


@router.get("/uppfoljning/{code}.json", response=RoundOut, summary="En uppföljning")
def followed(request: HttpRequest, code: str) -> dict[str, Any]:
    """One round as known on the day `known`."""
    days = days_of(request)
    asked = _round(code, days)
    if asked is None:
        raise Http404
    told = queries.followup(asked, known=days.known, may_read_draft=queries.drafts_for(request.user))
    return {
        "on": days.on,
        "known": days.known,
        "round": asked.code,
        "title": asked.title,
        "period": asked.period,
        "measured_period": asked.measured_period,
        "year": asked.year,
        "previous_year": asked.previous_year,
        "deadline": asked.deadline,
        "counts": _counts(told.counts),
        "units": [_unit(each) for each in told.units if each.submitted],
        "goals": _goals(told.goals),
    }


def _round(code: str, days: Days) -> models.Round | None:
    try:
        return queries.asked_round(code, on=days.on, known=days.known)
    except queries.UnknownRound:
        raise Http404(_("There is no round with the code %(code)s.") % {"code": code}) from None


def _goals(goals: Sequence[FollowedGoal]) -> list[Mapping[str, Any]]:
    return [
        {
            "code": goal.code,
            "title": goal.title,
            "level": goal.level,
            "parent": goal.parent or None,
            "unit": goal.unit,
            "computed": goal.computed.status,
            "unmeasured": goal.computed.unmeasured,
            "assessed": goal.assessed,
            "reason": goal.reason,
            "text": _text(goal.text),
            "indicators": [_indicator(each) for each in goal.indicators],
        }
        for goal in goals
    ]


def _indicator(measured: Measured) -> Mapping[str, Any]:
    return {
        "code": measured.code,
        "name": measured.name,
        "measure": measured.measure,
        "direction": measured.direction,
        "period": measured.period,
        "target": _number(measured.target.value) if measured.target else None,
        "operator": measured.target.operator if measured.target else None,
        "outcome": _number(measured.outcome.value),
        "previous": _number(measured.previous.value),
        "computed": measured.verdict if measured.target else None,
    }


def _unit(unit: FollowedUnit) -> Mapping[str, Any]:
    return {
        "unit": unit.unit,
        "stage": unit.stage,
        "at": unit.submitted.at if unit.submitted else None,
        "text": _text(unit.text),
        "counts": _counts(unit.counts),
    }


def _counts(counts: Counts) -> Mapping[str, int]:
    return {status.value: getattr(counts, status.value) for status in Status}


def _text(contribution: Contribution | None) -> str | None:
    return contribution.text if contribution else None


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
