"""Why is a contribution sent back?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.steering.forms.prose import Prose


class SendBack(forms.Form):
    """Why a contribution is sent back."""

    reason = Prose(rows=3, label=gettext_lazy("What should be changed?"))

    def clean_reason(self) -> str:
        """The one who wrote must be told why."""
        reason = str(self.cleaned_data["reason"])
        if not reason:
            raise forms.ValidationError(_("Write what should be changed, so that the one who wrote knows."))
        return reason
