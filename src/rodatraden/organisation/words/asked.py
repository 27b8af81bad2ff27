"""How are the kinds of changes, and the questions of their forms, put to a person?"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: Final[Mapping[str, tuple[Promise | str, Mapping[str, Promise | str]]]] = {
    "unit": (
        _("Units"),
        {
            "unit.established": _("Establish a unit"),
            "unit.renamed": _("Rename a unit"),
            "unit.moved": _("Move a unit"),
            "unit.retyped": _("Make a unit another kind of unit"),
            "unit.staffed": _("Say how many a unit employs"),
            "unit.merged": _("Merge a unit into another"),
            "unit.split": _("Split a unit"),
            "unit.closed": _("Close a unit"),
        },
    ),
    "post": (
        _("Posts"),
        {
            "post.established": _("Establish a post"),
            "post.retitled": _("Give a post another title"),
            "post.moved": _("Move a post"),
            "post.reporting_changed": _("Let a post report to another"),
            "post.costed": _("Say what a post costs"),
            "post.degree_changed": _("Change a post's degree of employment"),
            "post.role_changed": _("Give a post another role"),
            "post.closed": _("Close a post"),
        },
    ),
    "relation": (
        _("Relations"),
        {
            "relation.opened": _("Begin a relation"),
            "relation.closed": _("End a relation"),
        },
    ),
    "group": (
        _("Groups"),
        {
            "group.formed": _("Form a group"),
            "group.renamed": _("Rename a group"),
            "group.joined": _("Let a post join a group"),
            "group.left": _("Let a post leave a group"),
            "group.opened_to": _("Open a group to every post of a role"),
            "group.closed_to": _("Take away a group's rule of membership"),
            "group.closed": _("Close a group"),
        },
    ),
    "budget": (_("Budget"), {"budget.moved": _("Move budget between two units")}),
}
"""The kinds of changes by what they concern, in the order in which one looks for them."""

TITLES: Final = {kind: title for _heading, titles in KINDS.values() for kind, title in titles.items()}

LABELS: Final[Mapping[str, Promise | str]] = {
    "unit": _("Unit"),
    "name": _("Name"),
    "kind": _("Kind of unit"),
    "parent": _("Under"),
    "into": _("Into"),
    "headcount": _("Employees"),
    "fte": _("Full-time equivalents"),
    "post": _("Post"),
    "title": _("Title"),
    "role": _("Role"),
    "reports_to": _("Reports to"),
    "yearly_cost": _("Yearly cost in kronor"),
    "degree": _("Degree of employment in per cent"),
    "relation": _("Kind of relation"),
    "from": pgettext_lazy("unit or post", "From"),
    "to": pgettext_lazy("unit or post", "To"),
    "votes": _("Per cent of the votes"),
    "group": _("Group"),
    "unit_kind": _("Only in units of the kind"),
    "within": _("Only within"),
    "yearly_amount": _("Kronor a year"),
    "relation_from_to": _("Relation"),
    "role_unit_kind_within": _("Rule of membership"),
    "unit.established.unit": _("Code of the new unit"),
    "post.established.post": _("Code of the new post"),
    "group.formed.group": _("Code of the new group"),
    "unit.renamed.name": _("New name"),
    "group.renamed.name": _("New name"),
    "unit.moved.parent": _("New place: under"),
    "post.retitled.title": _("New title"),
    "post.moved.unit": _("New unit"),
}
"""What a question is called, by its name; by kind and name where a kind puts it in its own way."""

HELP: Final[Mapping[str, Promise | str]] = {
    "unit.established.unit": _("A short code of your own that nothing else has had, such as BUF-IT. It never changes."),
    "post.established.post": _(
        "A short code of your own that nothing else has had, such as IT-CHEF. It never changes."
    ),
    "group.formed.group": _("A short code of your own that nothing else has had, such as KLG. It never changes."),
    "yearly_cost": _(
        "Salary with all that follows from it. Leave it empty when it is not known; 0 means that it is free."
    ),
    "post.costed.yearly_cost": _("Salary with all that follows from it; 0 means that it is free. Must be filled in."),
    "headcount": _("The unit's own employees, those in the units below it not counted."),
    "reports_to": _("Leave it empty for nobody."),
    "votes": _("Only for an owner."),
    "into": _("The units that it lives on in, with each one's share. The shares are 100 per cent together."),
}


def label(kind: str, name: str) -> Promise | str:
    """What a question of a kind of change is called."""
    return LABELS.get(f"{kind}.{name}") or LABELS[name]


def explained(kind: str, name: str) -> Promise | str:
    """The help beside a question; empty when it needs none."""
    return HELP.get(f"{kind}.{name}") or (HELP.get(name, "") if kind != "unit.merged" else "")
