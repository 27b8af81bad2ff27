"""Which files does a municipality folder hold, and what may stand in each field? Told from the schemas."""

import dataclasses
from collections.abc import Iterator
from enum import Enum
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import StringConstraints

from rodatraden.config import folder, reference
from rodatraden.decisions.rules import KINDS
from rodatraden.files import columns
from rodatraden.files.columns import Column
from rodatraden.files.tables import Dataclass

_INTRODUCTION: Final = """\
# Kommunmappen

En kommun är en mapp med vanliga filer, som går att läsa och ändra för hand. `rodatraden load MAPP` läser in den,
`rodatraden export MAPP` skriver den, och `rodatraden template NAMN` ger en tom mall för en tabell.

- Text är UTF-8. Tabeller är CSV med semikolon mellan fälten, eller Excel (`.xlsx`, ett blad). Rubrikerna står först.
- En kod består av A–Z, a–z, 0–9, punkt, streck och understreck, högst 64 tecken, och betyder en enda sak.
- En tom ruta betyder att uppgiften saknas, aldrig noll.
- Tal skrivs med komma eller punkt: `1 234,5` och `1234.5` är samma tal. Dagar skrivs `2026-04-30`.
- En period skrivs `2026`, `2026-04`, `2026-T1` (tertial), `2026-Q1` eller `2026-H1`.
- Finns det ett enda fel lagras ingenting, och alla fel visas på en gång med fil, rad, fält, värde och skäl.
- Samma mapp en gång till ändrar ingenting.
"""
_LIST: Final = """\
Läses med `rodatraden import %(name)s FIL --on DAG`. I ett tomt register blir listan ett ingående beslut. Annars blir
det som skiljer ett förslag, som någon läser och beslutar. Det som inte står i listan lämnas som det är, utom med
`--whole`: då föreslås det upphöra.
"""
_KINDS_OF_VALUE: Final = {
    "Code": (columns.Code, "kod"),
    "Line": (columns.Line, "en rad text"),
    "Prose": (columns.Prose, "löpande text"),
    "Kronor": (columns.Kronor, "kronor"),
    "Number": (columns.Number, "tal"),
    "PerCent": (columns.PerCent, "procent"),
    "Degree": (columns.Degree, "procent"),
    "Count": (columns.Count, "antal"),
    "Staff": (columns.Staff, "tal"),
    "Day": (columns.Day, "dag"),
    "PeriodCode": (columns.PeriodCode, "period"),
    "Year": (columns.Year, "år"),
    "Instant": (columns.Instant, "tidpunkt med zon"),
}
_DOCUMENTS: Final = {
    "DecisionFields": "decisions/KOD.yaml",
    "RevokesField": "decisions/KOD.yaml, fältet `revokes`",
    "MunicipalityFields": "municipality.yaml",
}


def page() -> str:
    """The page about the folder."""
    sections = [section for part in folder.parts() for section in _sections(part)]
    return "\n".join([_INTRODUCTION, *sections, *_lists(), _changes()])


def _lists() -> Iterator[str]:
    """The lists that are no part of a folder."""
    for name, statement in folder.stated().items():
        how = _LIST % {"name": name}
        yield f"## {name}.csv, utanför mappen\n\n{how}\n{_fields(statement.schema)}"


def _sections(part: Any) -> Iterator[str]:
    """The sheets of a slice's part, and the documents whose schemas stand beside them."""
    for name, schema in part.SHEETS.items():
        yield f"## {name}.csv\n\n{_fields(schema)}"
    sheets = set(part.SHEETS.values())
    for schema in _schemas_in(part):
        if schema not in sheets:
            yield f"## {_said(schema)}\n\n{_fields(schema)}"


def _schemas_in(part: ModuleType) -> Iterator[type[Dataclass]]:
    for value in vars(part).values():
        if isinstance(value, type) and value.__module__ == part.__name__ and _columns(value):
            yield value


def _columns(schema: type[Any]) -> dict[str, Column]:
    if not dataclasses.is_dataclass(schema):
        return {}
    hints = get_type_hints(schema, include_extras=True)
    marks = {name: getattr(hints[name], "__metadata__", ()) for name in schema.__dataclass_fields__}
    return {name: mark for name, given in marks.items() for mark in given if isinstance(mark, Column)}


def _said(schema: type[Any]) -> str:
    """What a document is called: where it stands, else the first sentence of its schema."""
    return _DOCUMENTS.get(schema.__name__) or (schema.__doc__ or schema.__name__).splitlines()[0].rstrip(".")


def _fields(schema: type[Any]) -> str:
    hints = get_type_hints(schema, include_extras=True)
    rows = [
        (f"`{column.heading}`", _value(hints[name]), "" if _optional(schema, name) else "ja", column.help)
        for name, column in _columns(schema).items()
    ]
    return reference.table(("Fält", "Värde", "Måste finnas", "Vad det är"), rows)


def _optional(schema: type[Any], name: str) -> bool:
    field = schema.__dataclass_fields__[name]
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _changes() -> str:
    rows = [(f"`{name}`", ", ".join(_terms(terms))) for name, terms in KINDS.items()]
    told = (
        "Varje ändring i ett beslut har fältet `change`, som är dess slag, och får ha ett eget `effective_on`. "
        "Fält inom parentes får utelämnas."
    )
    return f"## Ändringarna i ett beslut\n\n{told}\n\n{reference.table(('Slag', 'Fält'), rows)}"


def _terms(terms: type[Any]) -> Iterator[str]:
    hints = get_type_hints(terms, include_extras=True)
    for field in dataclasses.fields(terms):
        said = f"`{_written(field.name, hints[field.name])}` {_value(hints[field.name])}"
        yield f"({said})" if _optional(terms, field.name) else said


def _written(name: str, hint: Any) -> str:
    """A field as it is written in the file: `from` is no name in Python."""
    aliases = (getattr(mark, "alias", None) for mark in getattr(hint, "__metadata__", ()))
    return next((alias for alias in aliases if alias), name)


def _value(hint: Any) -> str:
    """What kind of value a field takes, in words."""
    kind, marks = _bare(hint)
    for known, words in _KINDS_OF_VALUE.values():
        known_kind, known_marks = _bare(known)
        further = marks[len(known_marks) :]
        if (kind, marks) == (known_kind, (*known_marks, *further)) and not _is_shorter(further):
            return words
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "en av " + ", ".join(f"`{member.value}`" for member in kind)
    if get_origin(kind) is tuple:
        part = get_args(kind)[0]
        is_told = dataclasses.is_dataclass(part) and isinstance(part, type) and not _columns(part)
        return f"flera, var och en med {' och '.join(_terms(part))}" if is_told else "flera"
    return {bool: "true eller false", int: "heltal"}.get(kind, "text")


def _is_shorter(marks: tuple[Any, ...]) -> bool:
    """Whether a text has its own restriction: then it is neither a line nor prose, but a word."""
    return any(isinstance(mark, StringConstraints) for mark in marks)


def _bare(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A hint without its column mark and without "or nothing": its type and what restricts it."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is Annotated:
            marks = (*(mark for mark in hint.__metadata__ if not isinstance(mark, Column)), *marks)
            hint = hint.__origin__
        elif get_origin(hint) in {Union, UnionType}:
            hint = next(each for each in get_args(hint) if each is not NoneType)
        else:
            return hint, marks
