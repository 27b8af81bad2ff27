"""rodatraden import NAME FILE: read one sheet of the municipality folder's kind."""

import shutil
import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.config import commands, database, folder
from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded
from rodatraden.files.sheets import SUFFIXES


class Command(commands.Command):
    """Read one sheet on its own, by the same door as a whole folder."""

    help = "Läser in en enda fil (budget, forecast, readings …). Är något fel sparas ingenting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="vad filen är: budget, forecast, readings …")
        parser.add_argument("file", type=Path, metavar="FILE", help="filen, .csv eller .xlsx")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara ingenting")

    def handle(self, *, name: str, file: Path, dry_run: bool, **_options: Any) -> None:
        if name not in folder.schemas():
            expected = ", ".join(sorted(folder.schemas()))
            raise CommandError(
                _("Unknown kind of file %(name)s. Choose one of: %(expected)s.") % {"name": name, "expected": expected}
            )
        database.prepare()
        try:
            loaded = _import(name, file, dry_run=dry_run)
        except Refused as error:
            raise commands.refused(error) from None
        for line in commands.receipt([loaded], dry_run=dry_run, details=dry_run):
            self.say(line)


def _import(name: str, file: Path, *, dry_run: bool) -> Loaded:
    if file.suffix.lower() not in SUFFIXES or not file.is_file():
        raise Refused(
            [Fault(str(file), None, "", "", _("There must be such a file, and it must end in .csv or .xlsx."))]
        )
    part = next(part for part in folder.parts() if name in part.SHEETS)
    with tempfile.TemporaryDirectory() as place:
        shutil.copyfile(file, Path(place) / f"{name}{file.suffix.lower()}")
        with transaction.atomic():
            loaded = part.load(Path(place), by="rodatraden import", at=timezone.now())
            if loaded.faults or dry_run:
                transaction.set_rollback(True)
    if loaded.faults:
        raise Refused(replace(fault, file=file.name) for fault in loaded.faults)  # not as the copy is called
    return loaded
