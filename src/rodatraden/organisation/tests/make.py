"""Decisions written as a table, for the tests of the organisation."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from rodatraden.decisions import actions, queries
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import Change, Revocation, Right
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.fold import fold
from rodatraden.organisation.rules.things import Organisation, Post, Unit

AT = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
LATER = date(2099, 1, 1)

MUNICIPALITY = """
    D0 | 2020-01-01 | | unit.established unit=K kind=municipality
    D0 | 2020-01-01 | | unit.established unit=KS kind=board parent=K
    D0 | 2020-01-01 | | unit.established unit=KLF kind=administration parent=KS
    D0 | 2020-01-01 | | unit.established unit=BUN kind=committee parent=K
    D0 | 2020-01-01 | | unit.established unit=BUF kind=administration parent=BUN
    D0 | 2020-01-01 | | post.established post=KD unit=KLF role=director
    D0 | 2020-01-01 | | post.established post=HR unit=KLF reports_to=KD
"""


def decisions(*tables: str) -> list[NewDecision]:
    """Decisions from lines of: code | decided | takes effect (empty: as decided) | one change, or `revokes X [from day]`.

    Lines with the same code are one decision. A name or title that is left out is the code, a kind is `unit`.
    """
    found: dict[str, NewDecision] = {}
    for line in "\n".join(tables).splitlines():
        if not line.strip():
            continue
        code, decided, effective, said = (cell.strip() for cell in line.split("|"))
        on = date.fromisoformat(decided)
        day = date.fromisoformat(effective) if effective else on
        decision = found.get(code) or NewDecision(code, f"Beslut {code}", "K", on, on, Right.OWN)
        found[code] = _with(decision, day, shlex.split(said))
    return list(found.values())


def _with(decision: NewDecision, day: date, words: Sequence[str]) -> NewDecision:
    kind, *rest = words or [""]
    if kind == "revokes":
        revoked = (rest[0], date.fromisoformat(rest[2]) if len(rest) > 1 else None)
        return replace(decision, revokes=(*decision.revokes, revoked))
    return replace(decision, changes=(*decision.changes, (day, terms(kind, *rest)))) if kind else decision


def terms(kind: str, *fields: str) -> Any:
    """The terms of a change from words such as unit=KS; the parts of a split are into=A:60,B:40."""
    given: dict[str, Any] = dict(field.split("=", 1) for field in fields)
    if kind == "unit.established":
        given = {"name": given["unit"], "kind": "unit", **given}
    if kind == "post.established":
        given = {"title": given["post"], **given}
    if kind == "group.formed":
        given = {"name": given["group"], **given}
    if kind == "post.moved":
        given = {"reports_to": None, **given}
    if kind == "unit.split":
        parts = (part.split(":") for part in given["into"].split(",") if part)
        given = {**given, "into": [{"unit": code, "share": share} for code, share in parts]}
    return queries.adapter(kind).validate_python(given)


def as_rules(decided: Iterable[NewDecision]) -> tuple[list[Change], list[Revocation]]:
    """The same as the rules read them."""
    changes = [
        Change(each.code, each.decided_on, position, day, terms)
        for each in decided
        for position, (day, terms) in enumerate(each.changes)
    ]
    revocations = [
        Revocation(each.code, each.decided_on, revoked, day) for each in decided for revoked, day in each.revokes
    ]
    return changes, revocations


def folded(*tables: str, on: str, known: str = "2099-01-01") -> Organisation:
    """The organisation that the decisions of some tables make."""
    changes, revocations = as_rules(decisions(*tables))
    return fold(changes, revocations, on=date.fromisoformat(on), known=date.fromisoformat(known))


def problems(*tables: str) -> list[tuple[str, str, str]]:
    """What does not hold: the decision, the contradiction, and what it collides with."""
    return [(each.change.decision, each.code, each.other) for each in contradictions(*as_rules(decisions(*tables)))]


def units(organisation: Organisation) -> dict[str, str | None]:
    """Each unit and what it is under."""
    return {unit.code: unit.parent for unit in organisation.units.values()}


def unit(code: str, parent: str | None = None) -> Unit:
    return Unit(code, code, terms("unit.established", f"unit={code}").kind, parent, "D0")


def holdings(post: Post) -> tuple[str, str, str | None, str]:
    """What is asked about a post most often."""
    return (post.title, post.unit, post.reports_to, "" if post.yearly_cost is None else str(post.yearly_cost))


def record(*tables: str) -> list[str]:
    """Record the decisions of some tables."""
    return actions.record_decisions(decisions=decisions(*tables), by="test", at=AT)
