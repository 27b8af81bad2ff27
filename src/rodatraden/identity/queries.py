"""Who has an account?"""

from rodatraden.identity.models import User


def account(username: str) -> User | None:
    """The active account with a user name."""
    if "\0" in username:
        return None  # PostgreSQL refuses to look for it
    return User.objects.filter(username__iexact=username, is_active=True).first()
