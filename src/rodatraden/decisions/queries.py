"""What stands in the register of decisions?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.db.models import Count, Exists, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone
from pydantic import ConfigDict, TypeAdapter, with_config

from rodatraden.decisions import models, rules
from rodatraden.kernel import likeness
from rodatraden.kernel.once import once
from rodatraden.kernel.periods import end_of


@cache
def adapter(kind: str) -> TypeAdapter[Any]:
    """The strict reader and writer of a kind's terms."""
    return TypeAdapter(with_config(ConfigDict(extra="forbid", serialize_by_alias=True))(rules.KINDS[kind]))


def decisions(*, known: date) -> QuerySet[models.Decision]:
    """Decisions taken by a day, latest first."""
    return models.Decision.objects.filter(decided_on__lte=known).order_by("-decided_on", "-code")


def decisions_with_standing(*, known: date) -> QuerySet[models.Decision]:
    """The same, each marked `is_revoked` as known on the day (a revocation that was itself taken back counts not)."""
    stopped = rules.ends(revocations(), known=known)
    return decisions(known=known).annotate(  # type: ignore[no-redef]  # declared on the model for readers
        is_revoked=Exists(models.Decision.objects.filter(pk=OuterRef("pk"), code__in=list(stopped)))
    )


_ANNOUNCED: Final = "announced_on"


