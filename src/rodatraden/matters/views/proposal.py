"""Preparing a proposal: its words, its changes one by one with what is wrong in each, and what it would do.

Everything works as plain forms. Where scripts run, the words are saved while they are written, and the changes and
what they do are put in place without a new page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.matters import models
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.actions.proposals import NewChange, NewUndoing
from rodatraden.matters.forms import changes
from rodatraden.matters.forms import proposal as forms
from rodatraden.matters.queries import proposals as queries
from rodatraden.matters.queries.whatif import WhatIf, as_decided, what_if
from rodatraden.matters.rules.proposals import PREPARE, State, Undoing, proposal_address
from rodatraden.matters.views import drawn, shown
from rodatraden.matters.views.before import left_at_once, left_to_do
from rodatraden.matters.views.documents import attach_form
from rodatraden.matters.views.named import post_giving
from rodatraden.matters.views.opened import family_or_404
from rodatraden.organisation.words.asked import KINDS, TITLES
from rodatraden.ui import formats
from rodatraden.ui.inputs import OneOfMany
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@dataclass(slots=True)
class Desk:
    """A proposal that someone has opened, and the forms that were sent and are to be shown again."""

    request: Request
    proposal: models.Proposal
    alternatives: tuple[models.Proposal, ...] = ()
    words: forms.Described | None = None
    change: changes.Change | None = None
    earlier: forms.Earlier | None = None
    status: int = 200

    @property
    def by(self) -> str:
        """Who writes."""
        return self.request.user.get_username()

    @property
    def today(self) -> date:
        """The day as whose knowledge it is prepared: nobody prepares in the past."""
        return self.request.days.today

    def scenario(self) -> WhatIf:
        """What would come of the proposal as it stands, if it were decided today."""
        return what_if(queries.draft(self.proposal), decided_on=self.today)


@writes
def proposal(request: Request, code: str) -> HttpResponse:
    """Prepare a proposal, or read what became of it."""
    require(request.user, PREPARE)
    opened = family_or_404(request, code)
    desk = Desk(request, opened.proposal, opened.alternatives)
    if request.method != "POST":
        judges = request.GET.get("visa") == "kvar" and opened.proposal.state != State.DECIDED
        return _judge(desk) if judges else _show(desk)
    answer = _ANSWERS.get(request.POST.get("do", "save"))
    if answer is None:
        return redirect(proposal_address(code))
    try:
        return answer(desk)
    except actions.NotADraft:
        told = _("The proposal was decided or laid aside meanwhile. Nothing of this is saved.")
    except actions.NoSuchChange:
        told = _("Someone else has taken the change away meanwhile.")
    messages.error(request, told)
    return redirect(proposal_address(code))


def _save(desk: Desk) -> HttpResponse:
    """Save the words. What can't be saved is shown again as it was typed."""
    request = desk.request
    form = forms.Described(desk.proposal, queries.deciders(on=desk.today), request.POST)
    valid = form.is_valid()
    given = form.given() if valid else {}
    stored, merged = actions.describe(
        code=desk.proposal.code, given=given, seen=form.seen(knowingly=True), by=desk.by, at=timezone.now()
    )
    if not valid or merged.clashes:
        form.keep(stored, merged.clashes)
        desk.words, desk.proposal, desk.status = form, stored, 409 if merged.clashes else 422
        return _show(desk)
    kind = request.POST.get("slag", "")
    if request.POST.get("do") == "kind" and kind in TITLES:
        return redirect(f"{proposal_address(stored.code)}?slag={kind}#andring")
    messages.success(request, _("Saved %(time)s.") % {"time": formats.moment(timezone.now())})
    return redirect(proposal_address(stored.code))


def _keep(desk: Desk) -> HttpResponse:
    """Save while the reader writes, and answer with what the page has to know."""
    now = timezone.now()
    form = forms.Described(desk.proposal, queries.deciders(on=desk.today), desk.request.POST)
    form.full_clean()
    stored, merged = actions.describe(
        code=desk.proposal.code, given=form.given(), seen=form.seen(knowingly=False), by=desk.by, at=now
    )
    form.keep(stored, merged.clashes)
    left = " ".join(form.faults)
    desk.proposal = stored
    context: dict[str, Any] = {
        "at": now if merged.taken or not left else None,
        "left_to_save": left,
        "form": form,
        "proposal": stored,
        "alike": shown.alike(form.cleaned_data.get("reasons", ""), known=desk.today),
    }
    if merged.taken.keys() - {"reasons", "label"}:
        context |= _effects(desk, desk.scenario(), whole=True)
    answer = page(desk.request, "matters/proposal.html#kept", **context)
    if not left:
        answer["HX-Trigger"] = "rt-kept"  # nothing on the page is unsaved: one may leave
    return answer


def _change_form(desk: Desk, *, sent: bool) -> changes.Change:
    """The form of the change that is written, filled in with what was sent."""
    given = changes.given_in(desk.request.POST.dict())
    kind = desk.request.POST.get("slag", "")
    if kind not in TITLES:
        raise Http404(_("There is no such kind of change."))
    return _form_of(desk, desk.scenario(), kind, given, sent=sent)


