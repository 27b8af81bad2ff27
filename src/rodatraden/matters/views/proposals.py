"""Which proposals may the reader prepare, and how is one begun?"""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.forms.proposal import New
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.rules.proposals import State, proposal_address
from rodatraden.matters.views.named import post_giving, units_today
from rodatraden.matters.views.opened import PREPARE
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.organisation.rules.things import Organisation
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require, writes
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 50


@reads
def proposals(request: Request, form: Form = "page") -> HttpResponse:
    """The proposals that the reader may prepare, the last altered first. Nobody else knows of them."""
    require(request.user, PREPARE)
    units, places = units_today(request), _places(request)
    laid_aside = request.GET.get("visa") == "undanlagda"
    found = queries.proposals(places, discarded=laid_aside)
    if form != "page":
        return tables.answer(_table(list(found), units), form, request.days)
    part = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("sida"))
    return page(
        request,
        "matters/proposals.html",
        table=_table(list(part.object_list), units, total=part.paginator.count),
        part=part,
        laid_aside=laid_aside,
    )


def _places(request: Request) -> list[str]:
    """The units that the reader may prepare proposals in."""
    if not isinstance(request.user, User):
        return []
    held = access.rights_today(request.user, today=request.days.today)
    return [code for code in held.units.units if allows(held.posts, PREPARE, within=code, organisation=held.units)]


def _table(found: Sequence[models.Proposal], units: Organisation, *, total: int | None = None) -> Table:
    columns = [
        Column("proposal", _("Proposal"), "link"),
        Column("code", _("Code")),
        Column("state", _("State")),
        Column("effective_on", _("Takes effect"), "day"),
        Column("unit", _("Prepared in"), "link"),
        Column("altered", _("Last altered"), "day"),
        Column("decision", _("Decision"), "link"),
    ]
    states = {
        State.DRAFT: pgettext("proposal", "draft"),
        State.DECIDED: pgettext("proposal", "decided"),
        State.DISCARDED: pgettext("proposal", "laid aside"),
    }
    rows = [
        Row(
            (
                Link(_title(each), proposal_address(each.code)),
                each.code,
                states[State(each.state)],
                each.effective_on,
                Link(units.units[each.unit].name if each.unit in units.units else each.unit, unit_address(each.unit)),
                timezone.localdate(each.altered_at),
                Link(each.decision, f"/beslut/{each.decision}") if each.decision else None,
            )
        )
        for each in found
    ]
    return Table("forslag", _("Proposals"), columns, rows, total=total)


def _title(found: models.Proposal) -> str:
    """What a proposal is called among others: alternatives have the same title, and are told apart by the rest."""
    return f"{found.title} – {found.label}" if found.label else found.title


@writes
def begin(request: Request) -> HttpResponse:
    """Begin a proposal in a unit of one's own."""
    require(request.user, PREPARE)
    units, places = units_today(request).units, _places(request)
    own = _own_unit(request, places)
    form = New(
        {code: units[code].name for code in places},
        request.POST if request.method == "POST" else None,
        initial={"unit": own, "effective_on": request.days.today},
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        crumbs = [Link(_("Proposals"), "/forslag"), Link(_("New proposal"))]
        may_list = any(unit.parent is None and unit.code in places for unit in units.values())
        return page(request, "matters/begin.html", form=form, crumbs=crumbs, status=status, may_list=may_list)
    unit = form.cleaned_data.get("unit") or own
    asked = request.GET.get("arende", "")
    matter = asked if asked and models.Matter.objects.filter(code=asked).exists() else ""
    made = actions.start_proposal(
        new=actions.NewProposal(
            title=form.cleaned_data["title"],
            effective_on=form.cleaned_data["effective_on"],
            unit=unit,
            post=post_giving(request, PREPARE, unit),
            matter=matter,
        ),
        by=request.user.get_username(),
        at=timezone.now(),
    )
    return redirect(proposal_address(made.code))


def _own_unit(request: Request, places: Sequence[str]) -> str:
    """The unit of the first post held in which one may prepare."""
    held = access.rights_today(request.user, today=request.days.today).posts if isinstance(request.user, User) else ()
    own = (post.unit for post in held if post.unit in places)
    return next(own, places[0] if places else "")
