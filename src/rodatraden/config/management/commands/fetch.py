"""rodatraden fetch SOURCE CODE …: values that others publish, over the net: Kolada's KPIs, a table of SCB's."""

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.config import commands, database
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Mapped
from rodatraden.indicators.rules import SourceKind
from rodatraden.indicators.rules.kolada import is_kpi, is_place
from rodatraden.indicators.sources.door import known_for, try_out
from rodatraden.indicators.sources.kolada import answers, client, files
from rodatraden.indicators.sources.scb import client as scb
from rodatraden.indicators.sources.scb import tables
from rodatraden.indicators.sources.spreadsheet.mapping import suggested
from rodatraden.indicators.sources.spreadsheet.reading import Sheet

_YEARS_BACK = 24


class Command(commands.Command):
    """Fetch values for every municipality from Kolada by the codes of KPIs, or a part of a table from SCB."""

    help = (
        "Hämtar nyckeltal från Kolada för alla kommuner, till jämförelserna och till de egna indikatorer som vilar på "
        "dem. Från SCB hämtas en tabell till de egna indikatorerna: fetch scb TAB638 Region=0580 Tid=top(5). "
        "Utan nät: spara svaren på en annan dator och läs in dem med rodatraden import kolada FIL, eller på sidan "
        "Indikatorer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=["kolada", "scb"], help="varifrån: kolada eller scb")
        parser.add_argument(
            "codes",
            nargs="+",
            metavar="CODE",
            help="nyckeltalens koder, till exempel N00945; för scb tabellen och vad som väljs: TAB638 Tid=top(5)",
        )
        parser.add_argument("--years", type=_years, metavar="ÅR", help="2024 eller 2015-2025; annars 25 år")
        parser.add_argument(
            "--places", nargs="+", default=[], metavar="KOD", help="bara för dessa kommuner eller grupper; annars alla"
        )
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara ingenting")

    def handle(self, *, codes: list[str], dry_run: bool, **options: Any) -> None:
        if options["source"] == "scb":
            database.prepare()
            self._from_scb(codes[0], codes[1:], dry_run=dry_run)
            return
        _refuse_unknown(codes, options["places"])
        database.prepare()
        this_year = timezone.localdate().year
        years = options["years"] or range(this_year - _YEARS_BACK, this_year + 1)
        try:
            loaded = _fetch(codes, [*years], options["places"], dry_run=dry_run)
        except client.NoAnswer as error:
            raise CommandError(str(error)) from None
        except Refused as error:
            raise commands.refused(error) from None
        for line in (*commands.mapped_receipt(loaded), *commands.receipt([loaded], dry_run=dry_run, details=False)):
            self.say(line)

    def _from_scb(self, table: str, chosen: list[str], *, dry_run: bool) -> None:
        """A part of a table, by the mapping that its variables speak for."""
        selection = {name: codes.split(",") for name, _mark, codes in (each.partition("=") for each in chosen)}
        asked = scb.over_the_net(settings.RODATRADEN_SCB)
        today = timezone.localdate()
        try:
            for answer in asked.tables(table, selection):
                lines = tables.of_answer(answer, called=f"SCB {table}")
                known = known_for(SourceKind.SCB, on=today)
                mapping = replace(suggested(lines, known.indicator), source=f"SCB, {table}")
                trial = try_out(Sheet(f"SCB {table}", lines, mapping, SourceKind.SCB), on=today)
                for line in commands.taken(trial, by="rodatraden fetch", dry_run=dry_run):
                    self.say(line)
        except scb.NoAnswer as error:
            raise CommandError(str(error)) from None
        except Refused as error:
            raise commands.refused(error) from None


def _fetch(codes: list[str], years: list[int], places: list[str], *, dry_run: bool) -> Mapped:
    asked = client.over_the_net(settings.RODATRADEN_KOLADA)
    rows = [(None, row) for row in asked.values(codes, years, places)]
    told = answers.gather(rows, file=f"{settings.RODATRADEN_KOLADA} {' '.join(codes)}")
    return files.take_in(told, by="rodatraden fetch", at=timezone.now(), dry_run=dry_run)


def _refuse_unknown(codes: list[str], places: list[str]) -> None:
    wrong = [code for code in codes if not is_kpi(code)] + [code for code in places if not is_place(code)]
    if wrong:
        reason = _("%(codes)s: a KPI is N or U and five digits, a municipality four digits, a group G and digits.")
        raise CommandError(reason % {"codes": ", ".join(wrong)})


def _years(text: str) -> range:
    first, mark, last = text.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()) or (mark and not last):
        raise ArgumentTypeError("2024 eller 2015-2025")
    return range(int(first), int(last or first) + 1)
