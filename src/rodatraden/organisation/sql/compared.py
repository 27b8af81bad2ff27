"""Which posts are not the same at two points, and what do each unit's posts cost at one? Without reading all posts.

A point is a day, and the day whose knowledge is used.
"""

from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from django.db import connection

from rodatraden.organisation.rules.things import Post
from rodatraden.organisation.rules.totals import Sum
from rodatraden.organisation.sql.posts import as_posts

Point: TypeAlias = tuple[date, date]

_FIRST: Final = "(known_to > %(known)s AND valid_to > %(on)s AND known_from <= %(known)s AND valid_from <= %(on)s)"
_SECOND: Final = "(known_to > %(know)s AND valid_to > %(then)s AND known_from <= %(know)s AND valid_from <= %(then)s)"
_DIFFERENT: Final = f"""
    SELECT code, title, unit, role, reports_to, yearly_cost, decision, cost_decision, degree, {_FIRST}
    FROM organisation_postversion
    WHERE (
        (valid_from > %(earlier)s AND valid_from <= %(later)s) OR (valid_to > %(earlier)s AND valid_to <= %(later)s)
        OR (known_from > %(before)s AND known_from <= %(after)s) OR (known_to > %(before)s AND known_to <= %(after)s)
    ) AND {_FIRST} <> {_SECOND}
"""  # noqa: S608 – our own words only
_SUMS: Final = f"""
    SELECT unit, COUNT(*), COUNT(yearly_cost), SUM(yearly_cost)
    FROM organisation_postversion WHERE {_FIRST} GROUP BY unit
"""  # noqa: S608 – as above


def posts_that_differ(first: Point, second: Point) -> tuple[list[Post], list[Post]]:
    """The posts that hold at the first point and not so at the second, and the other way round. One query."""
    (on, known), (then, know) = first, second
    points = {"on": on, "known": known, "then": then, "know": know}
    between = {
        **dict(zip(("earlier", "later"), sorted((on, then)), strict=True)),
        **dict(zip(("before", "after"), sorted((known, know)), strict=True)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENT, points | between)
        rows = cursor.fetchall()
    only_first, only_second = ([row[:-1] for row in rows if bool(row[-1]) == side] for side in (True, False))
    return as_posts(only_first), as_posts(only_second)


def sums_at(point: Point) -> dict[str, tuple[int, Sum]]:
    """For each unit with posts: how many, and what they cost a year. One query."""
    on, known = point
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"on": on, "known": known})
        rows = cursor.fetchall()
    return {
        unit: (posts, Sum(None if cost is None else Decimal(f"{cost:.2f}"), posts - costed))
        for unit, posts, costed, cost in rows
    }
