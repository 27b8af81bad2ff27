"""The register as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.decisions import models, queries, rules
from rodatraden.decisions.forms import wanted_in
from rodatraden.kernel import likeness
from rodatraden.ui.pages import days_of

router = Router(tags=["Beslut"])


class ChangeOut(Schema):
    """One change: its kind, the day it takes effect, and its terms as in the decision's file."""

    change: str
    effective_on: date
    terms: dict[str, Any]


class DecisionOut(Schema):
    """A decision as known on the day asked for."""

    code: str
    title: str
    decided_by: str
    decided_on: date
    effective_on: date
    right: str
    right_reference: str
    dnr: str
    paragraph: str
    revoked: bool
    state: str
    appeal: str | None
    announced_on: date | None
    final_on: date | None
    finality: str


class AlikeOut(Schema):
    """An earlier decision, and how many per cent of the reasons are the same."""

    code: str
    per_cent: int


class BackOut(Schema):
    """That a decision takes another back: in which way (revokes, replaces, corrects), and from which day."""

    way: str
    decision: str
    effective_on: date | None


class DocumentOut(Schema):
    """A document of the decision: where it is, its size in bytes and the hash of what it holds."""

    file: str
    title: str
    sha256: str
    size: int
    address: str


class BelongsOut(Schema):
    """Something that the decision belongs to, such as a matter, and the address of its page."""

    label: str
    address: str


class DecisionWithChangesOut(DecisionOut):
    """The same with its reasons and what it changes."""

    reasons: str
    source: str
    changes: list[ChangeOut]
    revokes: list[str]
    ground: list[str]
    belongs_to: list[BelongsOut]
    takes_back: list[BackOut]
    taken_back_by: list[BackOut]
    documents: list[DocumentOut]
    alike: list[AlikeOut]


class RegisterOut(Schema):
    """The decisions taken by a day, latest first."""

    known: date
    decisions: list[DecisionOut]


@router.get("/beslut.json", response=RegisterOut, summary="Beslut, senaste först")
def register(request: HttpRequest, q: str = "") -> dict[str, Any]:
    """The decisions taken by the day; `q` searches, and `ar`, `organ`, `ratt` and `lage` filter as on the page."""
    days = days_of(request)
    found = queries.register(wanted_in(request.GET.dict()), on=days.on, known=days.known)
    ways = queries.ways_back(known=min(days.known, days.on))
    return {"known": days.known, "decisions": [_decision(each, ways, days.on) for each in found]}


@router.get("/beslut/{code}.json", response=DecisionWithChangesOut, summary="Ett beslut med sina ändringar")
def decision(request: HttpRequest, code: str) -> dict[str, Any]:
    """One decision."""
    days = days_of(request)
    found = queries.in_register(known=days.known).filter(code=code).first()
    if found is None:
        raise Http404(_("No decision with the code %(code)s was taken by that day.") % {"code": code})
    changes = found.changes.order_by("position")
    back = [(row.way, row.revoked.code, row.effective_on) for row in _revoked(found)]
    by = queries.standing_revocations(found, known=days.known)
    alike = queries.alike_before(found)
    return {
        **_decision(found, queries.ways_back(known=days.known), days.on),
        "reasons": found.reasons,
        "source": found.source,
        "changes": [
            {"change": change.kind, "effective_on": change.effective_on, "terms": change.terms} for change in changes
        ],
        "revokes": [code for _way, code, _day in back],
        "ground": [each.label for each in queries.ground_of(found)],
        "belongs_to": [
            {"label": each.label, "address": each.address} for each in queries.belongs_to(code, known=days.known)
        ],
        "takes_back": [_back(*each) for each in back],
        "taken_back_by": [_back(row.way, row.decision.code, row.effective_on) for row in by],
        "documents": [_document(code, each) for each in found.documents.order_by("position")],
        "alike": [{"code": each.code, "per_cent": likeness.shown(per_cent)} for each, per_cent in alike],
    }


def _revoked(decision: models.Decision) -> QuerySet[models.Revocation]:
    return decision.revocations.select_related("revoked").order_by("revoked__code")


def _back(way: str, code: str, effective_on: date | None) -> dict[str, Any]:
    return {"way": way, "decision": code, "effective_on": effective_on}


def _document(code: str, row: models.Document) -> dict[str, Any]:
    address = reverse("decisions:document", args=[code, row.file])
    return {"file": row.file, "title": row.title, "sha256": row.sha256, "size": row.size, "address": address}


def _decision(row: models.Decision, ways: Mapping[str, rules.TakesBack], on: date) -> dict[str, Any]:
    appeal = queries.appeal_of(row)
    computed = {
        "revoked": row.is_revoked,
        "state": ways[row.code].value if row.is_revoked else "stands",
        "appeal": appeal,
        "final_on": rules.final_on(appeal, row.announced_on),
        "finality": rules.finality(appeal, row.announced_on, on=on),
    }
    names = DecisionOut.model_fields.keys() - computed.keys()
    return {**{name: getattr(row, name) for name in names}, **computed}
