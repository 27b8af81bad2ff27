"""What one unit has to say in a round: written by those who may, read by all when it is approved."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.steering import actions, forms, queries, rules
from rodatraden.steering.actions import Place
from rodatraden.steering.queries import FollowedGoal, FollowedUnit, FollowUp
from rodatraden.steering.rules import Stage
from rodatraden.steering.views.goals import few, shown_goal
from rodatraden.steering.views.named import Names, codes_in, names, round_or_404
from rodatraden.steering.views.same import Same, same_as_before
from rodatraden.ui import formats
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link, Step

WRITE, APPROVE = "steering.followup.write", "steering.followup.approve"
READ_DRAFT = "steering.followup.read_draft"


@dataclass(frozen=True, slots=True)
class Opened:
    """A contribution that someone has opened."""

    request: Request
    place: Place
    told: FollowUp
    found: FollowedUnit

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.found.stage or Stage.DRAFT

    @property
    def asked_to(self) -> str:
        """What the form that was sent should do."""
        return self.request.POST.get("do", "save")

    def may(self, right: str) -> bool:
        """Whether the reader has a right in the unit."""
        return self.request.user.has_perm(right, self.place.unit)  # type: ignore[arg-type]  # ours: a unit's code


@writes
def contribution(request: Request, code: str, unit: str) -> HttpResponse:
    """Read, write, mark as done, approve or send back. What is approved is public; a draft needs a right in the unit.

    A draft is no public document until it is finished or sent on (2 kap. 12 § tryckfrihetsförordningen).
    """
    place = Place(round_or_404(code, request.days), unit)
    told = queries.followup(
        place.followed, known=request.days.known, may_read_draft=queries.drafts_for(request.user), owners={unit}
    )
    found = told.unit(unit)
    if found is None or found.submitted is None:
        raise Http404(_("The unit is not asked for anything in this round."))
    opened = Opened(request, place, told, found)
    if request.method == "POST":
        require(request.user, _right(opened), unit)
        return _ANSWERS.get(opened.asked_to, _move)(opened)
    if found.submitted.approved_at is None:
        require(request.user, READ_DRAFT, unit)
    return _show(opened)


def _right(opened: Opened) -> str:
    """What one must be allowed to do for it. Taking back what only is done needs no more than having written it."""
    if opened.asked_to in _ANSWERS:
        return WRITE
    return WRITE if opened.asked_to == "send_back" and opened.stage is Stage.DONE and opened.may(WRITE) else APPROVE


def _post(request: Request, right: str, unit: str) -> str:
    """The post in which the reader does it: the first held that gives the right."""
    if not isinstance(request.user, User):
        return ""
    held = access.rights_today(request.user, today=request.days.today)
    giving = (post.code for post in held.posts if allows([post], right, within=unit, organisation=held.units))
    return next(giving, "")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the reader may do with a contribution now."""

    may_write: bool
    may_approve: bool
    is_closed: bool
    stage: Stage

    @property
    def writes(self) -> bool:
        """Whether the reader writes in it now."""
        return self.may_write and self.stage is Stage.DRAFT and not self.is_closed

    @property
    def approves(self) -> bool:
        """Whether the reader may approve it now."""
        return self.may_approve and self.stage is Stage.DONE and not self.is_closed

    @property
    def sends_back(self) -> bool:
        """Whether the reader may take it a step back: who approves, and who wrote as long as it isn't approved."""
        may = self.may_approve or (self.may_write and self.stage is Stage.DONE)
        return may and self.stage is not Stage.DRAFT and not self.is_closed


def _desk(opened: Opened) -> Desk:
    """Nobody writes in the past: on another day than today the page is for reading."""
    today = opened.request.days.is_today
    return Desk(
        may_write=today and opened.may(WRITE),
        may_approve=today and opened.may(APPROVE),
        is_closed=queries.is_closed(opened.place.followed),
        stage=opened.stage,
    )


def _write(opened: Opened) -> HttpResponse:
    """Save the form, and mark as done when that is asked for. What can't be saved is shown again as it was typed."""
    request, place = opened.request, opened.place
    form = forms.Contribution(opened.told.goals, opened.found.text, request.POST)
    if not form.is_valid():
        return _show(opened, form=form, status=422)
    act = actions.submit if opened.asked_to == "submit" else actions.save_contribution
    by, now, post = request.user.get_username(), timezone.now(), _post(request, WRITE, place.unit)
    try:
        act(place=place, entries=form.entries(), by=by, at=now, post=post)
    except actions.ChangedMeanwhile as error:
        form.clash(error.clashes)
    except actions.AssessmentNeedsReason as error:
        form.add_error(f"reason:{error}", _("Say why: a reading has come in, and the indicators say something else."))
    except actions.NothingWritten:
        told = _("Write at least a sentence before you mark it as done. “Nothing to report” will do.")
        form.add_error("text", told)
        return _show(opened, form=form, status=422)
    except (actions.StageNotAllowed, actions.RoundClosed):
        form.add_error(None, _("The contribution was passed on while you wrote. Nothing is saved; your text is here."))
    else:
        messages.success(request, _("Saved %(time)s.") % {"time": formats.moment(now)})
        return redirect(request.path)
    return _show(opened, form=form, status=409)


