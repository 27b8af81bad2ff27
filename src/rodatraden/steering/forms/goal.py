"""What is filled in about a goal: what is to be reached, what it contributes to, who carries it, and how it is seen?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.kernel.periods import FOREVER
from rodatraden.steering.actions import NewGoal
from rodatraden.steering.models import Goal
from rodatraden.steering.rules import LONGEST_TEXT
from rodatraden.ui.inputs import Day, Prose, Seen, one_of

Choices = Mapping[str, str]
_ROWS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What can be chosen: the levels of the model in force, goals of the day, earlier goals, units and indicators."""

    levels: Choices
    goals: Choices
    earlier: Choices
    owners: Choices
    units: Choices
    indicators: Choices


def _several(choices: Choices, chosen: Collection[str], **options: Any) -> forms.MultipleChoiceField:
    """A list in which what is chosen already stands first, so that it is seen."""
    choices = {code: choices[code] for code in sorted(choices, key=lambda each: each not in chosen)}
    widget = forms.SelectMultiple(attrs={"size": min(max(len(choices), 2), _ROWS)})
    return forms.MultipleChoiceField(choices=list(choices.items()), required=False, widget=widget, **options)


class GoalForm(Seen):
    """A goal, new or worded anew."""

    title = forms.CharField(
        label=gettext_lazy("The goal"),
        max_length=300,
        help_text=gettext_lazy("What is to be reached, in one sentence. What you are to do is an activity."),
    )
    description = Prose(longest=LONGEST_TEXT, label=gettext_lazy("What is meant"), rows=4)
    valid_from = Day(label=gettext_lazy("Applies from"))
    valid_to = Day(
        label=gettext_lazy("Applies until"),
        required=False,
        help_text=gettext_lazy("The first day on which it no longer applies. Leave it empty when there is no end."),
    )
    judged_by = Prose(
        longest=LONGEST_TEXT,
        label=gettext_lazy("How it is judged without an indicator"),
        rows=3,
        help_text=gettext_lazy("Needed only when the goal has no indicator: who judges it, and from what."),
    )
    source = Prose(longest=LONGEST_TEXT, label=gettext_lazy("Source"), rows=2)
    field_order = ("title", "level", "unit", "parent", "also", "carriers", "indicators", "judged_by", "description")

    def __init__(self, data: Any, *, offered: Offered, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        told = gettext_lazy("Several can be chosen: hold Ctrl, or ⌘ on a Mac.")
        self.fields["level"] = (
            one_of(offered.levels, required=False, label=gettext_lazy("Level"))
            if offered.levels
            else forms.CharField(required=False, max_length=100, label=gettext_lazy("Level"))
        )
        self.fields["unit"] = one_of(offered.owners, required=True, is_offered=True, label=gettext_lazy("Owner"))
        self.fields["parent"] = one_of(
            offered.goals, required=False, is_offered=True, label=gettext_lazy("Contributes to")
        )
        self.fields["also"] = _several(
            offered.goals, initial.get("also", ()), label=gettext_lazy("Contributes also to"), help_text=told
        )
        self.fields["carriers"] = _several(
            offered.units,
            initial.get("carriers", ()),
            label=gettext_lazy("Carried as it is by"),
            help_text=gettext_lazy("Units that carry the goal without a goal of their own. Several can be chosen."),
        )
        self.fields["indicators"] = _several(
            offered.indicators, initial.get("indicators", ()), label=gettext_lazy("Indicators"), help_text=told
        )
        self.fields["continues"] = _several(
            offered.earlier,
            initial.get("continues", ()),
            label=gettext_lazy("Goes on from"),
            help_text=gettext_lazy("Earlier goals whose assessments and texts it carries over. Several can be chosen."),
        )
        self.order_fields([*self.field_order, "continues", "valid_from", "valid_to", "source"])

    def clean(self) -> dict[str, Any]:
        """It applies for at least a day, names each goal once, and its owner is no carrier besides."""
        given = super().clean() or {}
        first, end = given.get("valid_from"), given.get("valid_to")
        if first and end and first >= end:
            self.add_error("valid_to", _("Must be later than the day it applies from."))
        if given.get("parent") and given["parent"] in given.get("also", ()):
            self.add_error("also", _("The goal stands under it already."))
        if given.get("unit") and given["unit"] in given.get("carriers", ()):
            self.add_error("carriers", _("The owner carries the goal already."))
        return given

    def new(self, code: str, *, position: int) -> NewGoal:
        """The goal as it is filled in."""
        given = self.cleaned_data
        return NewGoal(
            code=code,
            title=given["title"],
            level=given["level"],
            description=given["description"],
            parent=given["parent"],
            also=tuple(given["also"]),
            continues=tuple(given["continues"]),
            unit=given["unit"],
            carriers=tuple(given["carriers"]),
            judged_by=given["judged_by"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"] or FOREVER,
            position=position,
            source=given["source"],
        )


def as_filled_in(goal: Goal) -> dict[str, Any]:
    """A goal as its form shows it."""
    return {
        "title": goal.title,
        "level": goal.level,
        "description": goal.description,
        "parent": goal.parent,
        "also": goal.also,
        "continues": goal.continues,
        "unit": goal.unit,
        "carriers": goal.carriers,
        "indicators": goal.linked,
        "judged_by": goal.judged_by,
        "valid_from": goal.valid_from,
        "valid_to": None if goal.valid_to == FOREVER else goal.valid_to,
        "source": goal.source,
        "seen": goal.pk,
    }
