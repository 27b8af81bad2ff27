"""Which posts hold on a day, as known on a day? Every column of every row, made into a post and nothing more."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from rodatraden.organisation.rules.things import Post, Role

_POSTS: Final = """
    SELECT code, title, unit, role, reports_to, yearly_cost, decision, cost_decision, degree
    FROM organisation_postversion
    WHERE known_to > %(known)s AND valid_to > %(on)s AND known_from <= %(known)s AND valid_from <= %(on)s
"""

# Looked up rather than called: an enum's own call costs a third of reading nine thousand posts.
_ROLES: Final = {role.value: role for role in Role}


def posts_at(*, on: date, known: date) -> list[Post]:
    """Every post of a day. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, {"on": on, "known": known})
        rows = cursor.fetchall()
    return as_posts(rows)


def as_posts(rows: list[tuple[Any, ...]]) -> list[Post]:
    """Rows of the nine columns as posts."""
    number = _Numbers()
    return [
        Post(code, title, unit, _ROLES[role], above, number[cost], decision, cost_decision, number[degree])
        for code, title, unit, role, above, cost, decision, cost_decision, degree in rows
    ]


class _Numbers(dict[Any, Any]):
    """The exact number for what the database hands over; few are different, so each is made once.

    SQLite has no exact numbers: it hands over a float or a whole number, right in as many figures as amounts have.
    """

    def __missing__(self, number: Any) -> Decimal | None:
        exact = number if number is None or isinstance(number, Decimal) else Decimal(f"{number:.2f}")
        self[number] = exact
        return exact
