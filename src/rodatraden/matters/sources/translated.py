"""What does an object of another system's file say, through a mapping, in the cells of our own sheets?"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rodatraden.files.tables import Dataclass
from rodatraden.matters.sources.mapping import FieldMapping, Source, field_of

_LONGEST: Final = 5_000
"""Characters that a pattern is tried on: more takes longer than it is worth."""

_NAME: Final = r"[^\W\d_a-zåäö][\w’'-]*"
_PERSON: Final = re.compile(
    rf"\b{_NAME}(?:\s+(?:(?:af|av|von|van|de|der|den|el|al)\s+)?{_NAME}){{1,4}}(?=\s+\((?:[A-ZÅÄÖ]{{1,4}}|-|–)\))"
)
"""Two to five words with a capital before a party in brackets."""


class Unmapped(Exception):
    """A word that the mapping has no word for, and that it does not let through."""

    def __init__(self, column: str, value: str, expected: Mapping[str, str]) -> None:
        self.column, self.value, self.expected = column, value, tuple(expected)
        super().__init__(f"{column}: {value}")


@dataclass(slots=True)
class Translator:
    """A mapping at work. `unknown` counts the words that it had no word for and was told to pass over."""

    mapping: FieldMapping
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)

    def cells(self, columns: Mapping[str, Source], row: type[Dataclass], content: Any) -> Iterator[tuple[str, str]]:
        """The field and the text of each of our cells that there is something for. Raises Unmapped."""
        for name, source in columns.items():
            text = self._text(source, content, name)
            if text:
                yield field_of(row, name), text

    def _text(self, source: Source, content: Any, name: str) -> str:
        text = self._found(source, content, name)
        if text and source.pattern:
            match = re.search(source.pattern, text[:_LONGEST])
            text = (match[1] if match.re.groups else match[0]) if match else ""
        if text and source.values is not None:
            text = self._word(source, text, name)
        return f"{source.before}{text}" if text else source.otherwise

    def _found(self, source: Source, content: Any, name: str) -> str:
        if source.field:
            texts = [self._plain(value) for value in reach(content, source.field.split("."))]
            return self._without_names(", ".join(text for text in texts if text))
        if source.join:
            return "\n\n".join(filter(None, (self._text(each, content, name) for each in source.join)))
        if source.first_of:
            return next(filter(None, (self._text(each, content, name) for each in source.first_of)), "")
        return source.text

    def _plain(self, value: Any) -> str:
        """A value as a cell holds it. A list or an object is none: the mapping must say what in it is meant."""
        match value:
            case None | dict() | list():
                return ""
            case bool():
                return "ja" if value else "nej"
            case _:
                text = str(value).strip()
                return "" if text.casefold() in self.mapping.missing else text

    def _word(self, source: Source, text: str, name: str) -> str:
        words = source.values or {}
        if text in words:
            return words[text]
        if source.other == "refuse":
            raise Unmapped(name, text, words)
        self.unknown[name, text] += 1
        return text if source.other == "keep" else ""

    def _without_names(self, text: str) -> str:
        return _PERSON.sub("ledamot", text) if self.mapping.without_names else text


def reach(content: Any, path: list[str]) -> list[Any]:
    """The values at the end of a path; * is every one of a list, a number one of them.

    A field may itself be called what the rest of the path says, such as a column Dnr. in a sheet.
    """
    if not path:
        return [content]
    if isinstance(content, dict) and (name := ".".join(path)) in content:
        return [content[name]]
    step, rest = path[0], path[1:]
    match content:
        case dict() if step in content:
            return reach(content[step], rest)
        case list() if step == "*":
            return [value for each in content for value in reach(each, rest)]
        case list() if step.isdecimal() and int(step) < len(content):
            return reach(content[int(step)], rest)
        case _:
            return []
