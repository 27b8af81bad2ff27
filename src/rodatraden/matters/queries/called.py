"""What are units, posts and groups called, living or closed? All three kinds in one query, for pages that ask few."""

from collections.abc import Callable, Collection
from typing import Final

from django.db.models import CharField, F, Value

from rodatraden.decisions.rules import Named
from rodatraden.organisation.models import GroupVersion, PostVersion, UnitVersion
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address

_ADDRESSES: Final[dict[str, Callable[[str], str]]] = {
    "group": group_address,
    "post": post_address,
    "unit": unit_address,
}


def called(codes: Collection[str]) -> dict[str, Named]:
    """The latest name or title of what some codes stand for. One query; a code that is several things is the unit."""
    groups = GroupVersion.objects.filter(code__in=codes).annotate(label=F("name"), sort=_word("group"))
    posts = PostVersion.objects.filter(code__in=codes).annotate(label=F("title"), sort=_word("post"))
    units = UnitVersion.objects.filter(code__in=codes).annotate(label=F("name"), sort=_word("unit"))
    columns = ("sort", "known_to", "valid_to", "code", "label")
    rows = groups.values_list(*columns).union(posts.values_list(*columns), units.values_list(*columns), all=True)
    return {code: Named(label, _ADDRESSES[sort](code)) for sort, _known, _valid, code, label in sorted(rows)}


def _word(sort: str) -> Value:
    return Value(sort, output_field=CharField())
