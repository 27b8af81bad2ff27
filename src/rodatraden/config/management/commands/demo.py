"""rodatraden demo: a municipality to try everything on."""

import os
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.config import commands, database, environment
from rodatraden.config.management.commands.load import load
from rodatraden.config.management.commands.serve import add_address, refuse_taken, serve
from rodatraden.files.faults import Refused
from rodatraden.organisation import queries as organisation
from rodatraden.organisation import words

_DEMO = "norrvik"


class Command(commands.Command):
    """Load the made-up municipality, unless it is there already, and serve it with sign-in by role."""

    help = "Visar den påhittade kommunen Norrvik, med inloggning efter roll. Uppgifterna finns kvar till nästa gång."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)
        parser.add_argument("--fresh", action="store_true", help="börja om från början")
        parser.add_argument("--no-serve", action="store_true", help="läs in, men starta inte webbservern")

    def handle(self, *, host: str, port: int, fresh: bool, no_serve: bool, **_options: Any) -> None:
        if not no_serve:
            refuse_taken(host, port)
        database.prepare()
        _refuse_another()
        if fresh:
            call_command("flush", interactive=False, verbosity=0)
        if organisation.municipality() is None:
            self._load()
        self._tell_roles()
        if no_serve:
            return
        self.say(_("Answers on %(address)s. Stop with Ctrl+C.") % {"address": f"http://{host}:{port}/"})
        self.stdout.flush()
        connection.close()
        os.environ["RODATRADEN_DEMO"] = "1"
        serve(host, port)

    def _load(self) -> None:
        try:
            load(_folder())
        except Refused as error:
            raise commands.refused(error) from None

    def _tell_roles(self) -> None:
        self.say(_("Sign in as one of these (no password in the demo):"))
        everyone = access.role_accounts(on=timezone.localdate())
        for role, accounts in groupby(everyone, key=lambda each: each.role):
            self.say(f"  {words.ROLES[role]:<24} {next(accounts).account.username}")


def _folder() -> Path:
    """The demo's folder: in the checkout, or in the installed package."""
    places = [environment.PACKAGE.parent.parent / "examples", environment.PACKAGE / "examples"]
    return next((place / _DEMO for place in places if (place / _DEMO).is_dir()), places[0] / _DEMO)


def _refuse_another() -> None:
    municipality = organisation.municipality()
    if municipality and municipality.code != _DEMO:
        reason = _("The database holds %(name)s, not the demo. Give the demo a place of its own: RODATRADEN_HOME=DIR")
        raise CommandError(reason % {"name": municipality.name})
