"""Who has an account, and who must wait before they try again?"""

from datetime import datetime
from unicodedata import normalize

from django.utils.crypto import salted_hmac

from rodatraden.identity.models import Attempt, User
from rodatraden.identity.rules import Counted, Failures, waits_until


def account(username: str) -> User | None:
    """The active account with a user name, however its letters are written."""
    if "\0" in username:
        return None  # PostgreSQL refuses to look for it
    return User.objects.filter(username__iexact=normalize("NFKC", username).strip(), is_active=True).first()


def counted_name(name: str) -> str:
    """The name that tries are counted under: the account's own, whichever way it was written, else what was typed."""
    found = account(name)
    return found.username if found else name


def mark(of: Counted, text: str) -> str:
    """Under what failures of a name or a place are counted: it tells neither to who reads the database alone."""
    plain = normalize("NFKC", text).strip().casefold()  # as signing in reads it
    return salted_hmac(f"identity.attempt.{of}", plain, algorithm="sha256").hexdigest()


def must_wait_until(name: str, place: str, *, at: datetime) -> datetime | None:
    """Until when tries with a name from a place are refused; None when one may try. The same for a name nobody has."""
    counted = {mark(Counted.NAME, counted_name(name)): Counted.NAME, mark(Counted.PLACE, place): Counted.PLACE}
    waits = [
        until
        for row in Attempt.objects.filter(subject__in=list(counted))
        if (until := waits_until(Failures(row.failures, row.latest_at), counted[row.subject])) and until > at
    ]
    return max(waits, default=None)
