"""Matters from another system's file: what in it can be kept, and why is the rest refused, line by line?

Unlike our own sheets, where one fault stops everything, a file that somebody else made is taken as far as it holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from rodatraden.files import reasons, records, tables
from rodatraden.files.faults import Fault, shorten
from rodatraden.files.folders import Mapped
from rodatraden.files.objects import Found
from rodatraden.files.tables import Dataclass, Line
from rodatraden.matters.sources.checked import AnyLine, Known, sound, store
from rodatraden.matters.sources.mapping import FieldMapping, Source, chosen, field_of
from rodatraden.matters.sources.rows import MatterRow, StepRow
from rodatraden.matters.sources.translated import Translator, Unmapped, reach

Row = TypeVar("Row", bound=Dataclass)

_MATTERS: Final[TypeAdapter[MatterRow]] = TypeAdapter(MatterRow)
_STEPS: Final[TypeAdapter[StepRow]] = TypeAdapter(StepRow)
_SWEDISH: Final = str.maketrans("ÅÄÖåäöÉé", "AAOaaoEe")


def load(path: Path, *, mapping: str = "", by: str, at: datetime) -> Mapped:
    """Keep the matters of a file that hold, and tell why the others don't. Raises Refused when nothing can be read."""
    first = _first(path) if not mapping else None
    fields = chosen(mapping, first)
    found = records.read(path, within=tuple(part for part in fields.within.split(".") if part))
    reading = _Reading(path.name, fields, Translator(fields), Known.by_now())
    if records.is_sheet(path):
        found = together(found, fields)
    lines = [line for each in found for line in reading.lines(each)]
    loaded = Mapped(_("Matters"), refused=reading.refused)
    reading.known.matters |= {line.row.code for line in lines if isinstance(line.row, MatterRow)}
    kept = _sound(lines, reading.known, loaded)
    store(kept, by=by, at=at, loaded=loaded)
    matters = sum(isinstance(line.row, MatterRow) for line in kept)
    loaded.read = [(_("matters"), len(found), matters), (_("steps"), reading.steps, len(kept) - matters)]
    loaded.remarks = [
        _("%(column)s: the mapping has no word for “%(word)s” (%(count)d times).")
        % {"column": column, "word": shorten(word), "count": count}
        for (column, word), count in sorted(reading.translator.unknown.items())
    ]
    return loaded


def _first(path: Path) -> Any:
    """The first object of a file whose list stands at the top, to know what kind of file it is."""
    found = records.read(path)
    return found[0].content if found else None


def together(found: list[Found], fields: FieldMapping) -> list[Found]:
    """The lines of a sheet as matters with steps: all lines with the same code are one matter, told by the first.

    Of each line what the mapping reads for steps is a step of it, when any of that is filled in.
    """
    if fields.steps is None:
        return found
    names = {part.field for source in fields.steps.columns.values() for part in _named(source)}
    matters: dict[str, Found] = {}
    for each in found:
        code = next((text for _field, text in _code(fields, each)), f"\0{each.line}")
        matter = matters.setdefault(code, Found(each.line, {**each.content, fields.steps.within: []}))
        if any(each.content.get(name) for name in names):
            matter.content[fields.steps.within].append(each.content)
    return list(matters.values())


def _named(source: Source) -> Iterator[Source]:
    """The sources that a source reads a field in: itself, or its parts."""
    if source.field:
        yield source
    for part in (*source.join, *source.first_of):
        yield from _named(part)


def _code(fields: FieldMapping, found: Found) -> list[tuple[str, str]]:
    """The cell with a matter's code, if its line has one that the mapping can read."""
    columns = {name: each for name, each in fields.matter.items() if field_of(MatterRow, name) == "code"}
    try:
        return list(Translator(fields).cells(columns, MatterRow, found.content))
    except Unmapped:
        return []


