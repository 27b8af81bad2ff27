"""Deciding a proposal: it becomes a decision in the register, whole and once, and is never altered again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rodatraden.decisions import actions as register
from rodatraden.decisions import models as decided
from rodatraden.decisions.actions import AlreadyRecorded, NewDecision, NewDocument
from rodatraden.decisions.rules import Appeal, Change, Right, usual_appeal
from rodatraden.files import vault
from rodatraden.journal import actions as journal
from rodatraden.matters import models, queries
from rodatraden.matters.actions.matters import GatesLeft, require_gates
from rodatraden.matters.actions.proposals import AlteredMeanwhile, as_written, draft_to_write
from rodatraden.matters.actions.recording import NewStep
from rodatraden.matters.actions.steps import add_step
from rodatraden.matters.queries.proposals import Draft, draft
from rodatraden.matters.rules.codes import StepKind, StepOutcome
from rodatraden.matters.rules.proposals import Lacks, State, Undoing, lacking, next_code


class Lacking(Exception):
    """Something must be filled in before it is decided. Holds what."""

    def __init__(self, lacks: tuple[Lacks, ...]) -> None:
        self.lacks = lacks
        super().__init__(", ".join(lacks))


class DocumentsLost(Exception):
    """Documents are named but not kept any more. Holds them."""

    def __init__(self, documents: tuple[models.DraftDocument, ...]) -> None:
        self.documents = documents
        super().__init__(", ".join(each.file for each in documents))


class DecidedTomorrow(Exception):
    """A decision is recorded when it is taken, not before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How a proposal is decided. `revision` is the one that the decider has read; without a `code` it gets the next.

    Without an `appeal` it can be appealed as decisions under its right usually can.
    """

    decided_on: date
    revision: int
    code: str = ""
    dnr: str = ""
    paragraph: str = ""
    appeal: Appeal | None = None


@transaction.atomic
def decide(*, code: str, taking: Taking, by: str, at: datetime) -> str:
    """Decide a proposal; the code of the decision.

    Of two who decide at once the second waits, and is then told. Raises NoSuchProposal, NotADraft, AlteredMeanwhile,
    Lacking, DocumentsLost, DecidedTomorrow, NoSuchMatter, GatesLeft, and what the register raises: Contradicted,
    NothingToRevoke, BuiltUpon, DecidedByNobody, AlreadyRecorded. Then nothing has happened.
    """
    proposal = draft_to_write(code)
    if proposal.revision != taking.revision:
        raise AlteredMeanwhile
    if taking.decided_on > timezone.localdate(at):
        raise DecidedTomorrow
    if lacks := lacking(as_written(proposal)):
        raise Lacking(lacks)
    whole = draft(proposal)
    if lost := tuple(each for each in whole.documents if vault.find(each.sha256) is None):
        raise DocumentsLost(lost)
    _pass_gates(whole, taking)
    proposal.decision = _record(whole, taking, by=by, at=at)
    _tell_the_matter(proposal, taking, by=by, at=at)
    proposal.state, proposal.altered_at = State.DECIDED, at
    proposal.revision += 1
    proposal.save()
    journal.record("matters.proposal.decided", of=f"{code} {proposal.title}", by=by, details={"as": proposal.decision})
    return proposal.decision


def _pass_gates(whole: Draft, taking: Taking) -> None:
    """Refuse while gates are left on the day of the decision, or, when that is dated back, on the day it was begun.

    A proposal that is about no matter has passed nothing: what it touches tells whether it must.
    """
    begun_on = timezone.localdate(whole.proposal.begun_at)
    for day in sorted({taking.decided_on, max(taking.decided_on, begun_on)}):
        _pass_gates_on(day, whole, taking)


def _pass_gates_on(day: date, whole: Draft, taking: Taking) -> None:
    changes = tuple(
        Change(whole.proposal.code, taking.decided_on, number, day, terms)
        for number, (day, terms) in enumerate(whole.terms)
    )
    if whole.proposal.matter_id:
        require_gates(matter=whole.proposal.matter_id, on=day, changes=changes)
        return
    nobodys = models.MatterVersion(matter_id="", traits=[])
    left = queries.gates_of(nobodys, on=day, known=day, changes=changes).left
    if left:
        raise GatesLeft(left)


def _tell_the_matter(proposal: models.Proposal, taking: Taking, *, by: str, at: datetime) -> None:
    """The matter, if there is one, is decided by it."""
    if not proposal.matter_id:
        return
    step = NewStep(
        matter=proposal.matter_id,
        code="",
        kind=StepKind.DECISION,
        body=proposal.decided_by,
        on=taking.decided_on,
        outcome=StepOutcome.APPROVED,
        decision=proposal.decision,
        reference=taking.paragraph,
        post=proposal.post,
    )
    add_step(new=step, by=by, at=at)


def _record(whole: Draft, taking: Taking, *, by: str, at: datetime) -> str:
    """Put it in the register under the code given, or the next of who decides.

    The next is looked for when it is our turn: of many who decide at once each gets a code of its own.
    """
    register.wait_for_turn()
    code = taking.code or suggested_code(whole.proposal.decided_by, year=taking.decided_on.year)
    if not register.record_decisions(decisions=[_as_decision(whole, taking, code)], by=by, at=at):
        raise AlreadyRecorded(code, ())  # there word for word, but from another proposal: no decision of its own
    return code


def suggested_code(decider: str, *, year: int) -> str:
    """The code after those that a decider's decisions of a year have, such as KD-2026-014."""
    codes = decided.Decision.objects.filter(code__startswith=f"{decider}-{year}-").values_list("code", flat=True)
    return next_code(codes, letter=decider, year=year)


def _as_decision(whole: Draft, taking: Taking, code: str) -> NewDecision:
    proposal = whole.proposal
    undone = {
        how: tuple((each.decision, each.effective_on) for each in whole.undoings if each.how == how) for how in Undoing
    }
    return NewDecision(
        code=code,
        title=proposal.title,
        decided_by=proposal.decided_by,
        decided_on=taking.decided_on,
        effective_on=proposal.effective_on,
        right=Right(proposal.right),
        right_reference=proposal.right_reference,
        dnr=taking.dnr,
        paragraph=taking.paragraph,
        reasons=proposal.reasons,
        appeal=taking.appeal or usual_appeal(Right(proposal.right)),
        changes=whole.terms,
        revokes=undone[Undoing.REVOKES],
        replaces=undone[Undoing.REPLACES],
        corrects=undone[Undoing.CORRECTS],
        documents=tuple(NewDocument(each.file, each.title, each.sha256, each.size) for each in whole.documents),
    )
