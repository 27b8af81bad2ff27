"""What does the one who starts, writes, remarks on or signs a report fill in?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.organisation.rules.things import Organisation, UnitKind
from rodatraden.reports.actions import LONGEST_TEXT, NewReport, NewTask
from rodatraden.reports.composed import template
from rodatraden.reports.composed.template import Scope
from rodatraden.steering.models import Round
from rodatraden.ui.inputs import Day, Prose, RichText, Seen, one_of

_REPORTING = frozenset(
    {
        *(UnitKind.BOARD, UnitKind.COMMITTEE, UnitKind.ADMINISTRATION, UnitKind.COMPANY, UnitKind.FEDERATION),
        *(UnitKind.DEPARTMENT, UnitKind.UNIT),
    }
)


class Sign(forms.Form):
    """Signing a report."""

    reason = forms.CharField(
        label=gettext_lazy("Why nothing stands on one side"),
        help_text=gettext_lazy(
            "All goals lie on the same side. Write why, in a sentence or two; it is printed in the report."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReportForm(forms.Form):
    """What a report is about."""

    template = forms.ChoiceField(label=gettext_lazy("Kind of report"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    day = Day(label=gettext_lazy("Figures as of"), help_text=gettext_lazy("The last day that the report is about."))
    round = forms.ChoiceField(label=gettext_lazy("Follow-up that it rests on"), required=False)
    deadline = Day(label=gettext_lazy("Last day to write"), required=False)
    field_order = ("template", "title", "unit", "day", "round", "deadline")

    def __init__(self, data: Any, *, rounds: Sequence[Round], units: Organisation, today: date) -> None:
        super().__init__(data, initial={"day": today})
        plans = [template.shipped(name) for name in template.names()]
        self.fields["template"].choices = [(plan.code, plan.name) for plan in plans]  # type: ignore[attr-defined]  # a choice field
        followed = [(each.code, each.title) for each in rounds]
        self.fields["round"].choices = [("", gettext_lazy("none")), *followed]  # type: ignore[attr-defined]  # as above
        choices = {unit.code: f"{unit.name} ({unit.code})" for unit in units.units.values() if unit.kind in _REPORTING}
        about = gettext_lazy("Leave empty for the whole group.")
        self.fields["unit"] = one_of(choices, required=False, label=gettext_lazy("Unit"), help_text=about)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A report about a unit names it; one that rests on a follow-up says which."""
        given = super().clean() or {}
        if given.get("template"):
            plan = template.shipped(given["template"])
            if plan.scope is Scope.UNIT and not given.get("unit") and "unit" not in self.errors:
                self.add_error("unit", _("This kind of report is about a unit. Choose which."))
            if plan.needs_round and not given.get("round") and "round" not in self.errors:
                self.add_error("round", _("This kind of report rests on a follow-up. Choose which."))
        if given.get("deadline") and given.get("day") and given["deadline"] < given["day"]:
            self.add_error("deadline", _("The last day to write can't come before the day of the figures."))
        return given

    def new(self, code: str) -> NewReport:
        """The report as it is filled in."""
        return NewReport(report=code, **self.cleaned_data)


class SectionForm(Seen):
    """What is written in a section. `html` is cleaned when it is saved."""

    html = RichText(label=gettext_lazy("Text"), longest=LONGEST_TEXT, rows=18)
    is_ready = forms.BooleanField(label=gettext_lazy("The section is ready to be read"), required=False)


class TaskForm(forms.Form):
    """Who writes a section, and until when."""

    due = Day(label=gettext_lazy("Last day"), required=False)
    field_order = ("writer", "due")

    def __init__(self, data: Any, *, posts: Mapping[str, str], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial), prefix="uppgift")
        self.fields["writer"] = one_of(posts, required=False, label=gettext_lazy("Who writes it"))
        self.order_fields(self.field_order)

    def new(self, report: str, section: str, *, is_ready: bool) -> NewTask:
        """The task as it is filled in."""
        given = self.cleaned_data
        return NewTask(report=report, section=section, writer=given["writer"], due=given["due"], is_ready=is_ready)


class RemarkForm(forms.Form):
    """What a reader remarks on a section."""

    text = Prose(label=gettext_lazy("Your remark"), longest=5000, rows=3, required=True)
