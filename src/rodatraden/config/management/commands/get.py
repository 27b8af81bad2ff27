"""rodatraden get ADDRESS: what an address gives, without a server."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.config import commands
from rodatraden.identity.models import User
from rodatraden.organisation.rules.things import Role

CITIZEN = "citizen"


class Command(commands.Command):
    """Print what an address gives to someone in a role."""

    help = "Skriver ut det som en adress ger, utan server. Roll: citizen (ej inloggad), employee, manager …"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADDRESS", help="till exempel /organisation.json?on=2023-03-01")
        parser.add_argument("--as", dest="role", default=CITIZEN, choices=[CITIZEN, *Role], help="i vilken roll")

    def handle(self, *, address: str, role: str, **_options: Any) -> None:
        response = _client(role).get(
            f"/{address.removeprefix('/')}", follow=True, secure=settings.SECURE_SSL_REDIRECT, headers=_headers()
        )
        self.stdout.flush()
        buffer = getattr(self.stdout, "buffer", None)
        body = b"".join(response) if response.streaming else response.content
        if buffer is not None:
            buffer.write(body)
            buffer.flush()
        else:
            self.stdout.write(body.decode(errors="replace"), ending="")
        if response.status_code != 200:
            raise CommandError(_("The address answered %(status)d.") % {"status": response.status_code})


def _headers() -> dict[str, str]:
    """What a proxy would say: a host that the program answers to, and the scheme when it insists on one."""
    named = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return {"host": named} | ({"x-forwarded-proto": "https"} if settings.SECURE_SSL_REDIRECT else {})


def _client(role: str) -> Client:
    """A browser of sorts. Its session lives in a cookie, so that reading leaves no trace in the database."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
    client = Client(raise_request_exception=False)
    if role != CITIZEN:
        client.force_login(_account(Role(role)), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _account(role: Role) -> User:
    account = access.account_in_role(role, on=timezone.localdate())
    if account is None:
        raise CommandError(_("Nobody holds a post with the role %(role)s today. Look in people.csv.") % {"role": role})
    return account
