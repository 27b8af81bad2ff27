"""What has been done in the system, latest first?"""

from typing import Final

from django.db.models import Q, QuerySet

from rodatraden.journal.models import Entry

NOTHING_WRITTEN: Final = "nothing"
"""The version of an empty journal: two empty ones need not be alike, so nothing is kept under it."""


def version() -> str:
    """Another one after every write, since every write leaves an entry: what was read under it is true under it."""
    newest = Entry.objects.order_by("-id").values_list("id", "at").first()
    return "{}@{:%s.%f}".format(*newest) if newest else NOTHING_WRITTEN


def entries(*, text: str = "") -> QuerySet[Entry]:
    """Every entry, or those whose code, label or actor holds a text."""
    found = Entry.objects.order_by("-at", "-id")
    if text:
        found = found.filter(Q(code__icontains=text) | Q(label__icontains=text) | Q(actor__icontains=text))
    return found
