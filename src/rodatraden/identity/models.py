"""Accounts. A person is here only because they sign in; what they may do follows from their posts (see access)."""

from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Accounts(BaseUserManager["User"]):
    """Finds accounts by user name whatever the case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """One who can sign in. `label` is how they are shown: in the demo the role, never a person's name.

    There is no superuser and there are no groups: every right follows from a post (see access), and from nothing else.
    """

    username = models.CharField(_("user name"), max_length=150, unique=True)
    label = models.CharField(_("shown as"), max_length=200)
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["label"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(username=""), name="identity_user_has_name"),
        ]

    def __str__(self) -> str:
        return self.label

    def has_perm(self, right: str, within: str | None = None) -> bool:
        """Whether the account has a right, in the unit with a code when one is named; the backends know."""
        asked: list[Any] = [backend for backend in get_backends() if hasattr(backend, "has_perm")]
        return self.is_active and any(backend.has_perm(self, right, within) for backend in asked)


class Attempt(models.Model):
    """Tries to sign in that went wrong: with one name, or from one place. `subject` tells neither to who reads it."""

    subject = models.CharField(_("of whom"), max_length=64, unique=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    latest_at = models.DateTimeField(_("latest"), db_index=True)

    def __str__(self) -> str:
        return f"{self.subject[:8]} {self.failures}"
