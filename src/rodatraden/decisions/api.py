"""The register as JSON."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rodatraden.decisions import models, queries
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


class AlikeOut(Schema):
    """An earlier decision, and how many per cent of the reasons are the same."""

    code: str
    per_cent: int


class DecisionWithChangesOut(DecisionOut):
    """The same with its reasons and what it changes."""

    reasons: str
    source: str
    changes: list[ChangeOut]
    revokes: list[str]
    alike: list[AlikeOut]


class RegisterOut(Schema):
    """The decisions taken by a day, latest first."""

    known: date
    decisions: list[DecisionOut]


@router.get("/beslut.json", response=RegisterOut, summary="Beslut, senaste först")
def register(request: HttpRequest, q: str = "") -> dict[str, Any]:
    """Every decision taken by the day; `q` searches."""
    days = days_of(request)
    found = queries.search(q[:200], known=min(days.known, days.on))
    return {"known": days.known, "decisions": [_decision(each) for each in found]}


@router.get("/beslut/{code}.json", response=DecisionWithChangesOut, summary="Ett beslut med sina ändringar")
def decision(request: HttpRequest, code: str) -> dict[str, Any]:
    """One decision."""
    found = queries.decisions_with_standing(known=days_of(request).known).filter(code=code).first()
    if found is None:
        raise Http404(_("No decision with the code %(code)s was taken by that day.") % {"code": code})
    changes = found.changes.order_by("position")
    return {
        **_decision(found),
        "reasons": found.reasons,
        "source": found.source,
        "changes": [
            {"change": change.kind, "effective_on": change.effective_on, "terms": change.terms} for change in changes
        ],
        "revokes": list(found.revocations.order_by("revoked__code").values_list("revoked__code", flat=True)),
        "alike": [
            {"code": each.code, "per_cent": likeness.shown(per_cent)} for each, per_cent in queries.alike_before(found)
        ],
    }


def _decision(row: models.Decision) -> dict[str, Any]:
    names = DecisionOut.model_fields.keys() - {"revoked"}
    return {**{name: getattr(row, name) for name in names}, "revoked": row.is_revoked}
