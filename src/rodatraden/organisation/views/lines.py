"""Does one unit or post steer another, how do we know, and what steers it instead?"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.organisation import queries
from rodatraden.organisation.forms import TwoThings
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.lines import Line, Lines, lines_between, rests_on
from rodatraden.organisation.rules.things import Organisation
from rodatraden.organisation.words import lines as told
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a line, with what it rests on in words."""

    source: Link
    target: Link
    rests_on: str
    decision: str
    since: date | None


@reads
def lines(request: Request) -> HttpResponse:
    """Yes or no for each kind of line between two units or posts, with the way there. Public, as the relations are."""
    found = queries.organisation(on=request.days.on, known=request.days.known)
    asked = TwoThings(request.GET.dict(), found)
    crumbs = [Link(_("Organisation"), "/organisation"), Link(_("Who steers whom?"))]
    if not asked.is_bound or not asked.is_valid():
        status = 400 if asked.is_bound else 200
        return page(request, "organisation/lines.html", form=asked, crumbs=crumbs, status=status)
    answer = lines_between(found, asked.cleaned_data["a"], asked.cleaned_data["b"])
    since = queries.since(*rests_on(answer))
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


def _link(found: Organisation, code: str) -> Link:
    address = unit_address(code) if code in found.units else post_address(code)
    return Link(told.label(found, code), address)
