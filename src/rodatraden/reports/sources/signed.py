"""The signed editions of a municipality folder: editions/<round>-<number>.json, each with its fingerprint checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter, ValidationError, with_config

from rodatraden.files import sheets
from rodatraden.files.faults import Fault, Refused, shorten
from rodatraden.files.folders import Loaded
from rodatraden.kernel.periods import FOREVER
from rodatraden.reports import actions, models
from rodatraden.reports.followup import context
from rodatraden.steering import queries as steering

_FOLDER: Final = "editions"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """An edition as it is written in its file."""

    round: str
    number: Annotated[int, Field(ge=1, le=9999)]
    signed_at: AwareDatetime
    signed_by: Annotated[str, Field(min_length=1, max_length=200)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    changes: dict[str, int]
    context: dict[str, Any]


_FILE: Final = TypeAdapter(EditionFile)


def load(folder: Path, *, by: str, loaded: Loaded) -> None:
    """Put back every edition of the folder."""
    for path in sorted((folder / _FOLDER).glob("*.json")):
        try:
            edition = _edition(path)
            fresh = actions.restore_edition(edition=edition, by=by)
        except Refused as refused:
            loaded.faults += refused.faults
        except actions.AlreadySigned:
            loaded.faults.append(
                _fault(path, "", _("The edition is signed with another content. It is never altered."))
            )
        else:
            loaded.added += [str(edition)] if fresh else []
            loaded.unchanged += not fresh


def _edition(path: Path) -> models.Edition:
    """The edition of a file. Raises Refused."""
    read = _read(path)
    text = canonical(read.context)
    if context.fingerprint(text) != read.sha256:
        raise Refused([_fault(path, "sha256", _("The content is not what was signed: the fingerprint differs."))])
    try:
        made = context.from_json(text)
    except context.NotAContext as error:
        reason = _("The content can't be read as a report: %(error)s") % {"error": shorten(error, 200)}
        raise Refused([_fault(path, "context", reason)]) from None
    if made.round != read.round or path.stem != f"{read.round}-{read.number}":
        raise Refused([_fault(path, "round", _("The file should be called as its round and its number."))])
    if steering.round_with(read.round, known=FOREVER) is None:
        raise Refused([_fault(path, "round", _("There is no such round."))])
    return models.Edition(
        round=read.round,
        number=read.number,
        signed_at=read.signed_at,
        signed_by=read.signed_by,
        context=text,
        sha256=read.sha256,
        changes=read.changes,
    )


def _read(path: Path) -> EditionFile:
    sheets.refuse_if_large(path)
    try:
        return _FILE.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = _("The file can't be read as a signed report: %(error)s") % {"error": first["msg"]}
        raise Refused([_fault(path, place, reason)]) from None


def canonical(plain: Mapping[str, Any]) -> str:
    """The text that was signed: what `context.to_json` writes, whatever order and spaces the file has."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _fault(path: Path, field: str, reason: str) -> Fault:
    return Fault(f"{_FOLDER}/{path.name}", None, field, "", reason)


def export(folder: Path) -> None:
    """Write each edition to its file."""
    rows = list(models.Edition.objects.order_by("round", "number"))
    if rows:
        (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    for edition in rows:
        content = {
            "round": edition.round,
            "number": edition.number,
            "signed_at": edition.signed_at.isoformat(),
            "signed_by": edition.signed_by,
            "sha256": edition.sha256,
            "changes": edition.changes,
            "context": json.loads(edition.context),
        }
        (folder / _FOLDER / f"{edition}.json".replace(" ", "-")).write_text(
            json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
