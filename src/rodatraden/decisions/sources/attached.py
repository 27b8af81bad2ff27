"""The documents of a decision in a municipality folder: decisions/<code>/, each named in the decision's own file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import ConfigDict, StringConstraints, with_config

from rodatraden.decisions import models
from rodatraden.decisions.actions import MOST_DOCUMENTS, NewDocument
from rodatraden.files import vault
from rodatraden.files.columns import Column, Line
from rodatraden.files.documents import Document
from rodatraden.files.faults import Fault, shorten
from rodatraden.files.names import FILE_NAME

FileName = Annotated[str, StringConstraints(pattern=FILE_NAME)]
"""A bare name: nothing that could lead to another folder."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentField:
    """One document of the decision."""

    file: Annotated[FileName, Column("file", "Filens namn i mappen decisions/<beslutets kod>/.")]
    title: Annotated[Line | None, Column("title", "Vad handlingen heter. Utelämnas: filens namn.")] = None
    sha256: Annotated[Digest | None, Column("sha256", "Filens kontrollsumma. När den finns måste den stämma.")] = None


def read(document: Document, folder: Path, fields: Sequence[DocumentField]) -> list[NewDocument] | list[Fault]:
    """The documents that a decision names, measured where they lie in its folder; or what is wrong with them."""
    found: list[NewDocument] = []
    faults: list[Fault] = []
    if len(fields) > MOST_DOCUMENTS:
        faults.append(
            document.fault(("documents",), _("At most %(most)d documents.") % {"most": MOST_DOCUMENTS}, len(fields))
        )
    names = set[str]()
    for position, field in enumerate(fields[:MOST_DOCUMENTS]):
        place = ("documents", position)
        if field.file.casefold() in names:
            faults.append(document.fault((*place, "file"), _("The file is named twice."), field.file))
            continue
        names.add(field.file.casefold())
        one = _read_one(document, folder / field.file, field, place)
        if isinstance(one, Fault):
            faults.append(one)
        else:
            found.append(one)
    return faults or found


def _read_one(document: Document, path: Path, field: DocumentField, place: tuple[str, int]) -> NewDocument | Fault:
    if path.parent.is_symlink() or path.is_symlink() or not path.is_file():
        reason = _("There is no such file in %(folder)s/.") % {"folder": path.parent.name}
        return document.fault((*place, "file"), reason, field.file)
    try:
        kept = vault.measure(path)
    except vault.TooLarge:
        return document.fault((*place, "file"), _("The file is larger than RODATRADEN_MAX_FILE_MB allows."), field.file)
    except OSError:
        return document.fault((*place, "file"), _("The file can't be opened."), field.file)
    if field.sha256 and field.sha256 != kept.sha256:
        reason = _("The file is not the one that was named: its checksum is another.")
        return document.fault((*place, "sha256"), reason, field.sha256)
    return NewDocument(field.file, field.title or field.file, kept.sha256, kept.size, path)


def unnamed(folder: Path, named: Mapping[str, set[str] | None]) -> Iterator[Fault]:
    """Files beside a decision that it does not name, and folders that belong to no decision: most likely misspelt.

    None stands for a decision that could not be read.
    """
    for path in sorted(each for each in (folder / "decisions").glob("*") if each.is_dir()):
        if path.name not in named:
            yield Fault(f"decisions/{shorten(path.name)}", None, "", "", _("The folder belongs to no decision."))
            continue
        files = named[path.name]
        for file in sorted(path.iterdir()):
            if files is not None and file.name not in files and not file.name.startswith("."):
                reason = _("The decision does not name this document.")
                yield Fault(f"decisions/{path.name}/{shorten(file.name)}", None, "", "", reason)


def write(folder: Path, decision: models.Decision) -> list[dict[str, str]]:
    """Copy a decision's documents to its folder; how they are named in its file. One that is lost is only named."""
    content: list[dict[str, str]] = []
    for each in sorted(decision.documents.all(), key=lambda document: document.position):
        kept = vault.find(each.sha256)
        if kept is not None:
            (folder / decision.code).mkdir(exist_ok=True)
            (folder / decision.code / each.file).write_bytes(kept.read_bytes())
        content.append({"file": each.file, "title": each.title, "sha256": each.sha256})
    return content
