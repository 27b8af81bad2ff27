"""What does a municipality folder hold, and what does the database become by it? All of it, or nothing."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.config import slices
from rodatraden.files import sheets
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Drafted, Loaded, Mapped, Part, Statement
from rodatraden.files.tables import Dataclass
from rodatraden.indicators.sources.kolada import files as kolada

_OTHER_FILES: Final = {"municipality.yaml"}
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CHECKED_SUFFIXES: Final = {".yaml", ".yml", *sheets.SUFFIXES, ".xls"}


def parts() -> list[Part]:
    """Each slice's part, from the floor up: what later parts name must have been loaded before them."""
    names = [f"rodatraden.{name}.sources.folder" for name in reversed(slices.BUILT)]
    return [cast("Part", import_module(name)) for name in names if _exists(name)]


def _exists(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def schemas() -> Mapping[str, type[Dataclass]]:
    """Every sheet of a folder: file name without suffix → row schema."""
    return {name: schema for part in parts() for name, schema in part.SHEETS.items()}


def foreign() -> Mapping[str, Callable[..., Mapped]]:
    """What reads files of other systems through a mapping, by what such a file holds."""
    return {name: reader for part in parts() for name, reader in getattr(part, "MAPPED", {}).items()}


def stated() -> Mapping[str, Statement]:
    """The lists that are no part of a folder, and become a decision or a proposal, by what each is called."""
    return {name: each for part in parts() for name, each in getattr(part, "STATED", {}).items()}


def drafted() -> Mapping[str, Drafted]:
    """The decisions that come with the program, to be filled in, by what they adopt."""
    return {name: each for part in parts() for name, each in getattr(part, "DRAFTED", {}).items()}


DELIVERED: Final[Mapping[str, Callable[..., Mapped]]] = {"kolada": kolada.load}
"""What reads files whose values go to the facts and not to the register: (path, *, by, at, dry_run) -> Mapped."""


def sheets_to_fill() -> Mapping[str, type[Dataclass]]:
    """Every sheet that a person fills in: those of a folder, and the lists beside it."""
    return {**schemas(), **{name: each.schema for name, each in stated().items()}}


def load(folder: Path, *, by: str, at: datetime, dry_run: bool = False) -> list[Loaded]:
    """Load a folder. Raises Refused with every fault of every file; then, and in a dry run, nothing is stored."""
    if not folder.is_dir():
        raise Refused([Fault(str(folder), None, "", "", _("There is no such folder."))])
    with transaction.atomic():
        loaded = [part.load(folder, by=by, at=at) for part in parts()]
        for part in loaded:
            part.faults += [fault for check in part.later for fault in check()]
        faults = [*_unknown_files(folder), *_told(loaded)]
        if faults or dry_run:
            transaction.set_rollback(True)
    if faults:
        raise Refused(faults)
    return loaded


def _told(loaded: Sequence[Loaded]) -> list[Fault]:
    """The faults that are worth telling: not those that only follow from a decision that could not be read.

    What such a decision names is missing from the rest, and so is what the lines about it would have made known.
    """
    unread = {file: codes for part in loaded for file, codes in part.unread.items()}
    missing = {code for codes in unread.values() for code in codes}
    faults = [fault for part in [part for part in loaded if part.is_decisive] or loaded for fault in part.faults]

    def follows(fault: Fault) -> bool:
        return fault.file not in unread and bool(missing & {*_CODE.findall(f"{fault.value} {fault.reason}")})

    while more := {code for fault in faults if follows(fault) for code in fault.establishes} - missing:
        missing |= more
    return [fault for fault in faults if not follows(fault)]


def _unknown_files(folder: Path) -> Iterator[Fault]:
    """A file that nobody reads is most likely misspelt: better to say so than to leave it out in silence."""
    known = schemas()
    expected = ", ".join(["municipality.yaml", "decisions/*.yaml", *(f"{name}.csv" for name in sorted(known))])
    reason = _("Nothing reads this file. A folder may hold: %(expected)s.") % {"expected": expected}
    for path in sorted([*folder.iterdir(), *(folder / "decisions").glob("*")]):
        name = path.relative_to(folder).as_posix()
        read = (
            name in _OTHER_FILES
            or (path.stem in known and name == f"{path.stem}{path.suffix}" and path.suffix in sheets.SUFFIXES)
            or (name != path.name and path.suffix == ".yaml")
        )
        if path.suffix.lower() in _CHECKED_SUFFIXES and not read:
            yield Fault(name, None, "", "", reason)


class NotEmpty(Exception):
    """A folder to export to holds files already."""


def export(folder: Path) -> None:
    """Write the database as a municipality folder. Raises NotEmpty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise NotEmpty(folder)
    for part in parts():
        part.export(folder)
