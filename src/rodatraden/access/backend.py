"""Answers `user.has_perm(right, unit)` from the posts the user holds today, so that lower slices can ask."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from rodatraden.access import queries, rules
from rodatraden.identity.models import User
from rodatraden.organisation import queries as organisation


class PostRights:
    """An authentication backend that signs nobody in, and knows what everybody may do."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Signing in is not this backend's business."""

    def has_perm(self, user: object, right: str, within: str | None = None) -> bool:
        """Whether a post held today gives the right, in the unit when one is named; in its unit when a post is."""
        if not isinstance(user, User) or not user.is_active:
            return False
        held = queries.rights_today(user, today=timezone.localdate())
        told = rules.settled(held.posts, right, within=within)
        if told is not None or within is None:
            return bool(told)
        if within not in held.units.units:
            today = timezone.localdate()
            named = organisation.posts([within], on=today, known=today).get(within)
            within = named.unit if named else within
        return rules.allows(held.posts, right, within=within, organisation=held.units)
