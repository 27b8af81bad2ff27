"""The whole organisation of a day as JSON."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field
from pydantic_core import to_json

from rodatraden.journal import queries as journal
from rodatraden.organisation import queries
from rodatraden.organisation.rules.things import (
    BudgetMove,
    Group,
    Organisation,
    Post,
    RelationKind,
    Role,
    Succession,
    Unit,
    UnitKind,
)
from rodatraden.ui.pages import days_of

router = Router()


class UnitOut(Schema):
    """A unit; `parent` is null only for the root. `decision` put it where it is, under the name it has.

    `headcount` and `fte` (full-time equivalents) count its own staff, not those below; null when not known.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    decision: str
    headcount: int | None
    fte: Decimal | None


class PostOut(Schema):
    """A post. `yearly_cost` in kronor with two decimals, null when not known; `degree` in per cent of full time."""

    code: str
    title: str
    unit: str
    role: Role
    reports_to: str | None
    yearly_cost: Decimal | None
    decision: str
    degree: Decimal


class RuleOut(Schema):
    """Every post with the role is a member: in units of a kind (null: any), within a unit (null: anywhere)."""

    role: Role
    unit_kind: UnitKind | None
    within: str | None


class GroupOut(Schema):
    """A group and the codes of its member posts: those that joined, and those that a rule lets in on the day."""

    code: str
    name: str
    members: list[str]
    joined: list[str]
    rules: list[RuleOut]


class RelationOut(Schema):
    """One unit or post steers, owns, supports or stands in for another. `votes` is an owner's per cent, if known."""

    kind: RelationKind
    source: str = Field(serialization_alias="from")
    target: str = Field(serialization_alias="to")
    votes: Decimal | None


class BudgetMoveOut(Schema):
    """Kronor a year that have moved from one unit to another by the day; `decision` is the latest."""

    source: str = Field(serialization_alias="from")
    target: str = Field(serialization_alias="to")
    yearly_amount: Decimal
    decision: str


class PartOut(Schema):
    """A unit that a merged or split unit lives on in, and its share in per cent."""

    unit: str
    share: Decimal


class SuccessionOut(Schema):
    """What a merged or split unit became, on which day. The shares are 100 together."""

    unit: str
    on: date
    parts: list[PartOut]
    decision: str


class OrganisationOut(Schema):
    """All that exists on a day, as known on a day."""

    on: date
    known: date
    units: list[UnitOut]
    posts: list[PostOut]
    groups: list[GroupOut]
    relations: list[RelationOut]
    budget_moves: list[BudgetMoveOut]
    successions: list[SuccessionOut]


@router.get("/organisation.json", response=OrganisationOut, by_alias=True, summary="Hela organisationen en dag")
def organisation(request: HttpRequest) -> HttpResponse:
    """Units, posts, groups, relations, moved budget and what units have become: the day `on`, as known on `known`."""
    days, version = days_of(request), journal.version()
    body = (_kept if version != journal.NOTHING_WRITTEN else _body)(days.on, days.known, version)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _body(on: date, known: date, _version: str) -> bytes:
    became = [each for each in queries.successions(known=known) if each.on <= on < each.until]
    return as_json(queries.organisation(on=on, known=known), became)


_kept = lru_cache(maxsize=8)(_body)
"""Once for each version of the journal (ADR 8). Few: each may take megabytes, and anyone may ask for any day."""


def as_json(found: Organisation, successions: Iterable[Succession] = ()) -> bytes:
    """The organisation as the bytes that are sent.

    Written straight from the things: validating nine thousand posts against the schema costs more than reading them.
    A test holds the result to the schema.
    """
    relations = sorted(found.relations, key=lambda each: (each.kind, each.source, each.target))
    content = {
        "on": found.on,
        "known": found.known,
        "units": [_unit(unit) for unit in found.units.values()],
        "posts": [_post(post) for post in found.posts.values()],
        "groups": [_group(found, group) for group in found.groups.values()],
        "relations": [
            {"kind": each.kind, "from": each.source, "to": each.target, "votes": _per_cent(each.votes)}
            for each in relations
        ],
        "budget_moves": [_move(each) for each in found.budget_moves],
        "successions": [_succession(each) for each in successions],
    }
    return to_json(content)


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind.value,
        "parent": unit.parent,
        "decision": unit.decision,
        "headcount": unit.headcount,
        "fte": _exact(unit.fte),
    }


def _post(post: Post) -> dict[str, Any]:
    return {
        "code": post.code,
        "title": post.title,
        "unit": post.unit,
        "role": post.role.value,
        "reports_to": post.reports_to,
        "yearly_cost": _exact(post.yearly_cost),
        "decision": post.decision,
        "degree": _exact(post.degree),
    }


def _group(found: Organisation, group: Group) -> dict[str, Any]:
    return {
        "code": group.code,
        "name": group.name,
        "members": found.members(group.code),
        "joined": group.members,
        "rules": [asdict(rule) for rule in group.rules],
    }


def _move(move: BudgetMove) -> dict[str, Any]:
    amount = _exact(move.yearly_amount)
    return {"from": move.source, "to": move.target, "yearly_amount": amount, "decision": move.decision}


def _succession(found: Succession) -> dict[str, Any]:
    parts = [{"unit": code, "share": _per_cent(share)} for code, share in found.parts]
    return {"unit": found.unit, "on": found.on, "parts": parts, "decision": found.decision}


def _per_cent(value: Decimal | None) -> str | None:
    """As many decimals as there are: a third of the votes is 33.3333."""
    return None if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=4096)
def _exact(value: Decimal | None) -> str | None:
    """With two decimals. Kept, because the same few amounts stand in thousands of posts."""
    return None if value is None else f"{value:.2f}"
