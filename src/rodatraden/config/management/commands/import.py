"""rodatraden import NAME FILE: read one sheet of the kind that a folder holds, or a file of another system."""

import shutil
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.config import commands, database, folder
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded, Mapped
from rodatraden.files.sheets import SUFFIXES


class Command(commands.Command):
    """Read one sheet on its own, by the same door as a whole folder."""

    help = (
        "Läser in en enda fil (budget, forecast, readings …). Är något fel sparas ingenting. "
        "Ur ett annat systems fil, läst med en mappning, sparas det som håller, och resten räknas upp rad för rad."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="vad filen är: budget, forecast, readings, kolada …")
        parser.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help="filen: .csv, .xlsx, eller JSON ur ett annat system (Kolada: även .xls)",
        )
        parser.add_argument(
            "--mapping", metavar="FILE", default="", help="vilket fält som är vilket i ett annat systems fil (YAML)"
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="ÅÅÅÅ-MM-DD", help="för organisation: dagen det ska gälla från"
        )
        parser.add_argument(
            "--whole", action="store_true", help="för organisation: det som inte står i filen föreslås upphöra"
        )
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara ingenting")

    def handle(self, *, name: str, file: Path, mapping: str, **options: Any) -> None:
        dry_run: bool = options["dry_run"]
        if name not in {*folder.sheets_to_fill(), *folder.DELIVERED}:
            expected = ", ".join(sorted([*folder.sheets_to_fill(), *folder.DELIVERED]))
            raise CommandError(
                _("Unknown kind of file %(name)s. Choose one of: %(expected)s.") % {"name": name, "expected": expected}
            )
        database.prepare()
        try:
            loaded = _read(name, file, mapping, options)
        except Refused as error:
            raise commands.refused(error) from None
        if isinstance(loaded, Mapped):
            for line in commands.mapped_receipt(loaded):
                self.say(line)
        for line in commands.receipt([loaded], dry_run=dry_run, details=dry_run and not isinstance(loaded, Mapped)):
            self.say(line)


def _read(name: str, file: Path, mapping: str, options: Mapping[str, Any]) -> Loaded:
    dry_run: bool = options["dry_run"]
    if deliver := folder.DELIVERED.get(name):
        return deliver(file, by="rodatraden import", at=timezone.now(), dry_run=dry_run)
    reader = _stated(name, file, options) or _foreign(name, file, mapping)
    return _take(reader, file, dry_run=dry_run) if reader else _import(name, file, dry_run=dry_run)


def _foreign(name: str, file: Path, mapping: str) -> Callable[..., Mapped] | None:
    """What reads another system's file of the kind; None when the file is a sheet of ours. Raises Refused."""
    ours = not mapping and (file.suffix.lower() in SUFFIXES or not file.is_file())
    reader = folder.foreign().get(name)
    if reader is None and mapping:
        raise Refused(
            [Fault("--mapping", None, "", mapping, _("There is no reading by a mapping for this kind of file."))]
        )
    return None if ours or reader is None else partial(reader, mapping=mapping)


def _stated(name: str, file: Path, options: Mapping[str, Any]) -> Callable[..., Mapped] | None:
    """What reads a list that states how something is to be; None when the file is of another kind. Raises Refused."""
    statement = folder.stated().get(name)
    if statement is None:
        return None
    _refuse_other_kinds(file)
    return partial(statement.load, on=options["on"] or timezone.localdate(), is_whole=options["whole"])


def _take(reader: Callable[..., Mapped], file: Path, *, dry_run: bool) -> Mapped:
    with transaction.atomic():
        loaded = reader(file, by="rodatraden import", at=timezone.now())
        if loaded.faults or dry_run:
            transaction.set_rollback(True)
    if loaded.faults:
        raise Refused(loaded.faults)
    return loaded


def _import(name: str, file: Path, *, dry_run: bool) -> Loaded:
    _refuse_other_kinds(file)
    part = next(part for part in folder.parts() if name in part.SHEETS)
    with tempfile.TemporaryDirectory() as place:
        shutil.copyfile(file, Path(place) / f"{name}{file.suffix.lower()}")
        with transaction.atomic():
            loaded = part.load(Path(place), by="rodatraden import", at=timezone.now())
            loaded.faults += [fault for check in loaded.later for fault in check()]
            if loaded.faults or dry_run:
                transaction.set_rollback(True)
    if loaded.faults:
        raise Refused(replace(fault, file=file.name) for fault in loaded.faults)  # not as the copy is called
    return loaded


def _refuse_other_kinds(file: Path) -> None:
    if file.suffix.lower() not in SUFFIXES or not file.is_file():
        raise Refused(
            [Fault(str(file), None, "", "", _("There must be such a file, and it must end in .csv or .xlsx."))]
        )
