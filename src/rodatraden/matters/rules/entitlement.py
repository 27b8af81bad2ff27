"""May who decided under delegation decide that, by the items that the decision refers to?"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rodatraden.decisions.rules import Terms
from rodatraden.matters.rules.delegation import Delegate, DelegationGranted, DelegationWithdrawn, Item, Key
from rodatraden.organisation.rules.things import Organisation, Post, RelationKind, Role, UnitKind

BODIES: Final = frozenset({UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE})
"""The units that may hand over what they decide: the assembly to a committee, a committee to an employee (5:2, 7:5)."""

RESERVED: Final = frozenset({*BODIES, UnitKind.MUNICIPALITY, UnitKind.COMPANY, UnitKind.FEDERATION})
"""Which units there are of these kinds is for the assembly alone (5 kap. 1 § kommunallagen)."""

_SHAPING: Final = frozenset({"unit.established", "unit.closed", "unit.merged", "unit.split", "unit.retyped"})
_HEADS: Final = frozenset({Role.HEAD, Role.DIRECTOR})
"""Who leads an administration, and may be allowed to hand on (7:6)."""


class Overstep(StrEnum):
    """Why a decision under delegation is refused."""

    NO_REFERENCE = "no item named"
    NOT_IN_FORCE = "item is not in force"
    NOT_THE_DELEGATE = "item is for someone else"
    OTHER_KIND = "no item for the kind"
    ELSEWHERE = "unit outside the item"
    OVER_THE_LIMIT = "over the limit"
    UNKNOWN_AMOUNT = "amount not known"
    RESERVED = "for the assembly alone"
    NOT_A_BODY = "order by no committee"
    ANOTHERS_ORDER = "order of another committee"
    NOBODY_THERE = "delegate does not exist"
    NOT_FURTHER = "may not be handed on"
    WIDER = "handed on wider"


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decided: a post with its title and role, in a unit of a kind, and in groups; or a unit."""

    code: str
    title: str = ""
    role: Role | None = None
    unit: str = ""
    unit_kind: UnitKind | None = None
    groups: frozenset[str] = frozenset()

    def is_named(self, delegates: Iterable[Delegate]) -> bool:
        """Whether some delegates name it by its code, or by a group that it is in."""
        return any(self.code in {each.post, each.unit} or each.group in self.groups for each in delegates)

    def is_such(self, delegates: Iterable[Delegate]) -> bool:
        """Whether it has the role or the title of some delegates."""
        return any(
            (self.role is not None and self.role is each.role and each.unit_kind in {None, self.unit_kind})
            or (bool(self.title) and each.title is not None and self.title.casefold() == each.title.casefold())
            for each in delegates
        )


@dataclass(frozen=True, slots=True)
class Act:
    """One change under delegation: the units it touches that exist, and the kronor a year that it commits.

    The amount is 0 for what is not about money, None when it is but nobody has said how much.
    """

    terms: Terms
    units: frozenset[str] = frozenset()
    amount: Decimal | None = Decimal(0)
    shapes: UnitKind | None = None
    """The kind of the unit that it makes, closes or makes into another."""
    further_from: str | None = None
    """The item that an item of an order is handed on from."""


_WORDS: Final = re.compile(r"[\w./-]*\w|§")
_ITEM: Final = re.compile(r"[A-Za-z]{0,2}[.-]?\d")


def referred(reference: str, orders: Collection[str]) -> list[Key]:
    """The items that a reference names, such as "KS-DO 3.2 och 3.4": after an order's code come its items.

    A law may be named too: 7 kap. 5 § is no item.
    """
    found: list[Key] = []
    order = ""
    for word in _WORDS.findall(reference):
        if word in orders:
            order = word
        elif order and word in {"kap", "§"}:
            if len(found) > 1 and found[-1][1].isdecimal():
                found.pop()
            order = ""
        elif order and _ITEM.match(word):
            found.append((order, word))
    return found


def body_of(unit: str, organisation: Organisation) -> str | None:
    """The committee that a unit is part of or works for; for a committee itself the one above it. None: none is."""
    path = organisation.path(unit)[::-1]
    for each in path:
        if each.kind in BODIES and each.code != unit:
            return each.code
        steering = sorted(
            tie.source
            for tie in organisation.relations
            if tie.kind is RelationKind.POLITICAL and tie.target == each.code and tie.source in organisation.units
        )
        if steering and each.kind not in BODIES:
            return steering[0]
    return None


