"""How do commands speak? In whole sentences, in the reader's language, and never with a traceback."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded


class Command(BaseCommand):
    """A command of ours: no system checks by Django before it says what it has to say."""

    requires_system_checks = ()

    _called_from_command_line: bool  # set by Django

    def execute(self, *args: Any, **options: Any) -> str | None:
        """At the command line an error is its sentence; called from Python it is raised."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)

    def say(self, sentence: object) -> None:
        """Print a line."""
        self.stdout.write(str(sentence))


def refused(error: Refused) -> CommandError:
    """All faults, and what it means that there are any."""
    lines = [str(fault) for fault in _in_order(error.faults)]
    count = len(lines)
    closing = ngettext("%(count)d fault. Nothing was stored.", "%(count)d faults. Nothing was stored.", count)
    return CommandError("\n".join([*lines, "", closing % {"count": count}]), returncode=1)


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Decisions first: what is wrong in the rest may follow from them."""
    return sorted(faults, key=lambda fault: (not fault.file.startswith("decisions/"), fault.file, fault.line or 0))


def receipt(loaded: Iterable[Loaded], *, dry_run: bool, details: bool) -> Iterable[str]:
    """What a load did, part by part."""
    for part in loaded:
        counts = {"added": len(part.added), "changed": len(part.changed), "unchanged": part.unchanged}
        yield f"{part.part}: " + _("%(added)d added, %(changed)d changed, %(unchanged)d as before") % counts
        if details:
            yield from (f"  + {what}" for what in part.added)
            yield from (f"  ~ {what}" for what in part.changed)
    yield _("A trial run: nothing was stored.") if dry_run else _("Stored.")
