"""What must be taken from a text before it is set, and where do its addresses lead outside the program?"""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, Final

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidied(value: Any, *, known: date | None = None, name: str = "") -> Any:
    """Without control characters, which neither PDF nor Word can hold; addresses with the day that was known.

    Takes text, tuples and frozen values of them, to any depth.
    """
    if isinstance(value, str):
        text = _CONTROLS.sub(" ", value)
        return as_known(text, known) if name == "address" and known else text
    if isinstance(value, tuple):
        return tuple(tidied(each, known=known, name=name) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: tidied(getattr(value, each.name), known=known, name=each.name) for each in fields(value)}
        return replace(value, **changed)
    return value


def as_known(address: str, known: date) -> str:
    """An address of ours as it was known on a day; those of others as they are."""
    if not address.startswith("/"):
        return address
    path, mark, fragment = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}known={known.isoformat()}{mark}{fragment}"
