"""What does the one who signs have to say?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class Sign(forms.Form):
    """Signing a report."""

    reason = forms.CharField(
        label=_("Why nothing stands on one side"),
        help_text=_("All goals lie on the same side. Write why, in a sentence or two; it is printed in the report."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
