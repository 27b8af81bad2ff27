"""The register of decisions, and one decision."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import models, queries, rules, words
from rodatraden.kernel import likeness
from rodatraden.kernel.likeness import Passage
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 50
_MOST_ALIKE = 3


@reads
def register(request: Request, form: Form = "page") -> HttpResponse:
    """Every decision taken by the day, latest first; public, as protocols are."""
    text = request.GET.get("q", "").strip()[:200]
    found = queries.search(text, known=min(request.days.known, request.days.on))
    if form != "page":
        return tables.answer(_table(list(found), found.count()), form, request.days)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    return page(
        request,
        "decisions/register.html",
        table=_table(list(part.object_list), part.paginator.count),
        part=part,
        text=text,
    )


def _table(decisions: Sequence[models.Decision], total: int) -> Table:
    named = names_of({decision.decided_by for decision in decisions})
    columns = [
        Column("decision", _("Decision"), "link"),
        Column("code", _("Code")),
        Column("decided_on", _("Decided"), "day"),
        Column("effective_on", _("Takes effect"), "day"),
        Column("decided_by", _("By"), "link"),
        Column("right", _("Right")),
        Column("dnr", _("Registration number")),
        Column("state", _("State")),
    ]
    rows = [
        Row(
            (
                Link(decision.title, f"/beslut/{decision.code}"),
                decision.code,
                decision.decided_on,
                decision.effective_on,
                link_to(named, decision.decided_by),
                str(words.RIGHTS[rules.Right(decision.right)]),
                " ".join(part for part in (decision.dnr, decision.paragraph) if part),
                _("revoked") if decision.is_revoked else _("stands"),
            )
        )
        for decision in decisions
    ]
    return Table("beslut", _("Decisions"), columns, rows, total=total)


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words, and when it takes effect if that is another day than the decision's."""

    sentence: str
    effective_on: date | None


@reads
def decision(request: Request, code: str) -> HttpResponse:
    """One decision: what it changes, why, and whether it still stands."""
    known = request.days.known
    found = queries.decisions_with_standing(known=known).filter(code=code).first()
    if found is None:
        raise Http404(_("No decision with the code %(code)s was taken by that day.") % {"code": code})
    changes = [queries.as_rule(change, found) for change in found.changes.order_by("position")]
    named = names_of({found.decided_by} | {code for change in changes for code in _codes(change.terms)})
    told = [
        Told(
            sentence_of(change.terms, named), None if change.effective_on == found.effective_on else change.effective_on
        )
        for change in changes
    ]
    return page(
        request,
        "decisions/decision.html",
        decision=found,
        right=words.RIGHTS[rules.Right(found.right)],
        decider=link_to(named, found.decided_by),
        changes=told,
        revokes=found.revocations.select_related("revoked").order_by("revoked__code"),
        revoked_by=queries.standing_revocations(found, known=known),
        alike=_alike(found),
        crumbs=[Link(_("Decisions"), "/beslut"), Link(found.title)],
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier decision with nearly the same reasons: how many per cent, and both told as one text."""

    decision: models.Decision
    per_cent: int
    passages: Sequence[Passage]


def _alike(decision: models.Decision) -> list[Alike]:
    found = queries.alike_before(decision)[:_MOST_ALIKE]
    return [
        Alike(each, likeness.shown(per_cent), likeness.passages(each.reasons, decision.reasons))
        for each, per_cent in found
    ]


def names_of(codes: set[str]) -> dict[str, rules.Named]:
    """What codes are called, asked of the slices that know."""
    return {code: named for owner in rules.OWNERS for code, named in owner.names(codes).items()}


def link_to(named: dict[str, rules.Named], code: str) -> Link:
    """A link to what a code names; the bare code when nobody knows it."""
    return Link(named[code].label, named[code].address) if code in named else Link(code)


def sentence_of(terms: rules.Terms, named: dict[str, rules.Named]) -> str:
    """A change in the words of the slice that owns it."""
    return next(filter(None, (owner.sentence(terms, named) for owner in rules.OWNERS)), terms.change)


def _codes(terms: Any) -> set[str]:
    """Every text in a change, also in its parts: what may be the code of something with a name."""
    values = [getattr(terms, field.name) for field in fields(terms)]
    parts = [part for value in values if isinstance(value, tuple) for part in value if is_dataclass(part)]
    return {value for value in values if isinstance(value, str)}.union(*map(_codes, parts))
