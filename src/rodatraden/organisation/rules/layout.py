"""Where does each box of the chart stand, and where do the lines run? A pure rule: the same tree, the same chart.

The root and the assembly stand at the top, under them the committees across. What is below a committee stands as an
indented stack under it; companies and federations have columns of their own to the right. The line of officials runs
down on the right of the columns, the political line and the owner's on the left: they are told apart at a glance.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rodatraden.organisation.rules.drawing import (
    LEAST_HEIGHT,
    TIERS,
    TRUNKS,
    Box,
    Drawing,
    Pen,
    Shape,
    Tier,
    Words,
    shaped,
)
from rodatraden.organisation.rules.edges import Officials, Said, edge
from rodatraden.organisation.rules.outline import Branch, Outline
from rodatraden.organisation.rules.things import RelationKind, UnitKind

MARGIN: Final = 36
_INDENT: Final = 24
_NARROWEST: Final = 140
_STEP: Final = 8
_GROUP: Final = 24
_DROP: Final = 22
_SPINE: Final = 270
_LEAST_COLUMNS: Final = 3
_LOPSIDED: Final = 1.3
_SLACK: Final = 1.15


@dataclass(frozen=True, slots=True)
class Sheet:
    """How many columns the chart may have and how wide one is. `evened`: columns as even as can be, for paper.

    Else each committee keeps its column whatever is unfolded, so that nothing jumps on the screen.
    """

    columns: int = 4
    column: int = 246
    gap: int = 52
    between: int = 8
    above: int = 8
    least: int = LEAST_HEIGHT
    evened: bool = False

    @property
    def pitch(self) -> int:
        """From one column to the next."""
        return self.column + self.gap


@dataclass(frozen=True, slots=True)
class Ink:
    """What a chart is drawn with: the words of each box, the relations that decisions have said, and the officials."""

    words: Mapping[str, Words] = field(default_factory=dict)
    said: Said = field(default_factory=dict)
    officials: Officials | None = None


def lay_out(outline: Outline, ink: Ink, sheet: Sheet) -> Drawing:
    """The chart of what is shown."""
    chart = _Chart(ink, sheet)
    for root in outline.roots:
        chart.draw(root)
    return chart.pen.done(margin=MARGIN // 2)


def on_paper(outline: Outline, ink: Ink, *, width: int, height: int) -> Drawing:
    """The chart with about as many columns as fill a sheet of paper best: with the largest letters."""
    sheet = Sheet(0, 208, gap=40, between=5, above=5, least=0, evened=True)
    heights = (shaped(ink.words[each.unit.code], sheet.column, least=0).height for each in outline.branches())
    about = round(math.sqrt(sum(each + 2 * sheet.between for each in heights) * width / height / sheet.pitch))
    sheets = [
        replace(sheet, columns=columns)
        for columns in (*range(max(3, about - 2), max(6, about + 4)), about * 3 // 2, about * 2)
    ]
    drawings = [lay_out(outline, ink, sheet) for sheet in sheets]
    return max(drawings, key=lambda drawing: min(width / drawing.width, height / drawing.height))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands at the top of a column, and below which unit of the spine it is."""

    parent: Branch
    branch: Branch

    @property
    def is_owned(self) -> bool:
        return TIERS.get(self.branch.unit.kind) is Tier.OWNED


