"""A small municipality with control plans, for the tests of this slice, and plain builders for risks and checks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from rodatraden.access import actions as access
from rodatraden.control import actions
from rodatraden.control.actions import NewCheck, NewRisk
from rodatraden.control.rules.codes import Category, CheckOutcome
from rodatraden.control.rules.matrix import Matrix
from rodatraden.control.rules.plan import ControlItem, ControlPlanAdopted
from rodatraden.decisions import actions as decisions
from rodatraden.decisions.actions import NewDecision
from rodatraden.decisions.rules import Change, Revocation, Right
from rodatraden.identity import actions as identity
from rodatraden.identity.models import User
from rodatraden.organisation.tests import make as organisation

EARLY = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
DAY = date(2026, 5, 6)
LATER = date(2099, 1, 1)

MUNICIPALITY = """
    O1 | 2020-01-01 | | unit.established unit=K kind=municipality
    O1 | 2020-01-01 | | unit.established unit=KF kind=assembly parent=K
    O1 | 2020-01-01 | | unit.established unit=KS kind=board parent=KF
    O1 | 2020-01-01 | | unit.established unit=KLF kind=administration parent=KS
    O1 | 2020-01-01 | | unit.established unit=BUN kind=committee parent=KF
    O1 | 2020-01-01 | | unit.established unit=BUF kind=administration parent=BUN
    O1 | 2020-01-01 | | unit.established unit=REV kind=committee parent=KF
    O1 | 2020-01-01 | | unit.established unit=BOLAGET kind=company parent=K
    O1 | 2020-01-01 | | relation.opened relation=political from=BUN to=BUF
    O1 | 2020-01-01 | | post.established post=KD unit=KLF role=director
    O1 | 2020-01-01 | | post.established post=FC-BUF unit=BUF role=head reports_to=KD
    O1 | 2020-01-01 | | post.established post=LARARE unit=BUF role=employee reports_to=FC-BUF
    O1 | 2020-01-01 | | post.established post=REVISOR unit=REV role=auditor
"""


def municipality() -> None:
    organisation.record(MUNICIPALITY)


def account(post: str) -> User:
    """An account that holds a post."""
    user, _opened = identity.open_account(username=post.lower(), label=post, by="test")
    access.hold_post(account=user, post=post, valid_from=date(2020, 1, 1), valid_to=None, by="test")
    return user


def item(code: str = "1.1", *, times: int = 1, risk: str | None = None, owner: str | None = "FC-BUF") -> ControlItem:
    return ControlItem(item=code, what=f"Kontroll {code}", method="Stickprov", times=times, risk=risk, owner=owner)


def terms(*items: ControlItem, unit: str = "BUN", year: int = 2026, matrix: Matrix | None = None) -> ControlPlanAdopted:
    return ControlPlanAdopted(unit=unit, year=year, items=items or (item(),), matrix=matrix)


def adopt(code: str, plan: ControlPlanAdopted, *, by: str = "", on: date = date(2025, 12, 10), **more: Any) -> None:
    """A body adopts its plan for the year."""
    decision = NewDecision(
        code=code,
        title=f"Kontrollplan {plan.year}",
        decided_by=by or plan.unit,
        decided_on=on,
        effective_on=on,
        right=Right.OWN,
        changes=((on, plan),),
        **more,
    )
    decisions.record_decisions(decisions=[decision], by="test", at=EARLY)


def revoke(code: str, revoked: str, *, on: date) -> None:
    """A body takes back its plan from a day."""
    decision = NewDecision(
        code=code,
        title="Återkallelse",
        decided_by="BUN",
        decided_on=on,
        effective_on=on,
        right=Right.OWN,
        revokes=((revoked, on),),
    )
    decisions.record_decisions(decisions=[decision], by="test", at=EARLY)


def change(code: str, plan: ControlPlanAdopted, on: str) -> Change:
    day = date.fromisoformat(on)
    return Change(code, day, 0, day, plan)


def revocation(code: str, revoked: str, on: str) -> Revocation:
    day = date.fromisoformat(on)
    return Revocation(code, day, revoked, day)


def risk(code: str = "R1", *, unit: str = "BUF", likelihood: int = 3, consequence: int = 3, **more: Any) -> NewRisk:
    given = {"title": f"Risk {code}", "category": Category.OPERATIONS, "valid_from": date(2026, 1, 1), **more}
    return NewRisk(risk=code, unit=unit, likelihood=likelihood, consequence=consequence, **given)


def tell(new: NewRisk, *, seen: int | None = None, at: datetime = EARLY) -> bool:
    return actions.tell_risk(new=new, seen=seen, by="test", at=at)


def check(outcome: CheckOutcome = CheckOutcome.IN_ORDER, *, code: str = "", on: date = DAY, **more: Any) -> NewCheck:
    given = {"unit": "BUN", "year": 2026, "item": "1.1", **more}
    return NewCheck(code=code, on=on, outcome=outcome, **given)


def record(*checks: NewCheck, at: datetime = NOW) -> Sequence[NewCheck]:
    return [actions.record_check(new=each, by="test", at=at) for each in checks]
