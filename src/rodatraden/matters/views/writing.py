"""Writing about a matter: registering it, telling what happened, whom it touches, and why a gate is waived."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.matters import actions, models
from rodatraden.matters.actions import NewRuling
from rodatraden.matters.forms.matters import MatterForm, StepForm, Touching, Waiving, as_filled_in
from rodatraden.matters.rules.addresses import matter_address
from rodatraden.matters.rules.codes import Applies, RulingKind, StepKind
from rodatraden.matters.views.bodies import bodies, own_units, touchable
from rodatraden.matters.views.matter import Opened, opened
from rodatraden.matters.views.named import WAIVE, WRITE, post_giving
from rodatraden.matters.views.sheet import Sheet
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link


@writes
def register(request: Request) -> HttpResponse:
    """Register a matter in a unit where one may write."""
    require(request.user, WRITE)
    form = MatterForm(request.POST or None, units=own_units(request), today=request.days.today)
    status = 200
    if request.method == "POST":
        if form.is_valid() and (code := _registered(request, form)):
            messages.success(request, _("The matter is registered."))
            return redirect(matter_address(code))
        status = 422
    title = _("Register a matter")
    crumbs = [Link(_("Matters"), "/arenden"), Link(title)]
    around = {"title": title, "lead": "", "kicker": "", "theirs": "", "left": (), "back": "/arenden", "crumbs": crumbs}
    return page(request, "matters/form.html", status=status, form=form, **around)


def _registered(request: Request, form: MatterForm) -> str:
    """The code of the new matter; empty when there is no room for one more."""
    unit = form.cleaned_data["unit"]
    require(request.user, WRITE, unit)
    new = form.new("", post=post_giving(request, WRITE, unit))
    try:
        return actions.register_matter(new=new, by=_by(request), at=timezone.now()).matter_id
    except actions.RegisteredAlready:
        form.add_error(None, _("Many register matters right now. Nothing is lost: save again."))
        return ""


@writes
def describe(request: Request, code: str) -> HttpResponse:
    """Say something new of a matter."""
    require(request.user, WRITE)
    found = opened(code, request.days)
    require(request.user, WRITE, found.matter.unit)
    form = MatterForm(request.POST or None, units=own_units(request, also=found.matter.unit), row=found.matter)
    sheet = Sheet(request, found, form, _("Change the matter"))
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    if form.cleaned_data["unit"] != found.matter.unit:
        require(request.user, WRITE, form.cleaned_data["unit"])
    new = form.new(code, post=post_giving(request, WRITE, found.matter.unit))
    seen, now = form.cleaned_data["seen"], timezone.now()
    return sheet.save(lambda: actions.describe_matter(new=new, seen=seen, by=_by(request), at=now))


@writes
def add_step(request: Request, code: str) -> HttpResponse:
    """Tell what has happened in a matter, or plan it."""
    require(request.user, WRITE)
    found = opened(code, request.days)
    require(request.user, WRITE, found.matter.unit)
    form = _step_form(request, found, _asked_for(request, found))
    sheet = Sheet(request, found, form, _("Add a step"))
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    new = form.new(code, "", post=post_giving(request, WRITE, found.matter.unit))
    return sheet.save(lambda: actions.add_step(new=new, by=_by(request), at=timezone.now()))


@writes
def tell_step(request: Request, code: str, step: str) -> HttpResponse:
    """Tell a step anew: what was said when it was held, or what was wrong."""
    require(request.user, WRITE)
    found = opened(code, request.days)
    require(request.user, WRITE, found.matter.unit)
    told = next((each for each in found.steps if each.code == step), None)
    if told is None:
        raise Http404(_("The matter has no step with the code %(code)s.") % {"code": step})
    form = _step_form(request, found, as_filled_in(told), told)
    sheet = Sheet(request, found, form, _("Change the step"))
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    new = form.new(code, told.code, post=post_giving(request, WRITE, found.matter.unit))
    seen = form.cleaned_data["seen"]
    return sheet.save(lambda: actions.tell_step(new=new, seen=seen, by=_by(request), at=timezone.now()))


def _asked_for(request: Request, found: Opened) -> dict[str, Any]:
    """What a link to the form has filled in already: the gate to meet and the group to hear."""
    gate = next((each.gate for each in found.judged.standings if each.gate.code == request.GET.get("krav")), None)
    if gate is None:
        return {"kind": StepKind.PREPARATION, "on": request.days.today}
    kind = StepKind.ANCHORING if gate.group else _MEETS.get(gate.applies, StepKind.NOTE)
    return {"kind": kind, "body": gate.group, "gate": "" if gate.group else gate.code, "on": request.days.today}


_MEETS: Final = {
    Applies.ORGANISATION: StepKind.NEGOTIATION,
    Applies.WORK_ENVIRONMENT: StepKind.RISK,
    Applies.POLITICALLY_SENSITIVE: StepKind.PREPARATION,
}
"""What a gate that no group meets is mostly about, by when it applies: the form suggests it, and it can be changed."""


def _step_form(
    request: Request, found: Opened, initial: dict[str, Any], told: models.StepVersion | None = None
) -> StepForm:
    gates = [(each.gate.code, each.gate.name) for each in found.judged.standings if not each.gate.group]
    if told and told.gate and told.gate not in dict(gates):
        gates.append((told.gate, told.gate))
    form = StepForm(
        request.POST or None,
        bodies=bodies(found.named.units, also=told.body if told else ""),
        gates=gates,
        initial=initial,
        is_told=told is not None,
    )
    form.today, form.opened_on = request.days.today, None if told else found.matter.opened_on
    return form


@writes
def touched(request: Request, code: str) -> HttpResponse:
    """Correct by hand which units a matter touches, in writing."""
    require(request.user, WRITE)
    found = opened(code, request.days)
    require(request.user, WRITE, found.matter.unit)
    asked = next((each for each in found.judged.touched if each.unit == request.GET.get("enhet")), None)
    initial: dict[str, Any] = {"unit": asked.unit} if asked else {}
    if asked and asked.ruling:
        initial |= {"seen": asked.ruling.pk, "reason": asked.ruling.reason}
        initial["holds"] = "ja" if asked.ruling.holds else "nej"
    form = Touching(request.POST or None, units=touchable(found.named.units), initial=initial)
    lead = _("What is computed from the decisions stands until someone says otherwise, in writing.")
    sheet = Sheet(request, found, form, _("Which units are touched?"), lead)
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    new = form.new(code, post=post_giving(request, WRITE, found.matter.unit))
    seen = form.cleaned_data["seen"]
    return sheet.save(lambda: actions.rule(new=new, seen=seen, by=_by(request), at=timezone.now()))


@writes
def waive(request: Request, code: str, gate: str) -> HttpResponse:
    """Make an exception from a gate in writing, or take one back. For who may decide."""
    require(request.user, WAIVE)
    found = opened(code, request.days)
    require(request.user, WAIVE, found.matter.unit)
    standing = next((each for each in found.judged.standings if each.gate.code == gate), None)
    if standing is None:
        raise Http404(_("No gate with the code %(code)s is in force.") % {"code": gate})
    now = found.judged.waivers.get(gate)
    form = Waiving(request.POST or None, initial={"seen": now.pk, "reason": now.reason} if now else None)
    sheet = Sheet(request, found, form, _("An exception: %(gate)s") % {"gate": standing.gate.name})
    if request.method != "POST":
        return sheet.show()
    if not form.is_valid():
        return sheet.show(422)
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    new = NewRuling(
        matter=code,
        about=RulingKind.GATE,
        code=gate,
        holds=not reason,
        reason=reason,
        post=post_giving(request, WAIVE, found.matter.unit),
    )
    return sheet.save(lambda: actions.rule(new=new, seen=seen, by=_by(request), at=timezone.now()))


def _by(request: Request) -> str:
    return request.user.get_username()
