"""rodatraden values FILE: values of indicators in a file of any layout, as on the page Läs in värden från en fil."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.config import commands, database
from rodatraden.files.faults import Refused
from rodatraden.indicators.queries.mappings import remembered
from rodatraden.indicators.sources import files
from rodatraden.indicators.sources.door import known_for, try_out
from rodatraden.indicators.sources.spreadsheet.mapping import SheetMapping, heading_of, shape_of, suggested
from rodatraden.indicators.sources.spreadsheet.reading import Sheet


class Command(commands.Command):
    """Read values by the mapping that is remembered for such files, else by the one that their headings speak for."""

    help = (
        "Läser in indikatorers värden ur ett kalkylblad eller en fil från SCB (.xlsx, .xls, .csv, .px, json-stat2). "
        "Kolumnerna tolkas som förra gången en sådan fil lästes, annars efter rubrikerna. Det som inte håller räknas "
        "upp rad för rad, och samma fil två gånger ändrar ingenting."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="filen")
        parser.add_argument("--sheet", type=int, default=1, metavar="NR", help="vilket blad i en arbetsbok; annars 1")
        parser.add_argument("--indicator", default="", metavar="KOD", help="indikatorn, om ingen kolumn säger den")
        parser.add_argument("--unit", default="", metavar="KOD", help="enheten, om ingen kolumn säger den")
        parser.add_argument("--period", default="", metavar="PERIOD", help="perioden, om ingen kolumn säger den")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara ingenting")

    def handle(self, *, file: Path, sheet: int, dry_run: bool, **options: Any) -> None:
        database.prepare()
        try:
            lines = files.lines(file, sheet=sheet - 1)
        except Refused as error:
            raise commands.refused(error) from None
        today = timezone.localdate()
        kept = remembered(shape_of(lines, heading_of(lines), sheet - 1))
        known = known_for(files.kind(file), on=today)
        mapping = SheetMapping.of(kept) if kept else suggested(lines, known.indicator, sheet=sheet - 1, file=file.name)
        given = {name: options[name] for name in ("indicator", "unit", "period") if options[name]}
        read = Sheet(file.name, lines, replace(mapping, **given), files.kind(file))
        if lacking := read.mapping.lacks():
            reason = _(
                "No column tells %(lacking)s. Show the file on the page of indicators and say which column is what."
            )
            raise CommandError(reason % {"lacking": ", ".join(lacking)})
        for line in commands.taken(try_out(read, on=today), by="rodatraden values", dry_run=dry_run):
            self.say(line)
