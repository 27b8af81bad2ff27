"""What does a reader owe, from all slices: what is to be done, about what, until when, and where does one do it?

The one place that the start page, the header's number and the page of all tasks ask. Texts are names as they are
stored, so that what is kept serves every language.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from django.db.models import Exists, OuterRef, Q

from rodatraden.access import queries as access
from rodatraden.access.queries import Rights
from rodatraden.access.rules import own_units
from rodatraden.commitments import queries as commitments
from rodatraden.commitments.queries import Told
from rodatraden.commitments.rules.addresses import commitment_address
from rodatraden.control import models as control_models
from rodatraden.control import queries as control
from rodatraden.control.queries.plans import adopted
from rodatraden.control.rules.plan import ControlPlanAdopted
from rodatraden.identity.models import User
from rodatraden.indicators.queries.unread import unread
from rodatraden.indicators.rules.addresses import indicator_address
from rodatraden.journal import queries as journal
from rodatraden.kernel.periods import FOREVER
from rodatraden.matters import models as matter_models
from rodatraden.matters import queries as matters
from rodatraden.matters.queries.register import known_before
from rodatraden.matters.rules.addresses import matter_address
from rodatraden.matters.rules.codes import MatterStatus, StepKind
from rodatraden.matters.rules.proposals import State as ProposalState
from rodatraden.matters.rules.proposals import proposal_address
from rodatraden.organisation.models import PostVersion
from rodatraden.reports import queries as reports
from rodatraden.steering import queries as steering
from rodatraden.steering.queries.said import said
from rodatraden.steering.rules import Stage, contribution_address


class Errand(StrEnum):
    """What a reader can owe."""

    WRITE = "write"
    APPROVE = "approve"
    SIGN = "sign"
    FOLLOW_UP = "follow_up"
    TELL_BACK = "tell_back"
    APPOINT = "appoint"
    READ = "read"
    CHECK = "check"
    DECIDE = "decide"
    PREPARE = "prepare"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for the reader: what to do, about what, in which unit, until when, and where.

    `is_begun`: someone has written already. `note` says more, such as a period.
    """

    errand: Errand
    about: str
    address: str
    unit: str = ""
    due: date | None = None
    is_begun: bool = False
    note: str = ""

    def days_left(self, on: date) -> int | None:
        """Days to its last; below zero they have passed. None without a last day."""
        return None if self.due is None else (self.due - on).days


@dataclass(frozen=True)
class Asker:
    """Who asks what they owe, on today's day, with what they hold."""

    user: User
    today: date
    held: Rights

    @cached_property
    def posts(self) -> set[str]:
        """The codes of the posts held."""
        return {post.code for post in self.held.posts}

    @cached_property
    def own(self) -> set[str]:
        """The units that the posts are in, and the committees that those work for."""
        return own_units(self.held.posts, organisation=self.held.units)

    def has(self, right: str, unit: str | None = None) -> bool:
        """Whether one has a right in a unit."""
        return self.user.has_perm(right, unit)

    def name(self, unit: str) -> str:
        """What a unit is called today."""
        drawn = self.held.units.units
        return drawn[unit].name if unit in drawn else unit


def contributions(of: Asker) -> Iterable[Task]:
    """What to write, for one's own units, and what to approve when it is one's turn, in the round that runs."""
    current = steering.current_round(on=of.today, known=of.today)
    if current is None or (current.deadline < of.today and steering.is_closed(current)):
        return
    asked = said(current, known=of.today, with_texts=False).stages()
    held = steering.held(of.user, current, asked, today=of.today) if current.levels else {}
    for unit, told in asked.items():
        address, due = contribution_address(current.code, unit), told.due or current.deadline
        if told.stage is Stage.DRAFT and unit in of.own and of.has("steering.followup.write", unit):
            yield Task(Errand.WRITE, of.name(unit), address, unit, due, is_begun=bool(told.post), note=current.title)
        approves = held[unit].approves if current.levels else _approves(of, told.stage, unit)
        if approves:
            yield Task(Errand.APPROVE, of.name(unit), address, unit, due, is_begun=True, note=current.title)


def _approves(of: Asker, stage: Stage, unit: str) -> bool:
    return stage is Stage.DONE and of.has("steering.followup.approve", unit)


def editions(of: Asker) -> Iterable[Task]:
    """The reports to sign, when every part is approved."""
    drawn = of.held.units.units.values() if of.posts else ()
    whole = next((unit.code for unit in drawn if unit.parent is None), None)
    if whole and of.has("reports.edition.sign", whole):
        for each in reports.to_sign(on=of.today, known=of.today):
            yield Task(Errand.SIGN, each.title, f"/rapporter/{each.code}", due=None)


def promised(of: Asker) -> Iterable[Task]:
    """What one's posts answer for and is left or not told back; and in one's units what nobody answers for."""
    if not (of.posts or of.own):
        return
    there = PostVersion.objects.at(on=of.today, known=of.today).filter(code=OuterRef("owner"))
    ownerless = Q(unit__in=of.own) & ~Q(Exists(there))
    for row in commitments.told(known=of.today, among=Q(owner__in=of.posts) | ownerless):
        task = _promised(of, row)
        if task:
            yield task


