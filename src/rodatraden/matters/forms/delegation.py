"""From which day through which are the decisions wanted that a committee is to be told of?"""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.ui.days import EARLIEST, LATEST, Days


class Time(forms.Form):
    """Two days; what is left out is the beginning of the year, and the day that the page shows."""

    def __init__(self, given: Mapping[str, str], days: Days) -> None:
        usual = {"from": date(days.on.year, 1, 1), "to": days.on}
        super().__init__({name: given.get(name, "").strip() or day.isoformat() for name, day in usual.items()})
        for name, label in (("from", _("From")), ("to", _("Through"))):
            self.fields[name] = forms.DateField(
                label=label,
                input_formats=["%Y-%m-%d"],
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            )

    def clean(self) -> dict[str, date]:
        """Both days. Raises ValidationError when they are the wrong way round, or far away."""
        cleaned: dict[str, date] = self.cleaned_data
        days = [cleaned[name] for name in ("from", "to") if name in cleaned]
        if any(not EARLIEST <= day <= LATEST for day in days):
            raise forms.ValidationError(_("Choose days between 1862 and 2200."))
        if len(days) == 2 and days[0] > days[1]:
            raise forms.ValidationError(_("The first day is after the last."))
        return cleaned

    @property
    def since(self) -> date:
        """The first day; only of a valid form."""
        day: date = self.cleaned_data["from"]
        return day

    @property
    def until(self) -> date:
        """The last day; only of a valid form."""
        day: date = self.cleaned_data["to"]
        return day
