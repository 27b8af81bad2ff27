"""How is a proposal shown: its changes in words with what is wrong in each, what it does, and what it is like?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext

from rodatraden.decisions import models as decided
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import OWNERS, Named, Problem, Terms
from rodatraden.decisions.words import PROBLEMS
from rodatraden.kernel import likeness
from rodatraden.kernel.likeness import Passage
from rodatraden.matters.queries.proposals import Draft, Drafted
from rodatraden.matters.queries.whatif import WhatIf
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.difference import Difference, Differs, Mark, Part, What
from rodatraden.organisation.rules.things import Unit
from rodatraden.organisation.words import UNIT_KINDS
from rodatraden.organisation.words import difference as told
from rodatraden.ui import formats
from rodatraden.ui.shapes import Link, Node

_MOST_ALIKE: Final = 3


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words, its own day if it has one, and what is wrong with it."""

    key: int
    sentence: str
    effective_on: date | None
    problems: tuple[str, ...]

    @property
    def alter(self) -> str:
        """The end of the address where it is altered."""
        return f"andra={self.key}"


def shown_changes(found: WhatIf) -> list[ShownChange]:
    """The changes of a proposal in their order."""
    return [
        ShownChange(
            each.row.pk,
            sentence(each.terms, found),
            each.row.effective_on,
            tuple(dict.fromkeys(said(problem, found) for problem in found.problems_of(number))),
        )
        for number, each in enumerate(found.draft.changes)
    ]


def shown_decided(draft: Draft) -> list[ShownChange]:
    """The changes of a proposal that is decided: what was recorded, not what it would do once more. One query."""
    named = organisation.names_of({code for each in draft.changes for code in _codes_in(each.terms)})
    return [ShownChange(each.row.pk, _said_of(each.terms, named), each.row.effective_on, ()) for each in draft.changes]


def shown_removed(found: WhatIf) -> list[ShownChange]:
    """Those that were taken away, and can be put back."""
    return [_plain(each, found) for each in found.draft.removed]


def _plain(each: Drafted, found: WhatIf) -> ShownChange:
    return ShownChange(each.row.pk, sentence(each.terms, found), each.row.effective_on, ())


def sentence(terms: Terms, found: WhatIf) -> str:
    """A change in the words of the slice that owns it."""
    return _said_of(terms, names(found, _codes_in(terms)))


def _said_of(terms: Terms, named: Mapping[str, Named]) -> str:
    return next(filter(None, (owner.sentence(terms, named) for owner in OWNERS)), terms.change)


def _codes_in(terms: Any) -> set[str]:
    values = [getattr(terms, field.name) for field in fields(terms)]
    parts = [part for value in values if isinstance(value, tuple) for part in value if is_dataclass(part)]
    return {value for value in values if isinstance(value, str)}.union(*map(_codes_in, parts))


def names(found: WhatIf, codes: set[str]) -> dict[str, Named]:
    """What some codes are called with the proposal or without it."""
    name = found.named()
    return {code: known for code in codes if (known := name(code))}


