"""What may a text with headings, lists and links hold, and what are its parts? For page, PDF and Word alike.

A text is kept as clean HTML: only the tags below, no classes, no styles, no scripts, whatever was sent. What pages
show, and what the parts are made of, has always passed `clean`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final, Literal, TypeAlias

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS: Final = frozenset({"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"})
"""Headings begin at h3: the section that a text stands in has the two above."""
_SCHEMES: Final = {"http", "https", "mailto"}
_MENDED: Final = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "div": "p"}
_OPENING: Final = re.compile(r"<(/?)(b|i|h1|h2|h5|h6|div)(?=[\s>/])", re.IGNORECASE)
_EMPTY: Final = re.compile(r"(?:<p>(?:\s|<br>|&nbsp;)*</p>)+$")


def clean(html: str) -> str:
    """A text as it is kept: unknown tags are left out and their words kept; scripts and styles are left out whole.

    What is pasted from elsewhere keeps its meaning: b is strong, a first heading is our first. Links that would run
    something lose their address.
    """
    mended = _OPENING.sub(lambda tag: f"<{tag[1]}{_MENDED[tag[2].lower()]}", html.replace("\r\n", "\n"))
    safe = nh3.clean(
        mended,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    return _EMPTY.sub("", safe.strip())


def from_plain(text: str) -> str:
    """A text without formatting as HTML: a paragraph for each block of lines."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    return "".join(f"<p>{escape(block, quote=False).replace(chr(10), '<br>')}</p>" for block in blocks)


def shown(html: str) -> SafeString:
    """A kept text for a page. It is cleaned once more: what is shown never rests on what once was stored."""
    return mark_safe(clean(html))  # noqa: S308 – only the tags above are left


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `address` is where they lead, empty when nowhere."""

    text: str
    strong: bool = False
    emphasised: bool = False
    address: str = ""


Kind: TypeAlias = Literal["paragraph", "heading", "bullet", "number", "quote"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a heading (level 3 or 4) or an item of a list (`level` is how deep it stands, from 1)."""

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """Its words without their look."""
        return "".join(run.text for run in self.runs)


def parts(html: str) -> tuple[Part, ...]:
    """The parts of a text in their order."""
    reader = _Reader()
    reader.feed(clean(html))
    reader.close()
    reader.end()
    return tuple(reader.found)


def plain(html: str) -> str:
    """The words of a text, one part to a line: to compare with, to search in, and to count."""
    return "\n".join(part.text for part in parts(html))


@dataclass(slots=True)
class _Look:
    strong: int = 0
    emphasised: int = 0
    quote: int = 0
    addresses: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    heading: int = 0


class _Reader(HTMLParser):
    """Reads clean HTML into parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Part] = []
        self.runs: list[Run] = []
        self.look = _Look()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        look = self.look
        match tag:
            case "strong":
                look.strong += 1
            case "em":
                look.emphasised += 1
            case "a":
                look.addresses.append(dict(attrs).get("href") or "")
            case "br":
                self.handle_data("\n")
            case _:
                self.end()
                if tag in {"ul", "ol"}:
                    look.lists.append(tag)
                look.quote += tag == "blockquote"
                look.heading = int(tag[1]) if tag in {"h3", "h4"} else 0

    def handle_endtag(self, tag: str) -> None:
        look = self.look
        match tag:
            case "strong":
                look.strong -= 1
            case "em":
                look.emphasised -= 1
            case "a":
                look.addresses.pop()
            case "br":
                pass
            case _:
                self.end()
                if tag in {"ul", "ol"}:
                    look.lists.pop()
                look.quote -= tag == "blockquote"
                look.heading = 0

    def handle_data(self, data: str) -> None:
        look = self.look
        if data.strip() or (data and self.runs):
            address = look.addresses[-1] if look.addresses else ""
            self.runs.append(Run(data, look.strong > 0, look.emphasised > 0, address))

    def end(self) -> None:
        """What has been read since the last part is a part, when it holds any word."""
        if any(run.text.strip() for run in self.runs):
            self.found.append(Part(self._kind(), tuple(self.runs), self.look.heading or len(self.look.lists)))
        self.runs = []

    def _kind(self) -> Kind:
        if self.look.heading:
            return "heading"
        if self.look.lists:
            return "bullet" if self.look.lists[-1] == "ul" else "number"
        return "quote" if self.look.quote else "paragraph"
