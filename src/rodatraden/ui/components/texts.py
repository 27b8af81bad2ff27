"""How do two texts differ? The words that only one of them has, marked by shape and word."""

import re
from collections.abc import Sequence
from typing import Final

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rodatraden.kernel.likeness import Part, Passage
from rodatraden.ui.components.registry import leaf, show

_WRAPPED: Final = re.compile(r"(?<!\n)\n(?![\n\-–•*\d])")
"""A line that only ends because the file was narrow: the page has lines of its own."""


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
