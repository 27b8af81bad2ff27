"""rodatraden fetch SOURCE CODE …: values that others publish, over the net."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.config import commands, database
from rodatraden.files.faults import Refused
from rodatraden.files.folders import Mapped
from rodatraden.indicators.rules.kolada import is_kpi, is_place
from rodatraden.indicators.sources.kolada import answers, client, files

_YEARS_BACK = 24


class Command(commands.Command):
    """Fetch values for every municipality from Kolada, by the codes of KPIs."""

    help = (
        "Hämtar nyckeltal från Kolada för alla kommuner, till jämförelserna och till de egna indikatorer som vilar på "
        "dem. Utan nät: spara svaren på en annan dator och läs in dem med rodatraden import kolada FIL."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=["kolada"], help="varifrån: kolada")
        parser.add_argument("codes", nargs="+", metavar="CODE", help="nyckeltalens koder, till exempel N00945 U00200")
        parser.add_argument("--years", type=_years, metavar="ÅR", help="2024 eller 2015-2025; annars 25 år")
        parser.add_argument(
            "--places", nargs="+", default=[], metavar="KOD", help="bara för dessa kommuner eller grupper; annars alla"
        )
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara ingenting")

    def handle(self, *, codes: list[str], dry_run: bool, **options: Any) -> None:
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
