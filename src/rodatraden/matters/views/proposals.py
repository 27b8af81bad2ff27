"""Which proposals may the reader prepare?"""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rodatraden.matters import models
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.rules.proposals import PREPARE, State, proposal_address
from rodatraden.matters.views.named import places_of, units_today
from rodatraden.organisation.rules.addresses import unit_address
from rodatraden.organisation.rules.things import Organisation
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads, require
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table

_ON_A_PAGE = 50


@reads
def proposals(request: Request, form: Form = "page") -> HttpResponse:
    """The proposals that the reader may prepare, the last altered first. Nobody else knows of them."""
    require(request.user, PREPARE)
    units, places = units_today(request), places_of(request)
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
