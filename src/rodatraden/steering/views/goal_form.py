"""A goal is added or worded anew in the browser, by who may in the unit that owns it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.access import queries as access
from rodatraden.access.rules import allows
from rodatraden.identity.models import User
from rodatraden.indicators import queries as indicators
from rodatraden.organisation import queries as organisation
from rodatraden.steering import actions, models, queries, rules
from rodatraden.steering.forms.goal import GoalForm, Offered, as_filled_in
from rodatraden.steering.queries import broken
from rodatraden.steering.queries import models as in_time
from rodatraden.steering.rules.lint import Found, contributing, flaws_of_goal
from rodatraden.steering.rules.tree import code_of
from rodatraden.steering.views.flaws import said
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link

WRITE = "steering.goal.write"


@writes
def add_goal(request: Request) -> HttpResponse:
    """Add a goal. A link may say already what it stands under, whose it is, and which goals it goes on from."""
    require(request.user, WRITE)
    stored = queries.by_code()
    form = GoalForm(request.POST or None, offered=_offered(request, stored), initial=_asked(request, stored))
    if request.method != "POST":
        return _show(request, form)
    if not form.is_valid():
        return _show(request, form, status=422)
    unit = form.cleaned_data["unit"]
    require(request.user, WRITE, unit)
    code = code_of(form.cleaned_data["title"], unit=unit, taken=stored.keys())
    return _save(request, form, code, stored)


@writes
def reword_goal(request: Request, code: str) -> HttpResponse:
    """Word a goal anew. How it read before stays to be read."""
    require(request.user, WRITE)
    stored = queries.by_code()
    found = stored.get(code)
    if found is None:
        raise Http404(_("There is no goal with the code %(code)s.") % {"code": code})
    require(request.user, WRITE, found.unit)
    form = GoalForm(request.POST or None, offered=_offered(request, stored, found), initial=as_filled_in(found))
    if request.method != "POST":
        return _show(request, form, found)
    if not form.is_valid():
        return _show(request, form, found, status=422)
    if form.cleaned_data["unit"] != found.unit:
        require(request.user, WRITE, form.cleaned_data["unit"])
    if form.cleaned_data["seen"] != found.pk:
        form.meet(found.pk)
        return _show(request, form, found, status=409)
    return _save(request, form, code, stored)


def _save(request: Request, form: GoalForm, code: str, stored: dict[str, models.Goal]) -> HttpResponse:
    found = stored.get(code)
    place = found.position if found else 1 + max((row.position for row in stored.values()), default=-1)
    new, chosen = form.new(code, position=place), form.cleaned_data["indicators"]
    links = [actions.NewLink(goal=code, indicator=each, position=rank) for rank, each in enumerate(chosen)]
    dropped = {*found.indicators} - {*chosen} if found else set[str]()
    by, now = request.user.get_username(), timezone.now()
    try:
        actions.set_plan(goals=[new], links=links, dropped=dropped, by=by, at=now)
    except actions.GoalsInACycle:
        form.add_error("parent", _("The goal would stand above itself, or go on from itself."))
        return _show(request, form, found, status=422)
    messages.success(request, _("Saved."))
    return redirect(rules.goal_address(code))


def _asked(request: Request, stored: dict[str, models.Goal]) -> dict[str, Any]:
    """What a link has filled in; a goal that goes on from others takes over their owner and indicators."""
    given = request.GET
    earlier = [stored[code] for code in given.get("fortsatter", "").split(",") if code in stored]
    first = earlier[0] if earlier else None
    return {
        "valid_from": request.days.today,
        "parent": given.get("under", ""),
        "unit": given.get("enhet", "") or (first.unit if first else ""),
        "title": first.title if first else "",
        "continues": [row.code for row in earlier],
        "indicators": [code for row in earlier for code in row.linked],
    }


def _offered(request: Request, stored: dict[str, models.Goal], found: models.Goal | None = None) -> Offered:
    days = request.days
    units = organisation.units(on=days.on, known=days.known).units
    labels = {code: f"{unit.name} ({code})" for code, unit in units.items()}
    own = found.code if found else ""
    goals = {code: f"{row.title} ({code})" for code, row in stored.items() if code != own}
    named = {*found.lines_up} if found else set[str]()
    now = {code: label for code, label in goals.items() if code in named or stored[code].valid_to > days.on}
    model = in_time.in_force(on=days.on, known=days.known)
    levels = {each.name: each.name for each in model.terms.levels}
    if found and found.level and levels:
        levels.setdefault(found.level, found.level)
    return Offered(
        levels=levels,
        goals=now,
        earlier=goals,
        owners=_owners(request, labels, also=found.unit if found else ""),
        units=labels,
        indicators={code: f"{row.name} ({code})" for code, row in indicators.by_code().items()},
    )


def _owners(request: Request, labels: dict[str, str], *, also: str) -> dict[str, str]:
    """The units for which the reader may write goals; and the one that owns it already."""
    if not isinstance(request.user, User):
        return {}
    held = access.rights_today(request.user, today=request.days.today)
    found = {
        code: label for code, label in labels.items() if allows(held.posts, WRITE, within=code, organisation=held.units)
    }
    return found | ({also: labels.get(also, also)} if also else {})


def _show(request: Request, form: GoalForm, found: models.Goal | None = None, *, status: int = 200) -> HttpResponse:
    title = _("Word the goal anew") if found else _("Add a goal")
    back = rules.goal_address(found.code) if found else "/mal"
    return page(
        request,
        "steering/goal_form.html",
        status=status,
        title=title,
        kicker=found.title if found else "",
        flaws=[said(each) for each in flaws_now(request, found)] if found else [],
        form=form,
        back=back,
        crumbs=[Link(_("Goals"), "/mal"), *([Link(found.title, back)] if found else []), Link(title)],
    )


def flaws_now(request: Request, goal: models.Goal) -> Sequence[Found]:
    """What is broken about a goal on the day that is shown. Three queries more than what the page has asked."""
    days = request.days
    if not goal.valid_from <= days.on < goal.valid_to:
        return ()
    units = organisation.units(on=days.on, known=days.known)
    rows = queries.goals_on(days.on, known=days.known)
    under = contributing(broken.looked(row, units) for row in rows)
    model = in_time.in_force(on=days.on, known=days.known)
    return flaws_of_goal(broken.looked(goal, units), under=under.get(goal.code, ()), model=model)