def _keep(opened: Opened) -> HttpResponse:
    """Save while the reader writes, and answer with what the page has to know. Marks nothing as done.

    What can't be saved is answered as news, not as a fault: it stands in the form, and the writer isn't done with it.
    """
    request, place, now = opened.request, opened.place, timezone.now()
    form = forms.Contribution(opened.told.goals, opened.found.text, request.POST)
    form.full_clean()
    by, post = request.user.get_username(), _post(request, WRITE, place.unit)
    try:
        kept = actions.keep_draft(place=place, entries=form.kept_entries(), by=by, at=now, post=post)
    except (actions.StageNotAllowed, actions.RoundClosed, actions.AssessmentNeedsReason):
        told = _("The contribution was passed on while you wrote. Nothing is saved; your text is here.")
        return page(request, "steering/contribution.html#kept", at=None, left=told, form=form, beside=[])
    form.keep(kept)
    left = " ".join(form.faults)
    at = now if kept.rows or not left else None
    theirs = [("", form.theirs_of_whole), *((each.goal.code, each.theirs) for each in form.by_goal())]
    same = _same(opened, form)
    beside = [(code, text, same.get(code)) for code, text in theirs]
    answer = page(request, "steering/contribution.html#kept", at=at, left=left, form=form, beside=beside)
    if not left:
        answer["HX-Trigger"] = "rt-kept"  # nothing on the page is unsaved: one may leave
    return answer


_ANSWERS = {"save": _write, "submit": _write, "keep": _keep}
"""What writes for the unit; everything else moves it."""


def _move(opened: Opened) -> HttpResponse:
    """Approve, or send back with a reason."""
    request, place = opened.request, opened.place
    by, at, post = request.user.get_username(), timezone.now(), _post(request, _right(opened), place.unit)
    back = forms.SendBack(request.POST)
    try:
        if opened.asked_to == "approve":
            actions.approve(place=place, by=by, at=at, post=post)
        elif back.is_valid():
            actions.send_back(place=place, reason=back.cleaned_data["reason"], by=by, at=at, post=post)
        else:
            return _show(opened, back=back, status=422)
    except actions.NothingWritten:
        messages.error(request, _("Nothing is written, so there is nothing to approve. Send it back to who answers."))
    except (actions.StageNotAllowed, actions.RoundClosed):
        messages.error(request, _("The contribution was passed on meanwhile. Look at it again before you decide."))
    return redirect(request.path)


def _show(
    opened: Opened, *, form: forms.Contribution | None = None, back: forms.SendBack | None = None, status: int = 200
) -> HttpResponse:
    request, place, told, found = opened.request, opened.place, opened.told, opened.found
    desk = _desk(opened)
    if desk.writes and form is None:
        form = forms.Contribution(told.goals, found.text)
    named = names(request.days, codes_in(told) | {place.unit})
    name, followed = named.unit(place.unit), place.followed
    shown = [shown_goal(goal, told, named) for goal in told.goals]
    same = _same(opened, form) if desk.writes or desk.approves else {}
    return page(
        request,
        "steering/contribution.html",
        status=status,
        round=followed,
        unit=name,
        found=found,
        desk=desk,
        sent_back=_sent_back(opened),
        is_own=desk.approves and _is_own(opened),
        is_empty=desk.approves and not found.has_words,
        form=form,
        back=back or forms.SendBack(),
        fields=[(*each, same.get(each[1].goal.code)) for each in zip(form.by_goal(), shown, strict=True)]
        if form
        else [],
        goals=[(each, _assessor(each.goal, named), same.get(each.goal.code)) for each in shown],
        same=same.get(""),
        by=named.link(found.submitted.post) if found.submitted and found.submitted.post else None,
        late=request.days.today > followed.deadline,
        crumbs=[
            Link(_("Follow-up"), "/uppfoljning"),
            Link(followed.title, rules.round_address(followed.code)),
            Link(name.label),
        ],
        steps=_steps(told, place),
    )


def _same(opened: Opened, form: forms.Contribution | None) -> dict[str, Same]:
    """The texts, as they are being written or as they stand, that are nearly the same as in the round before."""
    if form:
        texts = {"": form.whole, **{each.goal.code: each.text for each in form.by_goal()}}
        said = {code: str(field.value() or "") for code, field in texts.items()}
    else:
        written = {"": opened.found.text, **{goal.code: goal.text for goal in opened.told.goals}}
        said = {code: each.text for code, each in written.items() if each}
    return same_as_before(opened.place, said, known=opened.request.days.known)


def _is_own(opened: Opened) -> bool:
    """Whether the reader holds a post that wrote some of it, or marked it as done."""
    request, found, goals = opened.request, opened.found, opened.told.goals
    if not isinstance(request.user, User):
        return False
    held = {post.code for post in access.rights_today(request.user, today=request.days.today).posts}
    written = [each for each in (found.text, *(goal.text for goal in goals)) if each]
    wrote = {each.post for each in written} | {goal.assessed_by for goal in goals}
    return bool(held & (wrote | ({found.submitted.post} if found.submitted else set())))


def _sent_back(opened: Opened) -> str:
    """Why the contribution was sent back: a word about a draft, kept with it also where an earlier text is public."""
    sent = opened.found.submitted if opened.stage is Stage.DRAFT else None
    return sent.reason if sent and opened.may(READ_DRAFT) else ""


def _steps(told: FollowUp, place: Place) -> list[Step]:
    code = place.followed.code
    goals = [Step("goal", each.title, rules.goal_address(each.code, followed=code)) for each in told.goals]
    return [
        *few(goals, f"/mal?round={code}&enhet={place.unit}"),
        Step("activity", place.followed.title, current=True),
        Step("money", _("Economy"), f"/ekonomi?round={code}"),
    ]


def _assessor(goal: FollowedGoal, named: Names) -> Link | None:
    return named.link(goal.assessed_by) if goal.assessed_by else None
