"""rodatraden report ROUND: the follow-up report of a round as a file."""

import os
import tempfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.config import commands
from rodatraden.kernel.periods import FOREVER
from rodatraden.reports import queries
from rodatraden.reports.followup import page
from rodatraden.reports.followup.context import to_json
from rodatraden.reports.followup.rendered import rendered
from rodatraden.reports.setting import pdf
from rodatraden.steering import queries as steering
from rodatraden.ui import formats

FORMATS = ("pdf", "docx", "json", "html")


class Command(commands.Command):
    """Write the report of a round: the latest signed edition, else as it stands."""

    help = "Skriver en omgångs uppföljningsrapport som PDF, Word, JSON eller HTML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", metavar="ROUND", help="omgångens kod")
        parser.add_argument("--format", dest="form", choices=FORMATS, default="pdf", help="vilket format; annars pdf")
        parser.add_argument("--out", type=Path, metavar="FILE", help="var filen ska ligga; annars ROUND.FORMAT här")
        parser.add_argument("--known", type=date.fromisoformat, metavar="DAY", help="som det var känt den dagen")
        parser.add_argument("--edition", type=int, metavar="N", help="vilken signerad utgåva; 0 är läget nu")
        parser.add_argument(
            "--amounts", choices=list(formats.UNITS), default="mnkr", help="belopp i mnkr, tkr eller kr"
        )

    def handle(self, **options: Any) -> None:
        code, form, known = options["round"], options["form"], options["known"] or timezone.localdate()
        try:
            found = queries.report(code=code, known=known, number=options["edition"])
            content = _content(found, form, options["amounts"])
        except queries.UnknownRound:
            raise CommandError(_no_round(code)) from None
        except queries.UnknownEdition:
            raise CommandError(_("There is no such edition of the report.")) from None
        except pdf.NotSet as error:
            raise CommandError(str(error)) from None
        target = options["out"] or Path(f"{code}.{form}")
        try:
            _write(target, content)
        except OSError as error:
            told = {"file": target, "error": error.strerror}
            raise CommandError(_("The file %(file)s can't be written: %(error)s.") % told) from None
        self.say(_("Written to %(folder)s.") % {"folder": target})


def _no_round(code: str) -> str:
    rounds = ", ".join(each.code for each in steering.rounds(known=FOREVER))
    if not rounds:
        return _("There is no round %(code)s: no rounds are loaded. Load a municipality folder first.") % {"code": code}
    return _("There is no round %(code)s. Choose one of: %(rounds)s.") % {"code": code, "rounds": rounds}


def _content(found: queries.Report, form: str, unit: str) -> bytes:
    edition = queries.told(found.edition) if found.edition else None
    if form == "json":
        return (found.edition.context if found.edition else to_json(found.context)).encode()
    if form == "html":
        return page.alone(found.context, edition=edition, unit=unit)
    return rendered(found.context, "pdf" if form == "pdf" else "docx", edition=edition, unit=unit)


def _write(target: Path, content: bytes) -> None:
    """All of the file or nothing: a reader never meets half a report."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
