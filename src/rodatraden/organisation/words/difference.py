"""How does a difference between two organisations read for a person?"""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from rodatraden.organisation import words
from rodatraden.organisation.rules.difference import Difference, Mark, Part, Value, What
from rodatraden.organisation.rules.things import Organisation, RelationKind, Role, UnitKind
from rodatraden.ui import formats

PARTS: Final = {
    Part.UNITS: gettext_lazy("Units"),
    Part.POSTS: gettext_lazy("Posts"),
    Part.LINES: gettext_lazy("Reporting lines"),
    Part.GROUPS: gettext_lazy("Groups"),
    Part.RELATIONS: gettext_lazy("Relations"),
    Part.BUDGET: gettext_lazy("Moved budget"),
}

WHATS: Final = {
    What.UNIT_ADDED: gettext_lazy("new"),
    What.UNIT_CLOSED: gettext_lazy("closed"),
    What.UNIT_MERGED: gettext_lazy("merged into (per cent)"),
    What.UNIT_SPLIT: gettext_lazy("split, share to (per cent)"),
    What.UNIT_MOVED: gettext_lazy("moved"),
    What.UNIT_RENAMED: gettext_lazy("new name"),
    What.UNIT_RETYPED: gettext_lazy("another kind of unit"),
    What.UNIT_HEADCOUNT: gettext_lazy("employees"),
    What.UNIT_FTE: gettext_lazy("full-time equivalents"),
    What.POST_ADDED: gettext_lazy("new"),
    What.POST_CLOSED: gettext_lazy("closed"),
    What.POST_MOVED: gettext_lazy("moved"),
    What.POST_RETITLED: gettext_lazy("new title"),
    What.POST_ROLE: gettext_lazy("another role"),
    What.POST_DEGREE: gettext_lazy("degree of employment (per cent)"),
    What.POST_COST: gettext_lazy("yearly cost (kronor)"),
    What.POST_REPORTING: gettext_lazy("reports to"),
    What.GROUP_FORMED: gettext_lazy("new"),
    What.GROUP_CLOSED: gettext_lazy("closed"),
    What.GROUP_RENAMED: gettext_lazy("new name"),
    What.GROUP_JOINED: gettext_lazy("new member"),
    What.GROUP_LEFT: gettext_lazy("no longer a member"),
    What.RELATION_OPENED: gettext_lazy("begins"),
    What.RELATION_CLOSED: gettext_lazy("ends"),
    What.RELATION_VOTES: gettext_lazy("share of the votes (per cent)"),
    What.BUDGET_MOVED: gettext_lazy("moved budget (kronor a year)"),
}
"""What has happened, beside what it was and what it becomes."""

COUNTS: Final = {
    What.UNIT_ADDED: ngettext_lazy("%(count)d new unit", "%(count)d new units", "count"),
    What.UNIT_CLOSED: ngettext_lazy("%(count)d unit closed", "%(count)d units closed", "count"),
    What.UNIT_MERGED: ngettext_lazy("%(count)d unit merged", "%(count)d units merged", "count"),
    What.UNIT_SPLIT: ngettext_lazy("%(count)d unit split", "%(count)d units split", "count"),
    What.UNIT_MOVED: ngettext_lazy("%(count)d unit moved", "%(count)d units moved", "count"),
    What.UNIT_RENAMED: ngettext_lazy("%(count)d unit renamed", "%(count)d units renamed", "count"),
    What.UNIT_RETYPED: ngettext_lazy("%(count)d unit of another kind", "%(count)d units of another kind", "count"),
    What.POST_ADDED: ngettext_lazy("%(count)d new post", "%(count)d new posts", "count"),
    What.POST_CLOSED: ngettext_lazy("%(count)d post closed", "%(count)d posts closed", "count"),
    What.POST_MOVED: ngettext_lazy("%(count)d post moved", "%(count)d posts moved", "count"),
    What.POST_RETITLED: ngettext_lazy("%(count)d post with a new title", "%(count)d posts with a new title", "count"),
    What.POST_ROLE: ngettext_lazy("%(count)d post with another role", "%(count)d posts with another role", "count"),
    What.POST_DEGREE: ngettext_lazy(
        "%(count)d post with another degree of employment",
        "%(count)d posts with another degree of employment",
        "count",
    ),
    What.POST_COST: ngettext_lazy("%(count)d post with another cost", "%(count)d posts with another cost", "count"),
    What.POST_REPORTING: ngettext_lazy(
        "%(count)d post that reports to another", "%(count)d posts that report to another", "count"
    ),
    What.GROUP_FORMED: ngettext_lazy("%(count)d new group", "%(count)d new groups", "count"),
    What.GROUP_CLOSED: ngettext_lazy("%(count)d group closed", "%(count)d groups closed", "count"),
    What.GROUP_RENAMED: ngettext_lazy("%(count)d group renamed", "%(count)d groups renamed", "count"),
    What.GROUP_JOINED: ngettext_lazy("new members in %(count)d group", "new members in %(count)d groups", "count"),
    What.GROUP_LEFT: ngettext_lazy(
        "fewer of the earlier members in %(count)d group", "fewer of the earlier members in %(count)d groups", "count"
    ),
    What.RELATION_OPENED: ngettext_lazy("%(count)d relation begins", "%(count)d relations begin", "count"),
    What.RELATION_CLOSED: ngettext_lazy("%(count)d relation ends", "%(count)d relations end", "count"),
    What.RELATION_VOTES: ngettext_lazy(
        "another share of the votes in %(count)d relation", "another share of the votes in %(count)d relations", "count"
    ),
    What.BUDGET_MOVED: ngettext_lazy(
        "budget moved between %(count)d pair of units", "budget moved between %(count)d pairs of units", "count"
    ),
    What.UNIT_HEADCOUNT: ngettext_lazy(
        "another number of employees in %(count)d unit", "another number of employees in %(count)d units", "count"
    ),
    What.UNIT_FTE: ngettext_lazy(
        "other full-time equivalents in %(count)d unit", "other full-time equivalents in %(count)d units", "count"
    ),
}

