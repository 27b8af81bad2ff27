"""What differs between two organisations: two days, two days of knowledge, or before and after a draft?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from rodatraden.organisation.rules.things import (
    Organisation,
    Post,
    Relation,
    RelationKind,
    Role,
    Succession,
    Unit,
    UnitKind,
)
from rodatraden.organisation.rules.totals import Totals, in_tree_order, own_totals, with_below


class What(StrEnum):
    """In what way one thing differs. The part before the dot says what sort of thing it is."""

    UNIT_ADDED = "unit.added"
    UNIT_CLOSED = "unit.closed"
    UNIT_MERGED = "unit.merged"
    UNIT_SPLIT = "unit.split"
    UNIT_MOVED = "unit.moved"
    UNIT_RENAMED = "unit.renamed"
    UNIT_RETYPED = "unit.retyped"
    UNIT_HEADCOUNT = "unit.headcount"
    UNIT_FTE = "unit.fte"
    POST_ADDED = "post.added"
    POST_CLOSED = "post.closed"
    POST_MOVED = "post.moved"
    POST_RETITLED = "post.retitled"
    POST_ROLE = "post.role"
    POST_DEGREE = "post.degree"
    POST_COST = "post.cost"
    POST_REPORTING = "post.reporting"
    GROUP_FORMED = "group.formed"
    GROUP_CLOSED = "group.closed"
    GROUP_RENAMED = "group.renamed"
    GROUP_JOINED = "group.joined"
    GROUP_LEFT = "group.left"
    RELATION_OPENED = "relation.opened"
    RELATION_CLOSED = "relation.closed"
    RELATION_VOTES = "relation.votes"
    BUDGET_MOVED = "budget.moved"

    @property
    def part(self) -> "Part":
        """Under which heading it is told."""
        return Part.LINES if self is What.POST_REPORTING else Part(self.value.partition(".")[0])


class Part(StrEnum):
    """The headings that differences are told under, in their order."""

    UNITS = "unit"
    POSTS = "post"
    LINES = "line"
    GROUPS = "group"
    RELATIONS = "relation"
    BUDGET = "budget"


_ORDER: Final = {what: list(Part).index(what.part) for what in What}

Value: TypeAlias = str | int | Decimal | UnitKind | Role | RelationKind | None


@dataclass(slots=True, unsafe_hash=True)
class Differs:
    """One way in which one thing differs. `other` is the far end: of a relation or moved budget, or what a unit became.

    `before` and `after` are codes where the thing differs in what it stands under, belongs to or reports to; names,
    kinds, kronor or per cent where it differs in those. `decision` did it, when it is known which.

    Nobody may change one, but neither it nor figures are frozen: some thousands are made at a time, as of posts.
    """

    what: What
    subject: str
    code: str
    before: Value = None
    after: Value = None
    other: str = ""
    decision: str = ""


class Mark(StrEnum):
    """How a unit is marked in a chart or a tree: by the most that has happened to it."""

    SPLIT = "split"
    MERGED = "merged"
    CLOSED = "closed"
    ADDED = "added"
    MOVED = "moved"
    RENAMED = "renamed"
    RETYPED = "retyped"
    CHANGED = "changed"
    """Nothing has happened to the unit itself, but to its posts, its staff or its budget."""


_MARKS: Final = {
    What.UNIT_SPLIT: Mark.SPLIT,
    What.UNIT_MERGED: Mark.MERGED,
    What.UNIT_CLOSED: Mark.CLOSED,
    What.UNIT_ADDED: Mark.ADDED,
    What.UNIT_MOVED: Mark.MOVED,
    What.UNIT_RENAMED: Mark.RENAMED,
    What.UNIT_RETYPED: Mark.RETYPED,
}


_STAFF: Final = {What.UNIT_HEADCOUNT, What.UNIT_FTE}


@dataclass(slots=True, unsafe_hash=True)
class Figures:
    """What a unit had before and after, of its own and with those below. None when the unit did not exist then."""

    code: str
    own: tuple[Totals | None, Totals | None]
    with_below: tuple[Totals | None, Totals | None]

    @property
    def differs(self) -> bool:
        """Whether anything is another, in the unit or below."""
        return self.own[0] != self.own[1] or self.with_below[0] != self.with_below[1]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in the order in which it is told; and the two organisations it lies between."""

    before: Organisation
    after: Organisation
    rows: tuple[Differs, ...]
    figures: tuple[Figures, ...]
    """The units whose posts, cost or staff differ, in the order of the tree; those that are closed last."""

    @property
    def marks(self) -> Mapping[str, Mark]:
        """How each unit that is touched is to be marked."""
        found: dict[str, Mark] = dict.fromkeys(self._touched(), Mark.CHANGED)
        order = list(Mark)
        for row in self.rows:
            if mark := _MARKS.get(row.what):
                found[row.code] = min(mark, found.get(row.code, mark), key=order.index)
        return found

    def _touched(self) -> Iterator[str]:
        """The units that something in them has happened to."""
        for row in self.rows:
            match row.what.part:
                case Part.UNITS:
                    yield row.code
                case Part.POSTS | Part.LINES:
                    yield from {
                        each.posts[row.code].unit for each in (self.before, self.after) if row.code in each.posts
                    }
                case Part.RELATIONS | Part.BUDGET:
                    yield from (end for end in (row.code, row.other) if end in self.after.units)
                case Part.GROUPS:
                    pass

    @property
    def only_staff(self) -> list[Differs]:
        """What differs in the units in which nothing does but how many work there: seldom what the reader looks for."""
        rows = [row for row in self.rows if row.what.part is Part.UNITS]
        others = {row.code for row in rows if row.what not in _STAFF}
        return [row for row in rows if row.code not in others]

    @property
    def counts(self) -> Counter[What]:
        """How many things differ in each way; a unit split in three is one."""
        return Counter(what for what, _ in {(row.what, row.subject) for row in self.rows})


