"""The organisation as JSON."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, TypeAdapter

from rodatraden.decisions import queries as decisions
from rodatraden.organisation import queries
from rodatraden.organisation.rules.things import Organisation, RelationKind, Role, UnitKind
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


_OUT: Final = TypeAdapter(OrganisationOut)


@router.get("/organisation.json", response=OrganisationOut, by_alias=True, summary="Hela organisationen en dag")
def organisation(request: HttpRequest) -> HttpResponse:
    """Units, posts, groups and relations on the day `on`, as known on the day `known`."""
    days = days_of(request)
    newest, count = decisions.version()
    key = f"organisation.json:{newest}:{count}:{days.on}:{days.known}"
    body = cache.get(key)
    if body is None:
        body = as_json(queries.organisation(on=days.on, known=days.known))
        cache.set(key, body)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def as_json(found: Organisation) -> bytes:
    """The organisation as the bytes that are sent."""
    relations = sorted(found.relations, key=lambda each: (each.kind, each.source, each.target))
    content: dict[str, Any] = {
        "on": found.on,
        "known": found.known,
        "units": [*found.units.values()],
        "posts": [*found.posts.values()],
        "groups": [*found.groups.values()],
        "relations": relations,
    }
    return _OUT.dump_json(OrganisationOut.model_validate(content, from_attributes=True), by_alias=True)
