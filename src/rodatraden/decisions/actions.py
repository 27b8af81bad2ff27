"""Recording decisions. All of a batch or nothing; what a decision says is never altered afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from django.db import connection, transaction

from rodatraden.decisions import models, queries, rules
from rodatraden.files import vault
from rodatraden.journal import actions as journal
from rodatraden.kernel.likeness import marks


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of a decision: what it is called, and the hash and size (in bytes) of what it holds.

    `path` is where it lies until it is kept; None for one that is kept already.
    """

    file: str
    title: str
    sha256: str
    size: int
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as it is handed in: the register's fields, the typed changes with their days, and what it revokes.

    What it revokes or corrects is given with the day from which that no longer counts; None: as if it had never taken
    effect. What it replaces counts up to the day given; None: up to the day on which this decision takes effect.
    """

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
    replaces: tuple[tuple[str, date | None], ...] = ()
    corrects: tuple[tuple[str, date | None], ...] = ()
    appeal: rules.Appeal | None = None
    documents: tuple[NewDocument, ...] = ()

    @property
    def taken_back(self) -> list[tuple[rules.TakesBack, str, date | None]]:
        """Every earlier decision that it takes back: in which way, and from which day."""
        ways = {
            rules.TakesBack.REVOKES: self.revokes,
            rules.TakesBack.REPLACES: tuple((code, day or self.effective_on) for code, day in self.replaces),
            rules.TakesBack.CORRECTS: self.corrects,
        }
        return [(way, code, day) for way, named in ways.items() for code, day in named]


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
    """A revocation of what is not in the register, is later than itself, is named twice, or is revoked already."""

    def __init__(self, code: str, revoked: str) -> None:
        self.code, self.revoked = code, revoked
        super().__init__(f"{code} → {revoked}")


class DecidedByNobody(Exception):
    """A decision by a body or a post that no decision has made."""

    def __init__(self, code: str, decided_by: str) -> None:
        self.code, self.decided_by = code, decided_by
        super().__init__(f"{code}: {decided_by}")


class NotEntitled(Exception):
    """Who decided had no such right. `code` and what it says are put into words by the slice that judged it."""

    def __init__(self, lack: rules.Lack) -> None:
        self.code, self.lack = lack.decision, lack
        super().__init__(f"{lack.decision}: {lack.code}")


class BuiltUpon(Exception):
    """What a decision takes back carries later decisions, which must be taken back with it: `by`, earliest first."""

    def __init__(self, code: str, by: Sequence[str]) -> None:
        self.code, self.by = code, tuple(by)
        super().__init__(f"{code} ← {', '.join(by)}")


Refusal: TypeAlias = AlreadyRecorded | NothingToRevoke | DecidedByNobody | BuiltUpon | NotEntitled


@dataclass(slots=True)
class Tried:
    """What came of decisions that were handed in: the codes of the new ones, and all that speaks against them."""

    fresh: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problems: list[rules.Problem] = field(default_factory=list)


@transaction.atomic
def record_decisions(*, decisions: Sequence[NewDecision], by: str, at: datetime) -> list[str]:
    """Put decisions in the register and bring every projection up to date; the codes of those that were new.

    A decision that is there already, word for word, is left alone. Raises AlreadyRecorded, NothingToRevoke,
    BuiltUpon, DecidedByNobody, NotEntitled, Contradicted: then nothing is stored.
    """
    tried = try_decisions(decisions=decisions, by=by, at=at)
    for refusal in tried.refusals:
        raise refusal
    if tried.problems:
        raise Contradicted(tried.problems)
    return tried.fresh


@transaction.atomic
def try_decisions(*, decisions: Sequence[NewDecision], by: str, at: datetime) -> Tried:
    """As `record_decisions`, but stores what it can and tells of all the rest: for a caller who then rolls back."""
    _wait_for_turn()
    tried = Tried()
    stored = _stored(decisions)
    fresh = []
    for decision in sorted(decisions, key=lambda each: (each.decided_on, each.code)):
        if decision.code in stored:
            tried.refusals += _difference(stored[decision.code], decision)
            _keep_documents(decision)
        else:
            stored[decision.code] = _store(decision, at)
            fresh.append(decision)
            tried.fresh.append(decision.code)
            journal.record("decisions.decision.recorded", of=f"{decision.code} {decision.title}", by=by)
    if fresh:
        tried.refusals += _revoke(fresh, stored)
        touched = _touched(tried.fresh)
        tried.problems = _problems(touched, since=fresh[0].decided_on)
        if tried.problems:
            tried.refusals += _built_upon(fresh, tried.problems)
        for owner in rules.OWNERS:
            owner.project(touched)
        tried.refusals += _decided_by_nobody(fresh)
        tried.refusals += _not_entitled(fresh)
    return tried


def _stored(decisions: Sequence[NewDecision]) -> dict[str, models.Decision]:
    """Those in the register of some decisions and of those that they take back, by their codes."""
    named = {each.code for each in decisions} | {code for each in decisions for _way, code, _day in each.taken_back}
    rows = models.Decision.objects.all()
    if len(named) <= _FEW:
        rows = rows.filter(code__in=named)
    return {decision.code: decision for decision in rows}


def _wait_for_turn() -> None:
    """One batch at a time: what contradicts what is judged from the whole register, and projections are drawn from it.

    SQLite lets one transaction write at a time as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE decisions_decision IN SHARE ROW EXCLUSIVE MODE")


