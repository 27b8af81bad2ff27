"""Deciding a proposal: what is left, by whom, on which day; and what became of it."""

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.decisions import actions as register
from rodatraden.decisions.rules import Appeal, Right, usual_appeal
from rodatraden.decisions.words import LACKS as LACKS_OF_RIGHT
from rodatraden.matters import models
from rodatraden.matters import queries as matters
from rodatraden.matters.actions import GatesLeft, NoSuchMatter, deciding
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.forms.proposal import Taken
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.queries.whatif import what_if
from rodatraden.matters.rules.proposals import DECIDE, PREPARE, State, proposal_address
from rodatraden.matters.views import shown
from rodatraden.matters.views.authority import beyond_reader
from rodatraden.matters.views.before import LACKS, left_to_do
from rodatraden.matters.views.named import WRITE
from rodatraden.matters.views.opened import proposal_or_404
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@writes
def decide(request: Request, code: str) -> HttpResponse:
    """Decide a proposal, once and for all. Who may prepare it sees what is left; who may decide can."""
    require(request.user, PREPARE)
    found = proposal_or_404(request, code)
    if request.method != "POST":
        return redirect(proposal_address(code)) if found.state == State.DECIDED else _show(request, found, None)
    require(request.user, DECIDE, found.unit)
    matter = matters.find(found.matter_id, known=matters.EVERYTHING) if found.matter_id else None
    if matter:  # it is decided with the proposal, and lends it the gates that it has passed
        require(request.user, WRITE, matter.unit)
    form = Taken(request.POST)
    for reason in beyond_reader(request, what_if(queries.draft(found), decided_on=request.days.today)):
        form.add_error(None, reason)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        decision = _decide(request, found, form)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        now = queries.proposal(code) or found
        form.data = {**request.POST.dict(), "revision": str(now.revision)}  # what is shown now is what is read next
        return _show(request, now, form, status=409)
    messages.success(request, _("Decided. The decision is in the register, and is never altered."))
    return redirect(f"/beslut/{decision}")


class Refused(Exception):
    """It could not be decided. Holds the reasons, in words."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(*reasons)


def _decide(request: Request, found: models.Proposal, form: Taken) -> str:
    """The code of the decision. Raises Refused."""
    given = form.cleaned_data
    taking = deciding.Taking(
        decided_on=given["decided_on"],
        revision=given["revision"],
        code=given["code"],
        dnr=given["dnr"],
        paragraph=given["paragraph"],
        appeal=Appeal(given["appeal"]) if given["appeal"] else None,
    )
    by, at = request.user.get_username(), timezone.now()
    try:
        return deciding.decide(code=found.code, taking=taking, by=by, at=at)
    except _ABOUT_THE_PROPOSAL as refused:
        raise Refused(*_about_the_proposal(refused)) from refused
    except _ABOUT_THE_REGISTER as refused:
        raise Refused(*_about_the_register(request, found, refused)) from refused


_ABOUT_THE_PROPOSAL = (
    actions.NotADraft,
    actions.AlteredMeanwhile,
    deciding.Lacking,
    deciding.DocumentsLost,
    deciding.DecidedTomorrow,
    GatesLeft,
    NoSuchMatter,
)
_ABOUT_THE_REGISTER = (
    register.Contradicted,
    register.NothingToRevoke,
    register.DecidedByNobody,
    register.AlreadyRecorded,
    register.BuiltUpon,
    register.NotEntitled,
)


def _about_the_proposal(refused: Exception) -> Iterator[str]:
    match refused:
        case actions.NotADraft():
            yield _already(refused.state)
        case actions.AlteredMeanwhile():
            yield _("Someone has altered the proposal since you opened this page. Read it again before you decide.")
        case deciding.Lacking():
            yield from (str(LACKS[each]) for each in refused.lacks)
        case deciding.DocumentsLost():
            lost = _("%(file)s is lost: it is not where documents are kept. Take it away, or attach it again.")
            yield from (lost % {"file": each.title} for each in refused.documents)
        case deciding.DecidedTomorrow():
            yield _("A decision is recorded when it is taken: the day can't be in the future.")
        case GatesLeft():
            yield from (_("First: %(gate)s.") % {"gate": each.gate.name} for each in refused.standings)
        case _:
            yield _("The matter of the proposal is not in the register.")


def _already(state: State) -> str:
    if state is State.DECIDED:
        return _("Someone else has decided the proposal already. Nothing more has happened.")
    return _("Someone else has laid the proposal aside. Take it up again before you decide.")


def _about_the_register(request: Request, found: models.Proposal, refused: Exception) -> Iterator[str]:
    match refused:
        case register.NothingToRevoke():
            told = _("%(code)s can't be undone: it is not in the register, was taken later, or is undone already.")
            yield told % {"code": refused.revoked}
        case register.DecidedByNobody():
            yield _("%(code)s, which was to decide, is neither a unit nor a post.") % {"code": refused.decided_by}
        case register.AlreadyRecorded():
            told = _("There is another decision with the code %(code)s. Choose another code, or leave it empty.")
            yield told % {"code": refused.code}
        case register.BuiltUpon():
            told = _("Later decisions build on what it takes back: %(codes)s. Take them back too, or let it be.")
            yield told % {"codes": ", ".join(refused.by)}
        case register.NotEntitled():
            yield str(LACKS_OF_RIGHT.get(refused.lack.code, refused.lack.code)) % refused.lack.said
        case register.Contradicted():
            scenario = what_if(queries.draft(found), decided_on=request.days.today)
            for problem in refused.problems:
                sentence = shown.sentence(problem.change.terms, scenario)
                yield f"{sentence} {shown.said(problem, scenario)}"


def _day(form: Taken | None, today: date) -> date:
    """The day of the decision as it is filled in, which what is left is judged on; today where it is none yet."""
    filled_in = form.cleaned_data.get("decided_on") if form and form.is_bound else None
    return min(filled_in, today) if isinstance(filled_in, date) else today


def _show(request: Request, found: models.Proposal, form: Taken | None, *, status: int = 200) -> HttpResponse:
    today, draft = request.days.today, queries.draft(found)
    now = what_if(draft, decided_on=today)
    scenario = now if (day := _day(form, today)) == today else what_if(draft, decided_on=day)
    if form is None:
        appeal = usual_appeal(Right(found.right)) if found.right else ""
        form = Taken(initial={"decided_on": today, "revision": found.revision, "appeal": appeal})
    is_decided = found.state == State.DECIDED
    return page(
        request,
        "matters/decide.html",
        status=status,
        proposal=found,
        form=form,
        may_decide=request.user.has_perm(DECIDE, found.unit),  # type: ignore[arg-type]  # ours: a unit's code
        beyond=[] if is_decided else beyond_reader(request, now),
        changes=shown.shown_decided(draft) if is_decided else shown.shown_changes(scenario),
        effect=None if is_decided else scenario.effect,
        left=None if is_decided else left_to_do(request, scenario),
        undoings=scenario.draft.undoings,
        documents=draft.documents,
        decider=shown.deciders_name(scenario, found.decided_by),
        crumbs=[
            Link(_("Proposals"), "/forslag"),
            Link(found.title, proposal_address(found.code)),
            Link(_("Decide")),
        ],
    )
