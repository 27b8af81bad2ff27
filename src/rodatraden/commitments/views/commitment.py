"""One commitment as a thread: what it comes from, who answers for it, how it has gone, and who has been told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.commitments import models, queries, words
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.codes import OriginKind, State
from rodatraden.commitments.views.board import Shown, shown
from rodatraden.commitments.views.named import (
    FOLLOW_UP,
    GIVE,
    NOTE,
    Names,
    answers_for,
    commitment_or_404,
    known_on,
    may,
    names,
)
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link, Stage, Step


@dataclass(frozen=True, slots=True)
class Said:
    """How far it had come at a time, in words."""

    row: models.Progress
    shape: str
    word: str
    by: Link | None


@dataclass(frozen=True, slots=True)
class Noted:
    """That a body took note, in words."""

    row: models.ReportBack
    body: Link
    by: Link | None


@dataclass(frozen=True, slots=True)
class Reworded:
    """A wording that counts no more: which fields were otherwise, with what they said."""

    row: models.CommitmentVersion
    was: Sequence[tuple[str, str]]
    by: Link | None


@reads
def commitment(request: Request, code: str) -> HttpResponse:
    """One commitment. Public, as what it comes from."""
    days = known_on(request.days)
    found = commitment_or_404(code, request.days)
    notes = list(queries.notes_of(code, known=days.known))
    reports = list(queries.reports_of(code, known=days.known))
    wordings = list(queries.wordings_of(code, known=days.known))
    also = {row.post for row in (*notes, *reports, *wordings)} | {row.body for row in reports}
    also |= {each for row in wordings for each in (row.unit, row.owner, row.report_to)}
    named = names(days, [found], also)
    now = shown(found, named, days)
    return page(
        request,
        "commitments/commitment.html",
        each=now,
        named_body=named.unit(found.report_to) if found.report_to else None,
        origin_kind=words.ORIGINS[found.origin_kind] if found.origin_kind else "",
        notes=[
            Said(row, words.SHAPES[State(row.state)], str(words.STATES[State(row.state)]), _by(row, named))
            for row in notes
        ],
        reports=[Noted(row, named.unit(row.body), _by(row, named)) for row in reports],
        wordings=_reworded(wordings, named),
        steps=_thread(now),
        may_give=may(request, GIVE, found.unit),
        may_follow_up=may(request, FOLLOW_UP, found.unit) or (request.days.is_today and answers_for(request, found)),
        may_note=bool(found.report_to) and may(request, NOTE, found.unit),
        crumbs=[Link(_("Assignments and activities"), "/uppdrag"), Link(found.title)],
    )


def _by(row: models.Progress | models.ReportBack | models.CommitmentVersion, named: Names) -> Link | None:
    return named.any(row.post) if row.post else None


_STAGES: dict[OriginKind, Stage] = {
    OriginKind.DECISION: "decision",
    OriginKind.MATTER: "decision",
    OriginKind.GOAL: "goal",
}


def _thread(each: Shown) -> list[Step]:
    """The red thread through it: the goal or the decision that it comes from, and itself."""
    kind = each.told.origin_kind
    step = Step("activity", each.told.title, current=True)
    if each.origin is None or kind not in _STAGES:
        return [step]
    above = Step(_STAGES[kind], each.origin.label, each.origin.address)
    return [step, above] if above.stage == "decision" else [above, step]


def _reworded(rows: Sequence[models.CommitmentVersion], named: Names) -> list[Reworded]:
    """What was otherwise before each rewording, the latest first."""
    return [
        Reworded(
            after,
            [
                (label, _word(before, name, named))
                for name, label in _labels()
                if getattr(before, name) != getattr(after, name)
            ],
            _by(after, named),
        )
        for after, before in pairwise(rows)
    ]


def _labels() -> list[tuple[str, str]]:
    return [
        ("kind", _("Kind")),
        ("title", _("What is to be done")),
        ("description", _("More about it")),
        ("unit", _("Unit")),
        ("owner", _("Answers for it")),
        ("starts", _("Begins")),
        ("due", _("Last day")),
        ("origin", _("Comes from")),
        ("report_to", _("To be told back to")),
        ("report_by", _("Told back by")),
        ("source", _("Source")),
    ]


def _word(row: models.CommitmentVersion, name: str, named: Names) -> str:
    value = getattr(row, name)
    if name == "kind":
        return str(words.KINDS[value])
    if name in {"unit", "owner", "report_to"} and value:
        return named.any(value).label
    return str(value) if value else "–"


def told_now(row: Told) -> str:
    """What stands of a commitment, in words: for who wrote at the same time."""
    return "\n".join(part for part in (row.title, row.description, row.text) if part)