def said(problem: Problem, found: WhatIf) -> str:
    """What is wrong, in words, with names for codes."""
    other = problem.other
    named = names(found, {other}).get(other)
    label = f"{named.label} ({other})" if named else other
    return str(PROBLEMS.get(problem.code, problem.code)) % {"other": label}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A decision that is taken already and that would no longer hold, with what is wrong in it."""

    decision: str
    sentence: str
    problem: str


def elsewhere(found: WhatIf) -> list[Elsewhere]:
    """What the proposal would break in decisions that are taken already."""
    told_once = {
        (each.change.decision, sentence(each.change.terms, found), said(each, found))
        for each in found.problems_elsewhere
    }
    return [Elsewhere(*each) for each in sorted(told_once)]


@dataclass(frozen=True, slots=True)
class Line:
    """One way in which something differs, ready to be read."""

    mark: str
    thing: Link
    what: str
    before: str
    after: str


_SHAPES: Final = {
    What.UNIT_ADDED: Mark.ADDED,
    What.UNIT_CLOSED: Mark.CLOSED,
    What.UNIT_MERGED: Mark.MERGED,
    What.UNIT_SPLIT: Mark.SPLIT,
    What.UNIT_MOVED: Mark.MOVED,
    What.UNIT_RENAMED: Mark.RENAMED,
    What.UNIT_RETYPED: Mark.RETYPED,
    What.POST_ADDED: Mark.ADDED,
    What.POST_CLOSED: Mark.CLOSED,
    What.POST_MOVED: Mark.MOVED,
    What.POST_RETITLED: Mark.RENAMED,
    What.GROUP_FORMED: Mark.ADDED,
    What.GROUP_CLOSED: Mark.CLOSED,
    What.GROUP_RENAMED: Mark.RENAMED,
    What.GROUP_JOINED: Mark.ADDED,
    What.GROUP_LEFT: Mark.CLOSED,
    What.RELATION_OPENED: Mark.ADDED,
    What.RELATION_CLOSED: Mark.CLOSED,
    What.BUDGET_MOVED: Mark.MOVED,
}
"""The shape before a line, as in the marked chart; what is not here has only changed inside."""

_ENDS_HERE: Final = {What.UNIT_CLOSED, What.POST_CLOSED, What.GROUP_CLOSED, What.RELATION_CLOSED}

_SHARED: Final = {What.UNIT_MERGED, What.UNIT_SPLIT}
"""Where what it becomes is the share that goes there."""


def lines(found: Difference) -> list[tuple[str, list[Line]]]:
    """Everything that differs, under its headings."""
    parts = [(part, [_line(found, row) for row in found.rows if row.what.part is part]) for part in Part]
    return [(str(told.PARTS[part]), listed) for part, listed in parts if listed]


def _line(found: Difference, row: Differs) -> Line:
    label = told.name(row.code, found.before, found.after)  # as people know it today
    if row.other:
        label = f"{label} → {told.name(row.other, found.after, found.before)}"
    before = told.said(row.before, row.what, found.before, found.after)
    after = told.said(row.after, row.what, found.after, found.before)
    shape, _word = told.MARKS[_SHAPES.get(row.what, Mark.CHANGED)]
    if row.what in _SHARED and after is not None:
        after = gettext("%(share)s per cent") % {"share": _text(after)}
    return Line(
        shape,
        Link(label, _address(found, row)),
        str(told.WHATS[row.what]),
        "" if row.what in _ENDS_HERE else _text(before),
        _text(after),
    )


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case int() | Decimal():
            return formats.number(value)
        case _:
            return str(value)


def _address(found: Difference, row: Differs) -> str:
    """The page of what differs, where it has one today: what is only proposed has none."""
    if row.subject.startswith("group:"):
        return group_address(row.code) if row.code in found.before.groups else ""
    if row.code in found.before.units:
        return unit_address(row.code)
    return post_address(row.code) if row.code in found.before.posts else ""


def tree(found: Difference) -> list[Node]:
    """The branches in which something happens, as they would stand: what ends stands where it stood."""
    marks, units = found.marks, {**found.before.units, **found.after.units}
    below: dict[str | None, list[Unit]] = {}
    for unit in sorted(units.values(), key=lambda each: each.rank):
        below.setdefault(unit.parent if unit.parent in units else None, []).append(unit)

    def branches(parent: str | None) -> list[Node]:
        nodes = []
        for unit in below.get(parent, []):
            children = branches(unit.code)
            if children or unit.code in marks:
                mark = told.marked(marks[unit.code]) if unit.code in marks else ""
                address = unit_address(unit.code) if unit.code in found.before.units else ""
                nodes.append(Node(unit.name, address, str(UNIT_KINDS[unit.kind]), children, is_open=True, mark=mark))
        return nodes

    return branches(None)


@dataclass(frozen=True, slots=True)
class Touched:
    """The units and the posts that something happens to."""

    units: tuple[Link, ...]
    posts: tuple[Link, ...]


def touched(found: Difference) -> Touched:
    """Who is touched, in the order of the tree."""
    marks = found.marks
    units = [code for code in {**found.before.units, **found.after.units} if code in marks]
    posts = dict.fromkeys(_posts(found))
    return Touched(
        tuple(
            Link(told.name(code, found.after, found.before), unit_address(code) if code in found.before.units else "")
            for code in units
        ),
        tuple(
            Link(told.name(code, found.after, found.before), post_address(code) if code in found.before.posts else "")
            for code in posts
        ),
    )


def _posts(found: Difference) -> Iterator[str]:
    for row in found.rows:
        if row.what.part in {Part.POSTS, Part.LINES}:
            yield row.code
        elif row.what.part is Part.GROUPS:
            yield from (str(code) for code in (row.before, row.after) if code and told.is_code(row.what))


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier decision with nearly the same reasons: how many per cent, and both told as one text."""

    decision: decided.Decision
    per_cent: int
    passages: Sequence[Passage]


def alike(reasons: str, *, known: date) -> list[Alike]:
    """The earlier decisions whose reasons are most like some reasons. Two queries."""
    if not reasons.strip():
        return []
    found = decisions.alike(reasons, known=known)[:_MOST_ALIKE]
    return [Alike(each, likeness.shown(per_cent), likeness.passages(each.reasons, reasons)) for each, per_cent in found]


def deciders_name(found: WhatIf, code: str) -> Mapping[str, str]:
    """What who decides is called, and its page."""
    named = names(found, {code}).get(code)
    return {"label": named.label, "address": named.address} if named else {"label": code, "address": ""}
