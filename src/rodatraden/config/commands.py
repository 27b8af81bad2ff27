"""How do commands speak? In whole sentences, in the reader's language, and never with a traceback."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.files.faults import Fault, Refused
from rodatraden.files.folders import Loaded, Mapped
from rodatraden.indicators import actions
from rodatraden.indicators.sources.door import Trial


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


_MOST_REFUSED = 200
"""Lines of a receipt: a file with more faults than so is another kind of file."""


def mapped_receipt(loaded: Mapped) -> Iterable[str]:
    """What was read of another system's file, what was kept, and why the rest was refused, line by line."""
    yield from (str(fault) for fault in loaded.refused[:_MOST_REFUSED])
    if (more := len(loaded.refused) - _MOST_REFUSED) > 0:
        yield ngettext("and %(count)d more fault.", "and %(count)d more faults.", more) % {"count": more}
    yield from loaded.remarks
    for what, read, kept in loaded.read:
        counts = {"what": what, "read": read, "kept": kept, "refused": read - kept}
        yield _("%(what)s: %(read)d read, %(kept)d kept, %(refused)d refused") % counts


def taken(trial: Trial, *, by: str, dry_run: bool) -> Iterable[str]:
    """Store what is new of what was read, unless it is only tried; and say what it was, and why the rest was not."""
    if not dry_run:
        actions.record_readings(readings=trial.readings, by=by, at=timezone.now())
    yield from (str(fault) for fault in trial.refused[:_MOST_REFUSED])
    if (more := len(trial.refused) - _MOST_REFUSED) > 0:
        yield ngettext("and %(count)d more fault.", "and %(count)d more faults.", more) % {"count": more}
    told = _("%(called)s: %(added)d added, %(changed)d changed, %(same)d as before, %(refused)d refused.")
    counts = {"added": len(trial.added), "changed": len(trial.changed), "refused": len(trial.refused)}
    yield told % {**counts, "called": trial.called, "same": trial.unchanged + trial.twice}
