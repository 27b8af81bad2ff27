"""rodatraden remind: who has not reported gets a letter, when the calendar says so. Meant to run once a day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.config import commands
from rodatraden.organisation import queries as organisation
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Errand, Letter
from rodatraden.steering.words.letters import NUDGES, worded


class Command(commands.Command):
    """Remind of every open round. The same day twice sends nothing twice."""

    help = "Påminn dem som inte har lämnat in sin uppföljning. Kör en gång om dagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle skickas, och skicka inget")
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DAY", help="som om det vore den dagen, i ett torrt försök"
        )

    def handle(self, **options: Any) -> None:
        today = timezone.localdate()
        is_trial = options["dry_run"] or options["on"] is not None or not actions.is_configured()
        on = options["on"] or today
        word = worded(organisation.units(on=on, known=on))
        count = 0
        for followed in self._open_rounds(on):
            errand = Errand(followed, on, word)
            told = (
                actions.letters(errand) if is_trial else actions.remind(errand=errand, by="remind", at=timezone.now())
            )
            for letter in told:
                self.say(_line(letter))
            count += len(told)
        self.say(ngettext("%(count)d reminder.", "%(count)d reminders.", count) % {"count": count})
        if not actions.is_configured():
            self.say(_("Nothing was sent: no mail server is named. Set RODATRADEN_MAIL_HOST."))
        elif is_trial:
            self.say(_("A trial run: nothing was sent."))

    def _open_rounds(self, on: date) -> list[models.Round]:
        return [each for each in queries.rounds(known=on, on=on) if not queries.is_closed(each)]


def _line(letter: Letter) -> str:
    beside = "" if letter.can_be_sent else " – " + _("has no address, so nothing can be sent")
    return f"{letter.account}: {letter.subject} ({NUDGES[letter.nudge]}){beside}"
