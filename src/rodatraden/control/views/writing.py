"""Telling of a risk, and of how a check went."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.control import actions, models, queries
from rodatraden.control.forms import CheckForm, Offered, RiskForm
from rodatraden.control.rules.addresses import RISKS, item_address, plan_address, risk_address
from rodatraden.control.rules.codes import FOUND_SOMETHING
from rodatraden.control.rules.matrix import USUAL
from rodatraden.control.views.risks import find_or_404
from rodatraden.control.views.shown import CHECK, WRITE, crumbs, followed_or_404, own_units, post_giving
from rodatraden.organisation import queries as organisation
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@writes
def new_risk(request: Request) -> HttpResponse:
    """Tell of a risk in a unit where one may."""
    require(request.user, WRITE)
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        require(request.user, WRITE, unit)
        now = timezone.now()
        code = next_code(unit)
        try:
            new = form.new(code, post=post_giving(request, WRITE, unit))
            actions.tell_risk(new=new, seen=None, by=request.user.get_username(), at=now)
        except actions.ToldAlready:
            form.add_error(None, _("Someone else told of a risk just now. Save again."))
        else:
            messages.success(request, _("The risk is in the register."))
            return redirect(risk_address(code))
    title = _("Tell of a risk")
    return Sheet(form, title, RISKS, [Link(_("Risks"), RISKS)]).show(request)


@writes
def change_risk(request: Request, code: str) -> HttpResponse:
    """Tell something new of a risk. What was told before is kept."""
    require(request.user, WRITE)
    row = find_or_404(request, code)
    require(request.user, WRITE, row.unit)
    form, theirs = _form(request, row), ""
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        require(request.user, WRITE, unit)
        new = form.new(code, post=post_giving(request, WRITE, unit))
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.tell_risk(new=new, seen=seen, by=request.user.get_username(), at=timezone.now())
        except actions.ChangedMeanwhile as error:
            form.meet(error.theirs.pk)
            theirs = "\n".join(part for part in (error.theirs.title, error.theirs.answer) if part)
        else:
            messages.success(request, _("Saved."))
            return redirect(risk_address(code))
    title = _("Change the risk")
    way = [Link(_("Risks"), RISKS), Link(row.title, risk_address(code))]
    return Sheet(form, title, risk_address(code), way).show(request, theirs=theirs)


def _form(request: Request, row: models.RiskVersion | None) -> RiskForm:
    days = request.days
    unit = row.unit if row else ""
    plan = queries.plan_of(unit, days.today.year, on=days.today, known=days.today) if unit else None
    posts = organisation.with_all_posts(organisation.units_and_relations(on=days.today, known=days.today)).posts
    return RiskForm(
        request.POST or None,
        offered=Offered(
            own_units(request, WRITE, also=unit),
            {post.code: f"{post.title} ({post.code})" for post in posts.values()},
            plan.matrix.size if plan else USUAL.size,
        ),
        today=days.today,
        row=row,
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form on a page of its own, with the words around it; `way` leads to it."""

    form: RiskForm | CheckForm
    title: str
    back: str
    way: Sequence[Link]
    lead: str = ""

    def show(self, request: Request, *, theirs: str = "") -> HttpResponse:
        """The form as it is filled in; with what someone else wrote meanwhile."""
        status = 409 if theirs else 422 if self.form.is_bound else 200
        way = crumbs(*self.way, Link(self.title))
        return page(request, "control/form.html", status=status, sheet=self, form=self.form, theirs=theirs, crumbs=way)


def next_code(unit: str) -> str:
    """A code that no risk has: BUF-R12."""
    begins = f"{unit[:50]}-R"
    rest = [code.removeprefix(begins) for code in queries.risk_codes() if code.startswith(begins)]
    return f"{begins}{max((int(number) for number in rest if _NUMBERED.fullmatch(number)), default=0) + 1}"


_NUMBERED: Final = re.compile(r"[0-9]{1,9}")


@writes
def check(request: Request, unit: str, year: int, code: str) -> HttpResponse:
    """Tell how a check of an item went."""
    require(request.user, CHECK, unit)
    found = followed_or_404(unit, year, request.days).find(code)
    if found is None:
        raise Http404(_("The plan has no control item %(code)s.") % {"code": code})
    form = CheckForm(request.POST or None, today=request.days.today)
    back = item_address(unit, year, code)
    if request.method == "POST" and form.is_valid():
        new = form.new(unit, year, code, post=post_giving(request, CHECK, unit))
        actions.record_check(new=new, by=request.user.get_username(), at=timezone.now())
        again = new.outcome in FOUND_SOMETHING
        messages.success(request, _("Saved. Say now what is done about it.") if again else _("Saved."))
        return redirect(back)
    way = [Link(str(year), plan_address(unit, year)), Link(f"{found.item.item} {found.item.what}", back)]
    return Sheet(form, _("Tell how the check went"), back, way, lead=found.item.what).show(request)
