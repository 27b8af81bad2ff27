"""What is a chart made of? Boxes with their words, and lines of a few kinds, in pixels from the upper left corner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from rodatraden.organisation.rules.lettering import wrapped
from rodatraden.organisation.rules.things import RelationKind, UnitKind

NAME_SIZE: Final = 14
NOTE_SIZE: Final = 12
NAME_LINE: Final = 18
NOTE_LINE: Final = 15
POST_LINE: Final = 24
FOLD_WIDTH: Final = 44
LEAST_HEIGHT: Final = 44
"""As high as a finger needs."""
_SIDE: Final = 11
_ABOVE: Final = 8


class Tier(StrEnum):
    """What sort of box it is: how it is framed."""

    WHOLE = "whole"
    POLITICAL = "political"
    ADMINISTRATION = "administration"
    OWNED = "owned"
    UNIT = "unit"
    POST = "post"


TIERS: Final = {
    UnitKind.MUNICIPALITY: Tier.WHOLE,
    UnitKind.ASSEMBLY: Tier.POLITICAL,
    UnitKind.BOARD: Tier.POLITICAL,
    UnitKind.COMMITTEE: Tier.POLITICAL,
    UnitKind.ADMINISTRATION: Tier.ADMINISTRATION,
    UnitKind.COMPANY: Tier.OWNED,
    UnitKind.FEDERATION: Tier.OWNED,
}
"""The frame of each kind of unit; those that are not here are units within another."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said of a unit in the chart: a shape and a word, and a tone for the eye.

    Tones: hit, added, closed, moved, changed.
    """

    shape: str
    word: str
    tone: str = "changed"

    def __str__(self) -> str:
        return f"{self.shape} {self.word}"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a box: its name, a note under it, the mark above it."""

    name: str
    note: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text in a box: where, in which style (mark, name, note), and where a link in it leads."""

    y: int
    text: str
    style: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A unit or a post in its place. `fold` is open or closed where something can be unfolded, else empty."""

    code: str
    x: int
    y: int
    width: int
    height: int
    tier: Tier
    rows: tuple[Row, ...]
    words: Words
    fold: str = ""
    below: int = 0

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """Halfway down it."""
        return self.y + self.height // 2

    @property
    def centre(self) -> int:
        """Halfway across it."""
        return self.x + self.width // 2

    @property
    def fold_x(self) -> int:
        """Where, from its left edge, the part begins that unfolds it."""
        return self.width - FOLD_WIDTH

    @property
    def fold_middle(self) -> int:
        """Halfway across that part."""
        return self.width - FOLD_WIDTH // 2

    @property
    def fold_y(self) -> int:
        """Where its sign stands."""
        return self.height // 2 + 5


