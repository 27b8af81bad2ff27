"""How do the alternatives for one question compare: what each changes, whom it touches and what it costs?"""

from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.matters import models
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.queries.whatif import WhatIf, as_decided, what_if
from rodatraden.matters.rules.proposals import PREPARE, proposal_address
from rodatraden.matters.views import shown
from rodatraden.matters.views.opened import family_or_404, proposal_or_404
from rodatraden.ui import formats
from rodatraden.ui.pages import Request, page, reads, require
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Row, Table

_MOST = 4


@reads
def compare(request: Request, code: str) -> HttpResponse:
    """A proposal beside its alternatives, or beside those that the address names with ?med=."""
    require(request.user, PREPARE)
    opened = family_or_404(request, code)
    asked = [each for each in dict.fromkeys(request.GET.getlist("med")) if each != code]
    others = [proposal_or_404(request, each) for each in asked[: _MOST - 1]] or opened.alternatives
    beside = [opened.proposal, *others[: _MOST - 1]]
    if len(beside) < 2:
        raise Http404(_("The proposal has no alternatives to compare it with."))
    scenarios = _scenarios(beside, today=request.days.today)
    return page(
        request,
        "matters/compare.html",
        proposal=opened.proposal,
        columns=[
            (each.draft.proposal, shown.lines(each.difference), shown.touched(each.difference)) for each in scenarios
        ],
        table=_table(scenarios),
        decided=next((each for each in beside if each.decision), None),
        decided_on=scenarios[0].decided_on,
        crumbs=[
            Link(_("Proposals"), "/forslag"),
            Link(opened.proposal.title, proposal_address(code)),
            Link(_("Compare")),
        ],
    )


def _scenarios(beside: list[models.Proposal], *, today: date) -> list[WhatIf]:
    """What would come of each, today; once one of them is decided: as far as was known just before that."""
    drafts = [queries.draft(each) for each in beside]
    first = next((each for each in drafts if each.proposal.decision), None)
    if first is None:
        return [what_if(each, decided_on=today) for each in drafts]
    return as_decided(first, *drafts)[1:]


def _table(scenarios: list[WhatIf]) -> Table:
    columns = [
        Column("what", _("What it is about")),
        *(Column(each.draft.proposal.code, _name(each.draft.proposal, scenarios)) for each in scenarios),
    ]
    rows = [
        (_("Takes effect"), [formats.day(each.days[0]) for each in scenarios]),
        (_("Costs the first year"), [_kronor(each, full_year=False) for each in scenarios]),
        (_("Costs a full year"), [_kronor(each, full_year=True) for each in scenarios]),
        (
            _("Posts whose cost is not known"),
            [str(len(each.effect.missing)) if each.effect else "–" for each in scenarios],
        ),
        (_("Posts"), [_signed(each.effect.posts if each.effect else None) for each in scenarios]),
        (_("Employees"), [_signed(each.effect.employees if each.effect else None) for each in scenarios]),
        (_("Units touched"), [str(len(shown.touched(each.difference).units)) for each in scenarios]),
        (_("Posts touched"), [str(len(shown.touched(each.difference).posts)) for each in scenarios]),
        (_("Changes"), [str(len(each.draft.changes)) for each in scenarios]),
        (_("Does not go together"), [str(len(each.problems)) for each in scenarios]),
    ]
    return Table("jamforelse", _("Side by side"), columns, [Row((name, *cells)) for name, cells in rows])


def _name(found: models.Proposal, beside: list[WhatIf]) -> str:
    """What a column is headed: what sets it apart, and only among unlike proposals its title."""
    if not found.label and any(each.draft.proposal.alternative_of_id == found.pk for each in beside):
        return _("%(code)s, the first") % {"code": found.code}
    return f"{found.code} {found.label or found.title}"


def _kronor(scenario: WhatIf, *, full_year: bool) -> str:
    if scenario.effect is None:
        return "–"
    amount = scenario.effect.full_year if full_year else scenario.effect.this_year
    return f"{formats.number(amount, decimals=0, signed=True)} kr"


def _signed(number: int | None) -> str:
    return "–" if number is None else formats.number(number, signed=True)
