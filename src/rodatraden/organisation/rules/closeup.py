"""How is one unit drawn with what is above it, below it and beside it? It stands in the middle. A pure rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rodatraden.organisation.rules.drawing import TIERS, Box, Drawing, Pen, Row, Tier, Words, shaped
from rodatraden.organisation.rules.edges import Said, edge
from rodatraden.organisation.rules.surroundings import FOUR, Beside, Surroundings
from rodatraden.organisation.rules.things import RelationKind, Unit

_WIDTH: Final = 880
_EDGE: Final = 12
_SIDE: Final = 212
_FOCUS: Final = 292
_ABOVE: Final = 260
_CHILD: Final = 232
_PITCH: Final = 300
_DROP: Final = 24
_BETWEEN: Final = 14
_LANE: Final = 13
_AIR: Final = 56
_LONG: Final = 90


@dataclass(frozen=True, slots=True)
class Closeup:
    """What is drawn: the units above (the root first), the unit, those right below, and those beside it.

    `words` are those of each box, `tiers` the frames of those beside; `inside` are the lines in the middle box, `ties`
    those in each box beside it.
    """

    above: Sequence[Unit]
    unit: Unit
    below: Sequence[Unit]
    beside: Surroundings
    words: Mapping[str, Words]
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    inside: Sequence[Row] = ()
    ties: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    said: Said = field(default_factory=dict)


def draw_closeup(shown: Closeup) -> Drawing:
    """The unit in the middle."""
    return _Closeup(shown).drawn()


class _Closeup:
    """One close-up while it is drawn."""

    def __init__(self, shown: Closeup) -> None:
        self.shown, self.pen = shown, Pen()
        self.middle = _WIDTH // 2

    def drawn(self) -> Drawing:
        focus = self._focus(self._chain())
        left = self._beside(self.shown.beside.towards, focus, incoming=True)
        right = self._beside(self.shown.beside.outwards, focus, incoming=False)
        self._children(focus, left, right)
        drawing = self.pen.done(margin=_EDGE)
        return Drawing(_WIDTH, drawing.height, drawing.boxes, drawing.strands)

    def _chain(self) -> list[Box]:
        """What is above the unit, the root at the top."""
        boxes: list[Box] = []
        for unit in self.shown.above:
            y = boxes[-1].bottom + _DROP if boxes else _EDGE
            boxes.append(self._put(unit, self.middle - _ABOVE // 2, y, _ABOVE))
        for (parent, child), (box, below) in zip(pairwise(self.shown.above), pairwise(boxes), strict=True):
            self._down(parent, child, box, below)
        return boxes

    def _focus(self, chain: Sequence[Box]) -> Box:
        y = chain[-1].bottom + _DROP + 4 if chain else _EDGE
        box = self._put(self.shown.unit, self.middle - _FOCUS // 2, y, _FOCUS, self.shown.inside)
        if chain:
            self._down(self.shown.above[-1], self.shown.unit, chain[-1], box)
        return box

    def _beside(self, beside: Sequence[Beside], focus: Box, *, incoming: bool) -> int:
        """Those on one side, each with a line for each kind of relation. Answers how far down they reach."""
        y = focus.y
        for each in beside:
            x = _EDGE if incoming else _WIDTH - _EDGE - _SIDE
            tier, ties = self.shown.tiers.get(each.unit, Tier.UNIT), self.shown.ties.get(each.unit, ())
            box = self._box(each.unit, (x, y, _SIDE), ties, tier)
            for lane, kind in enumerate(each.kinds):
                at = box.middle + (2 * lane - len(each.kinds) + 1) * _LANE // 2
                self._across(kind, box, at, focus, incoming=incoming)
            y = box.bottom + _BETWEEN
        return y - _BETWEEN if beside else focus.y

    def _across(self, kind: RelationKind, box: Box, at: int, focus: Box, *, incoming: bool) -> None:
        """One relation: from a box at the side into the middle, or from the middle out to it."""
        lane = FOUR.index(kind)
        into = focus.y + _LANE + lane * _LANE
        if incoming:
            self.pen.line(
                kind, f"M{box.right} {at}H{focus.x - 18 - (len(FOUR) - 1 - lane) * _LANE // 2}V{into}H{focus.x}"
            )
            self.pen.end(kind, focus.x, into)
        else:
            self.pen.line(kind, f"M{focus.right} {into}H{focus.right + 18 + lane * _LANE // 2}V{at}H{box.x}")
            self.pen.end(kind, box.x, at)

    def _children(self, focus: Box, left: int, right: int) -> None:
        """What is right below, in columns under the middle; beside what reaches far down at a side, not under it."""
        if not self.shown.below:
            return
        from_x, to_x = (_EDGE + _SIDE + _AIR if _is_long(left, focus) else _EDGE), _WIDTH - _EDGE
        to_x -= _SIDE + _AIR if _is_long(right, focus) else 0
        low = max([focus.bottom, *(reach for reach in (left, right) if not _is_long(reach, focus))])
        columns = max(1, min((to_x - from_x + _PITCH - _CHILD) // _PITCH, len(self.shown.below)))
        x = (from_x + to_x - columns * _PITCH + _PITCH - _CHILD + _DROP) // 2
        lows, kinds = [low + 2 * _DROP] * columns, dict[RelationKind | None, list[Box]]()
        for number, unit in enumerate(self.shown.below):
            column = number % columns
            box = self._put(unit, x + column * _PITCH, lows[column], _CHILD)
            lows[column] = box.bottom + _BETWEEN
            kinds.setdefault(edge(self.shown.unit, unit, self.shown.said), []).append(box)
        for kind, boxes in kinds.items():
            self.pen.comb(kind, (focus.centre, focus.bottom), low + _DROP, boxes)

    def _down(self, parent: Unit, child: Unit, box: Box, below: Box) -> None:
        kind = edge(parent, child, self.shown.said)
        self.pen.line(kind, f"M{self.middle} {box.bottom}V{below.y}")
        self.pen.end(kind, self.middle, below.y, towards="down")

    def _put(self, unit: Unit, x: int, y: int, width: int, extra: Sequence[Row] = ()) -> Box:
        return self._box(unit.code, (x, y, width), extra, TIERS.get(unit.kind, Tier.UNIT))

    def _box(self, code: str, place: tuple[int, int, int], extra: Sequence[Row], tier: Tier) -> Box:
        x, y, width = place
        words = self.shown.words[code]
        shape = shaped(words, width, extra=extra)
        return self.pen.put(Box(code, x, y, width, shape.height, tier, shape.rows, words))


def _is_long(reach: int, focus: Box) -> bool:
    """Whether what stands at a side reaches so far below the middle that the rest is not to wait for it."""
    return reach > focus.bottom + _LONG
