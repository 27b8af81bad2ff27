"""How do the register's own terms read for a person?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.rules import Appeal, Right, TakesBack

RIGHTS: Final = {
    Right.LAW: _("by law"),
    Right.DELEGATION: _("by delegation"),
    Right.OWN: _("by its own right"),
    Right.ENFORCEMENT: _("as enforcement"),
}

APPEALS: Final = {
    Appeal.LEGALITY: _("review of its legality, chapter 13 of the Local Government Act"),
    Appeal.OTHER: _("as another law says"),
    Appeal.NONE: _("can't be appealed"),
}

BACK: Final = {
    TakesBack.REVOKES: _("revoked"),
    TakesBack.REPLACES: _("replaced"),
    TakesBack.CORRECTS: _("corrected"),
}
"""How a decision stands that has been taken back."""

TAKES_BACK: Final = {
    TakesBack.REVOKES: _("It revokes"),
    TakesBack.REPLACES: _("It replaces"),
    TakesBack.CORRECTS: _("It corrects"),
}

TAKEN_BACK_BY: Final = {
    TakesBack.REVOKES: _("Revoked by"),
    TakesBack.REPLACES: _("Replaced by"),
    TakesBack.CORRECTS: _("Corrected by"),
}

STATES: Final = {
    "stands": _("stands"),
    "back": _("taken back"),
    "unannounced": _("not announced yet"),
    "open": _("can be appealed"),
    "final": _("final"),
}

STATES_IN_ADDRESSES: Final = {
    "galler": "stands",
    "atertaget": "back",
    "ej-anslaget": "unannounced",
    "kan-overklagas": "open",
    "laga-kraft": "final",
}
"""The states of queries.STATES as addresses have them."""

LACKS: Final[dict[str, Promise | str]] = {}
"""What a decision lacks to have been taken with right, by its code. Filled by the slices that judge it."""

PROBLEMS: Final[dict[str, Promise | str]] = {}
"""How a contradiction reads, by its code; %(other)s is what it collides with. Filled by the slices that own changes."""
