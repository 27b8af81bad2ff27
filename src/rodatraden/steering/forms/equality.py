"""Where does a unit stand on the ladder of gender equality, and what shows it?"""

from django import forms
from django.utils.translation import gettext_lazy

from rodatraden.steering.forms.prose import Prose
from rodatraden.steering.words import LADDER
from rodatraden.ui.inputs import Day


class Equality(forms.Form):
    """A step, the day, and what shows it."""

    step = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label=gettext_lazy("Where do you stand?"),
        choices=[(step.value, word) for step, word in LADDER.items()],
    )
    evidence = Prose(
        rows=4,
        label=gettext_lazy("What shows it?"),
        help_text=gettext_lazy("A decision, a plan, figures for women and men, something that has changed."),
    )
    judged_on = Day(label=gettext_lazy("The day that it holds for"))