def _revoke(fresh: Sequence[NewDecision], stored: Mapping[str, models.Decision]) -> list[NothingToRevoke]:
    """Store the revocations that can be, and name the others."""
    refused: list[NothingToRevoke] = []
    able: list[rules.Revocation] = []
    ways: dict[tuple[str, str], rules.TakesBack] = {}
    for decision in fresh:
        for way, code, effective_on in decision.taken_back:
            earlier = stored.get(code)
            taken_before = earlier is not None and earlier.decided_on <= decision.decided_on
            if code == decision.code or not taken_before or (decision.code, code) in ways:
                refused.append(NothingToRevoke(decision.code, code))
            else:
                ways[decision.code, code] = way
                able.append(rules.Revocation(decision.code, decision.decided_on, code, effective_on))
    twice = rules.revoked_twice([*queries.revocations(), *able])
    refused += [NothingToRevoke(each.decision, each.revoked) for each in able if each.revoked in twice]
    models.Revocation.objects.bulk_create(
        models.Revocation(
            decision=stored[each.decision],
            revoked=stored[each.revoked],
            effective_on=each.effective_on,
            way=ways[each.decision, each.revoked],
        )
        for each in able
        if each.revoked not in twice
    )
    return refused


_FEW = 200
"""The most touched things that are judged by what is around them: for more, all is replayed at once."""


def _problems(touched: set[str], *, since: date) -> list[rules.Problem]:
    """What does not hold in the register as it stands, or as it was known at any time after the first new decision."""
    if len(touched) <= _FEW and rules.all_hold(touched, since=since):
        return []
    changes, revocations = queries.changes(), queries.revocations()
    turns = [day for day in rules.turns_of_knowledge(changes, revocations) if day > since]
    found: dict[tuple[str, int, str], rules.Problem] = {}
    for owner in rules.OWNERS:
        for limit in (date.max, *turns):
            known = [change for change in changes if change.decided_on < limit]
            standing = [each for each in revocations if each.decided_on < limit]
            for problem in owner.problems(known, standing):
                found.setdefault((problem.change.decision, problem.change.position, problem.code), problem)
    return list(found.values())


def _built_upon(fresh: Sequence[NewDecision], problems: list[rules.Problem]) -> list[BuiltUpon]:
    """The decisions that would lose their ground when others are taken back, told of the one that takes them back.

    Their problems are the consequence: they are taken out of `problems`.
    """
    new = {decision.code for decision in fresh}
    changes, revocations = queries.changes(), queries.revocations()
    taken = {change.decision: (change.decided_on, change.decision) for change in changes}
    found: list[BuiltUpon] = []
    for decision in fresh:
        gone = {code for _way, code, _day in decision.taken_back}
        able = {code for code, (decided_on, _) in taken.items() if decided_on <= decision.decided_on} - new
        lost = rules.carried(gone, changes, problems) & able
        if lost:
            chain = _chain(decision, lost, able, changes, revocations)
            found.append(BuiltUpon(decision.code, sorted(chain, key=lambda code: taken[code])))
            problems[:] = [problem for problem in problems if problem.change.decision not in chain | gone]
    return found


