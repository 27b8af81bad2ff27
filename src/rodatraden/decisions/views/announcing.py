"""The notice of a decision: on which day it was posted."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.decisions import actions
from rodatraden.decisions.forms import Notice
from rodatraden.decisions.views.decision import ANNOUNCE, decision_known
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@writes
def announce(request: Request, code: str) -> HttpResponse:
    """Note on which day the notice was posted."""
    require(request.user, ANNOUNCE)
    found = decision_known(code, known=request.days.today)
    require(request.user, ANNOUNCE, found.decided_by)  # the notice is for who took the decision to post
    form = Notice(request.POST or None, decision=found, today=request.days.today)
    if form.is_valid():
        _note(code, form.cleaned_data["announced_on"], str(request.user))
        messages.success(request, _("Noted. The time for an appeal is counted from the day you gave."))
        return redirect("decisions:decision", code)
    crumbs = [Link(_("Decisions"), "/beslut"), Link(found.title, f"/beslut/{code}"), Link(_("Notice"))]
    return page(request, "decisions/announce.html", decision=found, form=form, crumbs=crumbs)


def _note(code: str, day: date, by: str) -> None:
    """Note the day; of two who do so in the same instant the second is noted just after the first."""
    at = timezone.now()
    while True:
        try:
            actions.announce(code=code, announced_on=day, by=by, at=at)
        except actions.AnnouncedOtherwise:
            at += timedelta.resolution
        else:
            return
