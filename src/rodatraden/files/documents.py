"""What stands in a YAML file, under one strict schema, and on which line?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from rodatraden.files import reasons, sheets
from rodatraden.files.faults import Fault, Refused, shorten

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Document:
    """The plain values of a YAML file, and the line of each."""

    file: str
    content: Any
    lines: Mapping[tuple[int | str, ...], int]

    def fault(self, place: Sequence[int | str], reason: str, value: object = "") -> Fault:
        """A fault at a place in the document, such as ("changes", 2, "unit")."""
        where = tuple(place)
        while where not in self.lines and where:
            where = where[:-1]
        names = [str(part) for part in place if isinstance(part, str)]
        return Fault(self.file, self.lines.get(where, 1), shorten(names[-1]) if names else "", shorten(value), reason)


def read(path: Path, *, called: str = "") -> Document:
    """Parse a YAML file. Anchors and aliases are refused: they are where bombs are built. Raises Refused."""
    file = called or path.name
    sheets.refuse_if_large(path, called=file)
    text = sheets.decode(path, called=file)
    try:
        _refuse_aliases(file, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        reason = _("Not valid YAML: %(problem)s.") % {"problem": error.problem}
        raise Refused([Fault(file, line, "", "", reason)]) from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):  # the last two: an escape beyond Unicode
        raise Refused([Fault(file, None, "", "", _("Not valid YAML."))]) from None
    lines: dict[tuple[int | str, ...], int] = {}
    content = _plain(file, node, (), lines) if node else {}
    return Document(file, content, lines)


def check(
    document: Document, adapter: TypeAdapter[Value], content: Any, at: Sequence[int | str]
) -> Value | list[Fault]:
    """The part of a document at a place as a typed value, or its faults."""
    try:
        return adapter.validate_python(content)
    except ValidationError as error:
        return [
            document.fault(
                (*at, *detail["loc"]), reasons.reason(detail), "" if detail["type"] == "missing" else detail["input"]
            )
            for detail in error.errors(include_url=False)
        ]


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _refuse_aliases(file: str, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            reason = _("Anchors (&) and aliases (*) are not allowed. Write the value out.")
            raise Refused([Fault(file, _line(event), "", "", reason)])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > 20:  # no file of ours nests deeper than four
            raise Refused([Fault(file, _line(event), "", "", _("The file nests too deeply."))])


def _plain(file: str, node: yaml.Node, place: tuple[int | str, ...], lines: dict[tuple[int | str, ...], int]) -> Any:
    lines[place] = node.start_mark.line + 1
    match node:
        case yaml.MappingNode():
            content: dict[str, Any] = {}
            for key, value in node.value:
                name = str(key.value)
                if name in content:
                    reason = _("The field is there twice.")
                    raise Refused([Fault(file, key.start_mark.line + 1, name, "", reason)])
                content[name] = _plain(file, value, (*place, name), lines)
                lines[(*place, name)] = key.start_mark.line + 1
            return content
        case yaml.SequenceNode():
            return [_plain(file, value, (*place, index), lines) for index, value in enumerate(node.value)]
        case _:
            return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    """Only what our files mean: nothing, true and false, and text; numbers and days are read by the schema."""
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool" and str(node.value).lower() in {"true", "false"}:
        return str(node.value).lower() == "true"
    return str(node.value)
