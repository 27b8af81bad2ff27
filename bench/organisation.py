"""How long to see 800 units and 9,000 posts on any day, as known on any day, over 40,000 changes in 20 years?"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from measure import fresh_program, median_ms, tell

UNITS, POSTS, CHANGES = 800, 9_000, 40_000
FIRST = date(2006, 1, 1)
ON, KNOWN = date(2017, 6, 1), date(2018, 3, 1)
DAYS = 20 * 365


def decisions() -> Iterator[Any]:
    """An opening decision, then one every few days with twenty changes each. The same every time: the seed is fixed."""
    from rodatraden.decisions.actions import NewDecision  # noqa: PLC0415 – after the program is set up
    from rodatraden.decisions.rules import Right  # noqa: PLC0415 – the program is set up first

    chance = random.Random(2026)  # noqa: S311 – not for secrets
    opening = tuple((FIRST, terms) for terms in _opening(chance))
    left = CHANGES - len(opening)
    batches = left // 20
    yield NewDecision("D0", "Opening", "U0", FIRST, FIRST, Right.LAW, changes=opening)
    for number in range(1, batches + 1):
        decided = FIRST + timedelta(days=number * DAYS // batches)
        effective = decided + timedelta(days=30)
        changes = tuple((effective, _change(chance)) for _ in range(20))
        yield NewDecision(f"D{number}", "Change", "U0", decided, effective, Right.ENFORCEMENT, changes=changes)


def _opening(chance: random.Random) -> Iterator[Any]:
    from rodatraden.organisation.rules.posts import PostEstablished  # noqa: PLC0415 – the program is set up first
    from rodatraden.organisation.rules.things import UnitKind  # noqa: PLC0415 – the program is set up first
    from rodatraden.organisation.rules.units import UnitEstablished  # noqa: PLC0415 – the program is set up first

    yield UnitEstablished(unit="U0", name="Unit 0", kind=UnitKind.MUNICIPALITY)
    for number in range(1, UNITS):
        parent = f"U{(number - 1) // 6}"
        yield UnitEstablished(unit=f"U{number}", name=f"Unit {number}", kind=UnitKind.UNIT, parent=parent)
    for number in range(POSTS):
        unit = f"U{chance.randrange(UNITS)}"
        superior = f"P{(number - 1) // 10}" if number else None
        cost = Decimal(chance.randrange(400, 900) * 1000)
        yield PostEstablished(post=f"P{number}", title="Post", unit=unit, reports_to=superior, yearly_cost=cost)


def _change(chance: random.Random) -> Any:
    from rodatraden.organisation.rules import posts, units  # noqa: PLC0415 – the program is set up first

    post, unit = f"P{chance.randrange(POSTS)}", f"U{chance.randrange(UNITS)}"
    match chance.randrange(10):
        case 0:
            return posts.PostMoved(post=post, unit=unit, reports_to=None)
        case 1 | 2:
            return posts.PostRetitled(post=post, title=f"Title {chance.randrange(1000)}")
        case 3:
            return units.UnitRenamed(unit=unit, name=f"Unit {chance.randrange(10_000)}")
        case _:
            return posts.PostCosted(post=post, yearly_cost=Decimal(chance.randrange(400, 900) * 1000))


_THEN = (
    "{0}.valid_from <= %(on)s AND {0}.valid_to > %(on)s AND {0}.known_from <= %(known)s AND {0}.known_to > %(known)s"
)
_TREE = f"""
    WITH RECURSIVE tree(code, name, depth, path) AS (
        SELECT code, name, 0, code FROM organisation_unitversion unit
        WHERE parent IS NULL AND {_THEN.format("unit")}
        UNION ALL
        SELECT unit.code, unit.name, tree.depth + 1, tree.path || '/' || unit.code
        FROM organisation_unitversion unit JOIN tree ON unit.parent = tree.code
        WHERE {_THEN.format("unit")}
    )
    SELECT tree.code, tree.name, tree.depth, post.code, post.title, post.yearly_cost
    FROM tree LEFT JOIN organisation_postversion post ON post.unit = tree.code AND {_THEN.format("post")}
    ORDER BY tree.path, post.code