Subtotals: TypeAlias = tuple[Mapping[str, Totals], Mapping[str, Totals]]


def difference(
    before: Organisation, after: Organisation, successions: Collection[Succession] = (), own: Subtotals | None = None
) -> Difference:
    """What differs from `before` to `after`. `successions` are those that stand after and did not before.

    `own` is what each unit had of its own before and after, for who has summed it already; then the posts need only be
    those that are not the same in both.
    """
    became = {each.unit: each for each in successions if each.unit in before.units and each.on <= after.on < each.until}
    rows = (
        *_units(before, after, became),
        *_posts(before, after),
        *_groups(before, after),
        *_relations(before, after),
        *_budget(before, after),
    )
    told = tuple(sorted(rows, key=lambda row: _ORDER[row.what]))
    return Difference(before, after, told, _figures(before, after, own or (own_totals(before), own_totals(after))))


def _units(before: Organisation, after: Organisation, became: Mapping[str, Succession]) -> Iterator[Differs]:
    for code in {**before.units, **after.units}:
        old, new = before.units.get(code), after.units.get(code)
        if (old is new or old == new) and code not in became:
            continue
        if code in became:
            yield from _became(became[code], lives_on=new is not None)
        elif new is None:
            yield Differs(What.UNIT_CLOSED, f"unit:{code}", code, before=old.parent if old else None)
        if old is None and new is not None:
            yield Differs(What.UNIT_ADDED, f"unit:{code}", code, after=new.parent)
        elif old is not None and new is not None:
            yield from _fields(old, new, _OF_UNITS, f"unit:{code}")


def _became(each: Succession, *, lives_on: bool) -> Iterator[Differs]:
    """A unit with one successor is merged; one with several, or that lives on beside them, is split."""
    split = lives_on or len(each.parts) > 1
    for code, share in each.parts:
        what = What.UNIT_SPLIT if split else What.UNIT_MERGED
        yield Differs(what, f"unit:{each.unit}", each.unit, after=share, other=code, decision=each.decision)


