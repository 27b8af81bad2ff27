"""What must one say to sign in, and to change one's password?"""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 200


class SignIn(AuthenticationForm):
    """User name and password; one sentence for every refusal, so that nobody can find out which accounts exist."""

    error_messages = {  # noqa: RUF012 – Django declares it so
        "invalid_login": _("The user name and the password don't belong together. Check both and try again."),
        "inactive": _("The user name and the password don't belong together. Check both and try again."),
    }


def _field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=help_text, widget=widget, strip=False, max_length=LONGEST)


class OwnPassword(forms.Form):
    """The password one has, and the one to have instead, twice: nobody sees what they type."""

    current = _field(_("The password you have"), "current-password")
    new = _field(
        _("New password"),
        "new-password",
        _("At least twelve characters. A few words in a row are easy to remember and hard to guess."),
    )
    again = _field(_("The new password once more"), "new-password")

    has_wrong_password = False
    """Whether the password that was said to be the present one is not."""

    def __init__(self, account: Any, *args: Any) -> None:
        super().__init__(*args)
        self._account = account

    def clean_current(self) -> str:
        """Only who knows the password may change it: a screen left open is not enough."""
        current: str = self.cleaned_data["current"]
        if not self._account.check_password(current):
            self.has_wrong_password = True
            raise ValidationError(_("That is not the password you have."))
        return current

    def clean_new(self) -> str:
        """Hold the password to the rules in settings."""
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self._account)
        return new

    def clean(self) -> None:
        """Both times the same, and not what it was."""
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", _("It is not the same as the line above."))
        if new and new == self.cleaned_data.get("current"):
            self.add_error("new", _("That is the password you have already."))