def _form_of(
    desk: Desk, scenario: WhatIf, kind: str, given: Mapping[str, str], *, sent: bool = False
) -> changes.Change:
    """The form for a kind of change, with what is possible on its day in the proposal as it is without the change."""
    altered = _key(desk.request.GET.get("andra", ""))
    if altered is not None:
        scenario = scenario.without(altered)
    found = scenario.after(_day(given, desk.proposal))
    return changes.Change(kind, found, given, sent=sent, is_new=altered is None)


def _day(given: Mapping[str, str], found: models.Proposal) -> date:
    try:
        day = date.fromisoformat(given.get("effective_on", ""))
    except ValueError:
        return found.effective_on
    return day


_LONGEST_KEY: Final = 18
"""Digits in a key: with more, no database has it."""


def _key(text: str) -> int | None:
    """The key of a row, as an address or a form has it; None for what is none."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_KEY else None


def _choose(desk: Desk) -> HttpResponse:
    """A question was answered that others depend on: ask those, or say that the answer is none or is missing."""
    desk.change = _change_form(desk, sent=False)
    stuck = desk.change.waits and desk.request.POST.get("do") == "go_on"
    if stuck or desk.change.unclear:
        desk.change, desk.status = _change_form(desk, sent=True), 422
        if not stuck:
            desk.change.tell_unclear()
    return _show(desk)


def _options(desk: Desk) -> HttpResponse:
    """What fits what is being typed in a field with very many choices."""
    form = _change_form(desk, sent=False)
    name = desk.request.POST.get("field", "")
    field = form.fields.get(name)
    options = field.options(form.given.get(name, "")) if isinstance(field, OneOfMany) else []
    return page(desk.request, "matters/proposal.html#options", options=options)


def _add(desk: Desk) -> HttpResponse:
    form = _change_form(desk, sent=True)
    if not form.is_valid():
        desk.change, desk.status = form, 422
        return _show(desk)
    own_day = form.cleaned_data.get("effective_on")
    new = [NewChange(terms=terms, effective_on=own_day) for terms in form.terms]
    now, altered = timezone.now(), _key(desk.request.GET.get("andra", ""))
    if altered is None:
        actions.add_changes(code=desk.proposal.code, changes=new, by=desk.by, at=now)
        return redirect(proposal_address(desk.proposal.code))
    row = desk.proposal.changes.filter(pk=altered).first()
    if row is None:
        raise actions.NoSuchChange(str(altered))
    try:
        seen = int(desk.request.POST.get("revision") or 0)
        actions.alter_change(row=row, change=new[-1], revision=seen, by=desk.by, at=now)
    except (actions.AlteredMeanwhile, ValueError):
        form.add_error(None, _("Someone else has altered this change meanwhile. Yours is here; nothing is saved."))
        desk.change, desk.status = form, 409
        return _show(desk)
    if len(new) > 1:
        actions.add_changes(code=desk.proposal.code, changes=new[:-1], by=desk.by, at=now)
    return redirect(proposal_address(desk.proposal.code))


def _with_key(act: Callable[..., None], **how: bool) -> Callable[[Desk], HttpResponse]:
    """An answer that does something to one of the changes."""

    def answer(desk: Desk) -> HttpResponse:
        key = _key(desk.request.POST.get("key", ""))
        if key is None:
            raise actions.NoSuchChange
        act(code=desk.proposal.code, key=key, by=desk.by, at=timezone.now(), **how)
        return redirect(proposal_address(desk.proposal.code))

    return answer


def _undo(desk: Desk) -> HttpResponse:
    form = forms.Earlier(desk.request.POST)
    if not form.is_valid():
        desk.earlier, desk.status = form, 422
        return _show(desk)
    given = form.cleaned_data
    undoing = NewUndoing(
        how=Undoing(given["how"]), decision=given["decision"].strip(), effective_on=given["effective_on"]
    )
    try:
        actions.add_undoing(code=desk.proposal.code, undoing=undoing, by=desk.by, at=timezone.now())
    except actions.UndoneAlready:
        form.add_error("decision", _("The proposal names it already."))
        desk.earlier, desk.status = form, 422
        return _show(desk)
    return redirect(proposal_address(desk.proposal.code))


def _undo_chain(desk: Desk) -> HttpResponse:
    """Take back also the later decisions that build on what is taken back."""
    scenario, now = desk.scenario(), timezone.now()
    for code in scenario.built_upon:
        undoing = NewUndoing(how=Undoing.REVOKES, decision=code, effective_on=scenario.draft.undone_from)
        actions.add_undoing(code=desk.proposal.code, undoing=undoing, by=desk.by, at=now)
    return redirect(proposal_address(desk.proposal.code))


def _discard(desk: Desk) -> HttpResponse:
    actions.discard(code=desk.proposal.code, by=desk.by, at=timezone.now())
    return redirect(proposal_address(desk.proposal.code))


def _take_up(desk: Desk) -> HttpResponse:
    actions.take_up(code=desk.proposal.code, by=desk.by, at=timezone.now())
    return redirect(proposal_address(desk.proposal.code))


def _alternative(desk: Desk) -> HttpResponse:
    form = forms.Alternative(desk.request.POST)
    label = form.cleaned_data["label"] if form.is_valid() else _("Another way")
    post = post_giving(desk.request, PREPARE, desk.proposal.unit)
    made = actions.start_alternative(code=desk.proposal.code, label=label, post=post, by=desk.by, at=timezone.now())
    return redirect(proposal_address(made.code))


_ANSWERS: Final[Mapping[str, Callable[[Desk], HttpResponse]]] = {
    "save": _save,
    "kind": _save,
    "keep": _keep,
    "choose": _choose,
    "go_on": _choose,
    "options": _options,
    "add": _add,
    "remove": _with_key(actions.remove_change),
    "restore": _with_key(actions.restore_change),
    "up": _with_key(actions.move_change, up=True),
    "down": _with_key(actions.move_change, up=False),
    "undo": _undo,
    "undo_remove": _with_key(actions.remove_undoing),
    "undo_chain": _undo_chain,
    "discard": _discard,
    "take_up": _take_up,
    "alternative": _alternative,
}


def _judge(desk: Desk) -> HttpResponse:
    """What is left, with gates and rights, and what the reasons are like: fetched when the page has come."""
    return page(
        desk.request,
        "matters/proposal.html#judged",
        proposal=desk.proposal,
        left=left_to_do(desk.request, desk.scenario()),
        alike=shown.alike(desk.proposal.reasons, known=desk.today),
    )


def _show_decided(desk: Desk) -> HttpResponse:
    """What became of it: the changes as they were recorded, and what they did as far as was known just before.

    Nothing is judged any more, and whatever is decided afterwards the page says the same.
    """
    found, draft = desk.proposal, queries.draft(desk.proposal)
    [scenario] = as_decided(draft)
    return page(
        desk.request,
        "matters/proposal.html",
        proposal=found,
        scenario=scenario,
        changes=shown.shown_changes(scenario),
        parts=shown.lines(scenario.difference),
        effect=scenario.effect,
        touched=shown.touched(scenario.difference),
        undoings=draft.undoings,
        documents=draft.documents,
        decider=shown.deciders_name(scenario, found.decided_by),
        alternatives=desk.alternatives,
        crumbs=[Link(_("Proposals"), "/forslag"), Link(found.title)],
    )


def _show(desk: Desk) -> HttpResponse:
    request, found = desk.request, desk.proposal
    if found.state == State.DECIDED:
        return _show_decided(desk)
    scenario = desk.scenario()
    writes_now = found.state == State.DRAFT
    return page(
        request,
        "matters/proposal.html",
        status=200 if request.htmx else desk.status,  # htmx puts nothing in place of what was a fault
        form=(desk.words or forms.Described(found, queries.deciders_in(scenario.steps[-1].after)))
        if writes_now
        else None,
        changes=shown.shown_changes(scenario),
        removed=shown.shown_removed(scenario) if writes_now else [],
        kinds=[(heading, titles.items()) for heading, titles in KINDS.values()],
        change=desk.change or (_opened_change(desk, scenario) if writes_now else None),
        altered=request.GET.get("andra", ""),
        earlier=desk.earlier or forms.Earlier(),
        alike=shown.alike(found.reasons, known=desk.today) if request.GET.get("visa") == "liknande" else [],
        alternatives=desk.alternatives,
        alternative=forms.Alternative(),
        documents=scenario.draft.documents,
        attach=attach_form(),
        crumbs=[Link(_("Proposals"), "/forslag"), Link(found.title)],
        **_effects(desk, scenario),
    )


def _opened_change(desk: Desk, scenario: WhatIf) -> changes.Change | None:
    """The form of the change that the address asks for: a new one of a kind, or one to alter."""
    altered, kind = desk.request.GET.get("andra", ""), desk.request.GET.get("slag", "")
    row = next((each.row for each in scenario.draft.changes if str(each.row.pk) == altered), None)
    if row is not None:
        given = changes.given_by(row.terms, row.kind)
        own_day = {"effective_on": row.effective_on.isoformat()} if row.effective_on else {}
        return _form_of(desk, scenario, row.kind, given | own_day)
    return _form_of(desk, scenario, kind, {}) if kind in TITLES else None


def _effects(desk: Desk, scenario: WhatIf, *, whole: bool = False) -> dict[str, Any]:
    """What the proposal does, and what is left before it can be decided: what stands beside the words.

    Gates and rights only when the whole is asked for: the page fetches them when it has come.
    """
    found = scenario.difference
    return {
        "proposal": desk.proposal,
        "scenario": scenario,
        "parts": shown.lines(found),
        "tree": shown.tree(found),
        "chart": drawn.chart(desk.request, scenario),
        "effect": scenario.effect,
        "touched": shown.touched(found),
        "elsewhere": shown.elsewhere(scenario),
        "left": left_to_do(desk.request, scenario) if whole else left_at_once(scenario),
        "undoings": scenario.draft.undoings,
        "decider": shown.deciders_name(scenario, desk.proposal.decided_by),
    }
