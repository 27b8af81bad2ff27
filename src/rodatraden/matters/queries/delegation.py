"""Which items of which delegation orders are in force, what rests on them, and what does a decision lack to do so?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Change, Lack, Named, Revocation, Right, Taken
from rodatraden.kernel.once import once
from rodatraden.matters.queries.gates import places_of
from rodatraden.matters.rules import entitlement, touched
from rodatraden.matters.rules.delegation import CHANGES, DelegationGranted, DelegationWithdrawn, Item, Key, in_force
from rodatraden.matters.rules.entitlement import Act, Decider, Overstep, Said
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import PostVersion
from rodatraden.organisation.rules.things import Organisation

ADDRESS: Final = "/delegation"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Orders:
    """Every change to a delegation order there is, and whose order each is (the committee's code)."""

    changes: Sequence[Change]
    revocations: Sequence[Revocation]
    bodies: Mapping[str, str]

    def in_force(self, *, on: date, known: date, but: str = "") -> dict[Key, Item]:
        """The items in force on a day, as known on a day, without what the decision `but` does to them."""
        changes = [change for change in self.changes if change.decision != but]
        return in_force(changes, [each for each in self.revocations if each.decision != but], on=on, known=known)

    def bodies_before(self, decision: str, *, known: date) -> dict[str, str]:
        """Whose order each is, by the decisions taken by a day other than one."""
        there = {
            change.terms.order
            for change in self.changes
            if change.decision != decision and change.decided_on <= known
            if isinstance(change.terms, DelegationGranted)
        }
        return {order: body for order, body in self.bodies.items() if order in there}


@once
def orders() -> Orders:
    """All of them. Two queries; one where there is none."""
    decided = decisions.changes_and_deciders(CHANGES)
    if not decided:
        return Orders((), (), {})
    decided.sort(key=lambda each: (each[0].decided_on, each[0].decision, each[0].position))
    bodies: dict[str, str] = {}
    for change, decider in decided:
        if isinstance(change.terms, DelegationGranted) and not change.terms.further_from:
            bodies.setdefault(change.terms.order, decider)
    return Orders([change for change, _decider in decided], decisions.revocations(), bodies)


def titles(codes: Iterable[str]) -> dict[str, str]:
    """What some decisions are called."""
    return dict(register.Decision.objects.filter(code__in=list(codes)).values_list("code", "title"))


def delegating(*, known: date) -> list[str]:
    """The committees that have or have had an order, by the decisions taken by a day."""
    return sorted({*orders().bodies_before("", known=known).values()})


def lacking(taken: Sequence[Taken]) -> list[Lack]:
    """What new decisions lack: those under delegation, and those that grant or withdraw an item."""
    codes = [each.code for each in taken]
    granting = register.Change.objects.filter(decision__code__in=codes, kind__in=CHANGES)
    judged = {*granting.values_list("decision__code", flat=True)}
    judged |= {each.code for each in taken if each.right is Right.DELEGATION}
    found = orders() if judged else None
    if found is None or not found.changes:
        return []
    return [
        Lack(each.code, lack.value, said)
        for each in taken
        if each.code in judged
        for lack, said in _Case(each, found).lacks()
    ]


def lacking_in(taken: Taken, changes: Sequence[Change]) -> list[Lack]:
    """What a decision that is not taken yet would lack, with the changes that it would make."""
    if taken.right is not Right.DELEGATION:
        return []
    found = orders()
    if not found.changes:
        return []
    return [Lack(taken.code, lack.value, said) for lack, said in _Case(taken, found, changes).lacks()]


def covering(changes: Sequence[Change], *, on: date) -> list[Item]:
    """The items in force on a day that are about every one of some changes: those to look among for the right."""
    if not changes:
        return []
    items = orders().in_force(on=on, known=on).values()
    return [item for item in items if all(item.covers(change.terms.change) for change in changes)]


class _Case:
    """One decision that is judged, with the organisation as it was known when it was taken."""

    def __init__(self, taken: Taken, found: Orders, changes: Sequence[Change] | None = None) -> None:
        self.taken, self.orders = taken, found
        self.items = found.in_force(on=taken.decided_on, known=taken.decided_on, but=taken.code)
        self.at: Callable[[date], Organisation] = cache(self._at)
        self.changes = _changes_of(taken.code) if changes is None else changes
        days = {change.effective_on for change in self.changes}
        self.around = [*sorted(days), *sorted(day - _DAY for day in days), taken.decided_on]

    def _at(self, day: date) -> Organisation:
        return organisation.units_and_relations(on=day, known=self.taken.decided_on)

    def lacks(self) -> Iterator[Said]:
        """What it lacks, if anything."""
        yield from self._nobody_there()
        if self.taken.right is Right.DELEGATION:
            yield from self._under_delegation()
            return
        unit = self.at(self.taken.decided_on).units.get(self.taken.decided_by)
        granting = [change for change in self.changes if change.terms.change in CHANGES]
        yield from entitlement.judge_order(
            [Act(change.terms, further_from=self._from(change)) for change in granting],
            decider=Decider(self.taken.decided_by),
            bodies=self.orders.bodies_before(self.taken.code, known=self.taken.decided_on),
            kind=unit.kind if unit else None,
        )

    def _under_delegation(self) -> Iterator[Said]:
        named = entitlement.referred(self.taken.reference, {*self.orders.bodies})
        day = self.taken.decided_on
        post = organisation.posts([self.taken.decided_by], on=day, known=day).get(self.taken.decided_by)
        if named:
            decider = entitlement.decider_of(post, self.at(day)) if post else Decider(self.taken.decided_by)
            held = {
                key: item if entitlement.is_for(item, decider, self._is_in, self._is_at_home) else None
                for key, item in self.items.items()
            }
            yield from entitlement.judge(decider, named, held, self._acts(), self._is_in)
            return
        body = entitlement.body_of(post.unit if post else self.taken.decided_by, self.at(day))
        own = sorted({order for order, _item in self.items if self.orders.bodies.get(order) == body})
        if own:
            yield Overstep.NO_REFERENCE, {"orders": ", ".join(own)}

    def _acts(self) -> list[Act]:
        places = places_of(self.changes, self.at(self.around[0]))
        return [self._act(change, touched.touched_by([change], places)) for change in self.changes]

    def _act(self, change: Change, units: Iterable[str]) -> Act:
        there = frozenset(unit for unit in units if self._place(unit))
        days = (change.effective_on, change.effective_on - _DAY) if entitlement.shapes(change.terms) else ()
        shapes = entitlement.shaped(change.terms, [self.at(day) for day in days])
        return Act(change.terms, there, self._amount(change), shapes, self._from(change))

    def _place(self, unit: str) -> Organisation | None:
        """The organisation that a unit is looked for in: after the decision where it is there, else before."""
        return next((found for found in map(self.at, self.around) if unit in found.units), None)

    def _is_in(self, unit: str, item: Item) -> bool:
        body, found = self.orders.bodies.get(item.terms.order, ""), self._place(unit)
        return found is not None and entitlement.is_in(unit, body=body, within=item.terms.within, organisation=found)

    def _is_at_home(self, unit: str, item: Item) -> bool:
        body, found = self.orders.bodies.get(item.terms.order, ""), self._place(unit)
        return found is not None and entitlement.is_in(unit, body=body, within=None, organisation=found)

    def _from(self, change: Change) -> str | None:
        """The item that one is, or was, handed on from."""
        match change.terms:
            case DelegationGranted() as granted:
                return granted.further_from
            case DelegationWithdrawn() as withdrawn:
                item = self.items.get((withdrawn.order, withdrawn.item))
                return item.terms.further_from if item else None
            case _:
                return None

    def _amount(self, change: Change) -> Decimal | None:
        """The kronor a year that a change commits: a new post's cost, a raise, budget that moves."""
        match change.terms.change:
            case "post.established":
                return _kronor(change, "yearly_cost")
            case "post.costed":
                cost, before = _kronor(change, "yearly_cost"), self._cost_before(change)
                return None if cost is None else max(Decimal(0), cost - before)
            case "budget.moved":
                return _kronor(change, "yearly_amount")
            case _:
                return Decimal(0)

    def _cost_before(self, change: Change) -> Decimal:
        code = str(getattr(change.terms, "post", ""))
        before = organisation.posts([code], on=change.effective_on - _DAY, known=self.taken.decided_on).get(code)
        return (before.yearly_cost if before else None) or Decimal(0)

    def _nobody_there(self) -> Iterator[Said]:
        for change in self.changes:
            if not isinstance(change.terms, DelegationGranted):
                continue
            named, posts = entitlement.spoken_of(change.terms)
            there = organisation.posts(posts, on=change.effective_on, known=self.taken.decided_on) if posts else {}
            found = self.at(change.effective_on)
            gone = (named - {*found.units, *found.groups}) | (posts - {*there})
            for code in sorted(gone):
                yield Overstep.NOBODY_THERE, {"code": code, "item": f"{change.terms.order} {change.terms.item}"}


def _changes_of(code: str) -> list[Change]:
    decision = register.Decision.objects.get(code=code)
    return [decisions.as_rule(row, decision) for row in decision.changes.order_by("position")]


def _kronor(change: Change, name: str) -> Decimal | None:
    value = getattr(change.terms, name)
    return value if isinstance(value, Decimal) else None


def ground(taken: Taken) -> list[Named]:
    """On which items a decision under delegation rests, or that its committee has no order in the register.

    At most six queries; one where no order is known.
    """
    if taken.right is not Right.DELEGATION:
        return []
    found = orders()
    then = found.in_force(on=taken.decided_on, known=taken.decided_on)
    named = [key for key in entitlement.referred(taken.reference, {*found.bodies}) if key in then]
    if named:
        address = f"{ADDRESS}?{urlencode({'organ': found.bodies[named[0][0]]})}"
        return [Named(f"{then[key].name}: {then[key].terms.text}", address) for key in named]
    body = _body_then(taken) if then else ""
    if any(found.bodies[order] == body for order, _item in then):
        return [Named(_("The item of the delegation order is not told."), f"{ADDRESS}?{urlencode({'organ': body})}")]
    return [Named(_("There is no delegation order in the register."), "")]


@dataclass(frozen=True, slots=True)
class Rested:
    """A decision under delegation, and the items that it refers to, in force when it was taken."""

    decision: register.Decision
    items: tuple[Item, ...]


def delegates_now(items: Iterable[Item], *, on: date, known: date) -> dict[Key, list[str]]:
    """Whom each item is for on a day, by the codes of posts and units: nobody when a title has no holder any more."""
    there, bodies = organisation.organisation(on=on, known=known), orders().bodies
    return {item.key: entitlement.delegates_of(item, bodies[item.terms.order], there) for item in items}


def reported(body: str, *, since: date, until: date, known: date) -> list[Rested]:
    """The decisions taken for a committee under delegation, from a day through another, the earliest first."""
    return reported_by_body(since=since, until=until, known=known).get(body, [])


def reported_by_body(*, since: date, until: date, known: date) -> dict[str, list[Rested]]:
    """The same for every committee that has any, whether it has an order or not; under "" those that belong to none.

    At most seven queries, however many they are; two more for each day on which a unit decided that is gone since.
    """
    taken = decisions.in_register(known=min(known, until)).filter(right=Right.DELEGATION, decided_on__gte=since)
    rows, found = list(taken.order_by("decided_on", "code")), orders()
    homes = _homes({row.decided_by for row in rows}, known=known) if rows else []
    in_force: Callable[[date], dict[Key, Item]] = cache(lambda day: found.in_force(on=day, known=day))
    units: Callable[[date], Organisation] = cache(lambda day: organisation.units_and_relations(on=day, known=day))
    listed: dict[str, list[Rested]] = {}
    for row in rows:
        named = entitlement.referred(row.right_reference, {*found.bodies})
        unit = _home(row.decided_by, row.decided_on, homes)
        body = found.bodies[named[0][0]] if named else _body_of(unit, row.decided_on, until, units)
        then = in_force(row.decided_on)
        listed.setdefault(body, []).append(Rested(row, tuple(then[key] for key in named if key in then)))
    return listed


def _body_of(unit: str, day: date, until: date, units: Callable[[date], Organisation]) -> str:
    """The committee that a unit belongs to by a day; for a unit that is gone by then, the one it belonged to before."""
    return entitlement.body_of(unit, units(until if unit in units(until).units else day)) or ""


def _body_then(taken: Taken) -> str | None:
    """The committee that a decision was taken for, as far as where who decided stood then tells."""
    unit = _home(taken.decided_by, taken.decided_on, _homes([taken.decided_by], known=taken.decided_on))
    return entitlement.body_of(unit, organisation.units_and_relations(on=taken.decided_on, known=taken.decided_on))


Homes = Sequence[tuple[str, str, date, date]]


def _homes(posts: Iterable[str], *, known: date) -> Homes:
    """In which unit some posts have been, from which day up to which."""
    rows = PostVersion.objects.filter(code__in=list(posts), known_from__lte=known, known_to__gt=known)
    return list(rows.values_list("code", "unit", "valid_from", "valid_to"))


def _home(decider: str, on: date, homes: Homes) -> str:
    """The unit of a post on a day; what is no post is a unit itself."""
    stood = [unit for code, unit, first, end in homes if code == decider and first <= on < end]
    return stood[0] if stood else decider