def is_in(unit: str, *, body: str, within: str | None, organisation: Organisation) -> bool:
    """Whether a unit is where an item holds: in the unit it names, else in what the committee is responsible for."""
    path = organisation.path(unit)
    if within is not None:
        return any(each.code == within for each in path)
    steers = {tie.target for tie in organisation.relations if tie.kind is RelationKind.POLITICAL and tie.source == body}
    whole = body in organisation.units and organisation.units[body].kind is UnitKind.ASSEMBLY
    return whole or any(each.code == body or each.code in steers for each in path)


Said = tuple[Overstep, Mapping[str, str]]
Where = Callable[[str, Item], bool]
"""Whether a unit is where an item holds."""


def is_for(item: Item, decider: Decider, where: Where, at_home: Where) -> bool:
    """Whether an item is for who decided. A role or a title counts only in the committee's own, or where it holds.

    `at_home` tells whether a unit is what the committee of the item is responsible for.
    """
    delegates = (*item.terms.to, *item.terms.stand_ins)
    near = where(decider.unit, item) or at_home(decider.unit, item)
    return decider.is_named(delegates) or (decider.is_such(delegates) and near)


def decider_of(post: Post, organisation: Organisation) -> Decider:
    """A post as one who decides, with the groups that it is in on the day of the organisation."""
    alone = replace(organisation, posts={post.code: post})
    groups = frozenset(code for code in alone.groups if post.code in alone.members(code))
    unit = organisation.units.get(post.unit)
    return Decider(post.code, post.title, post.role, post.unit, unit.kind if unit else None, groups)


def delegates_of(item: Item, body: str, organisation: Organisation) -> list[str]:
    """The codes of the posts and units that an item is for on the day of an organisation, stand-ins apart."""

    def near(unit: str) -> bool:
        return any(
            is_in(unit, body=body, within=within, organisation=organisation) for within in {item.terms.within, None}
        )

    found: list[str] = []
    for each in item.terms.to:
        named = {each.post, each.unit} & {*organisation.posts, *organisation.units}
        found += sorted(code for code in named if code)
        if each.group and each.group in organisation.groups:
            found += organisation.members(each.group)
        if each.role or each.title:
            such = (post for post in organisation.posts.values() if _might_be(post, each))
            found += [post.code for post in such if decider_of(post, organisation).is_such([each]) and near(post.unit)]
    return list(dict.fromkeys(found))


def _might_be(post: Post, delegate: Delegate) -> bool:
    """Whether it is worth looking closer at a post."""
    return post.role is delegate.role or (
        delegate.title is not None and post.title.casefold() == delegate.title.casefold()
    )


def judge(
    decider: Decider, named: Sequence[Key], held: Mapping[Key, Item | None], acts: Sequence[Act], where: Where
) -> list[Said]:
    """What a decision lacks, by the items it refers to. `held` has those in force; None for one that is for others."""
    missing = [f"{order} {item}" for order, item in named if (order, item) not in held]
    if missing:
        return [(Overstep.NOT_IN_FORCE, {"item": each}) for each in missing]
    own = [item for item in map(held.get, named) if item is not None]
    if not own:
        return [(Overstep.NOT_THE_DELEGATE, {"item": " ".join(key), "decider": decider.code}) for key in named]
    lacks = [said for act in acts for said in _lacks_of(act, decider, own, where)]
    return lacks or list(_over(acts, own, where))


def _lacks_of(act: Act, decider: Decider, held: Sequence[Item], where: Where) -> Iterator[Said]:
    names = ", ".join(item.name for item in held)
    if isinstance(act.terms, DelegationGranted | DelegationWithdrawn):
        yield from _lacks_of_handing_on(act, decider, held, where)
        return
    if act.shapes in RESERVED:
        yield Overstep.RESERVED, {"change": act.terms.change, "thing": act.terms.subject}
        return
    covering = [item for item in held if item.covers(act.terms.change)]
    if not covering:
        yield Overstep.OTHER_KIND, {"change": act.terms.change, "items": names}
        return
    outside = {unit for unit in act.units if not any(where(unit, item) for item in covering)}
    for unit in sorted(outside):
        yield Overstep.ELSEWHERE, {"unit": unit, "items": ", ".join(item.name for item in covering)}