MARKS: Final = {
    Mark.SPLIT: ("÷", gettext_lazy("split")),
    Mark.MERGED: ("»", gettext_lazy("merged")),
    Mark.CLOSED: ("×", gettext_lazy("closed")),
    Mark.ADDED: ("+", gettext_lazy("new")),
    Mark.MOVED: ("→", gettext_lazy("moved")),
    Mark.RENAMED: ("~", gettext_lazy("new name")),
    Mark.RETYPED: ("◇", gettext_lazy("another kind of unit")),
    Mark.CHANGED: ("·", gettext_lazy("changed inside")),
}
"""The shape and the word of each mark: never a colour alone."""


def marked(mark: Mark) -> str:
    """A mark as it stands after a unit's name: + new."""
    shape, word = MARKS[mark]
    return f"{shape} {word}"


def summary(found: Difference) -> str:
    """The whole difference in one sentence."""
    before, after = found.before, found.after
    clauses = list(_clauses(found))
    told = ", ".join(clauses[:-1]) + f" {_('and')} " + clauses[-1] if len(clauses) > 1 else "".join(clauses)
    if before.on == after.on:
        pattern = _("The same day, %(on)s, as it was known on %(first)s and on %(second)s: %(told)s.")
        days = {"on": before.on, "first": before.known, "second": after.known}
    else:
        pattern = _("From %(first)s to %(second)s: %(told)s.")
        days = {"first": before.on, "second": after.on}
    return pattern % {"told": told, **{name: formats.day(day) for name, day in days.items()}}


def _clauses(found: Difference) -> Iterator[str]:
    counts = found.counts
    yield from (words % {"count": counts[what]} for what, words in COUNTS.items() if counts[what])
    if not found.rows:
        yield _("nothing differs")


def name(code: str, *organisations: Organisation) -> str:
    """What a unit, a post or a group is called in the first organisation that has it; else its code."""
    for each in organisations:
        if code in each.units:
            return each.units[code].name
        if code in each.posts:
            return each.posts[code].title
        if code in each.groups:
            return each.groups[code].name
    return code


_CODES: Final = {
    *(What.UNIT_ADDED, What.UNIT_CLOSED, What.UNIT_MOVED, What.POST_ADDED, What.POST_CLOSED, What.POST_MOVED),
    *(What.POST_REPORTING, What.GROUP_JOINED, What.GROUP_LEFT),
}
"""Where what it was and what it becomes are codes of units or posts."""


def is_code(what: What) -> bool:
    """Whether what a row was and becomes are codes, to be shown by name."""
    return what in _CODES


def said(value: Value, what: What, organisation: Organisation, other: Organisation) -> Value:
    """What something was or becomes, as it is read: a name for a code, a word for a kind; numbers stay numbers."""
    match value:
        case None:
            return _("nobody") if what is What.POST_REPORTING else None
        case UnitKind():
            return str(words.UNIT_KINDS[value])
        case Role():
            return str(words.ROLES[value])
        case RelationKind():
            return str(words.RELATION_KINDS[value])
        case str() if is_code(what):
            return name(value, organisation, other)
        case _:
            return value
