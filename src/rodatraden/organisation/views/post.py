"""A post: its titles, places and costs through time, and whether anyone holds it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import queries as decisions
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import models, queries, words
from rodatraden.organisation.rules.addresses import post_address, unit_address
from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Role
from rodatraden.organisation.views.holders import beside, holders_table, known_to
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def post(request: Request, code: str, form: Form = "page") -> HttpResponse:
    """A post: its titles, places and costs through time, and the decisions behind them."""
    days = request.days
    history = queries.post_history(code, known=days.known)
    if not history:
        raise Http404(_("No post has the code %(code)s.") % {"code": code})
    now = next((version for version in history if version.valid_from <= days.on < version.valid_to), None)
    held = known_to(request, code)
    if form != "page":
        return tables.answer(_history_table(code, history), form, days, **beside(held, exists=now is not None))
    shown = now or history[-1]
    units = queries.units_and_relations(on=days.on, known=days.known)
    ties = _ties_between_posts(units, code)
    named = [shown.reports_to or "", *(other for others in ties.values() for other in others)]
    others = {each.code: _link(each) for each in queries.posts(named, on=days.on, known=days.known).values()}
    return page(
        request,
        "organisation/post.html",
        post=shown,
        exists=now is not None,
        held=held,
        holders=holders_table(request, code, held) if held.is_shown else None,
        holders_address=f"{post_address(code)}/innehavare",
        ended=history[-1].valid_to if history[-1].valid_to != FOREVER else None,
        role=words.ROLES[Role(shown.role)],
        unit=units.units.get(shown.unit),
        unit_address=unit_address(shown.unit),
        superior=others.get(shown.reports_to or ""),
        ties=[(label, [others[other] for other in ends]) for label, ends in ties.items() if ends],
        has_stand_in=any(
            each.kind is RelationKind.DEPUTY and code in {each.source, each.target} for each in units.relations
        ),
        history=_history_table(code, history),
        growth=_growth(history),
        decisions=decisions.about([f"post:{code}"], known=days.known),
        crumbs=[*_path(units, shown.unit), Link(shown.title)],
    )


def _link(post: Post) -> Link:
    return Link(post.title, post_address(post.code))


def _ties_between_posts(found: Organisation, code: str) -> dict[str, list[str]]:
    """Who stands in for the post, for whom it stands in, and which posts the same person holds."""
    ties = sorted(
        (each.kind, each.source, each.target) for each in found.relations if code in {each.source, each.target}
    )
    deputies = [(source, target) for kind, source, target in ties if kind is RelationKind.DEPUTY]
    combined = [{source, target} - {code} for kind, source, target in ties if kind is RelationKind.COMBINED]
    return {
        _("Stand-in"): [source for source, target in deputies if target == code],
        _("Stands in for"): [target for source, target in deputies if source == code],
        _("Held by the same person as"): sorted(other for ends in combined for other in ends),
    }


def _history_table(code: str, history: Sequence[models.PostVersion]) -> Table:
    columns = [
        Column("valid_from", _("From"), "day"),
        Column("valid_to", _("Through"), "day"),
        Column("title", _("Title")),
        Column("unit", _("Unit"), "link"),
        Column("degree", _("Degree of employment"), "number", unit="%"),
        Column("yearly_cost", _("Yearly cost"), "number", unit="kr", decimals=0),
        Column("decision", _("Put there by"), "link"),
        Column("cost_decision", _("Cost set by"), "link"),
    ]
    return Table(code, _("Titles, places and costs"), columns, [_history_row(version) for version in history])


def _history_row(version: models.PostVersion) -> Row:
    ends = version.valid_to != FOREVER
    return Row(
        (
            version.valid_from,
            version.valid_to - timedelta(days=1) if ends else None,
            version.title,
            Link(version.unit, unit_address(version.unit)),
            version.degree,
            version.yearly_cost,
            Link(version.decision, f"/beslut/{version.decision}"),
            Link(version.cost_decision, f"/beslut/{version.cost_decision}") if version.cost_decision else None,
        )
    )


def _growth(history: Sequence[models.PostVersion]) -> list[tuple[models.PostVersion, object]]:
    """The versions with another cost than the one before, with the change in per cent of the cost before."""
    costed = [version for version in history if version.yearly_cost is not None]
    return [
        (later, (later.yearly_cost / earlier.yearly_cost - 1) * 100)
        for earlier, later in pairwise(costed)
        if earlier.yearly_cost and later.yearly_cost is not None and later.yearly_cost != earlier.yearly_cost
    ]


def _path(found: Organisation, code: str) -> list[Link]:
    above = [Link(unit.name, unit_address(unit.code)) for unit in found.path(code)]
    return [Link(_("Organisation"), "/organisation"), *above]