def in_register(*, known: date) -> QuerySet[models.Decision]:
    """The same, each with the day of its notice as known on the day, and marked `has_documents`."""
    recorded = Q(recorded_at__lt=end_of(known, timezone.get_default_timezone()))
    noted = models.Announcement.objects.filter(recorded, decision=OuterRef("pk"), announced_on__lte=known)
    latest = noted.order_by("-recorded_at").values(_ANNOUNCED)[:1]
    documents = models.Document.objects.filter(decision=OuterRef("pk"))
    told = {_ANNOUNCED: Subquery(latest), "has_documents": Exists(documents)}
    return decisions_with_standing(known=known).annotate(**told)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions of the register are wanted; what is empty is not asked for."""

    text: str = ""
    year: int | None = None
    body: str = ""
    right: str = ""
    state: str = ""


STATES: Final = ("stands", "back", "unannounced", "open", "final")
"""What can be asked for: it stands, is taken back; has no notice yet, can still be appealed, is final."""


def register(wanted: Wanted, *, on: date, known: date) -> QuerySet[models.Decision]:
    """The decisions taken by a day that are wanted, latest first, with their standing and notice."""
    found = _holding(wanted.text, in_register(known=min(known, on)))
    if wanted.year is not None:
        found = found.filter(decided_on__year=wanted.year)
    if wanted.body:
        found = found.filter(decided_by=wanted.body)
    if wanted.right:
        found = found.filter(right=wanted.right)
    return found.filter(_in_state(wanted.state, on)) if wanted.state else found


def _in_state(state: str, on: date) -> Q:
    appealable = Q(appeal=rules.Appeal.LEGALITY)
    match state:
        case "stands" | "back":
            return Q(is_revoked=state == "back")
        case "unannounced":
            return appealable & Q(announced_on__isnull=True)
        case "open":
            return appealable & Q(announced_on__gt=rules.last_notice_before_final(on))
        case "final":
            return appealable & Q(announced_on__lte=rules.last_notice_before_final(on))
        case _:
            return Q()


def years_and_bodies(*, known: date) -> tuple[list[int], list[str]]:
    """The years in which decisions were taken by a day, latest first, and who took them."""
    taken = models.Decision.objects.filter(decided_on__lte=known)
    years = taken.dates("decided_on", "year", order="DESC")
    return [each.year for each in years], sorted({*taken.values_list("decided_by", flat=True).distinct()})


def find(code: str) -> models.Decision | None:
    """The decision with a code."""
    return models.Decision.objects.filter(code=code).first()


def changes(subjects: Iterable[str] | None = None) -> list[rules.Change]:
    """Every change, or those of some subjects, as the rules read them."""
    rows = models.Change.objects.all()
    return _as_rules(rows if subjects is None else rows.filter(subject__in=list(subjects)))


def changes_of_kind(kinds: Iterable[str]) -> list[rules.Change]:
    """Every change of some kinds, as the rules read them. One query."""
    wanted = set(kinds)
    if wanted <= rules.READ_WHOLE:
        return [_change(row) for row in _read_whole() if row[_KIND] in wanted and row[_PLACE] != _TAKES_BACK]
    return _as_rules(models.Change.objects.filter(kind__in=wanted))


def changes_and_deciders(kinds: Iterable[str]) -> list[tuple[rules.Change, str]]:
    """The same, each with the code of who decided it. One query."""
    rows = models.Change.objects.filter(kind__in=list(kinds)).values_list(*_RULE, "decision__decided_by")
    return [(_change(row), decider) for *row, decider in rows]


_RULE: Final = ("decision__code", "decision__decided_on", "position", "effective_on", "kind", "terms")


def _as_rules(rows: QuerySet[models.Change]) -> list[rules.Change]:
    return [_change(row) for row in rows.values_list(*_RULE)]


def _change(row: Sequence[Any]) -> rules.Change:
    code, decided_on, position, effective_on, kind, terms = row
    return rules.Change(code, decided_on, position, effective_on, adapter(kind).validate_python(terms))


def as_rule(change: models.Change, decision: models.Decision) -> rules.Change:
    """One stored change as the rules read it."""
    terms = adapter(change.kind).validate_python(change.terms)
    return rules.Change(decision.code, decision.decided_on, change.position, change.effective_on, terms)


@once
def revocations() -> list[rules.Revocation]:
    """Every revocation, as the rules read them. One query."""
    return [
        rules.Revocation(code, decided_on, revoked, effective_on)
        for code, decided_on, place, effective_on, revoked, _terms in _read_whole()
        if place == _TAKES_BACK
    ]


_PLACE, _KIND = _RULE.index("position"), _RULE.index("kind")
_TAKES_BACK: Final = -1
"""Stands for the position in the rows of revocations, which have none; what is revoked for the kind."""


@once
def _read_whole() -> list[tuple[Any, ...]]:
    """Every revocation, and every change of the kinds that are read whole, as rows. One query."""
    nothing = Value(None, output_field=JSONField())
    revoked = models.Revocation.objects.values_list(
        "decision__code", "decision__decided_on", Value(_TAKES_BACK), "effective_on", "revoked__code", nothing
    )
    return list(models.Change.objects.filter(kind__in=rules.READ_WHOLE).values_list(*_RULE).union(revoked, all=True))


def standing_revocations(decision: models.Decision, *, known: date) -> QuerySet[models.Revocation]:
    """What takes a decision back, as known on a day: revocations that stand themselves."""
    stopped = rules.ends(revocations(), known=known)
    taken = decision.revoked_by.filter(decision__decided_on__lte=known).exclude(decision__code__in=list(stopped))
    return taken.select_related("decision").order_by("pk")


def taking_back(decision: models.Decision, *, known: date) -> list[models.Revocation]:
    """What a decision takes back, and what takes it back as known on a day and stands itself.

    One query beside that for all revocations; none where they don't name the decision.
    """
    if not any(decision.code in {each.decision, each.revoked} for each in revocations()):
        return []
    stopped = rules.ends(revocations(), known=known)
    by_another = Q(revoked=decision, decision__decided_on__lte=known) & ~Q(decision__code__in=list(stopped))
    rows = models.Revocation.objects.filter(Q(decision=decision) | by_another)
    return list(rows.select_related("decision", "revoked").order_by("revoked__code", "pk"))


def ways_back(*, known: date) -> dict[str, rules.TakesBack]:
    """In which way each decision was taken back that no longer stands, as known on a day."""
    rows = models.Revocation.objects.filter(decision__decided_on__lte=known).order_by("pk")
    stopped = rules.ends(revocations(), known=known)
    return {
        code: rules.TakesBack(way)
        for code, by, way in rows.values_list("revoked__code", "decision__code", "way")
        if by not in stopped
    }


def appeal_of(decision: models.Decision) -> rules.Appeal | None:
    """How a decision can be appealed; None when nobody has said."""
    stated = rules.Appeal(decision.appeal) if decision.appeal else None
    return rules.appeal_of(stated, rules.Right(decision.right))


def ground_of(decision: models.Decision) -> list[rules.Named]:
    """On what the right of a decision rests, as far as any slice knows."""
    taken = rules.Taken(
        decision.code,
        decision.decided_by,
        decision.decided_on,
        rules.Right(decision.right),
        decision.right_reference,
    )
    return [named for owner in rules.OWNERS for named in owner.ground(taken)]


def belongs_to(code: str, *, known: date) -> list[rules.Named]:
    """To what a decision belongs as known on a day, as far as any slice knows."""
    return [named for owner in rules.OWNERS for named in owner.belongs_to(code, known)]


def came_of(code: str, *, on: date, known: date) -> list[rules.Came]:
    """What a decision asked for and how that stands on a day, as far as any slice knows."""
    return [each for ask in rules.CAME_OF_IT for each in ask(code, on, known)]


def follow_ups(code: str) -> list[rules.FollowUp]:
    """What can be begun because of a decision that stands, as far as any slice knows."""
    return [each for owner in rules.OWNERS for each in owner.follow_ups(code)]


def subjects_of(codes: Iterable[str]) -> set[str]:
    """What some decisions change."""
    return set(models.Change.objects.filter(decision__code__in=list(codes)).values_list("subject", flat=True))


def about(subjects: Iterable[str], *, known: date, codes: Iterable[str] = ()) -> QuerySet[models.Decision]:
    """The decisions that changed any of some subjects, or have some codes, latest first, each marked `is_revoked`."""
    touching = models.Change.objects.filter(decision=OuterRef("pk"), subject__in=list(subjects))
    return decisions_with_standing(known=known).filter(Exists(touching) | Q(code__in=list(codes)))


def search(text: str, *, known: date) -> QuerySet[models.Decision]:
    """Decisions whose code, title, registration number or reasons hold each word of a text, in any case."""
    return _holding(text, decisions_with_standing(known=known))


def _holding(text: str, found: QuerySet[models.Decision]) -> QuerySet[models.Decision]:
    for word in text.replace("\0", " ").split():
        written = re.escape(word)  # a pattern, since SQLite's LIKE takes Å and å for different letters
        anywhere = (
            Q(title__iregex=written) | Q(code__iregex=written) | Q(dnr__iregex=written) | Q(reasons__iregex=written)
        )
        found = found.filter(anywhere)
    return found


def days() -> list[date]:
    """The days on which something takes effect, earliest first: where the organisation can look different."""
    return list(models.Change.objects.values_list("effective_on", flat=True).distinct().order_by("effective_on"))


_COMPARED = 20
"""How many decisions are compared word by word: those that share the most marks."""


def alike(reasons: str, *, known: date, at_least: float = likeness.ALIKE) -> list[tuple[models.Decision, float]]:
    """The decisions taken by a day whose reasons are like some reasons, with the per cent, the most alike first.

    One query, whatever the number of decisions.
    """
    marks = likeness.marks(reasons)
    if not marks:
        return []
    sharing = (
        models.Mark.objects.filter(mark__in=marks, decided_on__lte=known)
        .values("decision")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-decision")
        .values_list("decision", flat=True)
    )
    rows = {row.code: row for row in models.Decision.objects.filter(pk__in=sharing[:_COMPARED])}
    found = likeness.most_alike(reasons, ((row.code, row.reasons) for row in rows.values()), at_least=at_least)
    return [(rows[each.key], each.per_cent) for each in found]


def alike_before(decision: models.Decision) -> list[tuple[models.Decision, float]]:
    """The decisions taken before one with nearly the same reasons, the most alike first."""
    found = alike(decision.reasons, known=decision.decided_on)
    return [
        (each, per_cent)
        for each, per_cent in found
        if (each.decided_on, each.code) < (decision.decided_on, decision.code)
    ]
