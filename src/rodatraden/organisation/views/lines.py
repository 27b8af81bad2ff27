"""Does one unit or post steer another, how do we know, and what steers it instead?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rodatraden.organisation import queries
from rodatraden.organisation.forms import TwoThings
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.lines import Line, Lines, lines_between, rests_on
from rodatraden.organisation.rules.things import Organisation
from rodatraden.organisation.words import lines as told
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Cell, Column, Form, Row, Table


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a line, with what it rests on in words."""

    source: Link
    target: Link
    rests_on: str
    decision: str
    since: date | None


@reads
def lines(request: Request, form: Form = "page") -> HttpResponse:
    """Yes or no for each kind of line between two units or posts, with the way there. Public, as the relations are."""
    found = queries.organisation(on=request.days.on, known=request.days.known)
    asked = TwoThings(request.GET.dict(), found)
    crumbs = [Link(_("Organisation"), "/organisation"), Link(_("Who steers whom?"))]
    if not asked.is_bound or not asked.is_valid():
        status = 400 if asked.is_bound else 200
        return page(request, "organisation/lines.html", form=asked, crumbs=crumbs, status=status)
    answer = lines_between(found, asked.cleaned_data["a"], asked.cleaned_data["b"])
    since = queries.since(*rests_on(answer))
    if form != "page":
        return tables.answer(_flat(answer, found, since), form, request.days)
    return page(
        request,
        "organisation/lines.html",
        form=asked,
        answer=answer,
        explanation=told.explanation(answer, found, since),
        question=_question(answer, found),
        lines=[(told.LINES[line.kind], _shown(line, found, since)) for line in answer.there],
        back=[(told.LINES[line.kind], _shown(line, found, since)) for line in answer.back if line.exists],
        crumbs=crumbs,
    )


def _question(answer: Lines, found: Organisation) -> str:
    names = {"a": told.label(found, answer.a), "b": told.label(found, answer.b)}
    return _("Does %(a)s steer %(b)s?") % names


def _shown(line: Line, found: Organisation, since: dict[str, date]) -> list[ShownStep]:
    return [
        ShownStep(
            _link(found, step.source),
            _link(found, step.target),
            str(told.VIAS[step.via]),
            step.decision,
            since.get(step.subject),
        )
        for step in line.path
    ]


def _flat(answer: Lines, found: Organisation, since: dict[str, date]) -> Table:
    """Every line both ways, a row for each step; one row without steps where there is no such line."""
    columns = [
        Column("question", _("Question")),
        Column("line", _("Line")),
        Column("exists", _("Is there one?")),
        Column("source", pgettext("unit or post", "From"), "link"),
        Column("target", pgettext("unit or post", "To"), "link"),
        Column("rests_on", _("How we know")),
        Column("decision", _("Decision"), "link"),
        Column("since", _("Since"), "day"),
    ]
    there, back = _question(answer, found), _question(replace(answer, a=answer.b, b=answer.a), found)
    both = [(there, line) for line in answer.there] + [(back, line) for line in answer.back]
    rows = [Row(cells) for question, line in both for cells in _flat_steps(question, line, _shown(line, found, since))]
    return Table("vem-styr-vem", there, columns, rows)


def _flat_steps(question: str, line: Line, steps: list[ShownStep]) -> Iterator[tuple[Cell, ...]]:
    word = str(told.LINES[line.kind])
    for step in steps:
        decision = Link(step.decision, f"/beslut/{step.decision}") if step.decision else None
        yield (question, word, _("yes"), step.source, step.target, step.rests_on, decision, step.since)
    if not steps:
        yield (question, word, _("no"), None, None, None, None, None)


def _link(found: Organisation, code: str) -> Link:
    address = unit_address(code) if code in found.units else post_address(code)
    return Link(told.label(found, code), address)
