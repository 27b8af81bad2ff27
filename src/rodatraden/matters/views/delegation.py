"""The delegation orders as of a day, and the decisions under delegation that a committee is to be told of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions import models as register
from rodatraden.decisions.rules import Called, Named
from rodatraden.matters import words
from rodatraden.matters.forms.delegation import Time
from rodatraden.matters.queries import delegation as queries
from rodatraden.matters.rules.delegation import Item, Key
from rodatraden.organisation import queries as organisation
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Cell, Column, Form, Row, Table

_LONGEST: Final = 64
NO_BODY: Final = "-"
"""Asks for the decisions that belong to no committee: no code is written so."""


@dataclass(frozen=True, slots=True)
class Order:
    """A delegation order: whose it is, and its items in force."""

    code: str
    body: Link
    decisions: Sequence[Link]
    """Those that granted the items."""
    for_nobody: Sequence[str]
    """The items that are for nobody on the day."""
    table: Table
    report: str
    """Where the decisions are listed that the committee is to be told of."""


@reads
def orders(request: Request, form: Form = "page") -> HttpResponse:
    """Every order as of the day, or that of one committee; public, as the orders are."""
    days, body = request.days, request.GET.get("organ", "").strip()[:_LONGEST]
    found = queries.orders()
    items = [
        item
        for item in found.in_force(on=days.on, known=days.known).values()
        if body in {"", found.bodies.get(item.terms.order)}
    ]
    delegating = {found.bodies[item.terms.order] for item in items}
    delegating |= {*queries.delegating(known=min(days.on, days.known))}
    names = organisation.names_of({*delegating, *_codes(items)}, on=days.on, known=days.known)
    decided = queries.titles({item.decision for item in items})
    held = queries.delegates_now(items, on=days.on, known=days.known) if items else {}
    if form != "page":
        return tables.answer(_whole(items, found.bodies, names, held), form, days)
    listed = [
        _order(code, found.bodies[code], list(own), names, decided, held)
        for code, own in groupby(items, key=lambda item: item.terms.order)
    ]
    bodies = sorted({(names[code].label if code in names else code, code) for code in delegating})
    title = _("Delegation orders")
    return page(
        request,
        "matters/delegation.html",
        orders=listed,
        bodies=bodies,
        body=body,
        crumbs=[Link(_("Decisions"), "/beslut"), Link(title)],
    )


def _decisions() -> Link:
    return Link(_("Decisions"), "/beslut")


def _codes(items: Iterable[Item]) -> set[str]:
    delegates = [each for item in items for each in (*item.terms.to, *item.terms.stand_ins)]
    return {code for each in delegates for code in (each.post, each.unit, each.group) if code} | {
        item.terms.within for item in items if item.terms.within
    }


def _order(  # noqa: PLR0913, PLR0917 – all that is told of an order
    code: str,
    body: str,
    items: Sequence[Item],
    names: Mapping[str, Named],
    decided: Mapping[str, str],
    held: Mapping[Key, Sequence[str]],
) -> Order:
    columns = [
        Column("text", _("What may be decided")),
        Column("to", _("Delegate")),
        Column("stand_ins", _("Stand-in")),
        Column("kinds", _("Changes here")),
        Column("limit", _("At most a year"), "kronor"),
    ]
    rows = [
        Row(
            (
                f"{item.terms.item} {_text(item, names)}",
                _to(item, names, held),
                _upper(words.delegates(item.terms.stand_ins, names)) or None,
                _upper(words.covered(item.terms.kinds)) or None,
                item.limit,
            )
        )
        for item in items
    ]
    named = names.get(body)
    link = Link(named.label, named.address) if named else Link(body)
    caption = _("%(order)s, the delegation order of %(body)s") % {"order": code, "body": link.label}
    granting = [Link(decided[each], f"/beslut/{each}") for each in dict.fromkeys(item.decision for item in items)]
    table = Table("delegation", caption, columns, rows)
    for_nobody = [item.terms.item for item in items if not held[item.key]]
    return Order(code, link, granting, for_nobody, table, f"/delegation/anmalan?organ={body}")


def _to(item: Item, names: Mapping[str, Named], held: Mapping[Key, Sequence[str]]) -> str:
    """Whom an item is for, and that it is nobody on the day."""
    told = _upper(words.delegates(item.terms.to, names))
    return told if held[item.key] else _("%(delegates)s (nobody now)") % {"delegates": told}


def _text(item: Item, names: Mapping[str, Named]) -> str:
    """The item's text, where it holds if that is told, and whether it may be handed on."""
    parts = [item.terms.text]
    within = item.terms.within
    if within:
        parts.append(_("Within %(unit)s.") % {"unit": names[within].label if within in names else within})
    if item.terms.further:
        parts.append(_("May be handed on."))
    if item.terms.further_from:
        parts.append(_("Handed on from %(item)s.") % {"item": item.terms.further_from})
    return " ".join(parts)


