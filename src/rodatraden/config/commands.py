"""How do commands speak? In whole sentences, in the reader's language, and never with a traceback."""

from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded


class Command(BaseCommand):
    """A command of ours: no system checks by Django before it says what it has to say."""

    requires_system_checks = ()

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
    return sorted(faults, key=lambda fault: (fault.file, fault.line or 0))


def receipt(loaded: Iterable[Loaded], *, dry_run: bool, details: bool) -> Iterable[str]:
    """What a load did, part by part."""
    for part in loaded:
        counts = {"added": len(part.added), "changed": len(part.changed), "unchanged": part.unchanged}
        yield f"{part.part}: " + _("%(added)d added, %(changed)d changed, %(unchanged)d as before") % counts
        if details:
            yield from (f"  + {what}" for what in part.added)
            yield from (f"  ~ {what}" for what in part.changed)
    yield _("A trial run: nothing was stored.") if dry_run else _("Stored.")
