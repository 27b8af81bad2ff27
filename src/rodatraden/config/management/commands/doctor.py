"""rodatraden doctor: is everything as it should, and how is it mended?"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from rodatraden.config import commands, database, environment, slices
from rodatraden.facts import asking, store
from rodatraden.organisation import queries as organisation

_LITTLE_SPACE = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` is empty when all is well; `broken` when the program can't do without."""

    what: str
    found: str
    mend: str = ""
    broken: bool = False


class Command(commands.Command):
    """Look at settings, disk, database, facts folder, fonts, worker and mail."""

    help = "Ser efter att allt är som det ska, och säger hur det lagas."

    def handle(self, **_options: Any) -> None:
        findings = [*_settings(), _disk(), *_database(), _facts(), _fonts(), _worker(), _mail()]
        for finding in findings:
            mark = "✗" if finding.broken else "!" if finding.mend else "✓"
            self.say(f"{mark} {finding.what}: {finding.found}")
            if finding.mend:
                self.say(f"    → {finding.mend}")
        if any(finding.broken for finding in findings):
            raise CommandError(_("Something must be mended before the program works."))


def _settings() -> Iterator[Finding]:
    yield Finding("Python", sys.version.split()[0])
    yield Finding("RODATRADEN_HOME", str(settings.HOME))
    if settings.DEBUG:
        yield Finding("RODATRADEN_DEBUG", "1", _("Take it away before anyone else reaches the address."))
    if environment.text("RODATRADEN_HOSTS") and not settings.SESSION_COOKIE_SECURE:
        yield Finding("RODATRADEN_HTTPS", "0", _("Set it to 1 when the program answers to others, behind a proxy."))


def _disk() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    found = _("%(size)d MB free") % {"size": free // 1024 // 1024}
    return Finding(_("Disk"), found, _("Free some space.") if free < _LITTLE_SPACE else "")


def _database() -> Iterator[Finding]:
    name = str(settings.DATABASES["default"]["NAME"])
    try:
        missing = database.unapplied()
    except DatabaseError as error:
        mend = _("Look at DATABASE_URL, and that the database server is started.")
        yield Finding(_("Database"), str(error).strip(), mend, broken=True)
        return
    mend = "rodatraden migrate" if missing else ""
    yield Finding(_("Database"), f"{connection.vendor} {name}", mend, broken=bool(missing))
    municipality = None if missing else organisation.municipality()
    if municipality:
        yield Finding(_("Municipality"), municipality.name)
    else:
        yield Finding(_("Municipality"), _("none is loaded"), "rodatraden load DIR")


def _facts() -> Finding:
    try:
        settings.FACTS_FOLDER.mkdir(parents=True, exist_ok=True)
        trial = settings.FACTS_FOLDER / ".doctor"
        trial.touch()
        trial.unlink()
    except OSError as error:
        return Finding(_("Facts folder"), str(error), _("Give the program the right to write there."), broken=True)
    wrong = [fault for table in slices.fact_tables() for fault in store.faults(table)]
    if wrong:
        return Finding(_("Facts folder"), str(settings.FACTS_FOLDER), "\n    → ".join(map(str, wrong)), broken=True)
    counted = sum(asking.rows(table) for table in slices.fact_tables())
    found = _("%(folder)s, %(count)d rows, all of them readable")
    return Finding(_("Facts folder"), found % {"folder": settings.FACTS_FOLDER, "count": counted})


def _fonts() -> Finding:
    folder = environment.PACKAGE / "ui" / "static" / "vendor" / "fonts" / "pdf"
    count = len([*folder.glob("*.ttf")])
    found = _("%(count)d files for reports") % {"count": count}
    return Finding(
        _("Fonts"), found, "" if count else _("Run bin/assets in the checkout, or install the package again.")
    )


def _worker() -> Finding:
    return Finding(_("Worker"), _("not needed: imports and reports are done at once in this version"))


def _mail() -> Finding:
    if not settings.EMAIL_HOST:
        return Finding(
            _("Mail"), _("not set up, so no reminders are sent"), _("Set RODATRADEN_MAIL_HOST if you want them.")
        )
    found = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        get_connection(timeout=5).open()
    except OSError as error:
        return Finding(_("Mail"), f"{found}: {error}", _("Look at RODATRADEN_MAIL_HOST and RODATRADEN_MAIL_PORT."))
    return Finding(_("Mail"), found)