class _Chart:
    """One chart while it is drawn."""

    def __init__(self, ink: Ink, sheet: Sheet) -> None:
        self.ink, self.sheet, self.pen = ink, sheet, Pen()
        self.shapes: dict[tuple[str, int], Shape] = {}
        self.assembly = ""
        self.top = MARGIN // 2

    def draw(self, root: Branch) -> None:
        """The root, the assembly and the director at the top, then the committees, and the companies beside them."""
        assembly = next((each for each in root.shown if each.unit.kind is UnitKind.ASSEMBLY), None)
        self.assembly = assembly.unit.code if assembly else ""
        left, right = _sides(_heads(root, assembly))
        columns, beside = self._share(left, right)
        zone = max(columns, _LEAST_COLUMNS if self.ink.officials else 1)
        middle = MARGIN + max(zone * self.sheet.pitch - self.sheet.gap, _SPINE) // 2
        spine = self._spine(root, assembly, middle)
        director = self._director(spine[-1].y)
        top = max(box.bottom for box in (*spine, *director)) + 2 * _DROP + 14
        self._feed(left, spine, self._columns(left, MARGIN, columns, top), bus=top - 36)
        used = max((box.right for box in self.pen.boxes), default=0) + self.sheet.gap
        x = used if self.sheet.evened else MARGIN + zone * self.sheet.pitch
        self._feed_beside(right, spine, self._columns(right, x, beside, top), bus=top - 14)
        for box in director:
            self._officials(box, bus=top - 18)
        self.top = max(box.bottom for box in self.pen.boxes) + MARGIN

    def _share(self, left: Sequence[_Head], right: Sequence[_Head]) -> tuple[int, int]:
        """How many columns there are, and how many for companies: one, unless that gets much taller than the rest."""
        tall, beside = [sum(self._height(each.branch) for each in heads) for heads in (left, right)], min(1, len(right))
        most = min(len(right), self.sheet.columns - 1)
        while 0 < beside < most and tall[1] / beside > _LOPSIDED * tall[0] / (self.sheet.columns - beside):
            beside += 1
        room = sum(max(1, len(_tail(each.branch).shown)) for each in left) if self.sheet.evened else len(left)
        return max(1, min(room, self.sheet.columns - beside)), beside

    def _height(self, branch: Branch) -> int:
        """About how high a unit stands with all that is shown below it."""
        return sum(self._shape(each, self.sheet.column - _INDENT).height + self.sheet.between for each in branch.walk())

    def _spine(self, root: Branch, assembly: Branch | None, middle: int) -> list[Box]:
        top = self._put(root, middle - _SPINE // 2, self.top, _SPINE)
        if assembly is None:
            return [top]
        below = self._put(assembly, top.x, top.bottom + _DROP, _SPINE)
        self._down(root, assembly, top, below, middle)
        return [top, below]

    def _director(self, y: int) -> list[Box]:
        """The post that the line of officials begins with, to the left of the spine; nothing when there is none."""
        if self.ink.officials is None:
            return []
        code, width = self.ink.officials.post.code, self.sheet.column - 20
        words = self.ink.words[code]
        shape = shaped(words, width)
        return [self.pen.put(Box(code, MARGIN, y, width, shape.height, Tier.POST, shape.rows, words))]

    def _columns(self, heads: Sequence[_Head], x: int, columns: int, top: int) -> list[Box]:
        """Heads across some columns, each with its stack."""
        lows, placed = [top] * columns, []
        fair = sum(self._height(each.branch) + _GROUP for each in heads) // max(columns, 1)
        for number, head in enumerate(heads):
            spread = self._spread(head.branch, fair, columns)
            column = _lowest(lows, spread) if self.sheet.evened else number % columns
            y = max(lows[column : column + spread])
            placed.append(self._put(head.branch, x + column * self.sheet.pitch, y, self.sheet.column))
            low = self._stack(head.branch, placed[-1], spread)
            lows[column : column + spread] = [low + _GROUP] * spread
        return placed

    def _spread(self, branch: Branch, fair: int, columns: int) -> int:
        """Over how many columns a head's stack goes: on paper, one much taller than the others goes over several."""
        if not self.sheet.evened:
            return 1
        wanted = math.ceil(self._height(branch) / max(fair * _SLACK, 1))
        return max(1, min(columns, len(_tail(branch).shown), wanted))

    def _stack(self, branch: Branch, box: Box, spread: int = 1) -> int:
        """What is below a unit, indented under its box or straight below it; answers how far down that reaches."""
        if _is_straight(branch):
            child = branch.shown[0]
            below = self._put(child, box.x, box.bottom + _DROP, box.width)
            self._down(branch, child, box, below, box.x + _INDENT)
            return self._stack(child, below, spread)
        indent = _INDENT if box.width - _INDENT >= _NARROWEST else 0
        lows = [box.bottom + (self.sheet.between if spread == 1 else 2 * _STEP)] * spread
        for child in branch.shown:
            column = _lowest(lows)
            x = box.x + column * self.sheet.pitch
            below = self._put(child, x + indent, lows[column], box.width - indent)
            self._elbow(self._kind(branch, child), box, below, x + _INDENT // 2, is_beside=column > 0)
            lows[column] = self._stack(child, below) + self.sheet.between
        return max(lows) - self.sheet.between if branch.shown else box.bottom

    def _elbow(self, kind: RelationKind | None, box: Box, below: Box, trunk: int, *, is_beside: bool) -> None:
        """From under a box down its left side and in to one below it, by way of a bus when that stands beside."""
        start = (
            f"M{box.x + _INDENT // 2} {box.bottom}V{box.bottom + _STEP}H{trunk}"
            if is_beside
            else f"M{trunk} {box.bottom}"
        )
        self.pen.line(kind, f"{start}V{below.middle}H{below.x}" if below.x > trunk else f"{start}V{below.y}")
        if kind is not RelationKind.LINE and below.x > trunk:
            self.pen.end(kind, below.x, below.middle)

    def _down(self, parent: Branch, child: Branch, box: Box, below: Box, x: int) -> None:
        kind = self._kind(parent, child)
        self.pen.line(kind, f"M{x} {box.bottom}V{below.y}")
        self.pen.end(kind, x, below.y, towards="down")

    def _feed(self, heads: Sequence[_Head], spine: Sequence[Box], placed: Sequence[Box], *, bus: int) -> None:
        """The lines from the top to the heads below it."""
        for (parent, kind), boxes in self._sorted(heads, placed).items():
            source = next(box for box in spine if box.code == parent)
            if source is spine[-1]:
                self.pen.comb(kind, (source.centre, source.bottom), bus, boxes)
            else:
                self.pen.line(kind, f"M{source.x} {source.middle}H{MARGIN // 4}")
                self.pen.comb(kind, (MARGIN // 4, source.middle), bus - _STEP, boxes)

    def _feed_beside(self, heads: Sequence[_Head], spine: Sequence[Box], placed: Sequence[Box], *, bus: int) -> None:
        """The lines from the side of the top to what stands beside the committees; the owner's line outermost."""
        fed = sorted(self._sorted(heads, placed).items(), key=lambda each: TRUNKS[each[0][1]])
        for number, ((code, kind), boxes) in enumerate(fed):
            source = next(box for box in spine if box.code == code)
            y = source.middle + (2 * number - len(fed) + 1) * 6
            x = min(box.x for box in boxes) - TRUNKS[kind]
            self.pen.line(kind, f"M{source.right} {y}H{x}")
            self.pen.comb(kind, (x, y), bus - number * _STEP, boxes)

    def _sorted(
        self, heads: Sequence[_Head], placed: Sequence[Box]
    ) -> Mapping[tuple[str, RelationKind | None], list[Box]]:
        """The heads by what they hang under and in which sense: as decided of the assembly, else of the root."""
        found: dict[tuple[str, RelationKind | None], list[Box]] = {}
        for head, box in zip(heads, placed, strict=True):
            kind, code = self._kind(head.parent, head.branch), head.parent.unit.code
            if self.assembly and (self.assembly, head.branch.unit.code) in self.ink.said:
                code, kind = self.assembly, self.ink.said[self.assembly, head.branch.unit.code]
            found.setdefault((code, kind), []).append(box)
        return found

    def _officials(self, director: Box, *, bus: int) -> None:
        """The line of officials: along the top and down on the right of the columns, in to each administration."""
        led = self.ink.officials.units if self.ink.officials else frozenset()
        trunks: dict[int, list[Box]] = {}
        for box in self.pen.boxes:
            if box.code in led:
                trunks.setdefault(box.right + self.sheet.gap // 4, []).append(box)
        self.pen.line(RelationKind.LINE, f"M{director.centre} {director.bottom}V{bus}")
        for trunk, boxes in trunks.items():
            low = max(box.middle for box in boxes)
            self.pen.line(RelationKind.LINE, f"M{director.centre} {bus}H{trunk}V{low}")
            for box in boxes:
                self.pen.line(RelationKind.LINE, f"M{trunk} {box.middle}H{box.right}")
                self.pen.end(RelationKind.LINE, box.right, box.middle, towards="left")

    def _kind(self, parent: Branch, child: Branch) -> RelationKind | None:
        return edge(parent.unit, child.unit, self.ink.said)

    def _shape(self, branch: Branch, width: int) -> Shape:
        key = branch.unit.code, width
        if key not in self.shapes:
            words, sheet = self.ink.words[branch.unit.code], self.sheet
            self.shapes[key] = shaped(words, width, fold=branch.has_below, least=sheet.least, above=sheet.above)
        return self.shapes[key]

    def _put(self, branch: Branch, x: int, y: int, width: int) -> Box:
        """A unit's box in its place."""
        unit, shape = branch.unit, self._shape(branch, width)
        fold = ("open" if branch.is_open else "closed") if branch.has_below else ""
        tier, words = TIERS.get(unit.kind, Tier.UNIT), self.ink.words[unit.code]
        return self.pen.put(
            Box(unit.code, x, y, width, shape.height, tier, shape.rows, words, fold, branch.units_below)
        )


def _heads(root: Branch, assembly: Branch | None) -> list[_Head]:
    """What stands at the top of the columns: what is below the assembly, and else below the root."""
    below = [_Head(assembly, each) for each in assembly.shown] if assembly else []
    return [*below, *(_Head(root, each) for each in root.shown if each is not assembly)]


def _sides(heads: Sequence[_Head]) -> tuple[list[_Head], list[_Head]]:
    """The committees and what else is run by officials, and the companies; companies alone take their place."""
    owned = [each for each in heads if each.is_owned]
    others = [each for each in heads if not each.is_owned]
    return (others, owned) if others else (owned, [])


def _is_straight(branch: Branch) -> bool:
    """Whether a unit's only child stands straight below it: an administration under its committee."""
    kinds = [child.unit.kind for child in branch.shown]
    return kinds == [UnitKind.ADMINISTRATION] and TIERS.get(branch.unit.kind) is Tier.POLITICAL


def _tail(branch: Branch) -> Branch:
    """The unit whose children are the first to stand beside each other: a committee's administration, or itself."""
    while _is_straight(branch):
        branch = branch.shown[0]
    return branch


def _lowest(lows: Sequence[int], spread: int = 1) -> int:
    """The first of the columns, or of some columns beside each other, that reaches least far down."""
    places = range(len(lows) - spread + 1)
    return min(places, key=lambda place: max(lows[place : place + spread]))
