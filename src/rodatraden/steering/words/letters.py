"""How does a reminder read? Short, in plain words, and with the way to where one answers."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.organisation.rules.things import Organisation
from rodatraden.steering import models, rules
from rodatraden.steering.queries.missing import Missing
from rodatraden.steering.rules.reminding import Nudge, Urgency
from rodatraden.ui import formats

_SUBJECTS: Final = {
    Nudge.UNTOUCHED: gettext_lazy("%(round)s: nothing is written for %(unit)s yet"),
    Nudge.DUE_SOON: gettext_lazy("%(round)s: last day %(day)s for %(unit)s"),
    Nudge.LATE: gettext_lazy("%(round)s: the answer from %(unit)s is late"),
    Nudge.ASKED: gettext_lazy("%(round)s: we wait for the answer from %(unit)s"),
}
_OPENINGS: Final = {
    Nudge.UNTOUCHED: gettext_lazy("Nothing is written for %(unit)s yet. The last day is %(day)s."),
    Nudge.DUE_SOON: gettext_lazy("The last day for %(unit)s is %(day)s."),
    Nudge.LATE: gettext_lazy("The last day for %(unit)s was %(day)s. Hand in as soon as you can."),
    Nudge.ASKED: gettext_lazy("We wait for the answer from %(unit)s. The last day is %(day)s."),
}

URGENCIES: Final[dict[Urgency, Promise]] = {
    Urgency.LATE: gettext_lazy("late"),
    Urgency.DUE_SOON: gettext_lazy("due soon"),
    Urgency.UNTOUCHED: gettext_lazy("not begun"),
    Urgency.UNDER_WAY: gettext_lazy("under way"),
}

NUDGES: Final[dict[Nudge, Promise]] = {
    Nudge.UNTOUCHED: gettext_lazy("nothing written yet"),
    Nudge.DUE_SOON: gettext_lazy("due soon"),
    Nudge.LATE: gettext_lazy("late"),
    Nudge.ASKED: gettext_lazy("asked for by hand"),
}


def worded(units: Organisation) -> Callable[[models.Round, Missing, Nudge], tuple[str, str]]:
    """The subject and the text of a reminder, with units by the names that they have."""

    def word(followed: models.Round, each: Missing, nudge: Nudge) -> tuple[str, str]:
        there = units.units.get(each.unit)
        name = there.name if there else each.unit
        told = {"round": followed.title, "unit": name, "day": formats.day(each.due)}
        address = site() + rules.contribution_address(followed.code, each.unit)
        text = [
            _("Hello!"),
            f"{followed.title}. {_OPENINGS[nudge] % told}",
            _("Write here: %(address)s") % {"address": address},
            _("What you write is saved by itself. If there is nothing to report, write just that."),
            _("You get this letter because you answer for the unit. If that is wrong, tell the controller."),
        ]
        return str(_SUBJECTS[nudge] % told), "\n\n".join(text) + "\n"

    return word


def site() -> str:
    """Where the program is reached from outside, as the settings say it; "" when they don't."""
    return next(iter(settings.CSRF_TRUSTED_ORIGINS), "").rstrip("/")
