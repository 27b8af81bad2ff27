"""How do the register's own terms read for a person?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.rules import Right

RIGHTS: Final = {
    Right.LAW: _("by law"),
    Right.DELEGATION: _("by delegation"),
    Right.OWN: _("by its own right"),
    Right.ENFORCEMENT: _("as enforcement"),
}

PROBLEMS: Final[dict[str, Promise | str]] = {}
"""How a contradiction reads, by its code; %(other)s is what it collides with. Filled by the slices that own changes."""
