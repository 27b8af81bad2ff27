"""How does what is broken read, and where is it mended?"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from rodatraden.steering.rules.lint import Flaw, Found

FLAWS: Final[Mapping[Flaw, Promise]] = {
    Flaw.NOT_CARRIED: gettext_lazy("Nobody carries it: no goal contributes to it, and no unit carries it as it is."),
    Flaw.NO_OWNER: gettext_lazy("It has no owner: %(said)s does not exist on this day."),
    Flaw.NO_MEASURE: gettext_lazy("It has no indicator, and nothing says how it is judged without one."),
    Flaw.ACTIVITY: gettext_lazy("It reads like an activity: “%(said)s”. Say what is to be reached."),
    Flaw.NO_LEVEL: gettext_lazy("The steering model has no level called “%(said)s”."),
    Flaw.WRONG_OWNER: gettext_lazy("A unit of this kind can't own a goal on the level %(said)s."),
    Flaw.LOOSE: gettext_lazy("It belongs to nothing."),
    Flaw.NO_TARGET: gettext_lazy("It has no target for %(said)s."),
}

SHORT: Final[Mapping[Flaw, Promise]] = {
    Flaw.NOT_CARRIED: pgettext_lazy("flaw", "not carried"),
    Flaw.NO_OWNER: pgettext_lazy("flaw", "no owner"),
    Flaw.NO_MEASURE: pgettext_lazy("flaw", "no measure"),
    Flaw.ACTIVITY: pgettext_lazy("flaw", "an activity"),
    Flaw.NO_LEVEL: pgettext_lazy("flaw", "no such level"),
    Flaw.WRONG_OWNER: pgettext_lazy("flaw", "wrong owner"),
    Flaw.LOOSE: pgettext_lazy("flaw", "belongs to nothing"),
    Flaw.NO_TARGET: pgettext_lazy("flaw", "no target"),
}

MENDED: Final[Mapping[Flaw, tuple[Promise, str]]] = {
    Flaw.NOT_CARRIED: (gettext_lazy("Let a unit carry it"), "id_carriers"),
    Flaw.NO_OWNER: (gettext_lazy("Choose an owner"), "id_unit"),
    Flaw.NO_MEASURE: (gettext_lazy("Choose an indicator, or say how it is judged"), "id_indicators"),
    Flaw.ACTIVITY: (gettext_lazy("Word it anew"), "id_title"),
    Flaw.NO_LEVEL: (gettext_lazy("Choose a level"), "id_level"),
    Flaw.WRONG_OWNER: (gettext_lazy("Choose an owner or a level"), "id_unit"),
    Flaw.LOOSE: (gettext_lazy("Say what it contributes to"), "id_parent"),
}
"""What one does about a goal, and at which question of its form."""


def said(found: Found) -> str:
    """A flaw as a sentence."""
    return str(FLAWS[found.flaw]) % {"said": found.said}