"""  # noqa: S608 – our own words only


def charts(client: Any, address: str, forget: Any) -> None:
    """The chart folded, wholly unfolded, close up and for paper; each drawn anew, with the size of the answer."""

    def drawn(query: str) -> int:
        forget()
        return len(client.get(f"{address}{query}").content)

    shown = {"folded": "", "800 units unfolded": "&oppna=alla", "close up": "&enhet=U3", "for A3": "&oppna=alla&vy=a3"}
    for what, query in shown.items():
        size = drawn(query) / 1000
        aim = 250 if what == "folded" else None
        tell(f"chart, {what} ({size:.0f} kB)", median_ms(lambda query=query: drawn(query)), aim=aim)  # type: ignore[misc]


def main() -> None:
    """Build the register, then measure."""
    with fresh_program():
        from django.db import connection  # noqa: PLC0415 – the program is set up first

        from rodatraden.decisions import queries as register  # noqa: PLC0415 – the program is set up first
        from rodatraden.decisions.actions import record_decisions  # noqa: PLC0415 – the program is set up first
        from rodatraden.organisation import queries  # noqa: PLC0415 – the program is set up first
        from rodatraden.organisation.rules.fold import fold  # noqa: PLC0415 – the program is set up first

        start = time.perf_counter()
        record_decisions(decisions=list(decisions()), by="bench", at=datetime(2026, 1, 1, tzinfo=UTC))
        tell(f"record {CHANGES} changes and project them, once", (time.perf_counter() - start) * 1000)

        def yardstick() -> None:
            with connection.cursor() as cursor:
                cursor.execute(_TREE, {"on": ON, "known": KNOWN})
                cursor.fetchall()

        tree = median_ms(yardstick)
        tell("yardstick: recursive CTE over the dated rows", tree)
        changes, revocations = register.changes(), register.revocations()
        tell("pure fold of all changes", median_ms(lambda: fold(changes, revocations, on=ON, known=KNOWN)))
        seen = median_ms(lambda: queries.organisation(on=ON, known=KNOWN))
        tell("organisation for any (day, known), cold", seen, aim=60, yardstick=tree)
        ends = {"before": (ON, KNOWN), "after": (ON.replace(year=ON.year + 1), KNOWN)}
        tell("what differs in a year", median_ms(lambda: queries.difference(**ends)), aim=40, yardstick=tree)
        for what, terms in _single_changes():
            tell(f"decide {what}, with its check and projection", _deciding(terms), aim=50, yardstick=tree)
        _pages(tree)


def _single_changes() -> Iterator[tuple[str, Any]]:
    from rodatraden.organisation.rules import posts, units  # noqa: PLC0415 – the program is set up first

    yield "a new cost", posts.PostCosted(post="P5000", yearly_cost=Decimal(512_345))
    yield "a unit that moves", units.UnitMoved(unit="U700", parent="U3")
    yield "a post that ends", posts.PostClosed(post="P8999")


def _deciding(terms: Any) -> float:
    """One decision with one change, taken back each time by rolling back."""
    from django.db import transaction  # noqa: PLC0415 – the program is set up first

    from rodatraden.decisions.actions import NewDecision, record_decisions  # noqa: PLC0415 – the program is set up first
    from rodatraden.decisions.rules import Right  # noqa: PLC0415 – the program is set up first

    today = date(2026, 11, 1)
    decision = NewDecision("NEW", "One change", "U0", today, today, Right.OWN, changes=((today, terms),))

    def decide() -> None:
        with transaction.atomic():
            record_decisions(decisions=[decision], by="bench", at=datetime(2026, 11, 1, tzinfo=UTC))
            transaction.set_rollback(True)

    return median_ms(decide)


def _pages(tree: float) -> None:
    """The JSON and the page: at first (something has just been written), warm, and for who is signed in."""
    from django.conf import settings  # noqa: PLC0415 – the program is set up first
    from django.test import Client  # noqa: PLC0415 – the program is set up first

    from rodatraden.identity.actions import open_account  # noqa: PLC0415 – the program is set up first
    from rodatraden.journal.actions import record  # noqa: PLC0415 – the program is set up first

    address = f"/organisation.json?on={ON}&known={KNOWN}"
    manager, _new = open_account(username="manager@bench.example", label="Manager", by="bench")
    for who, account in (("", None), (", signed in", manager)):
        client = Client(headers={"host": "localhost"})
        if account:
            client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])

        def first(client: Client = client) -> None:
            record("bench.cold.made", of="so that nothing read before counts", by="bench")
            if client.get(address).status_code != 200:
                sys.exit(f"{address} does not answer")

        tell(f"/organisation.json, first{who}", median_ms(first), aim=120, yardstick=tree)
        tell(f"/organisation.json, warm{who}", median_ms(lambda: client.get(address)), aim=30, yardstick=tree)  # noqa: B023 – called at once
    client = Client(headers={"host": "localhost"})
    tell("/organisation (page), any day", median_ms(lambda: client.get(f"/organisation?on={ON}")), aim=150)

    def forget() -> None:
        record("bench.cold.made", of="so that nothing read before counts", by="bench")

    charts(client, f"/organisation?on={ON}&vy=karta", forget)


if __name__ == "__main__":
    main()