def _upper(said: str) -> str:
    return said[:1].upper() + said[1:]


def _whole(
    items: Sequence[Item], bodies: Mapping[str, str], names: Mapping[str, Named], held: Mapping[Key, Sequence[str]]
) -> Table:
    """Every item with all that is said of it, as a file."""
    columns = [
        Column("order", _("Order")),
        Column("body", _("Body")),
        Column("item", _("Item")),
        Column("text", _("What may be decided")),
        Column("to", _("Delegate")),
        Column("now", _("Is for, by code")),
        Column("stand_ins", _("Stand-in")),
        Column("within", _("Within")),
        Column("kinds", _("Changes here")),
        Column("limit", _("At most a year"), "kronor"),
        Column("further", _("May be handed on")),
        Column("further_from", _("Handed on from")),
        Column("since", _("In force from"), "day"),
        Column("decision", _("Decision")),
    ]
    rows = [Row(_cells(item, bodies[item.terms.order], names, held[item.key])) for item in items]
    return Table("delegation", _("Delegation orders"), columns, rows)


def _cells(item: Item, body: str, names: Mapping[str, Named], held: Sequence[str]) -> tuple[Cell, ...]:
    terms = item.terms
    return (
        terms.order,
        body,
        terms.item,
        terms.text,
        words.delegates(terms.to, names),
        " ".join(held),
        words.delegates(terms.stand_ins, names),
        terms.within or "",
        " ".join(terms.kinds),
        item.limit,
        _("yes") if terms.further else _("no"),
        terms.further_from or "",
        item.since,
        item.decision,
    )


@reads
def report(request: Request, form: Form = "page") -> HttpResponse:
    """The decisions under delegation that a committee is to be told of, for its protocol (6:40 and 7:8 KL)."""
    days, body = request.days, request.GET.get("organ", "").strip()[:_LONGEST]
    time = Time(request.GET.dict(), days)
    told_to = queries.reported_by_body(since=time.since, until=time.until, known=days.known) if time.is_valid() else {}
    listed = told_to.get("" if body == NO_BODY else body, []) if body else []
    delegating = {*queries.delegating(known=days.known)}
    bodies = {*delegating, *told_to, body} - {"", NO_BODY}
    told = organisation.called({*bodies, body, *(each.decision.decided_by for each in listed)}, days.known)
    table = _reported(listed, told)
    names = {code: each.on(days.on) for code, each in told.items()}
    if form != "page":
        return tables.answer(table, form, days)
    label = names[body].label if body in names else body
    return page(
        request,
        "matters/delegation_report.html",
        table=table,
        time=time,
        body=body,
        label="" if body == NO_BODY else label,
        has_order=body in delegating,
        is_rest=body == NO_BODY,
        rest=NO_BODY,
        lost=len(told_to.get("", [])),
        bodies=sorted((names[code].label if code in names else code, code) for code in bodies),
        crumbs=[
            Link(_("Decisions"), "/beslut"),
            Link(_("Delegation orders"), queries.ADDRESS),
            Link(_("To be told of")),
        ],
    )


def _reported(listed: Sequence[queries.Rested], told: Mapping[str, Called]) -> Table:
    columns = [
        Column("decision", _("Decision"), "link"),
        Column("code", _("Code")),
        Column("decided_on", _("Decided"), "day"),
        Column("dnr", _("Registration number")),
        Column("decided_by", _("Delegate")),
        Column("item", _("By which item")),
        Column("announced_on", _("Announced"), "day"),
    ]
    rows = [Row(_told(each, told)) for each in listed]
    return Table("delegationsbeslut", _("Decisions under delegation"), columns, rows)


def _told(each: queries.Rested, told: Mapping[str, Called]) -> tuple[Cell, ...]:
    row: register.Decision = each.decision
    return (
        Link(row.title, f"/beslut/{row.code}"),
        row.code,
        row.decided_on,
        row.dnr or None,
        told[row.decided_by].on(row.decided_on).label if row.decided_by in told else row.decided_by,
        " ".join(f"{item.name}: {item.terms.text}" for item in each.items) or row.right_reference or None,
        row.announced_on,
    )
