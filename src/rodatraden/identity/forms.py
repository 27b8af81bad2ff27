"""What must one say to sign in?"""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignIn(AuthenticationForm):
    """User name and password; one sentence for every refusal, so that nobody can find out which accounts exist."""

    error_messages = {  # noqa: RUF012 – Django declares it so
        "invalid_login": _("The user name and the password don't belong together. Check both and try again."),
        "inactive": _("The user name and the password don't belong together. Check both and try again."),
    }
