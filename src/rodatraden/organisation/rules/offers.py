"""Which codes can a field of a change hold, in an organisation as it is? Only those with which it could be decided.

A form asks for one field after the other: what it offers for a field may depend on those that are answered before it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from rodatraden.organisation.rules.things import Group, Organisation, RelationKind

Given: TypeAlias = Mapping[str, str]
"""What is answered already, by the names that decisions use for the fields."""

BETWEEN: Final = ":"
"""Stands between the parts of a choice that answers several fields at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form offers. `fields` are answered together; those in `after` must be answered first.

    `must`: whenever there is something to choose, something must be chosen, though the change itself could do without.
    """

    fields: tuple[str, ...]
    choices: Callable[[Organisation, Given], Iterable[str]]
    after: tuple[str, ...] = ()
    must: bool = False

    @property
    def name(self) -> str:
        """What the question is called: its field, or all its fields."""
        return "_".join(self.fields)

    def answers(self, choice: str) -> dict[str, str]:
        """The fields that a choice answers; an empty part answers nothing."""
        parts = choice.split(BETWEEN, len(self.fields) - 1)
        return {field: part for field, part in zip(self.fields, parts, strict=True) if part}


def offered(kind: str, field: str, found: Organisation, given: Given) -> list[str] | None:
    """What can stand in a field of a change of some kind; None when it is free: a new code, a name, an amount."""
    offer = offer_of(kind, field)
    if offer is None:
        return None
    if any(not given.get(needed) for needed in offer.after):
        return []
    return list(dict.fromkeys(offer.choices(found, given)))


def offer_of(kind: str, field: str) -> Offer | None:
    """The offer that answers a field, if it is not free."""
    return next((offer for offer in OFFERS.get(kind, ()) if field in offer.fields or field == offer.name), None)


def _units(found: Organisation, given: Given) -> Iterable[str]:
    return found.units


def _posts(found: Organisation, given: Given) -> Iterable[str]:
    return found.posts


def _groups(found: Organisation, given: Given) -> Iterable[str]:
    return found.groups


def _not_the_root(found: Organisation, given: Given) -> Iterable[str]:
    return (unit.code for unit in found.units.values() if unit.parent is not None)


def _new_parents(found: Organisation, given: Given) -> Iterable[str]:
    """Not the unit itself, nothing below it, and not where it stands now."""
    unit = found.units.get(given["unit"])
    below = found.below(given["unit"])
    return (code for code in found.units if code not in below and not (unit and code == unit.parent))


def _outside(found: Organisation, given: Given) -> Iterable[str]:
    below = found.below(given["unit"])
    return (code for code in found.units if code not in below)


def _superiors(found: Organisation, given: Given) -> Iterable[str]:
    """Not the post itself, nor any that reports to it, straight or by way of others."""
    reporting = reporting_to(found, given["post"])
    return (code for code in found.posts if code not in reporting)


def reporting_to(found: Organisation, top: str) -> set[str]:
    """The codes of a post and of every post that reports to it, straight or by way of others."""
    direct: dict[str, list[str]] = {}
    for post in found.posts.values():
        if post.reports_to is not None:
            direct.setdefault(post.reports_to, []).append(post.code)
    reached, waiting = set[str](), [top]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += direct.get(code, [])
    return reached


_POSTS_ONLY: Final = frozenset({RelationKind.DEPUTY, RelationKind.COMBINED})


def _relation_kinds(found: Organisation, given: Given) -> Iterable[str]:
    return (kind.value for kind in RelationKind)


def _ends(found: Organisation, given: Given) -> Iterable[str]:
    return found.posts if given["relation"] in _POSTS_ONLY else (*found.units, *found.posts)


def _other_ends(found: Organisation, given: Given) -> Iterable[str]:
    """Not the first end, nor one that it stands in that relation to already."""
    kind, source = given["relation"], given["from"]
    taken = {each.target for each in found.relations if each.kind == kind and each.source == source}
    if kind == RelationKind.COMBINED:  # the same whichever is named first
        taken |= {each.source for each in found.relations if each.kind == kind and each.target == source}
    return (code for code in _ends(found, given) if code != source and code not in taken)


def _open_relations(found: Organisation, given: Given) -> Iterable[str]:
    return sorted(BETWEEN.join((each.kind, each.source, each.target)) for each in found.relations)


def _group(found: Organisation, given: Given) -> Group | None:
    return found.groups.get(given["group"])


def _others(found: Organisation, given: Given) -> Iterable[str]:
    group = _group(found, given)
    return (code for code in found.posts if group is None or code not in group.members)


def _members(found: Organisation, given: Given) -> Iterable[str]:
    group = _group(found, given)
    return group.members if group else ()


def _with_members(found: Organisation, given: Given) -> Iterable[str]:
    return (group.code for group in found.groups.values() if group.members)


def _with_rules(found: Organisation, given: Given) -> Iterable[str]:
    return (group.code for group in found.groups.values() if group.rules)


def _rules(found: Organisation, given: Given) -> Iterator[str]:
    group = _group(found, given)
    for rule in group.rules if group else ():
        yield BETWEEN.join((rule.role, rule.unit_kind or "", rule.within or ""))


def _other_units(found: Organisation, given: Given) -> Iterable[str]:
    return (code for code in found.units if code != given["from"])


def _one(field: str, choices: Callable[[Organisation, Given], Iterable[str]], *after: str) -> Offer:
    return Offer((field,), choices, after)


OFFERS: Final[Mapping[str, tuple[Offer, ...]]] = {
    "unit.established": (Offer(("parent",), _units, must=True),),  # one root is enough
    "unit.renamed": (_one("unit", _units),),
    "unit.moved": (_one("unit", _not_the_root), _one("parent", _new_parents, "unit")),
    "unit.closed": (_one("unit", _not_the_root),),
    "unit.merged": (_one("unit", _not_the_root), _one("into", _outside, "unit")),
    "unit.split": (_one("unit", _not_the_root), _one("into", _units)),
    "unit.retyped": (_one("unit", _units),),
    "unit.staffed": (_one("unit", _units),),
    "post.established": (_one("unit", _units), _one("reports_to", _posts)),
    "post.retitled": (_one("post", _posts),),
    "post.moved": (_one("post", _posts), _one("unit", _units), _one("reports_to", _superiors, "post")),
    "post.reporting_changed": (_one("post", _posts), _one("reports_to", _superiors, "post")),
    "post.costed": (_one("post", _posts),),
    "post.degree_changed": (_one("post", _posts),),
    "post.role_changed": (_one("post", _posts),),
    "post.closed": (_one("post", _posts),),
    "relation.opened": (
        _one("relation", _relation_kinds),
        _one("from", _ends, "relation"),
        _one("to", _other_ends, "relation", "from"),
    ),
    "relation.closed": (Offer(("relation", "from", "to"), _open_relations),),
    "group.joined": (_one("group", _groups), _one("post", _others, "group")),
    "group.left": (_one("group", _with_members), _one("post", _members, "group")),
    "group.opened_to": (_one("group", _groups), _one("within", _units)),
    "group.closed_to": (_one("group", _with_rules), Offer(("role", "unit_kind", "within"), _rules, ("group",))),
    "group.renamed": (_one("group", _groups),),
    "group.closed": (_one("group", _groups),),
    "budget.moved": (_one("from", _units), _one("to", _other_units, "from")),
}
"""What is offered for each kind of change, in the order in which a form asks."""
