"""Which changes would make the organisation what a list of units and posts states?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.decisions.rules import Terms
from rodatraden.organisation.rules import posts, units
from rodatraden.organisation.rules.things import FULL_TIME, Organisation, Post, Role, Unit, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedUnit:
    """A unit as a list has it. What is None is not said: then it is left as it is."""

    code: str
    name: str
    kind: UnitKind | None = None
    parent: str | None = None
    headcount: int | None = None
    fte: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPost:
    """A post as a list has it; the cost in kronor a year, the degree in per cent of full time. None: not said."""

    code: str
    title: str
    unit: str
    role: Role | None = None
    reports_to: str | None = None
    yearly_cost: Decimal | None = None
    degree: Decimal | None = None


Stated = StatedUnit | StatedPost


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change that the list calls for, and the number of the line that does; None: what the list leaves out."""

    terms: Terms
    line: int | None


def called_for(found: Organisation, stated: Sequence[Stated], *, is_whole: bool = False) -> list[StatedChange]:
    """The changes between an organisation and a list, in the order of the list.

    With `is_whole` the list is all there is: posts and units that it leaves out are closed, those below first.
    """
    called = [StatedChange(terms, line) for line, each in enumerate(stated) for terms in _of_line(found, each)]
    return called + [StatedChange(terms, None) for terms in _left_out(found, stated)] if is_whole else called


def _of_line(found: Organisation, each: Stated) -> Iterator[Terms]:
    if isinstance(each, StatedUnit):
        return _of_unit(found.units.get(each.code), each)
    return _of_post(found.posts.get(each.code), each)


def _of_unit(now: Unit | None, said: StatedUnit) -> Iterator[Terms]:
    if now is None:
        kind = said.kind or UnitKind.UNIT
        yield units.UnitEstablished(unit=said.code, name=said.name, kind=kind, parent=said.parent)
    else:
        if said.name != now.name:
            yield units.UnitRenamed(unit=said.code, name=said.name)
        if said.kind is not None and said.kind != now.kind:
            yield units.UnitRetyped(unit=said.code, kind=said.kind)
        if said.parent is not None and said.parent != now.parent:
            yield units.UnitMoved(unit=said.code, parent=said.parent)
    staff = (now.headcount, now.fte) if now else (None, None)
    if said.headcount is not None and (said.headcount, said.fte) != staff:
        yield units.UnitStaffed(unit=said.code, headcount=said.headcount, fte=said.fte)


def _of_post(now: Post | None, said: StatedPost) -> Iterator[Terms]:
    if now is None:
        yield posts.PostEstablished(
            post=said.code,
            title=said.title,
            unit=said.unit,
            role=said.role or Role.EMPLOYEE,
            reports_to=said.reports_to,
            yearly_cost=said.yearly_cost,
            degree=FULL_TIME if said.degree is None else said.degree,
        )
        return
    if said.title != now.title:
        yield posts.PostRetitled(post=said.code, title=said.title)
    superior = said.reports_to or now.reports_to
    if said.unit != now.unit:
        yield posts.PostMoved(post=said.code, unit=said.unit, reports_to=superior)
    elif superior != now.reports_to:
        yield posts.PostReportingChanged(post=said.code, reports_to=superior)
    if said.role is not None and said.role != now.role:
        yield posts.PostRoleChanged(post=said.code, role=said.role)
    if said.degree is not None and said.degree != now.degree:
        yield posts.PostDegreeChanged(post=said.code, degree=said.degree)
    if said.yearly_cost is not None and said.yearly_cost != now.yearly_cost:
        yield posts.PostCosted(post=said.code, yearly_cost=said.yearly_cost)


def _left_out(found: Organisation, stated: Sequence[Stated]) -> Iterator[Terms]:
    """Posts before units, and what is below before what is above, so that a reader meets them in a sound order."""
    listed = {each.code for each in stated}
    yield from (posts.PostClosed(post=code) for code in sorted(found.posts) if code not in listed)
    gone = [code for code in found.units if code not in listed]
    yield from (units.UnitClosed(unit=code) for code in sorted(gone, key=lambda code: (-len(found.path(code)), code)))
