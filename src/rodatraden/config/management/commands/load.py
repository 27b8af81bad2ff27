"""rodatraden load DIR: read a municipality folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from rodatraden.config import commands, database, folder
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Loaded


class Command(commands.Command):
    """Read a municipality folder: all of it, or nothing when anything is wrong."""

    help = "Läser in en kommunmapp. Är något fel sparas ingenting, och alla fel räknas upp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="kommunmappen")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara ingenting")

    def handle(self, *, folder: Path, dry_run: bool, **_options: Any) -> None:
        database.prepare()
        try:
            loaded = load(folder, dry_run=dry_run)
        except Refused as error:
            raise commands.refused(error) from None
        for line in commands.receipt(loaded, dry_run=dry_run, details=dry_run):
            self.say(line)


def load(path: Path, *, dry_run: bool = False) -> list[Loaded]:
    """Load as the command line does: now, by whoever sits at the keyboard. Raises Refused.

    First the register, all or nothing. Then the values of others that lie beside it, file by file: they are no part of
    the register, and are not exported with it.
    """
    loaded = folder.load(path, by="rodatraden load", at=timezone.now(), dry_run=dry_run)
    for name, deliver in folder.DELIVERED.items():
        for file in sorted((path / name).glob("*.[cjx]*")):
            loaded.append(deliver(file, by="rodatraden load", at=timezone.now(), dry_run=dry_run))
    return loaded
