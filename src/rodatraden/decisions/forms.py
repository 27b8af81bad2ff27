"""What may be asked of the register, and said of a decision after it was taken: on which day its notice was posted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions import queries, words
from rodatraden.decisions.models import Decision


def wanted_in(given: Mapping[str, str]) -> queries.Wanted:
    """What an address asks for. A year that is none asks for a year in which nothing was decided."""
    year = given.get("ar", "").strip()
    state = words.STATES_IN_ADDRESSES.get(given.get("lage", "").strip(), "")
    return queries.Wanted(
        text=given.get("q", "").strip()[:200],
        year=None if not year else int(year) if year.isdecimal() and len(year) == 4 else 1,
        body=given.get("organ", "").strip()[:64],
        right=given.get("ratt", "").strip()[:20],
        state=state,
    )


class Notice(forms.Form):
    """The day of the notice: not before the decision, and not in days to come."""

    announced_on = forms.DateField(
        label=_("Posted on"),
        help_text=_("The day on which the notice board said that the protocol had been approved."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, given: Mapping[str, Any] | None, *, decision: Decision, today: date) -> None:
        super().__init__(given, initial={"announced_on": today})
        self.decision, self.today = decision, today

    def clean_announced_on(self) -> date:
        """The day. Raises ValidationError for one that can't be."""
        day: date = self.cleaned_data["announced_on"]
        if day < self.decision.decided_on:
            raise forms.ValidationError(
                _("The decision was taken later, on %(day)s."), params={"day": self.decision.decided_on.isoformat()}
            )
        if day > self.today:
            raise forms.ValidationError(_("The day is yet to come. Note it when the notice is posted."))
        return day
