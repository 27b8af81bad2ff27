"""Which rows does a sheet hold, under one strict schema: the fields of a frozen dataclass?"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar, get_type_hints

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from rodatraden.files import reasons, sheets
from rodatraden.files.columns import Column
from rodatraden.files.faults import Fault, Refused, shorten


class Dataclass(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


Row = TypeVar("Row", bound=Dataclass)


@dataclass(frozen=True, slots=True)
class Line(Generic[Row]):
    """A row with the place it was read from, so that a later check can still point at it."""

    file: str
    number: int
    row: Row

    def fault(self, field: str, reason: str) -> Fault:
        """A fault in one field of this line, named as its heading is."""
        heading = columns(type(self.row))[field].heading if field else ""
        value = getattr(self.row, field) if field else ""
        code = getattr(self.row, "code", None)
        said = ", ".join(value) if isinstance(value, tuple) else value
        shown = shorten("" if said is None else said)
        return Fault(self.file, self.number, heading, shown, reason, establishes=frozenset({code} if code else ()))


@cache
def columns(row: type[Dataclass]) -> dict[str, Column]:
    """The columns of a schema by field name, in the order of its fields."""
    hints = get_type_hints(row, include_extras=True)
    return {
        field.name: next(mark for mark in hints[field.name].__metadata__ if isinstance(mark, Column))
        for field in dataclasses.fields(row)
    }


def required(row: type[Dataclass]) -> frozenset[str]:
    """The fields that every line must have."""
    nothing = dataclasses.MISSING
    return frozenset(
        field.name for field in dataclasses.fields(row) if field.default is nothing and field.default_factory is nothing
    )


def find(folder: Path, name: str) -> Path | None:
    """The sheet called `name` in a folder, as CSV or Excel; None when there is none. Raises Refused for two."""
    found = [folder / f"{name}{suffix}" for suffix in sheets.SUFFIXES if (folder / f"{name}{suffix}").exists()]
    if len(found) > 1:
        both = _("There is both %(one)s and %(other)s. Keep one of them.")
        reason = both % {"one": found[0].name, "other": found[1].name}
        raise Refused([Fault(found[1].name, None, "", "", reason)])
    return found[0] if found else None


def read(path: Path, schema: type[Row]) -> tuple[list[Line[Row]], list[Fault]]:
    """Every line of a sheet that fits the schema, and a fault for each cell that does not."""
    try:
        cells = sheets.read_lines(path)
    except Refused as refused:
        return [], list(refused.faults)
    if not cells:
        return [], [Fault(path.name, None, "", "", _("The file is empty. Its first line should hold the headings."))]
    names, faults = _fields(path.name, cells[0], schema)
    if faults:
        return [], faults
    lines: list[Line[Row]] = []
    adapter = _adapter(schema)
    for line in cells[1:]:
        given = {name: value for name, value in zip(names, line.values, strict=False) if name and value}
        surplus = [value for name, value in zip_longest(names, line.values, fillvalue="") if value and not name]
        if surplus:
            reason = _("There are more cells on the line than there are headings.")
            faults.append(Fault(path.name, line.number, "", shorten(surplus[0]), reason))
            continue
        try:
            lines.append(Line(path.name, line.number, adapter.validate_python(given)))
        except ValidationError as error:
            faults += _faults(path.name, line.number, schema, error)
    return lines, faults


@cache
def _adapter(schema: type[Row]) -> TypeAdapter[Row]:
    return TypeAdapter(schema)


def _fields(file: str, heading: sheets.Cells, schema: type[Dataclass]) -> tuple[list[str], list[Fault]]:
    """The field name for each heading. A heading may also be the field's English name."""
    known = {column.heading.casefold(): name for name, column in columns(schema).items()}
    known |= {name.casefold(): name for name in columns(schema)}
    names: list[str] = []
    faults: list[Fault] = []
    for text in heading.values:
        name = known.get(text.casefold(), "")
        if text and not name:
            expected = ", ".join(column.heading for column in columns(schema).values())
            reason = _("Unknown column. The file may have: %(expected)s.") % {"expected": expected}
            faults.append(Fault(file, heading.number, "", shorten(text), reason))
        elif name in names and name:
            faults.append(Fault(file, heading.number, "", shorten(text), _("The column is there twice.")))
        names.append(name)
    for name in sorted(required(schema) - set(names)):
        reason = _("The column %(column)s is missing.") % {"column": columns(schema)[name].heading}
        faults.append(Fault(file, heading.number, columns(schema)[name].heading, "", reason))
    return names, faults


def _faults(file: str, number: int, schema: type[Dataclass], error: ValidationError) -> list[Fault]:
    named = columns(schema)
    return [
        Fault(
            file,
            number,
            named[str(detail["loc"][0])].heading if detail["loc"] else "",
            shorten(detail["input"]) if detail["type"] != "missing" else "",
            reasons.reason(detail),
        )
        for detail in error.errors(include_url=False)
    ]


def rows_of(lines: Sequence[Line[Row]]) -> list[Row]:
    """The rows without their places."""
    return [line.row for line in lines]
