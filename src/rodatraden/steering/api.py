"""Goals, and how it went with them, as JSON: the same figures as on the pages, the same rights, the same days."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.decisions import models as register
from rodatraden.files.writing import plain
from rodatraden.indicators.queries import Measured
from rodatraden.indicators.rules import Direction, Operator, Verdict
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import models, queries, words
from rodatraden.steering.queries import Contribution, FollowedGoal, FollowedUnit
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.rules import Counts, Stage, Status
from rodatraden.steering.rules.model import Model
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
    also: list[str]
    """The other goals that it contributes to."""
    continues: list[str]
    carriers: list[str]
    judged_by: str
    unit: str
    model: str | None
    """The steering model of its time; null: none was adopted."""
    model_decision: str | None
    computed: Status
    unmeasured: int
    assessed: Status | None
    step: str | None
    """The step of the scale of its model, in words."""
    reason: str
    text: str | None
    indicators: list[IndicatorOut]


class GoalsOut(Schema):
    """The goals of the day in tree order, as known on a day, with how it went in a round."""

    on: date
    known: date
    round: str | None
    goals: list[GoalOut]


class LevelOut(Schema):
    """A level of goals; `owners` are the kinds of unit that may own a goal there, none of them: any."""

    code: str
    name: str
    owners: list[UnitKind]
    about: str


class ScaleStepOut(Schema):
    """A step of the scale, and the status that it counts as."""

    code: str
    word: str
    shape: str
    colour: str
    counts_as: Status


class AssessingOut(Schema):
    """How a status follows from the indicators, in per cent, and when an assessment must be explained."""

    method: str
    achieved_from: str
    partly_from: str
    near: str
    reason: str


class AdoptedOut(Schema):
    """A steering model, the decision that adopted it, and the days on which it is in force; `until` is not one."""

    model: str
    name: str
    decision: str
    decided_by: str
    decided_on: date
    since: date
    until: date | None


class ModelOut(Schema):
    """The model in force on the day `on`, as known on the day `known`; null: the assembly had adopted none."""

    on: date
    known: date
    in_force: AdoptedOut | None
    levels: list[LevelOut]
    scale: list[ScaleStepOut]
    calendar: list[str]
    assessing: AssessingOut
    questions: list[str]
    through_time: list[AdoptedOut]


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
        days.on,
        known=days.known,
        followed=followed,
        may_read_draft=queries.drafts_for(request.user, today=days.today),
    )
    if unit := enhet.strip():
        units = organisation.units(on=days.on, known=days.known)
        told = told.of(lambda code: code == unit or units.within(code, unit))
    code = followed.code if followed else None
    return {"on": days.on, "known": days.known, "round": code, "goals": _goals(told.goals)}


@router.get("/styrmodell.json", response=ModelOut, summary="Styrmodellen som gäller, och beslutet som antog den")
def model(request: HttpRequest) -> dict[str, Any]:
    """The steering model of the day, and every one that has been in force."""
    days = days_of(request)
    through = in_time.through(known=days.known)
    found = in_time.in_force(on=days.on, known=days.known)
    decided = in_time.decided(through)
    terms = found.terms
    return {
        "on": days.on,
        "known": days.known,
        "in_force": _adopted(found, decided) if found.is_adopted else None,
        "levels": terms.levels,
        "scale": terms.scale,
        "calendar": terms.calendar,
        "assessing": asdict(terms.assessing)
        | {"achieved_from": plain(terms.assessing.achieved_from), "partly_from": plain(terms.assessing.partly_from)},
        "questions": terms.questions,
        "through_time": [_adopted(each, decided) for each in through],
    }


def _adopted(found: Model, decided: Mapping[str, register.Decision]) -> dict[str, Any]:
    row = decided[found.decision]
    return {
        "model": found.terms.model,
        "name": found.terms.name,
        "decision": row.code,
        "decided_by": row.decided_by,
        "decided_on": row.decided_on,
        "since": found.since,
        "until": None if found.until == FOREVER else found.until,
    }


@router.get("/uppfoljning/{code}.json", response=RoundOut, summary="En uppföljning")
def followed(request: HttpRequest, code: str) -> dict[str, Any]:
    """One round as known on the day `known`."""
    days = days_of(request)
    asked = _round(code, days)
    if asked is None:
        raise Http404
    may = queries.drafts_for(request.user, today=days.today)
    told = queries.followup(asked, known=days.known, may_read_draft=may)
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
            "level": goal.model.level_name(goal.level),
            "parent": goal.parent or None,
            "also": goal.also,
            "continues": goal.continues,
            "carriers": goal.carriers,
            "judged_by": goal.judged_by,
            "model": goal.model.terms.model if goal.model.is_adopted else None,
            "model_decision": goal.model.decision or None,
            "unit": goal.unit,
            "computed": goal.computed.status,
            "unmeasured": goal.computed.unmeasured,
            "assessed": goal.assessed,
            "step": words.sign_word(goal.model, goal.assessed, goal.step) if goal.assessed else None,
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
