"""The signed editions of composed reports: editions/skrivna/<report>-<number>.json, each fingerprint checked."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter, ValidationError, with_config

from rodatraden.files import sheets
from rodatraden.files.faults import Fault, Refused, shorten
from rodatraden.files.folders import Loaded
from rodatraden.reports import actions, models
from rodatraden.reports.composed import context

_FOLDER: Final = "editions/skrivna"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """An edition as it is written in its file."""

    report: str
    number: Annotated[int, Field(ge=1, le=9999)]
    signed_at: AwareDatetime
    signed_by: Annotated[str, Field(min_length=1, max_length=200)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    changes: dict[str, int]
    content: dict[str, Any]


_FILE: Final = TypeAdapter(EditionFile)


def load(folder: Path, *, by: str, loaded: Loaded) -> None:
    """Put back every edition of the folder."""
    for path in sorted((folder / _FOLDER).glob("*.json")):
        try:
            edition = _edition(path)
            fresh = actions.restore_composed(edition=edition, by=by)
        except Refused as refused:
            loaded.faults += refused.faults
        except actions.AlreadySigned:
            reason = _("The edition is signed with another content. It is never altered.")
            loaded.faults.append(_fault(path, "", reason))
        else:
            loaded.added += [str(edition)] if fresh else []
            loaded.unchanged += not fresh


def _edition(path: Path) -> models.ComposedEdition:
    """The edition of a file. Raises Refused."""
    sheets.refuse_if_large(path)
    try:
        read = _FILE.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = _("The file can't be read as a signed report: %(error)s") % {"error": first["msg"]}
        raise Refused([_fault(path, place, reason)]) from None
    text = json.dumps(read.content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    if context.fingerprint(text) != read.sha256:
        raise Refused([_fault(path, "sha256", _("The content is not what was signed: the fingerprint differs."))])
    try:
        document = context.from_json(text)
    except context.NotADocument as error:
        reason = _("The content can't be read as a report: %(error)s") % {"error": shorten(error, 200)}
        raise Refused([_fault(path, "content", reason)]) from None
    if document.report != read.report or not models.Report.objects.filter(code=read.report).exists():
        raise Refused([_fault(path, "report", _("There is no report with this code."))])
    return models.ComposedEdition(
        report_id=read.report,
        number=read.number,
        signed_at=read.signed_at,
        signed_by=read.signed_by,
        content=text,
        sha256=read.sha256,
        changes=read.changes,
    )


def _fault(path: Path, field: str, reason: str) -> Fault:
    return Fault(f"{_FOLDER}/{path.name}", None, field, "", reason)


def export(folder: Path) -> None:
    """Write each edition to its file."""
    rows = list(models.ComposedEdition.objects.order_by("report", "number"))
    if rows:
        (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    for edition in rows:
        content = {
            "report": edition.report_id,
            "number": edition.number,
            "signed_at": edition.signed_at.isoformat(),
            "signed_by": edition.signed_by,
            "sha256": edition.sha256,
            "changes": edition.changes,
            "content": json.loads(edition.content),
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (folder / _FOLDER / f"{edition.report_id}-{edition.number}.json").write_text(text, encoding="utf-8")
