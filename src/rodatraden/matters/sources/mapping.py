"""How does a file of another system say what a matter is? A mapping tells which of its fields is which of ours.

A mapping is a YAML file. Each of our columns (the headings of matters.csv and matter_steps.csv, or their English names)
is given a source: a field of theirs, with their words translated into ours. Nothing in it runs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, ConfigDict, TypeAdapter, with_config
from pydantic_core import PydanticCustomError

from rodatraden.files import documents, tables
from rodatraden.files.documents import Document
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.tables import Dataclass
from rodatraden.matters.sources.rows import MatterRow, StepRow

FOLDER: Final = Path(__file__).parent / "mappings"
"""The mappings that come with the program."""


def _pattern(value: object) -> object:
    try:
        re.compile(str(value))
    except re.error:
        raise PydanticCustomError("regular_expression", "not a regular expression") from None
    return value


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value comes from: the first of `field`, `text`, `join` and `first_of` that is given.

    `field` is a path such as source.page, steps.0.date or parties.*.name (all of them, with commas between). `pattern`
    keeps what its first group finds. `values` are their words and ours; `other` says what becomes of a word that is not
    among them, and `otherwise` is used where there would be nothing. `before` is put before what there is.
    """

    field: str = ""
    text: str = ""
    join: tuple["Source", ...] = ()
    first_of: tuple["Source", ...] = ()
    pattern: Annotated[str, BeforeValidator(_pattern)] = ""
    values: Mapping[str, str] | None = None
    other: Literal["refuse", "keep", "empty"] = "refuse"
    otherwise: str = ""
    before: str = ""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Where the steps of a matter stand in it, and what each of their columns is."""

    within: str
    columns: Mapping[str, Source]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """A mapping. `within` leads to the list of matters in the file; a file with all `recognised_by` is one of its own.

    `without_names` puts “ledamot” where a person is named before a party in brackets. `missing` are words for nothing.
    """

    name: str
    about: str = ""
    recognised_by: tuple[str, ...] = ()
    within: str = ""
    without_names: bool = False
    missing: tuple[str, ...] = ("null",)
    matter: Mapping[str, Source]
    steps: Steps | None = None


_ADAPTER: Final = TypeAdapter(FieldMapping)


def read(path: Path) -> FieldMapping:
    """A mapping from its file. Raises Refused with every fault at its line."""
    document = documents.read(path)
    found = documents.check(document, _ADAPTER, document.content, ())
    if isinstance(found, list):
        raise Refused(found)
    steps = found.steps.columns if found.steps else {}
    faults = [*_strangers(document, found.matter, MatterRow, ("matter",), required={"code", "title", "kind", "status"})]
    if found.steps:
        faults += _strangers(document, steps, StepRow, ("steps", "columns"), required={"kind"})
    if faults:
        raise Refused(faults)
    return found


def _strangers(
    document: Document, given: Mapping[str, Any], row: type[Dataclass], at: tuple[str, ...], *, required: set[str]
) -> Iterator[Fault]:
    """Columns that we don't have, and those that we can't do without."""
    named = {name: field_of(row, name) for name in given}
    for name in (name for name, field in named.items() if not field):
        expected = ", ".join(column.heading for column in tables.columns(row).values())
        yield document.fault(
            (*at, name), _("Unknown column. The file may have: %(expected)s.") % {"expected": expected}
        )
    for field in sorted(required - set(named.values())):
        heading = tables.columns(row)[field].heading
        yield document.fault(at, _("The column %(column)s is missing.") % {"column": heading})


def field_of(row: type[Dataclass], name: str) -> str:
    """The field of a row that a column's heading or English name stands for; empty when there is none."""
    columns = tables.columns(row)
    if name in columns:
        return name
    return next((field for field, column in columns.items() if column.heading == name.casefold()), "")


def shipped() -> list[Path]:
    """The mappings that come with the program."""
    return sorted(FOLDER.glob("*.yaml"))


def chosen(named: str, first: Any) -> FieldMapping:
    """The mapping that is asked for: a file, one of the program's own by name, or the one that knows such a matter.

    Raises Refused.
    """
    if named:
        own = FOLDER / f"{named}.yaml"
        return read(own if own.parent == FOLDER and own.is_file() else Path(named))
    for path in shipped():
        known = read(path)
        if isinstance(first, dict) and known.recognised_by and set(known.recognised_by) <= first.keys():
            return known
    names = ", ".join(path.stem for path in shipped())
    reason = _("No mapping knows this kind of file. Give one: --mapping FILE. These come with the program: %(names)s.")
    raise Refused([Fault("--mapping", None, "", "", reason % {"names": names})])
