"""The municipality itself: municipality.yaml and its coat of arms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from django.utils.translation import gettext as _
from pydantic import ConfigDict, StringConstraints, TypeAdapter, with_config

from rodatraden.files import documents, sheets, writing
from rodatraden.files.columns import Code, Column, Line, Prose
from rodatraden.files.documents import Document
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded
from rodatraden.files.tables import Dataclass
from rodatraden.organisation import actions, queries
from rodatraden.ui import colours

SHEETS: Final[Mapping[str, type[Dataclass]]] = {}
_ARMS: Final = "vapen.svg"
_LARGEST_ARMS: Final = 50_000

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
NationalCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{4})?$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,100}$")]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFields:
    """municipality.yaml."""

    code: Annotated[Code, Column("code", "Kommunens kod i det här systemet.")]
    name: Annotated[Line, Column("name", "Kommunens namn.")]
    root: Annotated[Code, Column("root", "Koden för enheten som är hela koncernen.")]
    fictional: Annotated[bool, Column("fictional", "true när kommunen är påhittad. Det visas på varje sida.")] = False
    accent: Annotated[Colour, Column("accent", "Kommunens färg, till exempel #9b2226.")] = "#9b2226"
    coat_of_arms: Annotated[FileName | None, Column("coat_of_arms", "En SVG-fil bredvid den här, utan skript.")] = None
    about: Annotated[Prose, Column("about", "Vad mappen är, i en eller ett par meningar.")] = ""
    sources: Annotated[tuple[Line, ...], Column("sources", "Varifrån uppgifterna kommer.")] = ()
    national_code: Annotated[
        NationalCode, Column("national_code", 'Kommunkoden hos SCB, fyra siffror inom citattecken: "0114".')
    ] = ""


_FIELDS: Final = TypeAdapter(MunicipalityFields)


def load(folder: Path, *, by: str, at: datetime) -> Loaded:
    """Read what the municipality says of itself."""
    loaded = Loaded(_("Municipality"))
    try:
        document = documents.read(folder / "municipality.yaml")
        description = _description(folder, document)
    except Refused as refused:
        loaded.faults += refused.faults
        return loaded
    known = queries.municipality() is not None
    try:
        changed = actions.describe_municipality(description=description, by=by)
    except actions.AnotherMunicipality as other:
        reason = _("The database holds %(name)s. Use another RODATRADEN_HOME for a second municipality.")
        loaded.faults.append(document.fault(("code",), reason % {"name": other}, description.code))
        loaded.is_decisive = True
        return loaded
    if description.root not in queries.unit_codes():
        loaded.faults.append(document.fault(("root",), _("No decision establishes this unit."), description.root))
    (loaded.changed if known else loaded.added).extend([description.name] if changed else [])
    loaded.unchanged = int(not changed)
    return loaded


def _description(folder: Path, document: Document) -> actions.Description:
    fields = documents.check(document, _FIELDS, document.content, ())
    if isinstance(fields, list):
        raise Refused(fields)
    faults: list[Fault] = []
    if colours.contrast(colours.rgb(fields.accent), colours.WHITE) < colours.ENOUGH:
        reason = _("The colour is too light: white text on it would not be readable. Choose a darker one.")
        faults.append(document.fault(("accent",), reason, fields.accent))
    arms = ""
    try:
        arms = _arms(folder / fields.coat_of_arms) if fields.coat_of_arms else ""
    except Refused as refused:
        faults += refused.faults
    if faults:
        raise Refused(faults)
    return actions.Description(
        code=fields.code,
        name=fields.name,
        root=fields.root,
        fictional=fields.fictional,
        accent=fields.accent.lower(),
        coat_of_arms=arms,
        about=fields.about,
        sources=fields.sources,
        national_code=fields.national_code,
    )


_UNSAFE: Final = re.compile(
    r"<\s*(\w+:)?(script|foreignObject|iframe|image|use|!DOCTYPE|!ENTITY)|\son\w+\s*=|javascript:|href", re.IGNORECASE
)


def _arms(path: Path) -> str:
    """The drawing; refused when it is large or could do anything but be looked at."""
    sheets.refuse_if_large(path)
    text = sheets.decode(path).strip()
    if len(text) > _LARGEST_ARMS or "<svg" not in text[:1000] or _UNSAFE.search(text):
        reason = _("Must be an SVG of at most 50 kB, without scripts, links or embedded pictures.")
        raise Refused([Fault(path.name, None, "", "", reason)])
    return text


def export(folder: Path) -> None:
    """Write municipality.yaml and the coat of arms."""
    municipality = queries.municipality()
    if municipality is None:
        return
    content = {
        "code": municipality.code,
        "name": municipality.name,
        "root": municipality.root,
        "fictional": municipality.fictional,
        "accent": municipality.accent,
        "coat_of_arms": _ARMS if municipality.coat_of_arms else None,
        "about": municipality.about,
        "sources": municipality.sources,
        "national_code": municipality.national_code,
    }
    filled = {name: value for name, value in content.items() if value not in (None, "", [])}
    (folder / "municipality.yaml").write_bytes(writing.to_yaml(filled))
    if municipality.coat_of_arms:
        (folder / _ARMS).write_text(municipality.coat_of_arms, encoding="utf-8")
