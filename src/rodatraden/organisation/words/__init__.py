"""How do the organisation's own terms, and what can be wrong with it, read for a person?"""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from rodatraden.decisions.rules import Named, Terms
from rodatraden.organisation.rules import changes, ties
from rodatraden.organisation.rules.contradictions import Contradiction
from rodatraden.organisation.rules.things import RelationKind, Role, UnitKind
from rodatraden.ui import formats

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
}

CONTRADICTIONS: Final = {
    Contradiction.EXISTS_ALREADY: _("Exists already on that day."),
    Contradiction.USED_BEFORE: _("The code belonged to something that is closed. Choose another code."),
    Contradiction.NAMES_ANOTHER: _("%(other)s is already the code of something else. Choose another code."),
    Contradiction.DOES_NOT_EXIST: _("Does not exist on that day. It must be established first, and not be closed."),
    Contradiction.NO_PARENT: _("The unit %(other)s above it does not exist on that day."),
    Contradiction.SECOND_ROOT: _("Only one unit may be without a unit above it, and %(other)s is already."),
    Contradiction.CYCLE: _("The unit would come under itself, by way of %(other)s."),
    Contradiction.UNITS_BELOW: _("The unit %(other)s is still below it. Move or close that first."),
    Contradiction.POSTS_BELOW: _("The post %(other)s is still in it. Move or close that first."),
    Contradiction.NO_UNIT: _("The unit %(other)s does not exist on that day, so the post would be nowhere."),
    Contradiction.NO_SUPERIOR: _("%(other)s: one of the two posts in the reporting line does not exist on that day."),
    Contradiction.REPORTS_TO_ITSELF: _("A post can't report to itself, nor to those who report to it."),
    Contradiction.NO_END: _("%(other)s: a relation needs two ends that exist on that day."),
    Contradiction.NO_MEMBER: _("%(other)s: a member of a group must be a post that exists on that day."),
}

_SENTENCES: Final[Mapping[type, object]] = {
    changes.UnitEstablished: _("%(unit)s is established as %(kind)s under %(parent)s."),
    changes.UnitRenamed: _("%(unit)s gets the name %(name)s."),
    changes.UnitMoved: _("%(unit)s is moved to %(parent)s."),
    changes.UnitClosed: _("%(unit)s is closed."),
    changes.PostEstablished: _("The post %(post)s is established in %(unit)s."),
    changes.PostRetitled: _("The post %(post)s gets the title %(title)s."),
    changes.PostMoved: _("The post %(post)s is moved to %(unit)s and reports to %(reports_to)s."),
    changes.PostCosted: _("The post %(post)s costs %(yearly_cost)s kronor a year."),
    changes.PostClosed: _("The post %(post)s is closed."),
    ties.RelationOpened: _("%(relation)s from %(source)s to %(target)s begins."),
    ties.RelationClosed: _("%(relation)s from %(source)s to %(target)s ends."),
    ties.GroupFormed: _("The group %(name)s is formed."),
    ties.GroupJoined: _("%(post)s becomes a member of %(group)s."),
    ties.GroupLeft: _("%(post)s leaves %(group)s."),
    ties.GroupClosed: _("The group %(group)s is closed."),
}

_CODES: Final = {"unit", "parent", "post", "reports_to", "source", "target", "group"}


def sentence(terms: Terms, names: Mapping[str, Named]) -> str:
    """A change to the organisation in words, with names for codes; empty for a change that is not ours."""
    pattern = _SENTENCES.get(type(terms))
    if pattern is None:
        return ""
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    said = {name: _said(value, names if name in _CODES else {}) for name, value in values.items()}
    text = str(pattern) % said
    return text[:1].upper() + text[1:]


def _said(value: object, names: Mapping[str, Named]) -> str:
    if value is None:
        return str(_("nobody"))
    if isinstance(value, UnitKind):
        return str(UNIT_KINDS[value])
    if isinstance(value, RelationKind):
        return str(RELATION_KINDS[value])
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return formats.number(value)
    return names[str(value)].label if str(value) in names else str(value)
