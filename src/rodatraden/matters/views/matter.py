"""One matter: what has happened, whom it touches, and what is left before it can be decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.matters import models, queries, words
from rodatraden.matters.queries import Judged, TouchedUnit
from rodatraden.matters.queries import proposals as drafting
from rodatraden.matters.queries.whatif import what_if
from rodatraden.matters.rules.addresses import meeting_address
from rodatraden.matters.rules.codes import Applies, GateState, MatterKind, MatterStatus, StepKind, StepOutcome
from rodatraden.matters.rules.gates import Standing
from rodatraden.matters.rules.proposals import State
from rodatraden.matters.views.before import gates
from rodatraden.matters.views.named import WAIVE, WRITE, Names, matter_or_404, may, names
from rodatraden.ui.days import Days
from rodatraden.ui.pages import Request, page, reads
from rodatraden.ui.shapes import Link

_PREPARE = "matters.proposal.prepare"


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as it is read."""

    step: models.StepVersion
    kind: str
    body: Link
    outcome: str
    by: Link | None
    gate: str


@dataclass(frozen=True, slots=True)
class ShownGate:
    """A gate as it is read: its state in shape and word, why it applies, and what passed it."""

    standing: Standing
    shape: str
    word: str
    applies: str
    group: Link | None
    step: models.StepVersion | None
    waiver: models.Ruling | None
    by: Link | None


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit that is touched, with its path, and how that is known."""

    touched: TouchedUnit
    path: Sequence[Link]
    by: Link | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter with all that is known of it on the day."""

    matter: models.MatterVersion
    steps: Sequence[models.StepVersion]
    judged: Judged
    named: Names

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.matter.status == MatterStatus.OPEN


def opened(code: str, days: Days) -> Opened:
    """A matter as it stood on the day, as known on the day. At most eleven queries."""
    matter = matter_or_404(code, days)
    steps = queries.steps_of([code], known=days.known)
    codes = {matter.unit, *(code for step in steps.get(code, ()) for code in (step.body, step.post))}
    named = names(days, codes)
    judged = queries.judge([matter], units=named.units, steps=steps)[code]
    return Opened(matter, steps.get(code, ()), judged, _with_more(named, judged))


def _with_more(named: Names, judged: Judged) -> Names:
    """The names of the gates' groups and of closed units too, when there are any that are not known by now."""
    wanted = {standing.gate.group for standing in judged.standings if standing.state is not GateState.NOT_NEEDED}
    rulings = [*judged.waivers.values(), *(each.ruling for each in judged.touched if each.ruling)]
    wanted |= {each.unit for each in judged.touched} | {ruling.post for ruling in rulings}
    return named.with_more(wanted)


@reads
def matter(request: Request, code: str) -> HttpResponse:
    """One matter. Public, as what is registered in the diary is."""
    found = opened(code, request.days)
    told, named = found.matter, found.named
    may_prepare = request.days.is_today and request.user.has_perm(_PREPARE)
    standing = [shown_gate(each, found) for each in found.judged.standings]
    return page(
        request,
        "matters/matter.html",
        matter=told,
        found=found,
        kind=words.KINDS[MatterKind(told.kind)],
        state=words.STATUSES[MatterStatus(told.status)],
        unit=named.link(told.unit) if told.unit else None,
        gates=[each for each in standing if each.standing.state is not GateState.NOT_NEEDED],
        other_gates=[each for each in standing if each.standing.state is GateState.NOT_NEEDED],
        touched=[shown_unit(each, named) for each in found.judged.touched],
        operations=[named.link(code) for code in found.judged.operations],
        traits=[(words.TRAITS[trait], computed) for trait, computed in found.judged.traits.items()],
        happened=[shown_step(each, found) for each in found.steps],
        decisions=_decisions(found),
        may_write=may(request, WRITE, told.unit),
        may_waive=may(request, WAIVE, told.unit),
        may_prepare=may_prepare,
        proposals=_proposals(request, found) if may_prepare and found.is_open else [],
        crumbs=[Link(_("Matters"), "/arenden"), Link(told.title)],
    )


def _proposals(request: Request, found: Opened) -> list[tuple[models.Proposal, int]]:
    """The drafts in it that the reader may prepare, each with how many gates are left with what it would change."""
    drafts = models.Proposal.objects.filter(matter=found.matter.matter_id, state=State.DRAFT).order_by("code")
    own = [each for each in drafts if request.user.has_perm(_PREPARE, each.unit)]  # type: ignore[arg-type]  # ours: a unit's code
    scenarios = [what_if(drafting.draft(each), decided_on=request.days.today) for each in own]
    return [(each.draft.proposal, sum(gate.is_left for gate in gates(request, each))) for each in scenarios]


def _decisions(found: Opened) -> list[Link]:
    codes = {step.decision for step in found.steps if step.decision}
    rows = Decision.objects.filter(code__in=codes).order_by("decided_on", "code") if codes else []
    return [Link(row.title, f"/beslut/{row.code}") for row in rows]


def shown_step(step: models.StepVersion, found: Opened) -> ShownStep:
    """A step in words."""
    gates = {each.gate.code: each.gate.name for each in found.judged.standings}
    return ShownStep(
        step,
        kind=str(words.STEPS[StepKind(step.kind)]),
        body=found.named.body(step),
        outcome=str(words.OUTCOMES[StepOutcome(step.outcome)]) if step.outcome else "",
        by=found.named.link(step.post) if step.post else None,
        gate=gates.get(step.gate, step.gate),
    )


def shown_gate(standing: Standing, found: Opened) -> ShownGate:
    """A gate in words."""
    gate, waiver = standing.gate, found.judged.waivers.get(standing.gate.code)
    return ShownGate(
        standing,
        shape=words.SHAPES[standing.state],
        word=str(words.STATES[standing.state]),
        applies=str(words.APPLIES[Applies(gate.applies)]),
        group=Link(found.named.link(gate.group).label, meeting_address(gate.group)) if gate.group else None,
        step=next((step for step in found.steps if step.code == standing.step), None) if standing.step else None,
        waiver=waiver,
        by=found.named.link(waiver.post) if waiver and waiver.post else None,
    )


def shown_unit(each: TouchedUnit, named: Names) -> ShownUnit:
    """A touched unit with its path."""
    by = named.link(each.ruling.post) if each.ruling and each.ruling.post else None
    return ShownUnit(each, named.path(each.unit), by)
