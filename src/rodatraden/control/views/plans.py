"""A body's control plan for a year, and one of its items with its checks and the measures that came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from rodatraden.commitments import words as commitment_words
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.control import models, queries, words
from rodatraden.control.queries import Followed, FollowedItem
from rodatraden.control.rules.addresses import item_address, origin_of, plan_address, risk_address
from rodatraden.control.rules.codes import CheckOutcome
from rodatraden.control.views.shown import CHECK, crumbs, followed_or_404, link, may, names
from rodatraden.decisions.rules import Named
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table


@reads
def plan(request: Request, unit: str, year: int, form: Form = "page") -> HttpResponse:
    """What a body checks in a year, how far it has come and what was found."""
    days = request.days
    told = followed_or_404(unit, year, days)
    named = names({unit, *(each.item.owner or "" for each in told.items)}, days)
    body = link(unit, named)
    table = _table(told, named, _risks(request, told.items))
    if form != "page":
        return tables.answer(table, form, days)
    return page(
        request,
        "control/plan.html",
        year=year,
        body=body,
        told=told,
        tally=told.tally,
        decision=Link(told.plan.decision, f"/beslut/{told.plan.decision}"),
        table=table,
        unit=unit,
        crumbs=crumbs(Link(_("%(body)s %(year)d") % {"body": body.label, "year": year})),
    )


def _risks(request: Request, items: Sequence[FollowedItem]) -> Mapping[str, Link]:
    """The risks that some items check: those in an adopted plan are public."""
    days, asked = request.days, {each.item.risk for each in items if each.item.risk}
    if not asked:
        return {}
    rows = queries.risks(on=days.on, known=days.known).filter(risk_id__in=asked)
    return {row.risk_id: Link(row.title, risk_address(row.risk_id)) for row in rows}


def _table(told: Followed, named: Mapping[str, Named], risks: Mapping[str, Link]) -> Table:
    unit, year = told.plan.terms.unit, told.plan.terms.year
    columns = [
        Column("item", _("Control item"), "link"),
        Column("sign", _("How it went"), "status"),
        Column("checks", _("Checks made"), "number"),
        Column("times", _("Of planned"), "number"),
        Column("deviations", _("With a deviation"), "number"),
        Column("measures", _("Measures"), "number"),
        Column("risk", _("Risk"), "link"),
        Column("owner", _("Sees to it"), "link"),
        Column("method", _("How it is checked")),
    ]
    rows = [
        Row(
            (
                Link(f"{each.item.item} {each.item.what}", item_address(unit, year, each.item.item)),
                words.SIGN_SHAPES[each.standing.sign],
                sum(check.outcome != CheckOutcome.NOT_DONE for check in each.checks),
                each.item.times,
                each.standing.found,
                len(each.measures),
                risks.get(each.item.risk or ""),
                link(each.item.owner, named) if each.item.owner else None,
                each.item.method or None,
            )
        )
        for each in told.items
    ]
    return Table(f"kontrollplan-{unit}-{year}", _("Control items"), columns, rows)


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check in words."""

    check: models.CheckVersion
    shape: str
    word: str
    by: Link | None


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure that answers what was found, and how far it has come."""

    measure: Link
    state: str
    told: Told


@reads
def item(request: Request, unit: str, year: int, code: str) -> HttpResponse:
    """One item: what is checked and why, each check that was made, and the measures that came of it."""
    days = request.days
    told = followed_or_404(unit, year, days)
    found = told.find(code)
    if found is None:
        raise Http404(_("The plan has no control item %(code)s.") % {"code": code})
    named = names({unit, found.item.owner or "", *(check.post for check in found.checks)}, days)
    may_check = may(request, CHECK, unit)
    return page(
        request,
        "control/item.html",
        unit=unit,
        year=year,
        body=link(unit, named),
        found=found,
        item=found.item,
        shape=words.SIGN_SHAPES[found.standing.sign],
        risk=_risks(request, [found]).get(found.item.risk or ""),
        owner=link(found.item.owner, named) if found.item.owner else None,
        checks=[_check(check, named) for check in found.checks],
        measures=[_measure(each) for each in found.measures],
        lacks_measure=bool(found.standing.found) and not found.standing.has_measure,
        decision=Link(told.plan.decision, f"/beslut/{told.plan.decision}"),
        origin=origin_of(unit, year, code),
        may_check=may_check,
        crumbs=crumbs(
            Link(_("%(body)s %(year)d") % {"body": link(unit, named).label, "year": year}, plan_address(unit, year)),
            Link(f"{found.item.item} {found.item.what}"),
        ),
    )


def _check(check: models.CheckVersion, named: Mapping[str, Named]) -> ShownCheck:
    outcome = CheckOutcome(check.outcome)
    by = link(check.post, named) if check.post else None
    return ShownCheck(check, words.OUTCOME_SHAPES[outcome], str(words.OUTCOMES[outcome]), by)


def _measure(told: Told) -> ShownMeasure:
    state = str(commitment_words.STATES[told.state])
    return ShownMeasure(Link(told.title, commitment_address(told.code)), state, told)
