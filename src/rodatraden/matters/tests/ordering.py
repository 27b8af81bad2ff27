"""Delegation orders and decisions under them, written shortly."""

from datetime import date
from typing import Any

from rodatraden.decisions import actions as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import Change, Right
from rodatraden.organisation.tests.make import AT, MUNICIPALITY
from rodatraden.organisation.tests.make import decisions as table

MORE = """
    D0 | 2020-01-01 | | unit.established unit=EK kind=department parent=KLF
    D0 | 2020-01-01 | | unit.established unit=KSAU kind=team parent=KS
    D0 | 2020-01-01 | | post.established post=EK-CHEF unit=EK role=manager reports_to=KD title=Ekonomichef
    D0 | 2020-01-01 | | post.established post=FC-BUF unit=BUF role=head
    D0 | 2020-01-01 | | post.established post=CTRL unit=EK yearly_cost=600000
    D0 | 2020-01-01 | | relation.opened relation=political from=BUN to=BUF
"""


def terms(change: str, **given: Any) -> Any:
    return decisions.adapter(change).validate_python(given)


def granted(item: str, to: Any = ({"post": "KD"},), order: str = "KS-DO", **more: Any) -> Any:
    return terms("delegation.granted", **{"order": order, "item": item, "text": f"Punkt {item}", "to": to, **more})


def withdrawn(item: str, order: str = "KS-DO") -> Any:
    return terms("delegation.withdrawn", order=order, item=item)


def taken(
    code: str,
    on: str,
    *changes: Any,
    by: str = "KS",
    right: Right = Right.OWN,
    reference: str = "",
    effective: str = "",
    **more: Any,
) -> NewDecision:
    day = date.fromisoformat(on)
    effective_on = date.fromisoformat(effective) if effective else day
    return NewDecision(
        code, f"Beslut {code}", by, day, effective_on, right, reference,
        changes=tuple((effective_on, each) for each in changes), **more,
    )  # fmt: skip


def under(
    reference: str, *changes: Any, by: str = "KD", code: str = "X", on: str = "2022-01-01", **more: Any
) -> NewDecision:
    return taken(code, on, *changes, by=by, right=Right.DELEGATION, reference=reference, **more)


def record(*given: NewDecision) -> list[str]:
    return register.record_decisions(decisions=given, by="test", at=AT)


ORDER = taken(
    "DO", "2021-01-01",
    granted("1.1", kinds=["post.retitled", "post.costed"], limit="50000"),
    granted("1.2", to=({"role": "director"},), stand_ins=({"title": "ekonomichef"},), kinds=["post.*"], within="EK"),
    granted("1.3", to=({"unit": "KSAU"},), kinds=["unit.established", "unit.closed", "unit.renamed"]),
    granted("1.4", kinds=["post.*", "unit.renamed"], limit="700000", further=True),
    granted("1.5"),
)  # fmt: skip


def begin() -> None:
    """A municipality with the order of its board."""
    record(*table(MUNICIPALITY, MORE))
    record(ORDER)


RETITLED = terms("post.retitled", post="HR", title="Personalchef")
RENAMED = terms("unit.renamed", unit="KLF", name="Stab")


def costed(kronor: int, post: str = "CTRL") -> Any:
    return terms("post.costed", post=post, yearly_cost=kronor)


def post(code: str = "NY", unit: str = "EK", kronor: int | None = 500_000) -> Any:
    return terms("post.established", post=code, title=code, unit=unit, yearly_cost=kronor)


def unit(code: str, kind: str, parent: str) -> Any:
    return terms("unit.established", unit=code, name=code, kind=kind, parent=parent)


def change(code: str, terms: Any, on: str, position: int = 0) -> Change:
    return Change(code, date.fromisoformat(on), position, date.fromisoformat(on), terms)
