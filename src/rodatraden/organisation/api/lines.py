"""Who steers whom, as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from rodatraden.organisation import queries
from rodatraden.organisation.forms import TwoThings
from rodatraden.organisation.rules.lines import Line, Lines, Step, Via, lines_between, rests_on
from rodatraden.organisation.rules.things import Organisation, RelationKind
from rodatraden.organisation.words import lines as words
from rodatraden.ui.pages import days_of

router = Router()


class ThingOut(Schema):
    """A unit or a post."""

    code: str
    name: str


class StepOut(Schema):
    """One step of a line: from whom to whom, what it rests on, which decision made it so and from which day."""

    source: ThingOut
    target: ThingOut
    via: Via
    decision: str | None
    since: date | None


class LineOut(Schema):
    """Whether there is a line of one kind, and the shortest way."""

    kind: RelationKind
    exists: bool
    path: list[StepOut]


class AboveOut(Schema):
    """What stands right above the second of the two, and in which kind of line."""

    kind: RelationKind
    step: StepOut


class LinesOut(Schema):
    """Whether `a` steers `b`, kind by kind and with the way there; the same back; what steers `b`; and why in words.

    Support is not steering: `steers` is about the political line, the line of officials and the owner line.
    """

    on: date
    known: date
    a: ThingOut
    b: ThingOut
    steers: bool
    is_steered: bool
    explanation: list[str]
    lines: list[LineOut]
    back: list[LineOut]
    above: list[AboveOut]


class NotThingsOut(Schema):
    """What is wrong with the codes, by their names in the address, and what may have been meant."""

    detail: dict[str, list[str]]


@router.get(
    "/organisation/vem-styr-vem.json",
    response={200: LinesOut, 400: NotThingsOut},
    summary="Styr den ena enheten eller befattningen den andra?",
)
def lines(request: HttpRequest, a: str = "", b: str = "") -> Status[Mapping[str, Any]]:
    """From `a` to `b`, by code or name, on the day `on` as known on the day `known`."""
    days = days_of(request)
    found = queries.organisation(on=days.on, known=days.known)
    asked = TwoThings({"a": a, "b": b}, found)
    if not asked.is_valid():
        return Status(400, {"detail": asked.errors})
    answer = lines_between(found, asked.cleaned_data["a"], asked.cleaned_data["b"])
    return Status(200, _as_plain(answer, found, queries.since(*rests_on(answer))))


def _as_plain(answer: Lines, found: Organisation, since: Mapping[str, date]) -> Mapping[str, Any]:
    return {
        "on": found.on,
        "known": found.known,
        "a": _thing(found, answer.a),
        "b": _thing(found, answer.b),
        "steers": answer.steers,
        "is_steered": answer.is_steered,
        "explanation": words.explanation(answer, found, since),
        "lines": [_line(found, line, since) for line in answer.there],
        "back": [_line(found, line, since) for line in answer.back],
        "above": [{"kind": kind, "step": _step(found, step, since)} for kind, step in answer.above],
    }


def _line(found: Organisation, line: Line, since: Mapping[str, date]) -> Mapping[str, Any]:
    return {"kind": line.kind, "exists": line.exists, "path": [_step(found, step, since) for step in line.path]}


def _step(found: Organisation, step: Step, since: Mapping[str, date]) -> Mapping[str, Any]:
    return {
        "source": _thing(found, step.source),
        "target": _thing(found, step.target),
        "via": step.via,
        "decision": step.decision or None,
        "since": since.get(step.subject),
    }


def _thing(found: Organisation, code: str) -> Mapping[str, str]:
    return {"code": code, "name": words.label(found, code)}
