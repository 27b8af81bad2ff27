"""How does a change to the organisation read for a person?"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.rules import Named, Terms
from rodatraden.organisation.rules import groups, money, posts, ties, units
from rodatraden.organisation.rules.things import FULL_TIME, MembershipRule, RelationKind, Role, UnitKind
from rodatraden.organisation.words import RELATION_KINDS, ROLES, UNIT_KINDS
from rodatraden.ui import formats

SENTENCES: Final[Mapping[type, Promise | str]] = {
    units.UnitEstablished: _("%(unit)s is established as %(kind)s under %(parent)s."),
    units.UnitRenamed: _("%(unit)s gets the name %(name)s."),
    units.UnitMoved: _("%(unit)s is moved to %(parent)s."),
    units.UnitRetyped: _("%(unit)s becomes %(kind)s."),
    units.UnitStaffed: _("The number of employees in %(unit)s is %(headcount)s, in full-time equivalents %(fte)s."),
    units.UnitClosed: _("%(unit)s is closed."),
    units.UnitMerged: _("%(unit)s is merged into %(into)s."),
    units.UnitSplit: _("%(unit)s is split into %(into)s."),
    posts.PostEstablished: _("The post %(post)s is established in %(unit)s."),
    posts.PostRetitled: _("The post %(post)s gets the title %(title)s."),
    posts.PostMoved: _("The post %(post)s is moved to %(unit)s and reports to %(reports_to)s."),
    posts.PostReportingChanged: _("The post %(post)s reports to %(reports_to)s."),
    posts.PostRoleChanged: _("The post %(post)s gets the role %(role)s."),
    posts.PostDegreeChanged: _("The post %(post)s becomes %(degree)s per cent of full time."),
    posts.PostCosted: _("The post %(post)s costs %(yearly_cost)s kronor a year."),
    posts.PostClosed: _("The post %(post)s is closed."),
    ties.RelationOpened: _("%(relation)s from %(source)s to %(target)s begins."),
    ties.RelationClosed: _("%(relation)s from %(source)s to %(target)s ends."),
    groups.GroupFormed: _("The group %(name)s is formed."),
    groups.GroupRenamed: _("The group %(group)s gets the name %(name)s."),
    groups.GroupJoined: _("%(post)s becomes a member of %(group)s."),
    groups.GroupLeft: _("%(post)s leaves %(group)s."),
    groups.GroupOpenedTo: _("%(group)s is open to %(rule)s."),
    groups.GroupClosedTo: _("%(group)s is no longer open to %(rule)s."),
    groups.GroupClosed: _("The group %(group)s is closed."),
    money.BudgetMoved: _("%(yearly_amount)s kronor a year of the budget move from %(source)s to %(target)s."),
}
"""Each kind of change, told with its fields."""

_CODES: Final = {"unit", "parent", "post", "reports_to", "source", "target", "group", "into"}


def sentence(terms: Terms, names: Mapping[str, Named]) -> str:
    """A change to the organisation in words, with names for codes; empty for a change that is not ours."""
    if type(terms) not in SENTENCES:
        return ""
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    said = {name: _said(value, names if name in _CODES else {}) for name, value in values.items()}
    if isinstance(terms, units.UnitRenamed | posts.PostRetitled | groups.GroupRenamed):
        said = _not_by_its_new_name(terms, said)
    if isinstance(terms, units.UnitEstablished):
        said["unit"] = terms.name  # as it was established, whatever it has been called before or since
    if isinstance(terms, posts.PostEstablished):
        said["post"] = terms.title
    if isinstance(terms, groups.GroupOpenedTo | groups.GroupClosedTo):
        said["rule"] = rule_said(terms.rule, names)
    text = str(_fitting(terms)) % said
    return text[:1].upper() + text[1:]


def _not_by_its_new_name(
    terms: units.UnitRenamed | posts.PostRetitled | groups.GroupRenamed, said: dict[str, str]
) -> dict[str, str]:
    """What is called by its latest name got that name here: then its code says more."""
    thing, name = list(said)[:2]
    return said if said[thing] != said[name] else {**said, thing: str(getattr(terms, thing))}


def _fitting(terms: Terms) -> Promise | str:
    """The sentence for a change: of its own where the usual one would leave out or say too much."""
    match terms:
        case units.UnitStaffed(fte=None):
            return gettext("The number of employees in %(unit)s is %(headcount)s.")
        case posts.PostEstablished() if terms.degree != FULL_TIME:
            return gettext("The post %(post)s is established in %(unit)s, %(degree)s per cent of full time.")
        case ties.RelationOpened(votes=Decimal()):
            return gettext("%(relation)s from %(source)s to %(target)s begins, with %(votes)s per cent of the votes.")
        case ties.RelationOpened() | ties.RelationClosed():
            return _BETWEEN_POSTS.get((type(terms), terms.relation)) or SENTENCES[type(terms)]
        case _:
            return SENTENCES[type(terms)]


_BETWEEN_POSTS: Final[Mapping[tuple[type, RelationKind], Promise | str]] = {
    (ties.RelationOpened, RelationKind.DEPUTY): _("%(source)s becomes stand-in for %(target)s."),
    (ties.RelationClosed, RelationKind.DEPUTY): _("%(source)s is no longer stand-in for %(target)s."),
    (ties.RelationOpened, RelationKind.COMBINED): _("%(source)s and %(target)s are held by the same person."),
    (ties.RelationClosed, RelationKind.COMBINED): _("%(source)s and %(target)s are no longer held by the same person."),
}


def rule_said(rule: MembershipRule, names: Mapping[str, Named]) -> str:
    """Whom a rule lets into a group, as the end of a sentence."""
    said = {
        "role": str(ROLES[rule.role]),
        "kind": str(UNIT_KINDS[rule.unit_kind]) if rule.unit_kind else "",
        "unit": _said(rule.within, names),
    }
    if rule.unit_kind and rule.within:
        return gettext("every post with the role %(role)s in each %(kind)s within %(unit)s") % said
    if rule.unit_kind:
        return gettext("every post with the role %(role)s in each %(kind)s") % said
    if rule.within:
        return gettext("every post with the role %(role)s within %(unit)s") % said
    return gettext("every post with the role %(role)s") % said


def _said(value: object, names: Mapping[str, Named]) -> str:
    match value:
        case UnitKind() | RelationKind() | Role():
            return _term(value)
        case int() | Decimal():
            return formats.number(value)
        case tuple():
            return parts_said([(part.unit, part.share) for part in value], names)
        case str():
            return names[value].label if value in names else value
        case _:
            return gettext("nobody")


def _term(value: UnitKind | RelationKind | Role) -> str:
    match value:
        case UnitKind():
            return str(UNIT_KINDS[value])
        case RelationKind():
            return str(RELATION_KINDS[value])
        case Role():
            return str(ROLES[value])


def parts_said(parts: Sequence[tuple[str, Decimal]], names: Mapping[str, Named]) -> str:
    """What a unit became, each part with its share of it."""
    told = [f"{_said(code, names)} ({formats.number(share)} %)" for code, share in parts]
    *first, last = told or [""]
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