@dataclass(frozen=True, slots=True)
class Strand:
    """All lines of one kind as one path, and the shapes at their ends as another. No kind: it only belongs there."""

    kind: RelationKind | None
    path: str
    ends: str

    @property
    def name(self) -> str:
        """What the kind is called where it has to be called something."""
        return self.kind.value if self.kind else "plain"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart."""

    width: int = 0
    height: int = 0
    boxes: tuple[Box, ...] = ()
    strands: tuple[Strand, ...] = ()


@dataclass(slots=True)
class Pen:
    """A drawing while it is made."""

    boxes: list[Box] = field(default_factory=list)
    paths: dict[RelationKind | None, list[str]] = field(default_factory=dict)
    ends: dict[RelationKind | None, list[str]] = field(default_factory=dict)

    def put(self, box: Box) -> Box:
        """Add a box."""
        self.boxes.append(box)
        return box

    def line(self, kind: RelationKind | None, path: str) -> None:
        """Add a line."""
        self.paths.setdefault(kind, []).append(path)

    def end(self, kind: RelationKind | None, x: int, y: int, *, towards: str = "right") -> None:
        """Add the shape of a kind where its line meets a box."""
        if kind is not None and kind in _ENDS:
            self.ends.setdefault(kind, []).append(f"M{x} {y}{_ENDS[kind][towards]}")

    def comb(self, kind: RelationKind | None, start: tuple[int, int], bus: int, boxes: Iterable[Box]) -> None:
        """Lines from a point down to a bus, along it to the left of each column of boxes, and in to each of them."""
        x, y = start
        self.line(kind, f"M{x} {y}V{bus}")
        trunks: dict[int, list[Box]] = {}
        for box in boxes:
            trunks.setdefault(box.x - TRUNKS[kind], []).append(box)
        for trunk, below in trunks.items():
            self.line(kind, f"M{x} {bus}H{trunk}V{below[-1].middle}")
            for box in below:
                self.line(kind, f"M{trunk} {box.middle}H{box.x}")
                self.end(kind, box.x, box.middle)

    def done(self, *, margin: int) -> Drawing:
        """The drawing, with some air to the right and below."""
        strands = [Strand(kind, "".join(self.paths[kind]), "".join(self.ends.get(kind, []))) for kind in self.paths]
        return Drawing(
            max((box.right for box in self.boxes), default=0) + margin,
            max((box.bottom for box in self.boxes), default=0) + margin,
            tuple(self.boxes),
            tuple(sorted(strands, key=lambda strand: _ORDER.index(strand.kind))),
        )


TRUNKS: Final[Mapping[RelationKind | None, int]] = {
    RelationKind.POLITICAL: 18,
    RelationKind.OWNER: 18,
    RelationKind.LINE: 26,
    RelationKind.SUPPORT: 26,
    None: 30,
}
"""How far to the left of a column the lines of each kind run down."""

_DOT: Final = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"
_ENDS: Final[Mapping[RelationKind, Mapping[str, str]]] = {
    RelationKind.POLITICAL: {"right": "l-10-6v12z", "down": "l-6-10h12z", "left": "l10-6v12z"},
    RelationKind.LINE: dict.fromkeys(("right", "down", "left"), _DOT),
    RelationKind.OWNER: {"right": "l-7-6-7 6 7 6z", "down": "l-6-7 6-7 6 7z", "left": "l7-6 7 6-7 6z"},
    RelationKind.SUPPORT: {"right": "h-9m0-5v10", "down": "v-9m-5 0h10", "left": "h9m0-5v10"},
}
"""A triangle, a dot, a diamond and a crossbar: the kinds differ in more than colour."""

_ORDER: Final = (
    None,
    RelationKind.SUPPORT,
    RelationKind.DEPUTY,
    RelationKind.COMBINED,
    RelationKind.LINE,
    RelationKind.OWNER,
    RelationKind.POLITICAL,
)
"""What is drawn first lies under what is drawn last."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the words of a box are set, and how high it becomes."""

    rows: tuple[Row, ...]
    height: int


def shaped(  # noqa: PLR0913 – what a box is set with
    words: Words,
    width: int,
    *,
    fold: bool = False,
    extra: Iterable[Row] = (),
    least: int = LEAST_HEIGHT,
    above: int = _ABOVE,
) -> Shape:
    """The words of a box in lines that fit its width; a box that unfolds keeps room for that at its right.

    `extra` stands under the note, line by line; where it says so, a line is a link to what has that code.
    """
    room = width - 2 * _SIDE - (FOLD_WIDTH - 4 if fold else 0)
    texts = [
        *(_set(str(words.mark) if words.mark else "", "mark", room, most=2)),
        *(_set(words.name, "name", room, most=4)),
        *(_set(words.note, "note", room, most=2)),
        *(line for row in extra for line in _set(row.text, row.style, room, most=2, code=row.code)),
    ]
    rows, y = list[Row](), above
    for text in texts:
        y += _HEIGHTS.get(text.style, NOTE_LINE)
        rows.append(Row(y - 4, text.text, text.style, text.code))
    return _tall_enough(rows, y + above, least)


_HEIGHTS: Final = {"name": NAME_LINE, "post": POST_LINE}
"""How high a line is in each style; the others as a note. A post is a link, which needs room."""


def _set(text: str, style: str, room: int, *, most: int, code: str = "") -> list[Row]:
    """A text in lines that fit."""
    size = NOTE_SIZE + 1 if style == "post" else NAME_SIZE if style == "name" else NOTE_SIZE
    return [Row(0, line, style, code) for line in wrapped(text, room=room, size=size, most=most)]


def _tall_enough(rows: list[Row], height: int, least: int) -> Shape:
    """Words in a low box stand in its middle."""
    lift = max(0, least - height) // 2
    return Shape(tuple(Row(row.y + lift, row.text, row.style, row.code) for row in rows), max(height, least))