def _sound(lines: list[AnyLine], known: Known, loaded: Mapped) -> list[AnyLine]:
    """The lines that hold; a step of a matter that does not hold goes with it."""
    kept, faults = sound(lines, known)
    matters = {line.row.code for line in kept if isinstance(line.row, MatterRow)}
    lost = {line.row.code for line in lines if isinstance(line.row, MatterRow)} - matters
    loaded.refused += faults
    loaded.refused.sort(key=lambda fault: fault.line or 0)
    return [line for line in kept if not (isinstance(line.row, StepRow) and line.row.matter in lost)]


@dataclass(slots=True)
class _Reading:
    """A file while it is read: what is refused by now, and how many steps there were."""

    file: str
    fields: FieldMapping
    translator: Translator
    known: Known
    refused: list[Fault] = field(default_factory=list)
    steps: int = 0

    def lines(self, found: Found) -> Iterator[AnyLine]:
        """A matter and its steps; nothing when the matter does not hold."""
        steps = self._steps_in(found)
        self.steps += len(steps)
        if not isinstance(found.content, dict):
            self._refuse(found.line, "", found.content, _("Must be a set of fields."))
            return
        cells = self._cells(self.fields.matter, MatterRow, found, "")
        row = self._row(_MATTERS, cells, found.line, "") if cells is not None else None
        if row is None:
            return
        yield Line(self.file, found.line, row if row.unit in self.known.units else replace(row, unit=None))
        for number, step in enumerate(steps, 1):
            yield from self._step(row.code, number, Found(found.line, step))

    def _steps_in(self, found: Found) -> list[Any]:
        if self.fields.steps is None:
            return []
        listed = reach(found.content, self.fields.steps.within.split("."))
        return [each for value in listed if isinstance(value, list) for each in value]

    def _step(self, matter: str, number: int, found: Found) -> Iterator[AnyLine]:
        where = _("step %(number)d") % {"number": number}
        if self.fields.steps is None:
            return
        if not isinstance(found.content, dict):
            self._refuse(found.line, where, found.content, _("Must be a set of fields."))
            return
        cells = self._cells(self.fields.steps.columns, StepRow, found, where)
        if cells is None:
            return
        given = {"code": str(number), **cells, "matter": matter}
        row = self._row(_STEPS, given, found.line, where)
        if row is not None:
            yield Line(self.file, found.line, self._placed(row, cells.get("body", "")))

    def _placed(self, row: StepRow, body: str) -> StepRow:
        """A body that nobody knows by its code is kept as it was written."""
        if row.body and self.known.is_body(row.body):
            return replace(row, body_name="")
        return replace(row, body=None, body_name=row.body_name or body)

    def _cells(
        self, columns: Mapping[str, Any], schema: type[Dataclass], found: Found, where: str
    ) -> dict[str, str] | None:
        try:
            cells = dict(self.translator.cells(columns, schema, found.content))
        except Unmapped as unmapped:
            heading = tables.columns(schema)[field_of(schema, unmapped.column)].heading
            reason = _("The mapping has no word for it. It knows: %(expected)s.")
            expected = shorten(", ".join(unmapped.expected), 200)
            self._refuse(found.line, f"{where} {heading}".strip(), unmapped.value, reason % {"expected": expected})
            return None
        if "code" in cells:
            cells["code"] = as_code(cells["code"])
        return cells

    def _row(self, adapter: TypeAdapter[Row], cells: Mapping[str, str], line: int, where: str) -> Row | None:
        try:
            return adapter.validate_python(cells)
        except ValidationError as error:
            schema = MatterRow if adapter is _MATTERS else StepRow
            for detail in error.errors(include_url=False):
                heading = tables.columns(schema)[str(detail["loc"][0])].heading if detail["loc"] else ""
                value = "" if detail["type"] == "missing" else detail["input"]
                self._refuse(line, f"{where} {heading}".strip(), value, reasons.reason(detail))
            return None

    def _refuse(self, line: int, where: str, value: object, reason: str) -> None:
        self.refused.append(Fault(self.file, line, where, shorten(value), reason))


def as_code(text: str) -> str:
    """A number or name of another system as a code of ours: KS 2026/12 becomes KS-2026-12."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text.translate(_SWEDISH)).strip("-._")[:64]
