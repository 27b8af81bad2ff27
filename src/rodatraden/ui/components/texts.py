"""How is a longer text shown, and how do two of them differ? What only one has is marked by shape and word."""

import re
from collections.abc import Sequence
from typing import Final

from django.template import Context
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rodatraden.kernel.likeness import Part, Passage
from rodatraden.ui.components.registry import leaf, show

_WRAPPED: Final = re.compile(r"(?<=[^\n]{60})\n(?!\n|\s*(?:[-–•*]|\d+[.)])\s)")
"""The end of a line that is long, and not before an item of a list: it only ends because the file was narrow."""


@leaf
def prose(context: Context, text: str) -> str:
    """Running text as somebody wrote it, in paragraphs: lines that only a narrow file broke are one again.

    Addresses become links.

    {% prose some_text %}
    """
    joined = _WRAPPED.sub(" ", text.replace("\r\n", "\n"))
    shown = mark_safe(linebreaks(urlize(joined, autoescape=True)))  # noqa: S308 – urlize escapes
    return format_html('<div class="rt-prose">{}</div>', shown)


@leaf
def compared(context: Context, passages: Sequence[Passage]) -> str:
    """Two texts told as one: struck through is only in the earlier, underlined is only in the later.

    {% compared some_passages %}
    """
    return show(context, "compared", text=mark_safe("".join(map(_passage, passages))))  # noqa: S308 – escaped in _passage


def _passage(passage: Passage) -> SafeString:
    text = _WRAPPED.sub(" ", passage.text)
    match passage.part:
        case Part.EARLIER:
            return format_html("<del>{}</del>", _told(_("only in the earlier:"), text))
        case Part.LATER:
            return format_html("<ins>{}</ins>", _told(_("only in the later:"), text))
        case _:
            return format_html("{}", text)


def _told(word: str, text: str) -> SafeString:
    return format_html('<span class="rt-sr">[{} </span>{}<span class="rt-sr">] </span>', word, text)
