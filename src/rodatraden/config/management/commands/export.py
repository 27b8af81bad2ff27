"""rodatraden export DIR: write the database as a municipality folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from rodatraden.config import commands, database
from rodatraden.config import folder as folders


class Command(commands.Command):
    """Write the database as a municipality folder."""

    help = "Skriver hela registret som en kommunmapp, som kan läsas in igen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="en ny eller tom mapp")

    def handle(self, *, folder: Path, **_options: Any) -> None:
        try:
            with database.one_moment():
                folders.export(folder)
        except folders.NotEmpty:
            raise CommandError(
                _("The folder %(folder)s is not empty. Choose a new one.") % {"folder": folder}
            ) from None
        except OSError as error:
            raise CommandError(_("The folder can't be written: %(error)s.") % {"error": error.strerror}) from None
        self.say(_("Written to %(folder)s.") % {"folder": folder})
