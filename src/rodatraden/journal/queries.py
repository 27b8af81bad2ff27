"""What has been done in the system, latest first?"""

from django.db.models import Q, QuerySet

from rodatraden.journal.models import Entry


def entries(*, text: str = "") -> QuerySet[Entry]:
    """Every entry, or those whose code, label or actor holds a text."""
    found = Entry.objects.order_by("-at", "-id")
    if text:
        found = found.filter(Q(code__icontains=text) | Q(label__icontains=text) | Q(actor__icontains=text))
    return found
