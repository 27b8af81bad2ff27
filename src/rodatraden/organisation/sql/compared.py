"""Which posts are not the same at two points, and what do each unit's posts cost at one? Without reading all posts.

A point is a day, and the day whose knowledge is used.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from django.db import connection

from rodatraden.organisation.rules.things import Post
from rodatraden.organisation.rules.totals import Sum
from rodatraden.organisation.sql.posts import as_posts

Point: TypeAlias = tuple[date, date]

_AT: Final = (
    "(known_to > %(known{0})s AND valid_to > %(on{0})s AND known_from <= %(known{0})s AND valid_from <= %(on{0})s)"
)
_ONLY: Final = """
    SELECT code, title, unit, role, reports_to, yearly_cost, decision, cost_decision, degree, {0}
    FROM organisation_postversion WHERE {1} AND ({2})
"""
_SUMS: Final = f"""
    SELECT unit, COUNT(*), COUNT(yearly_cost), SUM(yearly_cost)
    FROM organisation_postversion WHERE {_AT.format(0)} GROUP BY unit
"""  # noqa: S608 – our own words only


def posts_that_differ(first: Point, second: Point) -> tuple[list[Post], list[Post]]:
    """The posts that hold at the first point and not so at the second, and the other way round. One query."""
    if first == second:
        return [], []
    sides = (
        _ONLY.format(place, _AT.format(place), " OR ".join(_ways_out(place, here, there)))
        for place, (here, there) in enumerate(((first, second), (second, first)))
    )
    (on, known), (then, know) = first, second
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sides), {"on0": on, "known0": known, "on1": then, "known1": know})
        rows = cursor.fetchall()
    only_first, only_second = ([row[:-1] for row in rows if row[-1] == place] for place in (0, 1))
    return as_posts(only_first), as_posts(only_second)


def _ways_out(place: int, here: Point, there: Point) -> Iterator[str]:
    """What holds here and not there ends on the way to a later day, or begins on the way from an earlier one.

    Told as ranges of one column each, so that an index finds the few among all.
    """
    for column, day, other in (("valid", 0, "on"), ("known", 1, "known")):
        mine, others = f"%({other}{place})s", f"%({other}{1 - place})s"
        if here[day] < there[day]:
            yield f"({column}_to > {mine} AND {column}_to <= {others})"
        elif here[day] > there[day]:
            yield f"({column}_from <= {mine} AND {column}_from > {others})"


def sums_at(point: Point) -> dict[str, tuple[int, Sum]]:
    """For each unit with posts: how many, and what they cost a year. One query."""
    on, known = point
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"on0": on, "known0": known})
        rows = cursor.fetchall()
    return {
        unit: (posts, Sum(None if cost is None else Decimal(f"{cost:.2f}"), posts - costed))
        for unit, posts, costed, cost in rows
    }
