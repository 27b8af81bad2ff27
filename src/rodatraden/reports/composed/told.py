"""How does a composed report read on paper? Numbered headings, texts in parts and marked tables, ready to be placed.

PDF, Word and Excel place what stands here, and say nothing of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from django.utils.translation import gettext as _

from rodatraden.reports.composed import blocks
from rodatraden.reports.composed.context import Document
from rodatraden.reports.composed.marked import Marked, marked
from rodatraden.reports.setting.edition import Edition
from rodatraden.reports.setting.texts import tidied
from rodatraden.ui import formats, rich


@dataclass(frozen=True, slots=True)
class Title:
    """A heading below the section's own; `level` counts from the report's (1 is a section's)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """What someone wrote, in parts without headings."""

    parts: tuple[rich.Part, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing on a side, told in full."""

    item: blocks.Item
    pieces: "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sides: all that stands there in brief, and what has more to it in full."""

    heading: str
    items: tuple[blocks.Item, ...]
    empty: str
    full: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides of the same width, and what can't be assessed apart from both. `level` is that of their headings."""

    level: int
    sides: tuple[Side, ...]
    apart: Side


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose words stood above."""

    text: str


Piece: TypeAlias = Title | Text | Signature | Marked | blocks.Chart | Sides | blocks.Missing


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its number (1, 1.1) and what stands in it."""

    code: str
    number: str
    level: int
    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report in the words of the record. `facts` stand on the first page: a label and what it says."""

    title: str
    municipality: str
    subject: str
    about: str
    arms: str
    is_draft: bool
    state: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[blocks.Source, ...]
    colophon: tuple[str, ...]
    known: str
    at: datetime

    def tables(self) -> list[tuple[Section, Marked]]:
        """Every table with its section, in order."""
        return [(each, piece) for each in self.sections for piece in each.pieces if isinstance(piece, Marked)]


def tell(document: Document, *, edition: Edition | None = None) -> Report:
    """A report in words of the active language. The trails of a signed edition lead to what was known then."""
    found = Report(
        title=document.title,
        municipality=document.municipality,
        subject=document.unit_name or document.municipality,
        about=document.about,
        arms=document.arms,
        is_draft=edition is None,
        state=_("Edition %(number)d") % {"number": edition.number} if edition else _("DRAFT"),
        facts=tuple(_facts(document, edition)),
        sections=tuple(_sections(document)),
        sources=document.sources,
        colophon=tuple(_colophon(document, edition)),
        known=formats.day(document.known),
        at=document.at,
    )
    arms = found.arms
    told: Report = tidied(replace(found, arms=""), known=document.known if edition else None)
    return replace(told, arms=arms)


def _facts(document: Document, edition: Edition | None) -> Iterable[tuple[str, str]]:
    if edition:
        yield (_("Edition"), str(edition.number))
        yield (_("Signed"), f"{formats.moment(edition.signed_at)}, {edition.signed_by}")
    else:
        yield (_("State"), _state_of_draft(document))
    yield (_("Figures as of"), formats.day(document.day))
    yield (_("As known on"), formats.day(document.known))
    if document.round_title:
        yield (_("Rests on"), document.round_title)
    if document.source:
        yield (_("Asked for by"), document.source)
    if edition:
        yield (_("Fingerprint"), edition.sha256)


def _state_of_draft(document: Document) -> str:
    waiting = [each.heading for each in document.sections if each.code in document.waiting]
    if not waiting:
        return _("Draft. Every section is ready, but nobody has signed.")
    return _("Draft. Not ready yet: %(sections)s.") % {"sections": ", ".join(waiting)}


def _colophon(document: Document, edition: Edition | None) -> Iterable[str]:
    yield _("Put together in Röda tråden out of what was recorded by the end of %(day)s.") % {
        "day": formats.day(document.known)
    }
    yield _(
        "Every amount is computed from kronor and shown rounded: sums can differ from their parts in the last digit."
    )
    if edition:
        said = {"day": formats.moment(edition.signed_at), "by": edition.signed_by}
        yield f"{_('Edition %(number)d') % {'number': edition.number}}. {_('Signed %(day)s by %(by)s.') % said}"
        yield _("The SHA-256 of what was signed: %(hash)s") % {"hash": edition.sha256}
        if edition.changes:
            yield edition.changes


def _sections(document: Document) -> Iterable[Section]:
    first = second = 0
    for each in document.sections:
        is_first = each.level == 1 or not first
        first, second = (first + 1, 0) if is_first else (first, second + 1)
        number = str(first) if is_first else f"{first}.{second}"
        level = 1 if is_first else 2
        pieces = _Pieces(level, document.empty_side_reason)
        for block in each.blocks:
            pieces.add(block)
        yield Section(each.code, number, level, each.heading, tuple(pieces.found))


class _Pieces:
    """The pieces of a section as they are found. No heading skips a level: a screen reader would lose its way."""

    def __init__(self, level: int, empty_side_reason: str) -> None:
        self.top = self.at = level
        self.empty_side_reason = empty_side_reason
        self.found: list[Piece] = []

    def add(self, block: blocks.Block) -> None:
        """What a block becomes."""
        match block:
            case blocks.Heading():
                self.head(self.top + block.level - 1, block.text)
            case blocks.Prose():
                self.found += self.prose(block.html)
                if block.by:
                    self.found.append(Signature(block.by))
            case blocks.Table():
                self.found.append(marked(block))
            case blocks.Sides():
                self.sides(block)
            case blocks.Chart() | blocks.Missing():
                self.found.append(block)

    def head(self, wanted: int, text: str) -> None:
        """A heading at the level wanted, or at the one below the heading before."""
        self.at = min(wanted, self.at + 1)
        self.found.append(Title(self.at, text))

    def prose(self, html: str) -> list[Piece]:
        """A text as headings and the parts between them."""
        found: list[Piece] = []
        between: list[rich.Part] = []
        for part in rich.parts(html):
            if part.kind != "heading":
                between.append(part)
                continue
            if between:
                found.append(Text(tuple(between)))
                between = []
            self.at = min(self.top + part.level - 2, self.at + 1)
            found.append(Title(self.at, part.text))
        return [*found, Text(tuple(between))] if between else found

    def sides(self, block: blocks.Sides) -> None:
        """Both sides, each with what has more to it in full."""
        level = self.at = self.top + 1
        why = block.reason or self.empty_side_reason
        empty = " ".join(part for part in (_("Nothing stands here."), why) if part)
        named = (
            (_("What we have achieved"), block.achieved),
            (_("What we have not achieved"), block.not_achieved),
            (_("What can't be assessed"), block.apart),
        )
        sides = [Side(heading, items, empty, self.in_full(items, level)) for heading, items in named]
        self.found.append(Sides(level, tuple(sides[:2]), sides[2]))
        self.at = level

    def in_full(self, items: Iterable[blocks.Item], level: int) -> tuple[Told, ...]:
        """The things that have a reason or a text."""
        told = []
        for item in items:
            if item.reason or item.html:
                self.at = level + 1
                told.append(Told(item, tuple(self.prose(item.html))))
        return tuple(told)
