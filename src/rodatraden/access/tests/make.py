"""A small municipality with a post for each role, and accounts that hold them."""

from datetime import date

from rodatraden.access import actions, queries, rules
from rodatraden.identity import actions as identity
from rodatraden.identity.models import User
from rodatraden.organisation.rules.things import Post, Role
from rodatraden.organisation.tests.make import record

SINCE = date(2020, 1, 1)
TODAY = date(2026, 11, 22)

MUNICIPALITY = """
    D0 | 2020-01-01 | | unit.established unit=K kind=municipality
    D0 | 2020-01-01 | | unit.established unit=KS kind=board parent=K
    D0 | 2020-01-01 | | unit.established unit=KLF kind=administration parent=KS
    D0 | 2020-01-01 | | unit.established unit=EKO kind=department parent=KLF
    D0 | 2020-01-01 | | unit.established unit=BUN kind=committee parent=K
    D0 | 2020-01-01 | | unit.established unit=BUF kind=administration parent=K
    D0 | 2020-01-01 | | unit.established unit=SKOLA kind=unit parent=BUF
    D0 | 2020-01-01 | | relation.opened relation=political from=BUN to=BUF
    D0 | 2020-01-01 | | relation.opened relation=support from=KLF to=BUF
    D0 | 2020-01-01 | | post.established post=P-EMPLOYEE unit=SKOLA role=employee
    D0 | 2020-01-01 | | post.established post=P-MANAGER unit=SKOLA role=manager
    D0 | 2020-01-01 | | post.established post=P-HEAD unit=BUF role=head
    D0 | 2020-01-01 | | post.established post=P-CONTROLLER unit=EKO role=controller
    D0 | 2020-01-01 | | post.established post=P-DIRECTOR unit=KLF role=director
    D0 | 2020-01-01 | | post.established post=P-POLITICIAN unit=BUN role=politician
    D0 | 2020-01-01 | | post.established post=P-AUDITOR unit=K role=auditor
    D0 | 2020-01-01 | | post.established post=P-ADMIN unit=KLF role=admin
"""


def municipality(*later: str) -> None:
    """The units and posts, with what was decided later."""
    record(MUNICIPALITY, *later)


def account(name: str = "head") -> User:
    made, _changed = identity.open_account(username=f"{name}@k.example", label=name.capitalize(), by="test")
    return made


def holder(role: Role | str, *, since: date = SINCE, until: date | None = None, name: str = "") -> User:
    """An account that holds the post of a role."""
    made = account(name or str(role))
    actions.hold_post(account=made, post=f"P-{role.upper()}", valid_from=since, valid_to=until, by="test")
    return made


def may(who: User, right: str, within: str | None = None, *, on: date = TODAY) -> bool:
    """Whether the posts that an account holds on a day give a right."""
    held = queries.rights(who, on=on)
    return rules.allows(held.posts, right, within=within, organisation=held.units)


def post(unit: str, role: Role) -> Post:
    return Post("P", "P", unit, role, None, None, "D0", "D0")
