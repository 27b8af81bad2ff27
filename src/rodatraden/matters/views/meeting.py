"""What is to be anchored in a group on the day, and what was said: for the meeting itself, on screen and on paper."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.matters import actions, models, queries, words
from rodatraden.matters.actions import NewStep
from rodatraden.matters.forms.matters import Said
from rodatraden.matters.queries import Judged, Meeting, ToAnchor
from rodatraden.matters.rules.addresses import matter_address, meeting_address
from rodatraden.matters.rules.codes import StepKind, StepOutcome
from rodatraden.matters.views.named import WRITE, Names, matter_or_404, may, post_giving, posts_held
from rodatraden.matters.views.sheet import words_of
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.rules.addresses import group_address
from rodatraden.organisation.rules.things import Group, Organisation
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter that waits for the group, with the form to note what was said when the reader may."""

    each: ToAnchor
    address: str
    unit: Link | None
    touched: list[Link]
    form: Said | None
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that the group has said."""

    matter: Link
    step: models.StepVersion
    outcome: str


@writes
def meeting(request: Request, code: str) -> HttpResponse:
    """What waits for a group, what it has said today and before. Public; to note needs a right, or a seat in the group.

    What was said is noted by who prepares the matter, or by a member of the group.
    """
    days = request.days
    units = organisation.organisation(on=days.on, known=days.known)
    found = units.groups.get(code)
    if found is None:
        raise Http404(_("No group has the code %(code)s on that day.") % {"code": code})
    if request.method == "POST":
        if not request.days.is_today:  # the members of another day note nothing
            raise PermissionDenied(WRITE)
        unit = matter_or_404(request.POST.get("matter", ""), days).unit
        if not _has_seat(request, units.members(code)):
            require(request.user, WRITE, unit)
        return _note(request, found, units)
    return _show(request, found, units)


def _has_seat(request: Request, members: Collection[str]) -> bool:
    return any(post.code in members for post in posts_held(request))


def _note(request: Request, group: Group, units: Organisation) -> HttpResponse:
    """Note what was said of one matter: in the step that was planned for it, else in a new one."""
    code, step = request.POST.get("matter", ""), request.POST.get("step", "")
    form = Said(request.POST, prefix=code)
    if not form.is_valid():
        return _show(request, group, units, sent=(code, form, ""), status=422)
    planned = _step_of(group, code, step, today=request.days.today) if step else None
    if not planned and code not in _spoken_of(group, units):
        raise Http404(_("Nothing of that matter waits for the group."))
    matter = matter_or_404(code, request.days)
    new = replace(
        actions.as_step(planned) if planned else NewStep(matter=code, code="", kind=StepKind.ANCHORING),
        body=group.code,
        on=request.days.today,
        outcome=StepOutcome(form.cleaned_data["outcome"]),
        note=form.cleaned_data["note"],
        post=post_giving(request, WRITE, matter.unit),
    )
    seen, by, now = form.cleaned_data["seen"], request.user.get_username(), timezone.now()
    try:
        if planned:
            actions.tell_step(new=new, seen=seen, by=by, at=now)
        else:
            actions.add_step(new=new, by=by, at=now)
    except actions.ChangedMeanwhile as error:
        form.meet(error.theirs.pk if error.theirs else None)
        return _show(request, group, units, sent=(code, form, words_of(error.theirs)), status=409)
    messages.success(request, _("Noted: %(matter)s.") % {"matter": matter.title})
    return redirect(meeting_address(group.code))


def _step_of(group: Group, matter: str, step: str, *, today: date) -> models.StepVersion:
    """A step that is planned for the group, or that was told there today. Raises Http404 for all others."""
    found = queries.step_with(matter, step, known=queries.EVERYTHING)
    here = found is not None and found.body == group.code and found.kind != StepKind.DECISION
    if found is None or not here or (found.outcome and found.on != today):
        raise Http404(_("Nothing of that matter waits for the group."))
    return found


def _spoken_of(group: Group, units: Organisation) -> set[str]:
    """The matters that wait for the group, or that it has said something of today."""
    told = queries.meeting(group.code, units=units)
    return {each.matter.matter_id for each in told.waiting} | {matter.matter_id for matter, _step in told.said}


def _show(
    request: Request, group: Group, units: Organisation, *, sent: tuple[str, Said, str] | None = None, status: int = 200
) -> HttpResponse:
    told = queries.meeting(group.code, units=units)
    named = Names(units, {}).with_more(each.matter.unit for each in told.waiting)
    members = units.members(group.code)
    seat = request.days.is_today and _has_seat(request, members)
    return page(
        request,
        "matters/meeting.html",
        status=status,
        group=group,
        members=len(members),
        group_address=group_address(group.code),
        waiting=[_waiting(request, each, named, seat=seat, sent=sent) for each in _with_sent(request, told, sent)],
        said=_spoken(told.said),
        earlier=_spoken(told.earlier),
        crumbs=[Link(_("Matters"), "/arenden"), Link(_("Meetings"), "/moten"), Link(group.name)],
    )


def _with_sent(request: Request, told: Meeting, sent: tuple[str, Said, str] | None) -> Sequence[ToAnchor]:
    """What waits, and the matter whose form came back: it may have been dealt with by someone else meanwhile."""
    if sent is None or any(each.matter.matter_id == sent[0] for each in told.waiting):
        return told.waiting
    step = queries.step_with(sent[0], request.POST.get("step", ""), known=queries.EVERYTHING)
    return (ToAnchor(matter_or_404(sent[0], request.days), None, Judged(), step), *told.waiting)


def _waiting(
    request: Request, each: ToAnchor, named: Names, *, seat: bool, sent: tuple[str, Said, str] | None
) -> Waiting:
    code = each.matter.matter_id
    form, theirs = None, ""
    if sent and sent[0] == code:
        form, theirs = sent[1], sent[2]
    elif seat or may(request, WRITE, each.matter.unit):
        form = Said(prefix=code, initial={"seen": each.planned.pk} if each.planned else None)
    return Waiting(
        each,
        matter_address(code),
        named.link(each.matter.unit) if each.matter.unit else None,
        [named.link(unit) for unit in each.judged.operations],
        form,
        theirs,
    )


def _spoken(pairs: Iterable[tuple[models.MatterVersion, models.StepVersion]]) -> list[Spoken]:
    return [
        Spoken(
            Link(matter.title, matter_address(matter.matter_id)), step, str(words.OUTCOMES[StepOutcome(step.outcome)])
        )
        for matter, step in pairs
    ]