def _over(acts: Sequence[Act], held: Sequence[Item], where: Where) -> Iterator[Said]:
    """Each act rests on the widest item that covers it; what rests on one item is kept within its limit together."""
    resting: dict[Key, list[Act]] = {}
    for act in acts:
        covering = [
            item for item in held if item.covers(act.terms.change) and all(where(unit, item) for unit in act.units)
        ]
        if covering and all(item.limit is not None for item in covering):
            widest = max(covering, key=lambda item: item.limit or Decimal(0))
            resting.setdefault(widest.key, []).append(act)
    for item in held:
        amounts = [act.amount for act in resting.get(item.key, ())]
        known = sum((each for each in amounts if each is not None), Decimal(0))
        if item.limit is not None and known > item.limit:
            yield Overstep.OVER_THE_LIMIT, {"item": item.name, "amount": f"{known:f}", "limit": f"{item.limit:f}"}
        elif None in amounts:
            yield Overstep.UNKNOWN_AMOUNT, {"item": item.name}


def _lacks_of_handing_on(act: Act, decider: Decider, held: Sequence[Item], where: Where) -> Iterator[Said]:
    """Only a head of administration hands on, only from an item that allows it, and nothing wider (7 kap. 6 § KL)."""
    terms = act.terms
    order, item = str(getattr(terms, "order", "")), str(getattr(terms, "item", ""))
    parent = next((each for each in held if each.key == (order, act.further_from)), None)
    if parent is None or not parent.terms.further or decider.role not in _HEADS:
        yield Overstep.NOT_FURTHER, {"item": f"{order} {item}", "decider": decider.code}
    elif isinstance(terms, DelegationGranted) and not _is_narrower(terms, parent, where):
        yield Overstep.WIDER, {"item": f"{order} {item}", "parent": parent.name}


def _is_narrower(terms: DelegationGranted, parent: Item, where: Where) -> bool:
    covered = all(pattern in parent.terms.kinds or parent.covers(pattern) for pattern in terms.kinds)
    limited = parent.limit is None or (terms.limit is not None and terms.limit <= parent.limit)
    placed = where(terms.within, parent) if terms.within else parent.terms.within is None
    return covered and limited and placed and not terms.further


def judge_order(
    acts: Sequence[Act], *, decider: Decider, bodies: Mapping[str, str], kind: UnitKind | None
) -> Iterator[Said]:
    """What a decision lacks that grants or withdraws items by its own right. `kind` is what unit decided, if any did.

    `bodies` are the committees whose orders there are, by order.
    """
    for act in acts:
        order = str(getattr(act.terms, "order", ""))
        if kind not in BODIES:
            yield Overstep.NOT_A_BODY, {"order": order, "decider": decider.code}
        elif bodies.get(order, decider.code) != decider.code:
            yield Overstep.ANOTHERS_ORDER, {"order": order, "body": bodies[order]}
        elif isinstance(act.terms, DelegationGranted) and act.further_from:
            yield Overstep.NOT_FURTHER, {"item": f"{order} {act.terms.item}", "decider": decider.code}


def spoken_of(terms: DelegationGranted) -> tuple[set[str], set[str]]:
    """The units and groups, and the posts, that an item names, which must exist when it comes into force."""
    delegates = (*terms.to, *terms.stand_ins)
    named = {code for each in delegates for code in (each.unit, each.group) if code}
    return named | ({terms.within} if terms.within else set()), {each.post for each in delegates if each.post}


def shapes(terms: Terms) -> bool:
    """Whether a change makes a unit, closes it, or makes it into another."""
    return terms.change in _SHAPING


def shaped(terms: Terms, organisations: Sequence[Organisation]) -> UnitKind | None:
    """The kind of the unit that a change makes, closes, or makes into another; the more political one of two."""
    if not shapes(terms):
        return None
    said = getattr(terms, "kind", None)
    code = str(getattr(terms, "unit", ""))
    kinds = [said] if isinstance(said, UnitKind) else []
    kinds += [organisation.units[code].kind for organisation in organisations if code in organisation.units]
    return next((each for each in kinds if each in RESERVED), kinds[0] if kinds else None)
