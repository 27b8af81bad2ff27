"""How does it read that one must wait?"""

from datetime import datetime
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def told_to_wait(until: datetime, at: datetime) -> str:
    """When to try again: how long it is till then, and what the clock shows. The same whoever one claimed to be."""
    seconds = max(ceil((until - at).total_seconds()), 1)
    minutes = ceil(seconds / 60)
    left = (
        ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
        if seconds < 90
        else ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    )
    told = _("Too many tries have gone wrong. Try again in %(left)s, when it is %(clock)s.")
    return told % {"left": left, "clock": f"{timezone.localtime(until):%H.%M.%S}"}
