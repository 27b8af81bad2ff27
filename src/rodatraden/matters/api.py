"""Matters as JSON: the same as on the pages, on the same days."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.matters import models, queries
from rodatraden.matters.queries import Judged
from rodatraden.matters.rules.codes import (
    Applies,
    GateState,
    MatterKind,
    MatterStatus,
    StepKind,
    StepOutcome,
    Trait,
)
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation
from rodatraden.ui.pages import days_of

router = Router(tags=["Ärenden"])


class MatterOut(Schema):
    """A matter as it was known on the day; `latest_on` is when something last happened in it."""

    code: str
    dnr: str
    title: str
    kind: MatterKind
    category: str
    unit: str | None
    status: MatterStatus
    opened_on: date | None
    closed_on: date | None
    latest_on: date | None


class StepOut(Schema):
    """What happened, where and when. `body` is a code when there is one, `body_name` what was written otherwise."""

    code: str
    kind: StepKind
    body: str | None
    body_name: str
    on: date | None
    outcome: StepOutcome | None
    note: str
    gate: str | None
    decision: str | None
    reference: str
    source: str
    recorded_at: datetime


class GateOut(Schema):
    """A gate in force on the day, and how it stands: passed by a step, waived with a reason, left or not needed."""

    code: str
    name: str
    applies: Applies
    group: str | None
    state: GateState
    step: str | None
    reason: str
    explanation: str
    source: str


class TouchedOut(Schema):
    """A unit that is touched, with the codes above it. `computed` from decisions, or ruled by hand with a reason."""

    unit: str
    path: list[str]
    touched: bool
    computed: bool
    decisions: list[str]
    reason: str


class MatterWithStepsOut(MatterOut):
    """One matter: what happened, whom it touches, and what is left before it can be decided."""

    on: date
    known: date
    about: str
    source: str
    traits: list[Trait]
    may_be_decided: bool
    gates: list[GateOut]
    touched: list[TouchedOut]
    administrations: list[str]
    steps: list[StepOut]
    decisions: list[str]


class MattersOut(Schema):
    """The matters known on the day, those where something happened last first."""

    known: date
    matters: list[MatterOut]


@router.get("/arenden.json", response=MattersOut, summary="Ärenden, de där något hände senast först")
def board(request: HttpRequest) -> dict[str, Any]:
    """Every matter registered by the day. Takes the same filters as the page: q, lage, slag, omrade, organ, enhet."""
    days = days_of(request)
    known = min(days.known, days.on)
    found = queries.search(queries.asked(request.GET, on=days.on, known=days.known), known=known)
    return {"known": known, "matters": [_matter(row, row.latest_on) for row in found]}


@router.get(
    "/arenden/{code}.json", response=MatterWithStepsOut, summary="Ett ärende med steg, krav och berörda enheter"
)
def matter(request: HttpRequest, code: str) -> dict[str, Any]:
    """One matter on the day `on`, as known on the day `known`."""
    days = days_of(request)
    found = queries.find(code, known=days.known)
    if found is None:
        raise Http404(_("No matter with the code %(code)s was registered by that day.") % {"code": code})
    units = organisation.units_and_relations(on=days.on, known=days.known)
    steps = queries.steps_of([code], known=days.known)
    judged = queries.judge([found], units=units, steps=steps)[code]
    told = steps.get(code, [])
    return {
        **_matter(found, max((step.on for step in told if step.on and step.on <= days.known), default=None)),
        "on": days.on,
        "known": days.known,
        "about": found.about,
        "source": found.source,
        "traits": list(judged.traits),
        "may_be_decided": judged.may_be_decided,
        "gates": _gates(judged),
        "touched": _touched(judged, units),
        "administrations": list(judged.operations),
        "steps": [_step(step) for step in told],
        "decisions": sorted({step.decision for step in told if step.decision}),
    }


def _matter(row: models.MatterVersion, latest_on: date | None) -> dict[str, Any]:
    names = ("dnr", "title", "kind", "category", "status", "opened_on", "closed_on")
    said = {name: getattr(row, name) for name in names}
    return {**said, "code": row.matter_id, "unit": row.unit or None, "latest_on": latest_on}


def _step(row: models.StepVersion) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in StepOut.model_fields}
    return {**said, **{name: said[name] or None for name in ("body", "outcome", "gate", "decision")}}


def _gates(judged: Judged) -> list[dict[str, Any]]:
    return [
        {
            "code": each.gate.code,
            "name": each.gate.name,
            "applies": each.gate.applies,
            "group": each.gate.group or None,
            "state": each.state,
            "step": each.step or None,
            "reason": each.reason,
            "explanation": each.gate.explanation,
            "source": each.gate.source,
        }
        for each in judged.standings
    ]


def _touched(judged: Judged, units: Organisation) -> list[dict[str, Any]]:
    return [
        {
            "unit": each.unit,
            "path": [unit.code for unit in units.path(each.unit)],
            "touched": each.counts,
            "computed": bool(each.decisions),
            "decisions": list(each.decisions),
            "reason": each.ruling.reason if each.ruling else "",
        }
        for each in judged.touched
    ]
