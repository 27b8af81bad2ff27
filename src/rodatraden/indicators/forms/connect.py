"""Whose is an indicator that rests on a KPI, and which way is better?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators import words
from rodatraden.indicators.rules import Direction


class ConnectForm(forms.Form):
    """The unit that answers for it, and the direction: Kolada does not say which way is better."""

    unit = forms.ChoiceField(label=_("Unit"), help_text=_("The unit that answers for the indicator."))
    direction = forms.ChoiceField(
        label=_("Which way is better"),
        choices=[(each.value, words.DIRECTIONS[each]) for each in Direction],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, units: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["unit"] = forms.ChoiceField(
            label=_("Unit"), help_text=_("The unit that answers for the indicator."), choices=[*units.items()]
        )

    def clean_direction(self) -> Direction:
        """The direction as a rule knows it."""
        return Direction(self.cleaned_data["direction"])
