"""Which matters are registered, as known on a day, and which of them does someone look for?"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from rodatraden.decisions.rules import Named
from rodatraden.kernel.periods import FOREVER, end_of
from rodatraden.matters import models, words
from rodatraden.matters.rules.addresses import matter_address
from rodatraden.matters.rules.codes import MatterKind, MatterStatus
from rodatraden.organisation import queries as organisation

EVERYTHING: Final = FOREVER - timedelta(days=1)
"""The day on which all that is recorded is known. Not FOREVER itself: what is known until then ends before it."""


def known_before(known: date) -> datetime:
    """The instant before which a thing must have been recorded to be known on a day: midnight after it."""
    return end_of(known, timezone.get_default_timezone())


def matters(*, known: date) -> QuerySet[models.MatterVersion]:
    """Every matter as it was described by a day."""
    return models.MatterVersion.objects.counting(known_before(known))


def find(code: str, *, known: date) -> models.MatterVersion | None:
    """One matter as it was described by a day."""
    return matters(known=known).filter(matter_id=code).first()


def codes() -> set[str]:
    """The codes of every matter that was ever registered."""
    return set(models.Matter.objects.values_list("code", flat=True))


def _steps(known: date) -> QuerySet[models.StepVersion]:
    return models.StepVersion.objects.counting(known_before(known)).filter(is_withdrawn=False)


def steps_of(matters: Collection[str], *, known: date) -> dict[str, list[models.StepVersion]]:
    """What has happened in some matters, earliest first; what nobody knows the day of comes last. One query."""
    found: defaultdict[str, list[models.StepVersion]] = defaultdict(list)
    rows = _steps(known).filter(matter_id__in=matters)
    for step in rows.order_by("matter_id", F("on").asc(nulls_last=True), "recorded_at", "pk"):
        found[step.matter_id].append(step)
    return dict(found)


def step_with(matter: str, code: str, *, known: date) -> models.StepVersion | None:
    """One step of a matter."""
    return _steps(known).filter(matter_id=matter, code=code).first()


def by_decision(code: str, *, known: date) -> QuerySet[models.MatterVersion]:
    """The matters in which a decision was taken."""
    deciding = _steps(known).filter(decision=code).values("matter_id")
    return matters(known=known).filter(matter_id__in=deciding).order_by("matter_id")


def belongs_to(code: str, known: date) -> list[Named]:
    """The same in words: the title with its registration number, and the page. One query."""
    found = by_decision(code, known=known)
    return [Named(f"{row.title} ({row.dnr or row.matter_id})", matter_address(row.matter_id)) for row in found]


@dataclass(frozen=True, slots=True)
class Search:
    """What someone looks for. What is empty asks for nothing; `units` are codes of which one must answer for it."""

    text: str = ""
    status: str = ""
    kind: str = ""
    category: str = ""
    body: str = ""
    units: frozenset[str] = frozenset()


ASKED: Final = ("q", "lage", "slag", "omrade", "organ", "enhet")
"""What an address asks for matters by."""
_STATUSES: Final[Mapping[str, str]] = {word: status for status, word in words.STATUS_CODES.items()}
_KINDS: Final[Mapping[str, str]] = {word: kind for kind, word in words.KIND_CODES.items()}


def asked(given: Mapping[str, str], *, on: date, known: date) -> Search:
    """What an address asks for. A unit stands for itself and for all that is below it on the day."""
    text = {name: given.get(name, "").strip()[:200] for name in ASKED}
    unit = text["enhet"]
    units = {unit} | organisation.units(on=on, known=known).below(unit) if unit else set[str]()
    return Search(
        text=text["q"],
        status=_STATUSES.get(text["lage"], ""),
        kind=_KINDS.get(text["slag"], ""),
        category=text["omrade"],
        body=text["organ"],
        units=frozenset(units),
    )


def search(wanted: Search, *, known: date) -> QuerySet[models.MatterVersion]:
    """The matters that are asked for, those where something happened last first, each with `latest_on`."""
    found = matters(known=known)
    for word in wanted.text.replace("\0", " ").split():
        found = found.filter(_holding(word, known))
    if wanted.status in list(MatterStatus):
        found = found.filter(status=wanted.status)
    if wanted.kind in list(MatterKind):
        found = found.filter(kind=wanted.kind)
    if wanted.category:
        found = found.filter(category=wanted.category)
    if wanted.units:
        found = found.filter(unit__in=wanted.units)
    if wanted.body:
        here = _steps(known).filter(matter=OuterRef("matter"))
        found = found.filter(Exists(here.filter(Q(body=wanted.body) | Q(body="", body_name=wanted.body))))
    return _latest_first(found, known)


def _holding(word: str, known: date) -> Q:
    """A pattern, since SQLite's LIKE takes Å and å for different letters."""
    written = re.escape(word)
    said = _steps(known).filter(Q(note__iregex=written) | Q(reference__iregex=written), matter=OuterRef("matter"))
    named = Q(title__iregex=written) | Q(dnr__iregex=written) | Q(matter__code__iregex=written)
    return named | Q(about__iregex=written) | Q(Exists(said))


def _latest_first(found: QuerySet[models.MatterVersion], known: date) -> QuerySet[models.MatterVersion]:
    dated = _steps(known).filter(matter=OuterRef("matter"), on__lte=known)
    latest = Subquery(dated.order_by("-on").values("on")[:1])
    told = found.annotate(latest_on=latest)  # type: ignore[no-redef]  # declared on the model for readers
    return told.order_by(F("latest_on").desc(nulls_last=True), F("opened_on").desc(nulls_last=True), "-matter_id")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the matters known on a day can be chosen by, each with how many there are."""

    statuses: Counter[str]
    kinds: Counter[str]
    categories: Counter[str]
    units: Counter[str]
    bodies: Counter[str]

    @property
    def total(self) -> int:
        """How many matters there are."""
        return self.statuses.total()


def choices(*, known: date) -> Choices:
    """What there is to choose by. Two queries."""
    rows = list(matters(known=known).values_list("status", "kind", "category", "unit"))
    bodies = _steps(known).order_by().values_list("body", "body_name", "matter_id").distinct()
    return Choices(
        statuses=_counted(status for status, _kind, _category, _unit in rows),
        kinds=_counted(kind for _status, kind, _category, _unit in rows),
        categories=_counted(category for _status, _kind, category, _unit in rows),
        units=_counted(unit for _status, _kind, _category, unit in rows),
        bodies=_counted(name for name, _matter in {(code or written, matter) for code, written, matter in bodies}),
    )


def _counted(values: Iterable[str]) -> Counter[str]:
    return Counter(value for value in values if value)
