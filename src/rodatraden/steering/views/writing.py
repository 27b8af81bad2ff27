"""A form that is being written: saved, kept by itself, marked as done, approved or sent back."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.steering import actions, forms, models
from rodatraden.steering.actions import Handed
from rodatraden.steering.rules.asking import spot
from rodatraden.steering.views.desk import Desk
from rodatraden.steering.views.same import Same, same_of
from rodatraden.ui import formats
from rodatraden.ui.pages import page

Show = Callable[..., HttpResponse]
"""Shows the contribution again, with what was typed."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the page is to say at one spot: another's text, what others are writing there, and likeness."""

    spot: str
    theirs: str
    others: Sequence[models.Aside]
    same: Same | None


def write(desk: Desk, show: Show) -> HttpResponse:
    """Save the form, and mark as done when that is asked for. What can't be saved is shown again as it was typed."""
    form = forms.Contribution(desk.told.goals, desk.found, desk.asked, desk.request.POST)
    if not form.is_valid():
        return show(desk, form=form, status=422)
    now, given = timezone.now(), form.cleaned_data
    handed = Handed(form.entries(), given["minutes"], given["beside"])
    act = actions.submit if desk.asked_to == "submit" else actions.save_contribution
    try:
        act(place=desk.place, handed=handed, by=desk.request.user.get_username(), at=now, post=desk.post())
    except actions.ChangedMeanwhile as error:
        form.clash(error.clashes)
    except actions.AssessmentNeedsReason as error:
        form.add_error(f"reason:{error}", _("Say why: a reading has come in, and the indicators say something else."))
    except actions.Unanswered as error:
        form.leave_out(error.left)
        return show(desk, form=form, status=422)
    except actions.NothingWritten:
        told = _("Write at least a sentence before you mark it as done. “Nothing to report” will do.")
        form.add_error("text" if "text" in form.fields else None, told)
        return show(desk, form=form, status=422)
    except (actions.StageNotAllowed, actions.RoundClosed):
        form.add_error(None, _("The contribution was passed on while you wrote. Nothing is saved; your text is here."))
    else:
        messages.success(desk.request, _("Saved %(time)s.") % {"time": formats.moment(now)})
        return redirect(desk.request.path)
    return show(desk, form=form, status=409)


def keep(desk: Desk, _show: Show) -> HttpResponse:
    """Save while the reader writes, and answer with what the page has to know. Marks nothing as done.

    What can't be saved is answered as news, not as a fault: it stands in the form, and the writer isn't done with it.
    """
    request, now = desk.request, timezone.now()
    form = forms.Contribution(desk.told.goals, desk.found, desk.asked, request.POST)
    form.full_clean()
    by, post = request.user.get_username(), desk.post()
    try:
        kept = actions.keep_draft(place=desk.place, entries=form.kept_entries(), by=by, at=now, post=post)
    except (actions.StageNotAllowed, actions.RoundClosed, actions.AssessmentNeedsReason):
        told = _("The contribution was passed on while you wrote. Nothing is saved; your text is here.")
        return page(request, "steering/contribution.html#kept", at=None, left=told, form=form, beside=[])
    form.keep(kept)
    form.show_beside(kept.beside)
    left = " ".join(form.faults)
    at = now if kept.rows or not left else None
    answer = page(
        request, "steering/contribution.html#kept", at=at, left=left, form=form, beside=besides(desk, form, kept.beside)
    )
    if not left:
        answer["HX-Trigger"] = "rt-kept"  # nothing on the page is unsaved: one may leave
    return answer


def besides(desk: Desk, form: forms.Contribution, waiting: Sequence[models.Aside]) -> list[Beside]:
    """What is to be said beside each text field."""
    same, others = same_of(desk, form), defaultdict[str, list[models.Aside]](list)
    for row in waiting:
        others[spot(row.goal, row.question)].append(row)
    return [Beside(at, form.theirs.get(at, ""), others[at], same.get(at)) for at in form.spots]


def move(desk: Desk, show: Show) -> HttpResponse:
    """Approve, or send back with a reason."""
    request = desk.request
    by, at, post = request.user.get_username(), timezone.now(), desk.post()
    place, back = actions.Place(desk.place.followed, desk.place.unit, desk.level), forms.SendBack(request.POST)
    try:
        if desk.asked_to == "approve":
            actions.approve(place=place, by=by, at=at, post=post)
        elif back.is_valid():
            actions.send_back(place=place, reason=back.cleaned_data["reason"], by=by, at=at, post=post)
        else:
            return show(desk, back=back, status=422)
    except actions.NothingWritten:
        messages.error(request, _("Nothing is written, so there is nothing to approve. Send it back to who answers."))
    except (actions.StageNotAllowed, actions.NotTheirTurn, actions.RoundClosed):
        messages.error(request, _("The contribution was passed on meanwhile. Look at it again before you decide."))
    return redirect(request.path)


ANSWERS = {"save": write, "submit": write, "keep": keep}
"""What writes for the unit; everything else moves it."""
