"""rodatraden template NAME: an empty sheet to fill in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from rodatraden.config import commands, folder
from rodatraden.files import writing


class Command(commands.Command):
    """An empty Excel sheet with the headings of one of the folder's files."""

    help = "Ger en tom Excelmall för en av kommunmappens filer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="filens namn utan ändelse, till exempel plan")
        parser.add_argument("--out", type=Path, help="var mallen ska ligga; annars NAME.xlsx här")

    def handle(self, *, name: str, out: Path | None, **_options: Any) -> None:
        schemas = folder.sheets_to_fill()
        if name not in schemas:
            expected = ", ".join(sorted(schemas))
            raise CommandError(
                _("There is no template %(name)s. Choose one of: %(expected)s.") % {"name": name, "expected": expected}
            )
        target = out or Path(f"{name}.xlsx")
        target.write_bytes(writing.template(schemas[name], sheet=name))
        self.say(_("Written to %(folder)s.") % {"folder": target})
