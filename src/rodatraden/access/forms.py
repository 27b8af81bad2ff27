"""What the one who manages accounts fills in."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _


class NewPassword(forms.Form):
    """A password for someone else, to be changed by them at once."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters. A few words in a row are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )

    def clean_password(self) -> str:
        """Hold the password to the rules in settings."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password
