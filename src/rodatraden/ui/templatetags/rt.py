"""Every component as a template tag; in settings a builtin, so that no template has to load it."""

from rodatraden.ui.components import (
    amounts,
    fields,
    judgement,
    links,
    messages,
    structure,
    tables,
    texts,
    timeline,
    times,
)
from rodatraden.ui.components.registry import COMPONENTS, register

__all__ = [
    "COMPONENTS",
    "amounts",
    "fields",
    "judgement",
    "links",
    "messages",
    "register",
    "structure",
    "tables",
    "texts",
    "timeline",
    "times",
]
