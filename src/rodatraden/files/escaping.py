"""When would a spreadsheet take a text for a formula, and how is that prevented?"""

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def escape(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; `unescape` takes it away."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
