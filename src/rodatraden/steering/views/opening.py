"""Opening a round in the browser: the period, the last day, whom to ask, and what. And closing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import actions, forms, models, queries, rules
from rodatraden.steering.queries import models as adopted
from rodatraden.steering.views.named import round_or_404
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link

OPEN, CLOSE = "steering.round.open", "steering.round.close"


@writes
def opening(request: Request) -> HttpResponse:
    """A form for a new round. One may ask the units in which one has the right to open a round."""
    require(request.user, OPEN)
    today = request.days.today
    units = _units(request)
    offered = adopted.in_force(on=today, known=today).terms.questions
    sent = request.POST if request.method == "POST" else None
    form = forms.NewRoundForm(units, offered, sent)
    if sent is not None and form.is_valid():
        code = _free_code(form.cleaned_data["period"])
        found = actions.open_asking(
            described=form.described(code),
            units=form.asked_units(),
            questions=form.questions(code),
            by=request.user.get_username(),
            at=timezone.now(),
        )
        messages.success(request, _("The round is open, and those who are asked see it on their first page."))
        return redirect(rules.round_address(found.code))
    return page(
        request,
        "steering/opening.html",
        status=422 if sent is not None else 200,
        form=form,
        crumbs=[Link(_("Follow-up"), "/uppfoljning"), Link(_("New round"))],
    )


def _units(request: Request) -> dict[str, tuple[str, UnitKind]]:
    """The units that the reader may ask, by code, with name and kind."""
    today = request.days.today
    there = organisation.units(on=today, known=today).units.values()
    return {each.code: (each.name, each.kind) for each in there if request.user.has_perm(OPEN, each.code)}  # type: ignore[arg-type]  # ours: a unit's code


def _free_code(period: str) -> str:
    """A code that no round has: it ends the address for ever."""
    taken, base = {each.code for each in queries.rounds(known=FOREVER)}, f"uppfoljning-{period}"
    return next(code for code in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if code not in taken)


def _turned(request: Request, followed: models.Round, form: forms.Closing, *, is_closed: bool) -> bool:
    """Close the round, or open it again; whether that is done, by the reader or by someone else."""
    act = actions.reopen_round if is_closed else actions.close_round
    reason, by = form.cleaned_data["reason"], request.user.get_username()
    try:
        act(followed=followed, reason=reason, by=by, at=timezone.now(), post="")
    except actions.ClosingNeedsReason:
        form.add_error("reason", _("Write why. The reason stays where everyone can read it."))
        return False
    except (actions.RoundClosed, actions.NotClosed):
        messages.warning(request, _("Someone else did it just now."))
    else:
        messages.success(request, _("The round is open again.") if is_closed else _("The round is closed."))
    return True


@writes
def closing(request: Request, code: str) -> HttpResponse:
    """Close a round, or open a closed one again. Who may close is asked in every unit that is asked in it."""
    require(request.user, CLOSE)
    followed = round_or_404(code, request.days)
    for unit in queries.asked_units(followed.code):
        require(request.user, CLOSE, unit)
    form = forms.Closing(request.POST if request.method == "POST" else None)
    is_closed = queries.is_closed(followed)
    if form.is_valid() and _turned(request, followed, form, is_closed=is_closed):
        return redirect(rules.round_address(code))
    told = queries.followup(followed, known=FOREVER)
    return page(
        request,
        "steering/closing.html",
        status=422 if form.is_bound else 200,
        round=followed,
        form=form,
        is_closed=is_closed,
        empty=rules.empty_side(told.counts),
        waiting=sum(each.stage is not rules.Stage.APPROVED for each in told.units if each.submitted),
        counts=told.counts,
        crumbs=[
            Link(_("Follow-up"), "/uppfoljning"),
            Link(followed.title, rules.round_address(code)),
            Link(_("Open again") if is_closed else _("Close the round")),
        ],
    )
