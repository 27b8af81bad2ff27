"""How is what people write kept?"""

import re
from typing import Final

LONGEST_TEXT: Final = 20_000
"""Characters. A text that is longer is a report of its own."""

_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that come along when text is pasted, and that no file of ours may hold."""


def tidy(text: str) -> str:
    """A text as it is kept: one kind of line break, no control characters, and nothing blank around it."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
