"""rodatraden template NAME: an empty sheet to fill in, or a decision that adopts what comes with the program."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from rodatraden.config import commands, folder
from rodatraden.files import writing


class Command(commands.Command):
    """An empty Excel sheet with the headings of one of the folder's files, or a decision to fill in."""

    help = "Ger en tom Excelmall för en av kommunmappens filer, eller ett beslut att fylla i (model NAMN)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="filens namn utan ändelse, till exempel plan; eller model")
        parser.add_argument("which", metavar="WHICH", nargs="?", default="", help="vilken modell, till exempel okr")
        parser.add_argument("--out", type=Path, help="var mallen ska ligga; annars här under sitt eget namn")

    def handle(self, *, name: str, which: str, out: Path | None, **_options: Any) -> None:
        if name in folder.drafted():
            called, content = self._drafted(name, which)
        else:
            called, content = self._sheet(name)
        target = out or Path(called)
        target.write_bytes(content)
        self.say(_("Written to %(folder)s.") % {"folder": target})

    def _sheet(self, name: str) -> tuple[str, bytes]:
        schemas = folder.sheets_to_fill()
        self._choose(name, [*schemas, *folder.drafted()])
        return f"{name}.xlsx", writing.template(schemas[name], sheet=name)

    def _drafted(self, name: str, which: str) -> tuple[str, bytes]:
        drafted = folder.drafted()[name]
        self._choose(f"{name} {which}".strip(), [f"{name} {each}" for each in drafted.names()])
        return drafted.write(which)

    def _choose(self, name: str, among: list[str]) -> None:
        if name not in among:
            reason = _("There is no template %(name)s. Choose one of: %(expected)s.")
            raise CommandError(reason % {"name": name, "expected": ", ".join(sorted(among))})
