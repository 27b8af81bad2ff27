"""Which units, relations, groups and moves of budget hold at some points? All but the posts, in one query.

A point is a day, and the day whose knowledge is used.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from django.db import connection

from rodatraden.organisation.rules.things import (
    BudgetMove,
    Group,
    MembershipRule,
    Relation,
    RelationKind,
    Role,
    Thing,
    Unit,
    UnitKind,
)

Point: TypeAlias = tuple[date, date]

# PostgreSQL takes a NULL for text unless it is told, and SQLite compares days as text.
_COLUMNS: Final = {
    "organisation_relationversion": """
        'relation', source, target, kind, NULL, decision, CAST(NULL AS integer), votes, '', ''""",
    "organisation_budgetmoveversion": """
        'move', source, target, '', NULL, decision, CAST(NULL AS integer), yearly_amount, '', ''""",
    "organisation_unitversion": """
        'unit', code, name, kind, parent, decision, headcount, fte, staff_decision, rank""",
    "organisation_groupversion": """
        'group', code, name, CAST(members AS text), CAST(rules AS text), decision, CAST(NULL AS integer), NULL,
        '', ''""",
}
_WIDTH: Final = 10
_HOLDS: Final = """
    (known_to > %(known{0})s AND valid_to > %(on{0})s AND known_from <= %(known{0})s AND valid_from <= %(on{0})s)"""
_NEAR: Final = """
    known_to > %(known_first)s AND valid_to > %(on_first)s
    AND known_from <= %(known_last)s AND valid_from <= %(on_last)s"""
"""Around all of the points: so that the index is walked through once, and not once for each."""

# Looked up rather than called: an enum's own call is slow by the thousand.
_KINDS: Final = {kind.value: kind for kind in UnitKind}
_ROLES: Final = {role.value: role for role in Role}


def drawn_at(points: Sequence[Point]) -> list[tuple[Thing, tuple[Any, ...]]]:
    """What holds at any of the points, each made once, and for each of the points whether it holds there. One query."""
    holds = [_HOLDS.format(place) for place in range(len(points))]
    told, any_of_them = ", ".join(holds), " OR ".join(holds)
    selects = (
        f"SELECT {columns}, {told} FROM {table} WHERE {_NEAR} AND ({any_of_them})"  # noqa: S608 – our own words only
        for table, columns in _COLUMNS.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), _days(points))
        rows = cursor.fetchall()
    return [(_drawn(*row[:_WIDTH]), row[_WIDTH:]) for row in rows]


def _days(points: Sequence[Point]) -> dict[str, date]:
    days, knowns = [on for on, _ in points], [known for _, known in points]
    return {
        **{f"on{place}": on for place, on in enumerate(days)},
        **{f"known{place}": known for place, known in enumerate(knowns)},
        "on_first": min(days),
        "on_last": max(days),
        "known_first": min(knowns),
        "known_last": max(knowns),
    }


def _drawn(  # noqa: PLR0913, PLR0917 – a row of that many columns
    what: str,
    one: str,
    other: str,
    kind: str,
    parent: str | None,
    decision: str,
    headcount: int | None,
    number: Any,
    *rest: str,
) -> Thing:
    if what == "relation":
        return Relation(RelationKind(kind), one, other, decision, _exact(number, "0.0001"))
    if what == "group":
        return Group(one, other, tuple(json.loads(kind)), decision, tuple(map(_rule, json.loads(parent or "[]"))))
    if what == "move":
        return BudgetMove(one, other, _exact(number, "0.01") or Decimal(0), decision)
    return Unit(one, other, _KINDS[kind], parent, decision, headcount, _exact(number, "0.01"), *rest)


def _rule(row: dict[str, str | None]) -> MembershipRule:
    kind = row["unit_kind"]
    return MembershipRule(_ROLES[row["role"] or ""], _KINDS[kind] if kind else None, row["within"])


def _exact(number: Any, step: str) -> Decimal | None:
    """As exact as it is stored. SQLite has no exact numbers: what it hands over is right in as many figures."""
    return None if number is None else Decimal(str(number)).quantize(Decimal(step))