FIELDS: Final = {
    What.UNIT_MOVED: "parent",
    What.UNIT_RENAMED: "name",
    What.UNIT_RETYPED: "kind",
    What.UNIT_HEADCOUNT: "headcount",
    What.UNIT_FTE: "fte",
    What.POST_MOVED: "unit",
    What.POST_RETITLED: "title",
    What.POST_ROLE: "role",
    What.POST_DEGREE: "degree",
    What.POST_COST: "yearly_cost",
    What.POST_REPORTING: "reports_to",
    What.GROUP_RENAMED: "name",
    What.RELATION_VOTES: "votes",
}
"""In which field a thing differs that exists both before and after; changes name the field alike."""
_OF_UNITS: Final = [(what, name) for what, name in FIELDS.items() if what.startswith("unit.")]
_OF_POSTS: Final = [(what, name) for what, name in FIELDS.items() if what.startswith("post.")]


def _fields(old: Unit | Post, new: Unit | Post, ways: Iterable[tuple[What, str]], subject: str) -> Iterator[Differs]:
    for what, name in ways:
        was, becomes = getattr(old, name), getattr(new, name)
        if was != becomes:
            yield Differs(what, subject, new.code, was, becomes)


def _posts(before: Organisation, after: Organisation) -> Iterator[Differs]:
    for code in {**before.posts, **after.posts}:
        old, new = before.posts.get(code), after.posts.get(code)
        if old is new or old == new:
            continue
        if old is None and new is not None:
            yield Differs(What.POST_ADDED, f"post:{code}", code, after=new.unit)
        elif new is None and old is not None:
            yield Differs(What.POST_CLOSED, f"post:{code}", code, before=old.unit)
        elif old is not None and new is not None:
            yield from _fields(old, new, _OF_POSTS, f"post:{code}")


def _groups(before: Organisation, after: Organisation) -> Iterator[Differs]:
    for code in {**before.groups, **after.groups}:
        old, new, subject = before.groups.get(code), after.groups.get(code), f"group:{code}"
        if old is None and new is not None:
            yield Differs(What.GROUP_FORMED, subject, code, after=new.name)
        elif new is None and old is not None:
            yield Differs(What.GROUP_CLOSED, subject, code, before=old.name)
        elif old is not None and new is not None and old.name != new.name:
            yield Differs(What.GROUP_RENAMED, subject, code, old.name, new.name)
        was = before.members(code) if old else ()
        becomes = after.members(code) if new else ()
        yield from (Differs(What.GROUP_LEFT, subject, code, before=each) for each in was if each not in becomes)
        yield from (Differs(What.GROUP_JOINED, subject, code, after=each) for each in becomes if each not in was)


def _relations(before: Organisation, after: Organisation) -> Iterator[Differs]:
    was, becomes = ({_ends(each): each for each in found.relations} for found in (before, after))
    for ends in sorted({*was, *becomes}):
        old, new = was.get(ends), becomes.get(ends)
        if old is None and new is not None:
            yield _relation(What.RELATION_OPENED, new, after=new.kind)
        elif new is None and old is not None:
            yield _relation(What.RELATION_CLOSED, old, before=old.kind)
        elif old is not None and new is not None and old.votes != new.votes:
            yield _relation(What.RELATION_VOTES, new, before=old.votes, after=new.votes)


def _ends(relation: Relation) -> tuple[str, str, str]:
    return (relation.kind, relation.source, relation.target)


def _relation(what: What, relation: Relation, *, before: Value = None, after: Value = None) -> Differs:
    subject = f"relation:{relation.kind}:{relation.source}:{relation.target}"
    return Differs(what, subject, relation.source, before, after, relation.target)


def _budget(before: Organisation, after: Organisation) -> Iterator[Differs]:
    was, becomes = (
        {(each.source, each.target): each.yearly_amount for each in found.budget_moves} for found in (before, after)
    )
    for source, target in sorted({*was, *becomes}):
        old, new = was.get((source, target)), becomes.get((source, target))
        if old != new:
            yield Differs(What.BUDGET_MOVED, f"budget:{source}:{target}", source, old, new, target)


def _figures(before: Organisation, after: Organisation, own: Subtotals) -> tuple[Figures, ...]:
    orders = in_tree_order(before), in_tree_order(after)
    all_below = (with_below(before, own[0], orders[0]), with_below(after, own[1], orders[1]))
    found = (
        Figures(code, (own[0].get(code), own[1].get(code)), (all_below[0].get(code), all_below[1].get(code)))
        for code in dict.fromkeys((*orders[1], *orders[0]))
    )
    return tuple(each for each in found if each.differs)