def _promised(of: Asker, row: Told) -> Task | None:
    now, address = row.standing(of.today), commitment_address(row.code)
    if row.owner in of.posts:
        if now.is_settled:
            return None
        if now.is_finished:
            if of.has("commitments.report.note", row.unit):  # others see to it that it is told, and look at it
                address = f"{address}/aterrapport"
            return Task(Errand.TELL_BACK, row.title, address, row.unit, row.report_by)
        is_begun = row.followed_up_at is not None
        return Task(Errand.FOLLOW_UP, row.title, f"{address}/folj-upp", row.unit, row.due, is_begun)
    if not now.is_finished and of.has("commitments.commitment.give", row.unit):
        return Task(Errand.APPOINT, row.title, f"{address}/andra", row.unit, row.due)
    return None


def outcomes(of: Asker) -> Iterable[Task]:
    """The outcomes that are missing of the indicators that one's posts own, or one's units answer for."""
    units = {unit for unit in of.own if of.has("indicators.reading.write", unit)}
    for each in unread(posts=of.posts, units=units, on=of.today):
        address = f"{indicator_address(each.indicator)}/varde"
        yield Task(Errand.READ, each.name, address, each.unit, each.ended_on, note=each.period)


def checks(of: Asker) -> Iterable[Task]:
    """What one's posts are to check this year by the plans of internal control, and has not been checked as often."""
    year = of.today.year
    if not any(_owns(of, change.terms) for change in adopted()):
        return
    in_force = control.plans(on=of.today, known=of.today).values()
    decided = [plan.terms for plan in in_force if plan.terms.year == year]
    mine = [(terms.unit, item) for terms in decided for item in terms.items if item.owner in of.posts]
    made = control_models.CheckVersion.objects.counting(known_before(of.today)).filter(
        unit__in={unit for unit, _item in mine}, year=year
    )
    done = list(made.values_list("unit", "item"))
    for unit, item in mine:
        count = done.count((unit, item.item))
        if count < item.times:
            address, last = f"/kontroll/plan/{unit}/{year}/{item.item}", date(year, 12, 31)
            yield Task(Errand.CHECK, item.what, address, unit, last, bool(count), f"{count}/{item.times}")


def _owns(of: Asker, terms: object) -> bool:
    return isinstance(terms, ControlPlanAdopted) and any(item.owner in of.posts for item in terms.items)


def proposals(of: Asker) -> Iterable[Task]:
    """The proposals that one's posts prepare or are to decide."""
    if not of.posts:
        return
    rows = matter_models.Proposal.objects.filter(
        Q(post__in=of.posts) | Q(decided_by__in=of.posts), state=ProposalState.DRAFT
    )
    for row in rows.order_by("effective_on", "code"):
        errand = Errand.DECIDE if row.decided_by in of.posts else Errand.PREPARE
        yield Task(errand, row.title, proposal_address(row.code), row.unit, row.effective_on, is_begun=True)


_HELD: Final = (StepKind.ANCHORING, StepKind.HEARING, StepKind.OPINION, StepKind.NEGOTIATION)
"""Steps that something comes out of."""


def steps(of: Asker) -> Iterable[Task]:
    """What was planned in the matters of one's units, has passed, and nobody has told what it ended in."""
    units = {unit for unit in of.own if of.has("matters.matter.write", unit)}
    if not units:
        return
    mine = matters.matters(known=of.today).filter(unit__in=units, status=MatterStatus.OPEN)
    passed = matter_models.StepVersion.objects.counting(known_before(of.today)).filter(
        matter__in=mine.values("matter"),
        is_withdrawn=False,
        outcome="",
        note="",
        kind__in=_HELD,
        on__lt=of.today,
    )
    steps = list(passed.order_by("on", "pk"))
    titles = {row.matter_id: row for row in mine} if steps else {}
    for step in steps:
        matter = titles[step.matter_id]
        address = f"{matter_address(step.matter_id)}/steg/{step.code}"
        yield Task(Errand.TELL, matter.title, address, matter.unit, step.on)


OWED: Final[tuple[Callable[[Asker], Iterable[Task]], ...]] = (
    contributions,
    editions,
    promised,
    outcomes,
    checks,
    proposals,
    steps,
)
"""A slice joins by a function here."""


def owed(user: User, *, today: date) -> tuple[Task, ...]:
    """All that a reader owes, the first day first; what has no day stands last. Kept until anything is written."""
    version = journal.version()
    if version == journal.NOTHING_WRITTEN:
        return _gathered(user, today)
    key = (user.pk, today, version)
    if key not in _kept:
        while len(_kept) >= _MOST:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = _gathered(user, today)
    return _kept[key]


def count_if_known(user: User, *, today: date) -> int | None:
    """How many there are, when that has been asked since anything was written; else None. For the header."""
    tasks = _kept.get((user.pk, today, journal.version()))
    return None if tasks is None else len(tasks)


_MOST: Final = 2000
_kept: Final[dict[tuple[int, date, str], tuple[Task, ...]]] = {}


def _gathered(user: User, today: date) -> tuple[Task, ...]:
    asker = Asker(user, today, access.rights_today(user, today=today))
    found = [task for ask in OWED for task in ask(asker)]
    return tuple(sorted(found, key=lambda task: (task.due or FOREVER, [*Errand].index(task.errand), task.about)))
