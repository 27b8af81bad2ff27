"""Writing the organisation: the municipality's own row, and the projection of the decisions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from rodatraden.decisions import queries as decisions
from rodatraden.decisions.rules import Change, Problem, Revocation
from rodatraden.journal import actions as journal
from rodatraden.organisation import models, queries
from rodatraden.organisation.rules import nearby
from rodatraden.organisation.rules.contradictions import contradictions
from rodatraden.organisation.rules.fold import Version, versions
from rodatraden.organisation.rules.things import BudgetMove, Group, Post, Relation, Unit

OWNED = ("unit:", "post:", "relation:", "group:", "budget:")
"""How the subjects of this slice's changes begin."""


def problems(changes: Sequence[Change], revocations: Sequence[Revocation]) -> Iterable[Problem]:
    """What does not hold among the changes to the organisation."""
    return contradictions([change for change in changes if change.terms.subject.startswith(OWNED)], revocations)


def holds(touched: Collection[str], since: date) -> bool:
    """Whether what some decisions touched holds, judged from the things around it only.

    `since` is the day of the earliest of the decisions. False says that something may be wrong: then ask `problems`.
    """
    register = nearby.Register(decisions.changes, queries.naming, queries.rivals_of)
    return nearby.holds(touched, register, decisions.revocations(), since=since)


@transaction.atomic
def project(subjects: set[str]) -> None:
    """Rebuild the versions of some things from their decisions."""
    owned = {subject for subject in subjects if subject.startswith(OWNED)}
    history: defaultdict[str, list[Change]] = defaultdict(list)
    for change in decisions.changes(owned):
        history[change.terms.subject].append(change)
    revoked_by: defaultdict[str, list[Revocation]] = defaultdict(list)
    revocations = decisions.revocations()
    for revocation in revocations:
        revoked_by[revocation.revoked].append(revocation)
    rows: defaultdict[type[models.Version], list[models.Version]] = defaultdict(list)
    for changes in history.values():
        for version in versions(changes, _reaching(changes, revoked_by)):
            row = _row(version)
            rows[type(row)].append(row)
    for model, prefix in _MODELS.items():
        codes = [subject.removeprefix(prefix) for subject in owned if subject.startswith(prefix)]
        model._default_manager.filter(code__in=codes).delete()  # noqa: SLF001 – the documented way on any model
        model._default_manager.bulk_create(rows[model], batch_size=500)  # noqa: SLF001 – as above


_MODELS: dict[type[models.Version], str] = {
    models.UnitVersion: "unit:",
    models.PostVersion: "post:",
    models.RelationVersion: "relation:",
    models.GroupVersion: "group:",
    models.BudgetMoveVersion: "budget:",
}


def _reaching(changes: Iterable[Change], revoked_by: dict[str, list[Revocation]]) -> list[Revocation]:
    """The revocations of the changes' decisions, and those that take such revocations back."""
    found: list[Revocation] = []
    waiting = [revocation for change in changes for revocation in revoked_by.get(change.decision, [])]
    while waiting:
        revocation = waiting.pop()
        if revocation not in found:
            found.append(revocation)
            waiting += revoked_by.get(revocation.decision, [])
    return found


def _row(version: Version) -> models.Version:
    period = {
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "known_from": version.known_from,
        "known_to": version.known_to,
    }
    match version.thing:
        case Unit() as unit:
            return models.UnitVersion(**asdict(unit), **period)
        case Post() as post:
            return models.PostVersion(**asdict(post), **period)
        case Relation() as tie:
            return models.RelationVersion(code=f"{tie.kind}:{tie.source}:{tie.target}", **asdict(tie), **period)
        case Group() as group:
            return models.GroupVersion(**asdict(group), **period)
        case BudgetMove() as move:
            return models.BudgetMoveVersion(code=f"{move.source}:{move.target}", **asdict(move), **period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a municipality says of itself."""

    code: str
    name: str
    root: str
    fictional: bool
    accent: str
    coat_of_arms: str
    about: str
    sources: tuple[str, ...]
    national_code: str = ""


class AnotherMunicipality(Exception):
    """The database holds one municipality; a second can't be loaded into it."""


@transaction.atomic
def describe_municipality(*, description: Description, by: str) -> bool:
    """Set name, colours and sources; whether anything changed. Raises AnotherMunicipality."""
    now = models.Municipality.objects.first()
    if now and now.code != description.code:
        raise AnotherMunicipality(now.name)
    fields = {**asdict(description), "sources": list(description.sources)}
    if now and all(getattr(now, name) == value for name, value in fields.items()):
        return False
    models.Municipality.objects.update_or_create(code=description.code, defaults=fields)
    journal.record("organisation.municipality.described", of=description.name, by=by)
    return True
