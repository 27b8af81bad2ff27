"""Which units does the chart show, which are folded away under another, and where does a search find something?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rodatraden.organisation.rules.things import Organisation, Unit, UnitKind

_ALWAYS_OPEN: Final = {UnitKind.MUNICIPALITY, UnitKind.ASSEMBLY, UnitKind.BOARD, UnitKind.COMMITTEE}
_OPEN_LEVELS: Final = 2
_FEW: Final = 40
"""An organisation of so many units or fewer is shown whole."""

ALL: Final = "alla"
"""What the address says when every unit is unfolded."""


@dataclass(frozen=True, slots=True)
class Folds:
    """What the reader has unfolded and folded beyond what is usual, as the address says it."""

    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    everything: bool = False

    @classmethod
    def asked(cls, opened: str, closed: str) -> "Folds":
        """From the address: codes with commas between, or "alla"."""
        return cls(_codes(opened) - {ALL}, _codes(closed), ALL in _codes(opened))

    def is_open(self, code: str, *, usually: bool) -> bool:
        """Whether a unit shows what is right below it."""
        return code not in self.closed and (usually or self.everything or code in self.opened)

    def turned(self, code: str, *, is_open: bool, usually: bool) -> "Folds":
        """The same with one unit folded that was open, or unfolded that was not."""
        if is_open:
            opened = self.opened - {code}
            return Folds(opened, self.closed | {code} if usually or self.everything else self.closed, self.everything)
        opened = self.opened if usually or self.everything else self.opened | {code}
        return Folds(opened, self.closed - {code}, self.everything)

    @property
    def query(self) -> dict[str, str]:
        """As the address says it; nothing when all is as usual."""
        opened = ",".join(([ALL] if self.everything else []) + sorted(self.opened))
        closed = ",".join(sorted(self.closed))
        return {name: text for name, text in (("oppna", opened), ("stang", closed)) if text}


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for each in text.split(",") if (code := each.strip()))


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the chart with what is shown below it, and how much there is of what."""

    unit: Unit
    shown: tuple["Branch", ...] = ()
    posts: int = 0
    units_below: int = 0
    posts_below: int = 0
    has_below: bool = False
    is_open: bool = False

    def walk(self) -> Iterator["Branch"]:
        """This and all that is shown below it, from the top down."""
        yield self
        for each in self.shown:
            yield from each.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """What the chart shows: the root with its branches."""

    roots: tuple[Branch, ...] = ()
    usual: frozenset[str] = frozenset()

    def usually_open(self, code: str) -> bool:
        """Whether a unit is open when the reader has asked for nothing."""
        return code in self.usual

    def branches(self) -> Iterator[Branch]:
        """Every unit that is shown, each before what is below it."""
        for root in self.roots:
            yield from root.walk()


def outline(
    organisation: Organisation, folds: Folds, *, reveal: Collection[str] = (), top: str = "", near: bool = False
) -> Outline:
    """The units that are shown when something is folded; those above what is to be revealed are open in any case.

    With a `top`, only that unit and what is below it. Where only what is `near` is asked for, what is revealed stands
    with what is above it and nothing else, until the reader unfolds a unit.
    """
    above = _above(organisation, reveal)
    return _Growing(organisation, folds, above, only={*reveal, *above} if near else None).whole(top)


def _above(organisation: Organisation, codes: Collection[str]) -> set[str]:
    """The units that must be open for some units to be seen."""
    found = set[str]()
    for code in codes:
        unit = organisation.units.get(code)
        while unit and unit.parent and unit.parent not in found:
            found.add(unit.parent)
            unit = organisation.units.get(unit.parent)
    return found


class _Growing:
    """The outline while it is put together: the children and the counts are looked up once."""

    def __init__(self, organisation: Organisation, folds: Folds, forced: set[str], *, only: set[str] | None) -> None:
        self.children, self.units = organisation.children(), organisation.units
        self.posts = Counter(each.unit for each in organisation.posts.values())
        self.folds, self.forced = folds, forced
        self.few, self.only = len(organisation.units) <= _FEW, only
        self.usual: set[str] = set()

    def whole(self, top: str) -> Outline:
        tops = [self.units[top]] if top in self.units else self.children.get(None, [])
        roots = tuple(self.grown(root, 0) for root in tops)
        return Outline(roots, frozenset(self.usual))

    def grown(self, unit: Unit, level: int) -> Branch:
        below = [self.grown(child, level + 1) for child in self.children.get(unit.code, [])]
        usually = self.only is None and (self.few or unit.kind in _ALWAYS_OPEN or level < _OPEN_LEVELS)
        if usually:
            self.usual.add(unit.code)
        is_open = self.folds.is_open(unit.code, usually=usually)
        if self.only is None:
            is_open = is_open or unit.code in self.forced
        return Branch(
            unit,
            tuple(below if is_open else self.revealed(below)),
            self.posts[unit.code],
            sum(each.units_below + 1 for each in below),
            sum(each.posts_below + each.posts for each in below),
            has_below=bool(below),
            is_open=is_open and bool(below),
        )

    def revealed(self, below: Iterable[Branch]) -> Iterator[Branch]:
        """What is shown of a folded unit's own: nothing, or only what is revealed."""
        return (each for each in below if self.only and each.unit.code in self.only)


@dataclass(frozen=True, slots=True)
class Hits:
    """Where words were found: in the names of units, and in the titles of posts by unit."""

    units: frozenset[str] = frozenset()
    posts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.units or self.posts)

    def __contains__(self, code: object) -> bool:
        return code in self.units or code in self.posts

    @property
    def places(self) -> set[str]:
        """The units that are hits or hold one."""
        return {*self.units, *self.posts}


def search(organisation: Organisation, text: str) -> Hits:
    """The units and posts whose name, title or code holds each word of a text, in any case."""
    words = text.casefold().split()
    if not words:
        return Hits()
    units = frozenset(
        unit.code for unit in organisation.units.values() if _holds(f"{unit.name}\n{unit.code}".casefold(), words)
    )
    posts: dict[str, tuple[str, ...]] = {}
    for post in organisation.posts.values():
        if post.unit in organisation.units and _holds(f"{post.title}\n{post.code}".casefold(), words):
            posts[post.unit] = (*posts.get(post.unit, ()), post.code)
    return Hits(units, posts)


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
