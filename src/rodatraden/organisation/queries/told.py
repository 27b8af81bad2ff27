"""What is known of the things of the organisation: names, histories, costs, and which changes name them?"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import itemgetter, or_
from typing import Final

from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast

from rodatraden.decisions import models as register
from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Called, Named, ends
from rodatraden.kernel.once import once
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import models
from rodatraden.organisation.rules import nearby
from rodatraden.organisation.rules.addresses import group_address, post_address, unit_address
from rodatraden.organisation.rules.costs import Cost, Place, costs_within, days_within
from rodatraden.organisation.rules.things import (
    RelationKind,
)

_NAMED: Final = (
    (models.GroupVersion.objects, "name", group_address),
    (models.PostVersion.objects, "title", post_address),
    (models.UnitVersion.objects, "name", unit_address),
)
"""What has a name, the least first."""


def names_of(codes: Iterable[str], *, on: date = FOREVER, known: date = FOREVER) -> dict[str, Named]:
    """The name or title of some units, posts and groups, living or closed, on a day as known on a day. One query.

    What is closed by then is told by its last name, what is not there yet by its first. Without days: the latest.
    """
    return {code: each.on(on) for code, each in called(codes, known).items()}


def called(codes: Iterable[str], known: date = FOREVER) -> dict[str, Called]:
    """What some units, posts and groups are and have been called, as known on a day. One query.

    A unit is named before a post with its code, and a post before a group. What nobody took to be there on that day,
    since what put it there was taken back, is told as it was known last.
    """
    return _called(frozenset(codes), known)


@once
def _called(codes: frozenset[str], known: date) -> dict[str, Called]:
    groups, posts, units = (
        kind.filter(code__in=codes, known_from__lte=known).values_list(
            Value(place), "known_to", "valid_from", "code", name
        )
        for place, (kind, name, _address) in enumerate(_NAMED)
    )
    told: dict[str, dict[tuple[int, date], dict[date, Named]]] = {}
    for place, known_to, valid_from, code, name in units.union(posts, groups, all=True):
        knowledge = (place, FOREVER if known < known_to else known_to)
        told.setdefault(code, {}).setdefault(knowledge, {})[valid_from] = Named(name, _NAMED[place][2](code))
    return {code: Called(tuple(sorted(each[max(each)].items(), key=itemgetter(0)))) for code, each in told.items()}


def unit_history(code: str, *, known: date) -> list[models.UnitVersion]:
    """What a unit has been called and where it has stood, earliest first, as known on a day."""
    rows = models.UnitVersion.objects.filter(code=code, known_from__lte=known, known_to__gt=known)
    return list(rows.order_by("valid_from"))


def post_history(code: str, *, known: date) -> list[models.PostVersion]:
    """A post's titles, places and costs, earliest first, as known on a day."""
    rows = models.PostVersion.objects.filter(code=code, known_from__lte=known, known_to__gt=known)
    return list(rows.order_by("valid_from"))


def units_of_posts(codes: Iterable[str], *, on: date, known: date) -> dict[str, str]:
    """The unit that each post is in on a day, as known on a day: a closed one its last, a coming one its first."""
    rows = models.PostVersion.objects.filter(code__in=list(codes), known_from__lte=known, known_to__gt=known)
    found: dict[str, str] = {}
    for code, unit, valid_from in rows.order_by("valid_from").values_list("code", "unit", "valid_from"):
        if valid_from <= on or code not in found:
            found[code] = unit
    return found


def stand_ins(code: str, *, known: date) -> list[tuple[str, date, date]]:
    """The posts that have stood in for a post, each with the days [first, end), as known on a day."""
    rows = models.RelationVersion.objects.filter(
        kind=RelationKind.DEPUTY, target=code, known_from__lte=known, known_to__gt=known
    )
    return list(rows.order_by("valid_from", "source").values_list("source", "valid_from", "valid_to"))


def costs(code: str, *, known: date) -> tuple[list[Cost], list[Cost]]:
    """What the posts of a unit have cost through time, as known on a day: its own, and with those below."""
    knowing = {"known_from__lte": known, "known_to__gt": known}
    places = [
        Place(unit, parent, (valid_from, valid_to))
        for unit, parent, valid_from, valid_to in models.UnitVersion.objects.filter(**knowing).values_list(
            "code", "parent", "valid_from", "valid_to"
        )
    ]
    within = days_within(places, code)
    rows = models.PostVersion.objects.filter(unit__in=list(within), **knowing).order_by("code", "valid_from")
    found = [
        Cost(post, title, unit, cost, decision, (valid_from, valid_to))
        for post, title, unit, cost, decision, valid_from, valid_to in rows.values_list(
            "code", "title", "unit", "yearly_cost", "cost_decision", "valid_from", "valid_to"
        )
    ]
    own = {unit: days for unit, days in within.items() if unit == code}
    return costs_within(found, own), costs_within(found, within)


@once
def municipality() -> models.Municipality | None:
    """The municipality that is loaded; None before anything is."""
    return models.Municipality.objects.first()


def days_of_change() -> list[date]:
    """The days on which the organisation can look different."""
    return decisions.days()


def unit_codes() -> set[str]:
    """The codes of all units that ever existed: what a row in a sheet may name."""
    return set(models.UnitVersion.objects.values_list("code", flat=True).distinct())


def post_codes() -> set[str]:
    """The codes of all posts that ever existed."""
    return set(models.PostVersion.objects.values_list("code", flat=True).distinct())


def turns(*, known: date) -> list[tuple[date, str]]:
    """The days on which something takes effect, as known on a day, each with the title of a decision that does it.

    Decisions taken back from before that day are left out. Three queries.
    """
    revoked = decisions.revocations()
    stop = ends(revoked, known=known)
    of_changes = register.Change.objects.filter(decision__decided_on__lte=known)
    of_revocations = register.Revocation.objects.filter(decision__decided_on__lte=known, effective_on__isnull=False)
    found = [
        (day, title)
        for rows in (of_changes, of_revocations)
        for day, code, title in rows.values_list("effective_on", "decision__code", "decision__title").distinct()
        if day and day < stop.get(code, FOREVER)
    ]
    return sorted(found)


def since(subjects: Iterable[str], decided: Iterable[str]) -> dict[str, date]:
    """From which day things are as some decisions shaped them: for each subject the latest of the days given there."""
    rows = register.Change.objects.filter(subject__in=list(subjects), decision__code__in=list(decided))
    return dict(rows.order_by("effective_on").values_list("subject", "effective_on"))


def rivals_of(rivals: nearby.Rivals) -> set[str]:
    """The subjects that some things are held against though neither names the other."""
    found = set(rivals.also)
    if rivals.roots:
        roots = models.UnitVersion.objects.filter(parent=None).values_list("code", flat=True)
        found |= {f"unit:{code}" for code in roots}
    if rivals.companies:
        owners = models.RelationVersion.objects.filter(kind=RelationKind.OWNER, target__in=rivals.companies)
        found |= {f"relation:{code}" for code in owners.values_list("code", flat=True)}
    return found


def naming(codes: Iterable[str]) -> set[str]:
    """The subjects of all changes that ever named any of some units or posts. One query; none when there is nothing."""
    written = [text for code in codes for text in nearby.as_written(code)]
    if not written:
        return set()
    rows = register.Change.objects.annotate(text=Cast("terms", TextField()))
    anywhere = reduce(or_, (Q(text__contains=text) for text in written))
    return set(rows.filter(anywhere).values_list("subject", flat=True))
