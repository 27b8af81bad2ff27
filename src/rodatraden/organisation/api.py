"""The organisation as JSON."""

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from rodatraden.journal import queries as journal
from rodatraden.organisation import queries
from rodatraden.organisation.rules.things import Organisation, RelationKind, Role, Thing, UnitKind
from rodatraden.ui.pages import days_of

router = Router(tags=["Organisation"])


class UnitOut(Schema):
    """A unit; `parent` is null only for the root. `decision` put it where it is, under the name it has."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    decision: str


class PostOut(Schema):
    """A post. `yearly_cost` in kronor with two decimals, null when it is not known."""

    code: str
    title: str
    unit: str
    role: Role
    reports_to: str | None
    yearly_cost: Decimal | None
    decision: str


class GroupOut(Schema):
    """A group and the codes of its member posts."""

    code: str
    name: str
    members: list[str]


class RelationOut(Schema):
    """One unit or post steers, owns or supports another."""

    kind: RelationKind
    source: str = Field(serialization_alias="from")
    target: str = Field(serialization_alias="to")


class OrganisationOut(Schema):
    """All that exists on a day, as known on a day."""

    on: date
    known: date
    units: list[UnitOut]
    posts: list[PostOut]
    groups: list[GroupOut]
    relations: list[RelationOut]


@router.get("/organisation.json", response=OrganisationOut, by_alias=True, summary="Hela organisationen en dag")
def organisation(request: HttpRequest) -> HttpResponse:
    """Units, posts, groups and relations on the day `on`, as known on the day `known`."""
    days, version = days_of(request), journal.version()
    body = (_kept if version != journal.NOTHING_WRITTEN else _body)(days.on, days.known, version)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _body(on: date, known: date, _version: str) -> bytes:
    return as_json(queries.organisation(on=on, known=known))


_kept = lru_cache(maxsize=8)(_body)
"""Once for each version of the journal (ADR 8). Few: each may take megabytes, and anyone may ask for any day."""


def as_json(found: Organisation) -> bytes:
    """The organisation as the bytes that are sent.

    Written straight from the things: validating nine thousand posts against the schema costs more than reading them.
    A test holds the result to the schema.
    """
    relations = sorted(found.relations, key=lambda each: (each.kind, each.source, each.target))
    content = {
        "on": found.on.isoformat(),
        "known": found.known.isoformat(),
        "units": [_fields(unit, UnitOut) for unit in found.units.values()],
        "posts": [_fields(post, PostOut) for post in found.posts.values()],
        "groups": [_fields(group, GroupOut) for group in found.groups.values()],
        "relations": [{"kind": each.kind, "from": each.source, "to": each.target} for each in relations],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _fields(thing: Thing, shown: type[Schema]) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in shown.model_fields}


def _plain(value: object) -> object:
    return f"{value:.2f}" if isinstance(value, Decimal) else value
