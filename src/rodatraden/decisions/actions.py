"""Recording decisions. All of a batch or nothing; what a decision says is never altered afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rodatraden.decisions import models, queries, rules
from rodatraden.journal import actions as journal


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as it is handed in: the register's fields, the typed changes with their days, and what it revokes."""

    code: str
    title: str
    decided_by: str
    decided_on: date
    effective_on: date
    right: rules.Right
    right_reference: str = ""
    dnr: str = ""
    paragraph: str = ""
    reasons: str = ""
    source: str = ""
    changes: tuple[tuple[date, rules.Terms], ...] = ()
    revokes: tuple[tuple[str, date | None], ...] = ()


class Contradicted(Exception):
    """Some changes can't be together with the rest."""

    def __init__(self, problems: Sequence[rules.Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


class AlreadyRecorded(Exception):
    """A decision with the same code stands in the register with another content."""

    def __init__(self, code: str, fields: Sequence[str]) -> None:
        self.code, self.fields = code, tuple(fields)
        super().__init__(f"{code}: {', '.join(fields)}")


class NothingToRevoke(Exception):
    """A revocation of what is not in the register, is later than itself, or is revoked already."""

    def __init__(self, code: str, revoked: str) -> None:
        self.code, self.revoked = code, revoked
        super().__init__(f"{code} → {revoked}")


@transaction.atomic
def record_decisions(*, decisions: Sequence[NewDecision], by: str, at: datetime) -> list[str]:
    """Put decisions in the register and bring every projection up to date; the codes of those that were new.

    A decision that is there already, word for word, is left alone. Raises AlreadyRecorded, NothingToRevoke,
    Contradicted: then nothing is stored.
    """
    fresh, problems = try_decisions(decisions=decisions, by=by, at=at)
    if problems:
        raise Contradicted(problems)
    return fresh


@transaction.atomic
def try_decisions(*, decisions: Sequence[NewDecision], by: str, at: datetime) -> tuple[list[str], list[rules.Problem]]:
    """As `record_decisions`, but stores even what contradicts and tells of it: for a caller who then rolls back."""
    stored = {decision.code: decision for decision in models.Decision.objects.all()}
    fresh = []
    for decision in sorted(decisions, key=lambda each: (each.decided_on, each.code)):
        if decision.code in stored:
            _refuse_difference(stored[decision.code], decision)
        else:
            stored[decision.code] = _store(decision, stored, at)
            fresh.append(decision.code)
            journal.record("decisions.decision.recorded", of=f"{decision.code} {decision.title}", by=by)
    if not fresh:
        return fresh, []
    problems = _problems()
    touched = _touched(fresh)
    for owner in rules.OWNERS:
        owner.project(touched)
    return fresh, problems


def _problems() -> list[rules.Problem]:
    """What does not hold in the register as it stands, or as it stood the day before each revocation."""
    changes, revocations = queries.changes(), queries.revocations()
    revoked_on = {each.decided_on for each in revocations}
    found: dict[tuple[str, int, str], rules.Problem] = {}
    for owner in rules.OWNERS:
        for limit in (date.max, *sorted(revoked_on)):
            known = [change for change in changes if change.decided_on < limit]
            standing = [each for each in revocations if each.decided_on < limit]
            for problem in owner.problems(known, standing):
                found.setdefault((problem.change.decision, problem.change.position, problem.code), problem)
    return list(found.values())


def _touched(codes: Sequence[str]) -> set[str]:
    revoked = models.Revocation.objects.filter(decision__code__in=codes).values_list("revoked__code", flat=True)
    reached = {*codes}
    frontier = {*revoked}
    while frontier - reached:  # a revocation may take back a revocation: follow it down
        reached |= frontier
        frontier = {
            *models.Revocation.objects.filter(decision__code__in=frontier).values_list("revoked__code", flat=True)
        }
    return queries.subjects_of(reached)


def _store(decision: NewDecision, stored: Mapping[str, models.Decision], at: datetime) -> models.Decision:
    row = models.Decision.objects.create(**_fields(decision), recorded_at=at)
    models.Change.objects.bulk_create(
        models.Change(
            decision=row,
            position=position,
            kind=terms.change,
            subject=terms.subject,
            effective_on=effective_on,
            terms=queries.adapter(terms.change).dump_python(terms, mode="json"),
        )
        for position, (effective_on, terms) in enumerate(decision.changes)
    )
    for code, effective_on in decision.revokes:
        revoked = stored.get(code)
        if revoked is None or revoked.decided_on > decision.decided_on or _is_revoked(revoked, decision.decided_on):
            raise NothingToRevoke(decision.code, code)
        models.Revocation.objects.create(decision=row, revoked=revoked, effective_on=effective_on)
    return row


def _is_revoked(decision: models.Decision, on: date) -> bool:
    return decision.code in rules.ends(queries.revocations(), known=on)


def _fields(decision: NewDecision) -> dict[str, object]:
    names = [field for field in NewDecision.__dataclass_fields__ if field not in {"changes", "revokes"}]
    return {name: getattr(decision, name) for name in names}


def _refuse_difference(row: models.Decision, decision: NewDecision) -> None:
    different = [name for name, value in _fields(decision).items() if getattr(row, name) != value]
    now = [(change.effective_on, change.kind, change.terms) for change in row.changes.order_by("position")]
    given = [
        (day, terms.change, queries.adapter(terms.change).dump_python(terms, mode="json"))
        for day, terms in decision.changes
    ]
    if now != given:
        different.append("changes")
    if {*row.revocations.values_list("revoked__code", "effective_on")} != {*decision.revokes}:
        different.append("revokes")
    if different:
        raise AlreadyRecorded(decision.code, different)
