"""Where can the reader go from here? Addresses inside the program keep the days and the reader's choice of amounts."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.template import Context
from django.urls import reverse

from rodatraden.ui.components.registry import amounts_in, days_of, leaf, request_of, show
from rodatraden.ui.shapes import Link


def keeping(context: Context, address: str) -> str:
    """An address inside the program that keeps the days and, when it is not the usual, what amounts are shown in."""
    if not address.startswith("/"):
        return address
    days = days_of(context)
    kept = days.link(address) if days else address
    chosen = amounts_in(context)
    if chosen == "mnkr" or "belopp=" in kept:
        return kept
    path, mark, fragment = kept.partition("#")
    return f"{path}{'&' if '?' in path else '?'}belopp={chosen}{mark}{fragment}"


@leaf
def link(context: Context, name: str, *args: Any, query: str = "", **kwargs: Any) -> str:
    """The address of a named page, keeping the days. `query` is added as it stands.

    <a href="{% link 'ui:gallery' %}">Komponenter</a>
    """
    address = reverse(name, args=args, kwargs=kwargs)
    return keeping(context, f"{address}?{query}" if query else address)


@leaf
def to(context: Context, address: str) -> str:
    """An address that is already known, keeping the days.

    <a href="{% to '/galleri' %}">Komponenter</a>
    """
    return keeping(context, address)


@leaf
def here(context: Context, **changes: Any) -> str:
    """This page's address with parameters changed; None or nothing takes one away. For sorting, filters and choices.

    <a href="{% here belopp='tkr' %}">Visa i tkr</a>
    """
    request = request_of(context)
    if request is None:
        return ""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in {None, ""}:
            query[name] = str(value)
    return request.path + (f"?{query.urlencode()}" if query else "")


@leaf
def breadcrumb(context: Context, trail: Sequence[Link]) -> str:
    """Where this page is: the path of units or pages above it. The last one is the page itself.

    {% breadcrumb crumbs %}
    """
    crumbs = [Link(each.label, keeping(context, each.address)) for each in trail]
    return show(context, "breadcrumb", above=crumbs[:-1], current=crumbs[-1] if crumbs else None)


@leaf
def pager(context: Context, page: Page[Any], *, parameter: str = "sida") -> str:
    """Which part of a long list is shown, and the way to the parts before and after.

    {% pager some_page %}
    """
    before = page.previous_page_number() if page.has_previous() else None
    after = page.next_page_number() if page.has_next() else None
    return show(
        context,
        "pager",
        page=page,
        before=here(context, **{parameter: before}) if before else "",
        after=here(context, **{parameter: after}) if after else "",
    )


@leaf
def downloads(context: Context, *, formats: str = "csv xlsx json", address: str = "") -> str:
    """Exactly what the page shows, as files: the same address with an ending, the same query and days.

    {% downloads formats='csv xlsx' %}
    """
    request = request_of(context)
    path = address or (request.path if request else "")
    query = request.GET.urlencode() if request else ""
    words = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
    files = [
        Link(words.get(ending, ending.upper()), f"{path.rstrip('/')}.{ending}{'?' + query if query else ''}")
        for ending in formats.split()
    ]
    return show(context, "downloads", files=files)
