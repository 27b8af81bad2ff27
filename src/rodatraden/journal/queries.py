"""What has been done in the system, latest first?"""

from collections.abc import Collection
from typing import Final

from django.db import connection
from django.db.models import CharField, Func, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from rodatraden.journal.models import Entry
from rodatraden.kernel.once import once

NOTHING_WRITTEN: Final = "nothing"
"""The version of an empty journal: two empty ones need not be alike, so nothing is kept under it."""


@once
def version() -> str:
    """Another one after every write, since every write leaves an entry: what was read under it is true under it."""
    newest = Entry.objects.order_by("-id").annotate(seen=_seen()).values_list("id", "at", "seen").first()
    return "{}@{:%s.%f}{}".format(*newest) if newest else NOTHING_WRITTEN


def _seen() -> Combinable:
    """Which transactions the reader sees.

    PostgreSQL numbers an entry when it is written, not when it can be seen: one that took its number early and was
    committed late would be hidden behind a newer one. SQLite lets one transaction write at a time.
    """
    if connection.vendor != "postgresql":
        return Value("")
    return Cast(Func(function="pg_current_snapshot"), CharField())


def entries(*, text: str = "", without: Collection[str] = ()) -> QuerySet[Entry]:
    """Every entry, or those whose code, label or actor holds a text; none about what is called as in `without`."""
    found = Entry.objects.order_by("-at", "-id")
    if without:
        found = found.exclude(label__in=list(without))
    if text:
        found = found.filter(Q(code__icontains=text) | Q(label__icontains=text) | Q(actor__icontains=text))
    return found