def _chain(
    decision: NewDecision,
    lost: set[str],
    able: set[str],
    changes: Sequence[rules.Change],
    revocations: Sequence[rules.Revocation],
) -> set[str]:
    """All that must be taken back together: what is lost, and what builds on that in its turn, until nothing does.

    Only what is `able` to be taken back by the decision, since it was taken before it.
    """
    days = [day for _way, _code, day in decision.taken_back]
    from_day = None if None in days else min((day for day in days if day), default=None)
    gone = {code for _way, code, _day in decision.taken_back}
    chain, more = set[str](), lost
    while more:
        chain |= more
        also = [rules.Revocation(decision.code, decision.decided_on, code, from_day) for code in chain]
        held = [problem for owner in rules.OWNERS for problem in owner.problems(changes, [*revocations, *also])]
        more = rules.carried(gone | chain, changes, held) & able
    return chain


def _decided_by_nobody(fresh: Sequence[NewDecision]) -> list[DecidedByNobody]:
    deciders = {decision.decided_by for decision in fresh}
    known = {code for owner in rules.OWNERS for code in owner.names(deciders, date.max)}
    return [
        DecidedByNobody(decision.code, decision.decided_by) for decision in fresh if decision.decided_by not in known
    ]


def _not_entitled(fresh: Sequence[NewDecision]) -> list[NotEntitled]:
    taken = [
        rules.Taken(each.code, each.decided_by, each.decided_on, each.right, each.right_reference) for each in fresh
    ]
    return [NotEntitled(lack) for owner in rules.OWNERS for lack in owner.lacks(taken)]


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


def _store(decision: NewDecision, at: datetime) -> models.Decision:
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
    models.Mark.objects.bulk_create(
        models.Mark(decision=row, mark=mark, decided_on=decision.decided_on) for mark in marks(decision.reasons)
    )
    models.Document.objects.bulk_create(
        models.Document(
            decision=row, position=position, file=each.file, title=each.title, sha256=each.sha256, size=each.size
        )
        for position, each in enumerate(decision.documents)
    )
    _keep_documents(decision)
    return row


def _keep_documents(decision: NewDecision) -> None:
    """Copy its documents to where they are kept, once all the rest is stored: of what is refused nothing is kept.

    One that was lost since, such as when a disk was full, is kept when the same decision is handed in again.
    """
    for each in decision.documents:
        if each.path is not None and vault.find(each.sha256) is None:
            transaction.on_commit(partial(vault.keep_file, each.path))


_APART: Final = {"changes", "documents", "appeal", *rules.TakesBack}
"""What of a decision is stored in rows of its own, or not as it is handed in."""


def _fields(decision: NewDecision) -> dict[str, object]:
    names = [field for field in NewDecision.__dataclass_fields__ if field not in _APART]
    return {**{name: getattr(decision, name) for name in names}, "appeal": decision.appeal or ""}


def _difference(row: models.Decision, decision: NewDecision) -> list[AlreadyRecorded]:
    different = [name for name, value in _fields(decision).items() if getattr(row, name) != value]
    # read back before they are compared: what was stored before a kind got one more field it may leave out is the same
    now = tuple((each.effective_on, queries.as_rule(each, row).terms) for each in row.changes.order_by("position"))
    if now != decision.changes:
        different.append("changes")
    back = {*row.revocations.values_list("way", "revoked__code", "effective_on")} ^ {*decision.taken_back}
    different += [way.value for way in rules.TakesBack if any(each == way for each, *_ in back)]
    documents = [(each.file, each.title, each.sha256) for each in decision.documents]
    if [*row.documents.order_by("position").values_list("file", "title", "sha256")] != documents:
        different.append("documents")
    return [AlreadyRecorded(decision.code, different)] if different else []


class NoSuchDecision(Exception):
    """No decision in the register has the code."""


class AnnouncedBeforeDecided(Exception):
    """A notice can't be older than what it tells of. The argument is the day of the decision."""


@transaction.atomic
def announce(*, code: str, announced_on: date, by: str, at: datetime) -> bool:
    """Note on which day a decision was announced on the notice board; whether it was not noted already.

    A day that was wrong is not altered: the one that is noted last counts. Raises NoSuchDecision,
    AnnouncedBeforeDecided.
    """
    decision = models.Decision.objects.select_for_update().filter(code=code).first()
    if decision is None:
        raise NoSuchDecision(code)
    if announced_on < decision.decided_on:
        raise AnnouncedBeforeDecided(decision.decided_on)
    noted = list(decision.announcements.order_by("-recorded_at", "-pk"))
    if (noted and noted[0].announced_on == announced_on) or any(
        (each.announced_on, each.recorded_at) == (announced_on, at) for each in noted
    ):
        return False
    models.Announcement.objects.create(decision=decision, announced_on=announced_on, recorded_at=at)
    journal.record("decisions.announcement.recorded", of=f"{code} {decision.title}", by=by)
    return True
