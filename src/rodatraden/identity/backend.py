"""Who is it? Checks a user name and a password; what one may do is not answered here (see access)."""

from django.contrib.auth.backends import ModelBackend

from rodatraden.identity.models import User


class LocalAccounts(ModelBackend):
    """Django's own sign-in, without its table of permissions: asking it would cost two queries a page for nothing."""

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:  # type: ignore[override]  # our own user
        """Nothing: rights follow posts."""
        return False
