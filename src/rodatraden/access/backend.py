"""Answers `user.has_perm(right, unit)` from the posts the user holds today, so that lower slices can ask."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from rodatraden.access import queries, rules
from rodatraden.identity.models import User
from rodatraden.journal import queries as journal
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import Organisation, Post


class PostRights:
    """An authentication backend that signs nobody in, and knows what everybody may do."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Signing in is not this backend's business."""

    def has_perm(self, user: object, right: str, within: str | None = None) -> bool:
        """Whether a post held today gives the right, in the unit when one is named."""
        if not isinstance(user, User) or not user.is_active:
            return False
        held = _held_today(user)
        return rules.allows(held.posts, right, within=within, organisation=held.units)


def _held_today(user: User) -> queries.Rights:
    """Asked once for each user object, which lives no longer than its request."""
    kept: tuple[date, queries.Rights] | None = user.__dict__.get("_rights_held")
    today = timezone.localdate()
    if kept is None or kept[0] != today:
        kept = today, _rights(user, today)
        user.__dict__["_rights_held"] = kept
    return kept[1]


def _rights(user: User, today: date) -> queries.Rights:
    """Read anew when anything has been written since they were last read, by anyone.

    Every write leaves an entry in the journal, so rights can't outlive a holding that ends or a unit that moves.
    """
    version = journal.version()
    if version == journal.NOTHING_WRITTEN:
        return queries.rights(user, on=today)
    return queries.Rights(_posts(user.pk, today, version), _units(today, version))


@lru_cache(maxsize=2048)
def _posts(account: int, today: date, _version: str) -> tuple[Post, ...]:
    return tuple(queries.posts_held([account], on=today).get(account, ()))


@lru_cache(maxsize=4)
def _units(today: date, _version: str) -> Organisation:
    return organisation.units_and_relations(on=today, known=today)
