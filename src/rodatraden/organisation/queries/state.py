"""What does the organisation look like on a day, as known on a day?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from rodatraden.decisions import queries as decisions
from rodatraden.kernel.once import once
from rodatraden.organisation import models
from rodatraden.organisation.rules import fold
from rodatraden.organisation.rules.causes import Point
from rodatraden.organisation.rules.fold import gather
from rodatraden.organisation.rules.things import (
    Organisation,
    Post,
    Role,
    Succession,
)
from rodatraden.organisation.rules.units import UnitMerged, UnitSplit
from rodatraden.organisation.sql.drawn import drawn_at
from rodatraden.organisation.sql.posts import posts_at

# Looked up rather than called: an enum's own call costs a third of reading nine thousand posts.
_ROLES = {role.value: role for role in Role}

_POST = ("code", "title", "unit", "role", "reports_to", "yearly_cost", "decision", "cost_decision", "degree")


@once
def organisation(*, on: date, known: date) -> Organisation:
    """All that exists on a day, as known on a day. Two queries, whatever the size."""
    return with_all_posts(units_and_relations(on=on, known=known))


def units(*, on: date, known: date) -> Organisation:
    """The units, for pages that need names and paths. One query, the same as for units and relations."""
    return units_and_relations(on=on, known=known)


@once
def units_and_relations(*, on: date, known: date) -> Organisation:
    """The units, who steers whom (what rights are judged in), groups and moved budget: all but posts. One query."""
    return units_and_relations_at((on, known))[0]


def units_and_relations_at(*points: Point) -> list[Organisation]:
    """The same at some points, what holds at several of them made once. One query."""
    drawn = drawn_at(points)
    return [
        gather((thing for thing, holds in drawn if holds[place]), on=on, known=known)
        for place, (on, known) in enumerate(points)
    ]


def _post(row: tuple[Any, ...]) -> Post:
    code, title, unit, role, *rest = row
    return Post(code, title, unit, _ROLES[role], *rest)


def posts_in(roles: Iterable[Role], codes: Iterable[str], *, on: date, known: date) -> list[Post]:
    """The posts of a day with some roles or some codes. One query; none when neither is asked for."""
    roles, codes = list(roles), list(codes)
    if not (roles or codes):
        return []
    rows = models.PostVersion.objects.at(on=on, known=known).filter(Q(role__in=roles) | Q(code__in=codes))
    return [_post(row) for row in rows.values_list(*_POST)]


def with_all_posts(found: Organisation) -> Organisation:
    """An organisation of which only some posts are read, with all of them. One query."""
    posts = sorted(posts_at(on=found.on, known=found.known), key=attrgetter("code"))
    return replace(found, posts={post.code: post for post in posts})


def posts(codes: Iterable[str] | QuerySet[Any, Any], *, on: date, known: date) -> dict[str, Post]:
    """Some posts by code, or those whose codes another query finds; only such as exist on the day. One query."""
    return dict(_posts(codes if isinstance(codes, QuerySet) else frozenset(codes), on=on, known=known))


@once
def _posts(codes: frozenset[str] | QuerySet[Any, Any], *, on: date, known: date) -> Mapping[str, Post]:
    rows = models.PostVersion.objects.at(on=on, known=known).filter(code__in=codes)
    return {post.code: post for post in map(_post, rows.values_list(*_POST))}


def posts_of_units(units: Iterable[str], *, on: date, known: date) -> dict[str, str]:
    """The titles of the posts of some units on a day, in the order of the units and then their titles. One query."""
    rows = models.PostVersion.objects.at(on=on, known=known).filter(unit__in=list(units))
    return dict(rows.order_by("unit", "title", "code").values_list("code", "title"))


@once
def successions(*, known: date) -> list[Succession]:
    """What merged and split units became, earliest first, as known on a day. Two queries; one when there are none."""
    changes = decisions.changes_of_kind([UnitMerged.change, UnitSplit.change])
    return fold.successions(changes, decisions.revocations(), known=known) if changes else []
