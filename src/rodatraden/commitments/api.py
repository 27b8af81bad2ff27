"""Commitments as JSON: the same as on the pages, on the same days."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.commitments import queries
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.codes import Kind, OriginKind, Reporting, State
from rodatraden.organisation import queries as organisation
from rodatraden.ui.pages import days_of

router = Router(tags=["Uppdrag"])


class CommitmentOut(Schema):
    """What is promised and how it stands on the day. `days_late` is 0 when it isn't late."""

    code: str
    kind: Kind
    title: str
    unit: str
    owner: str | None
    is_ownerless: bool
    starts: date | None
    due: date | None
    state: State
    is_late: bool
    days_late: int
    share: int | None
    text: str
    followed_up_at: datetime | None
    origin_kind: OriginKind | None
    origin: str | None
    report_to: str | None
    report_by: date | None
    reporting: Reporting


class CommitmentsOut(Schema):
    """What is promised, as known on the day: what is left first."""

    on: date
    known: date
    commitments: list[CommitmentOut]


class NoteOut(Schema):
    """How far it had come at a time."""

    state: State
    share: int | None
    text: str
    recorded_at: datetime
    post: str


class ReportOut(Schema):
    """That a body took note of how it went."""

    body: str
    on: date
    decision: str
    reference: str
    text: str
    is_final: bool


class CommitmentWithNotesOut(CommitmentOut):
    """One commitment with its history, the latest first."""

    on: date
    known: date
    description: str
    source: str
    notes: list[NoteOut]
    reports: list[ReportOut]


@router.get("/uppdrag.json", response=CommitmentsOut, summary="Uppdrag, aktiviteter, åtgärder och löften")
def board(request: HttpRequest) -> dict[str, Any]:
    """All that is promised. Takes the same filters as the page: q, slag, lage, enhet, ursprung, ansvarig, till."""
    on, known = _days(request)
    every = queries.told(known=known)
    posts = _posts(every, on, known)
    wanted = queries.asked(request.GET, on=on, known=known)
    found = queries.narrowed(every, wanted, on=on, posts=posts)
    return {"on": on, "known": known, "commitments": [_out(row, on, posts) for row in found]}


@router.get("/uppdrag/{code}.json", response=CommitmentWithNotesOut, summary="Ett uppdrag med sin historia")
def commitment(request: HttpRequest, code: str) -> dict[str, Any]:
    """One commitment: how far it had come each time someone said, and when it was told back."""
    on, known = _days(request)
    found = queries.find(code, known=known)
    if found is None:
        raise Http404(_("No commitment with the code %(code)s was recorded by that day.") % {"code": code})
    return {
        **_out(found, on, _posts([found], on, known)),
        "on": on,
        "known": known,
        "description": found.description,
        "source": found.source,
        "notes": list(queries.notes_of(code, known=known)),
        "reports": list(queries.reports_of(code, known=known)),
    }


def _days(request: HttpRequest) -> tuple[date, date]:
    days = days_of(request)
    return days.on, min(days.on, days.known)


def _posts(rows: list[Told], on: date, known: date) -> set[str]:
    return {*organisation.posts({row.owner for row in rows if row.owner}, on=on, known=known)}


def _out(row: Told, on: date, posts: set[str]) -> dict[str, Any]:
    now = row.standing(on)
    names = ("code", "kind", "title", "unit", "starts", "due", "state", "share", "text", "followed_up_at")
    return {
        **{name: getattr(row, name) for name in (*names, "origin_kind", "report_by")},
        "owner": row.owner or None,
        "is_ownerless": not now.is_finished and row.owner not in posts,
        "is_late": now.is_late,
        "days_late": now.days_late,
        "origin": row.origin or None,
        "report_to": row.report_to or None,
        "reporting": now.reporting,
    }
