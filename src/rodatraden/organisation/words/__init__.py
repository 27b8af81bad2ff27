"""How do the organisation's own terms read for a person?"""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from rodatraden.organisation.rules.things import RelationKind, Role, UnitKind

UNIT_KINDS: Final = {
    UnitKind.MUNICIPALITY: _("municipality"),
    UnitKind.ASSEMBLY: _("assembly"),
    UnitKind.BOARD: _("board"),
    UnitKind.COMMITTEE: _("committee"),
    UnitKind.ADMINISTRATION: _("administration"),
    UnitKind.COMPANY: _("company"),
    UnitKind.FEDERATION: _("federation"),
    UnitKind.DEPARTMENT: _("department"),
    UnitKind.UNIT: _("unit"),
    UnitKind.TEAM: _("team"),
}

UNIT_COUNTS: Final = {
    UnitKind.ASSEMBLY: ngettext_lazy("%(count)d assembly", "%(count)d assemblies", "count"),
    UnitKind.BOARD: ngettext_lazy("%(count)d board", "%(count)d boards", "count"),
    UnitKind.COMMITTEE: ngettext_lazy("%(count)d committee", "%(count)d committees", "count"),
    UnitKind.ADMINISTRATION: ngettext_lazy("%(count)d administration", "%(count)d administrations", "count"),
    UnitKind.COMPANY: ngettext_lazy("%(count)d company", "%(count)d companies", "count"),
    UnitKind.FEDERATION: ngettext_lazy("%(count)d federation", "%(count)d federations", "count"),
    UnitKind.DEPARTMENT: ngettext_lazy("%(count)d department", "%(count)d departments", "count"),
    UnitKind.UNIT: ngettext_lazy("%(count)d unit", "%(count)d units", "count"),
    UnitKind.TEAM: ngettext_lazy("%(count)d team", "%(count)d teams", "count"),
}
"""How many there are of each kind; of municipalities there is one."""

ROLES: Final = {
    Role.EMPLOYEE: _("employee"),
    Role.MANAGER: _("manager of a unit"),
    Role.HEAD: _("head of administration"),
    Role.CONTROLLER: _("controller"),
    Role.DIRECTOR: _("municipal director"),
    Role.POLITICIAN: _("politician"),
    Role.AUDITOR: _("auditor"),
    Role.ADMIN: _("system administrator"),
}

RELATION_KINDS: Final = {
    RelationKind.POLITICAL: _("political line"),
    RelationKind.LINE: _("line of officials"),
    RelationKind.OWNER: _("owner line"),
    RelationKind.SUPPORT: _("support"),
    RelationKind.DEPUTY: _("stand-in"),
    RelationKind.COMBINED: _("held by the same person"),
}
