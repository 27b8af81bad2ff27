"""Giving and ending holdings."""

from datetime import date

from django.db import transaction

from rodatraden.access.models import Holding
from rodatraden.identity.models import User
from rodatraden.journal import actions as journal
from rodatraden.kernel.periods import FOREVER


@transaction.atomic
def hold_post(*, account: User, post: str, valid_from: date, valid_to: date | None, by: str) -> bool:
    """Let an account hold a post on the days [valid_from, valid_to); whether anything changed."""
    end = valid_to or FOREVER
    holding = Holding.objects.filter(account=account, post=post, valid_from=valid_from).first()
    if holding and holding.valid_to == end:
        return False
    Holding.objects.update_or_create(account=account, post=post, valid_from=valid_from, defaults={"valid_to": end})
    days = {"post": post, "from": valid_from.isoformat(), "to": valid_to.isoformat() if valid_to else None}
    journal.record("access.post.held", of=account.username, by=by, details=days)
    return True
