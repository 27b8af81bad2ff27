"""rodatraden serve: answer on an address."""

import errno
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from rodatraden.config import commands, database


def add_address(parser: ArgumentParser) -> None:
    """The options that say where to answer."""
    parser.add_argument("--host", default="127.0.0.1", help="adressen att svara på (127.0.0.1: bara den här datorn)")
    parser.add_argument("--port", type=int, default=8000, help="porten att svara på")


class Command(commands.Command):
    """Start the web server."""

    help = "Startar webbservern."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)

    def handle(self, *, host: str, port: int, **_options: Any) -> None:
        refuse_taken(host, port)
        database.prepare()
        self.say(_("Answers on %(address)s. Stop with Ctrl+C.") % {"address": f"http://{host}:{port}/"})
        self.stdout.flush()
        serve(host, port)


def refuse_taken(host: str, port: int) -> None:
    """Raises CommandError when something else answers there, or nobody can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) != errno.EADDRINUSE:
                told = {"address": f"{host}:{port}", "error": getattr(error, "strerror", None) or error}
                raise CommandError(_("It is not possible to answer on %(address)s: %(error)s.") % told) from None
            reason = _("Port %(port)d is taken. Stop what uses it, or choose another: --port %(other)d")
            raise CommandError(reason % {"port": port, "other": port + 1}) from None


def serve(host: str, port: int) -> None:
    """Become the web server. Threads are capped: a connection for each must fit in PostgreSQL's hundred."""
    options = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    place = ["--host", host, "--port", str(port), "--log-level", "warning"]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *options, *place, "rodatraden.config.wsgi:application"])  # noqa: S606 – our own arguments
