"""Writing about an indicator: a new one, another definition, a target, one value or a whole column of them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.files.faults import Fault
from rodatraden.indicators import actions, queries
from rodatraden.indicators.actions import NewReading
from rodatraden.indicators.forms.written import (
    DefinitionForm,
    Offered,
    PasteForm,
    ReadingForm,
    TargetForm,
    definition_of,
)
from rodatraden.indicators.queries.whole import Known
from rodatraden.indicators.rules import in_range
from rodatraden.indicators.rules.addresses import ALL, indicator_address
from rodatraden.indicators.sources import pasted
from rodatraden.indicators.views.named import DEFINE, READ_IN, known_or_404, own_units
from rodatraden.organisation import queries as organisation
from rodatraden.ui.pages import Request, page, require, writes
from rodatraden.ui.shapes import Link

_SHOWN = 200


@writes
def add(request: Request) -> HttpResponse:
    """A new indicator."""
    require(request.user, DEFINE)
    units = own_units(request, DEFINE)
    form = DefinitionForm(
        request.POST or None, offered=_offered(request, units), initial={"valid_from": request.days.today}
    )
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if code in queries.by_code():
            form.add_error("code", _("There is an indicator with this code already."))
        else:
            given = form.indicator(code)
            return _save(request, code, lambda: _define(request, given))
    return _sheet(request, form, _("New indicator"))


@writes
def define(request: Request, code: str) -> HttpResponse:
    """Another definition: the one before is kept."""
    require(request.user, DEFINE)
    told = known_or_404(code, request.days)
    require(request.user, DEFINE, told.defined.unit)
    units = own_units(request, DEFINE) | {told.defined.unit: told.defined.unit}
    offered = _offered(request, units, also=told.defined.post)
    form = DefinitionForm(request.POST or None, offered=offered, initial=definition_of(told.defined))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] not in {None, told.defined.pk}:
            form.meet(told.defined.pk)
            return _sheet(request, form, _("Change the definition"), of=told, status=409)
        given = form.indicator(code)
        return _save(request, code, lambda: _define(request, given))
    return _sheet(request, form, _("Change the definition"), of=told)


def _define(request: Request, given: actions.NewIndicator) -> None:
    actions.define_indicators(indicators=[given], by=request.user.get_username(), at=timezone.now())


@writes
def aim(request: Request, code: str) -> HttpResponse:
    """A target for a period: one that was set before is kept."""
    require(request.user, DEFINE)
    told = known_or_404(code, request.days)
    require(request.user, DEFINE, told.defined.unit)
    form = TargetForm(request.POST or None, initial={"period": str(request.days.today.year)})
    if request.method == "POST" and form.is_valid():
        given = form.target(code)
        if not in_range(given.value, lowest=told.defined.lowest, highest=told.defined.highest):
            form.add_error("value", _out_of_range(told))
        else:
            by, at = request.user.get_username(), timezone.now()
            return _save(request, code, lambda: actions.set_targets(targets=[given], by=by, at=at))
    return _sheet(request, form, _("Set a target"), of=told)


@writes
def read(request: Request, code: str) -> HttpResponse:
    """One value, or a pasted column of them. What was read before is kept."""
    require(request.user, READ_IN)
    told = known_or_404(code, request.days)
    require(request.user, READ_IN, told.defined.unit)
    units = own_units(request, READ_IN)
    is_pasted = request.POST.get("do") == "paste"
    first = {"unit": told.defined.unit, "period": next(iter(told.periods()), "")}
    form = ReadingForm(request.POST if request.POST and not is_pasted else None, units=units, initial=first)
    paste = PasteForm(request.POST if is_pasted else None)
    faults: Sequence[Fault] = ()
    if is_pasted and paste.is_valid():
        given, faults = _pasted(paste, told, units)
        if not faults:
            return _record(request, code, given)
    elif request.method == "POST" and form.is_valid():
        reading = form.reading(code)
        if in_range(reading.value, lowest=told.defined.lowest, highest=told.defined.highest):
            return _record(request, code, [reading])
        form.add_error("value", _out_of_range(told))
    return page(
        request,
        "indicators/reading.html",
        status=422 if request.method == "POST" else 200,
        said=told.defined,
        form=form,
        paste=paste,
        faults=faults[:_SHOWN],
        fault_count=len(faults),
        back=indicator_address(code),
        crumbs=[*_crumbs(told), Link(_("Write in a value"))],
    )


def _pasted(form: PasteForm, told: Known, units: dict[str, str]) -> tuple[list[NewReading], Sequence[Fault]]:
    """The readings of a pasted column, if all of it holds; else what is wrong, line by line."""
    lines, faults = pasted.read(form.cleaned_data["pasted"], called=_("Pasted"))
    given: dict[tuple[str, ...], NewReading] = {}
    for line in lines:
        row = line.row
        unit = row.unit or told.defined.unit
        key = (unit, row.period, row.gender)
        if unit not in units:
            faults.append(line.fault("unit", _("There is no unit with this code in which you may write in values.")))
        elif not in_range(row.value, lowest=told.defined.lowest, highest=told.defined.highest):
            faults.append(line.fault("value", _out_of_range(told)))
        elif key in given and given[key].value != row.value:
            faults.append(line.fault("value", _("Another line says something else of the same thing.")))
        else:
            source = form.cleaned_data["pasted_source"]
            given[key] = NewReading(
                indicator=told.defined.code,
                unit=unit,
                period=row.period,
                gender=row.gender,
                value=row.value,
                source=source,
            )
    return [*given.values()], sorted(faults, key=lambda fault: fault.line or 0)


def _out_of_range(told: Known) -> str:
    return _("The indicator can't have that value: see its lowest and highest possible.")


def _record(request: Request, code: str, given: Sequence[NewReading]) -> HttpResponse:
    """Keep the values, and say how many of them said something new."""
    done = actions.record_readings(readings=given, by=request.user.get_username(), at=timezone.now())
    new = len(done.added)
    told = ngettext("Saved: %(count)d new value.", "Saved: %(count)d new values.", new) % {"count": new}
    if done.unchanged:
        same = ngettext("%(count)d was there already.", "%(count)d were there already.", done.unchanged)
        told = f"{told} {same % {'count': done.unchanged}}"
    messages.success(request, told)
    return redirect(indicator_address(code))


def _save(request: Request, code: str, act: Callable[[], object]) -> HttpResponse:
    act()
    messages.success(request, _("Saved."))
    return redirect(indicator_address(code))


def _offered(request: Request, units: dict[str, str], *, also: str = "") -> Offered:
    """What can be chosen: the units one answers in, the posts there, and the indicators that can weigh."""
    days = request.days
    posts = organisation.posts_of_units(units, on=days.on, known=days.known)
    told = {code: f"{title} ({code})" for code, title in posts.items()}
    if also and also not in told:
        told[also] = also
    weighing = {code: f"{row.name} ({code})" for code, row in sorted(queries.by_code().items())}
    return Offered(units, told, weighing)


def _crumbs(told: Known | None) -> list[Link]:
    first = [Link(_("Indicators"), ALL)]
    return [*first, Link(told.defined.name, indicator_address(told.defined.code))] if told else first


def _sheet(request: Request, form: Form, title: str, *, of: Known | None = None, status: int = 0) -> HttpResponse:
    told: dict[str, Any] = {"form": form, "title": title, "kicker": of.defined.name if of else ""}
    return page(
        request,
        "indicators/form.html",
        status=status or (422 if form.is_bound else 200),
        back=indicator_address(of.defined.code) if of else ALL,
        crumbs=[*_crumbs(of), Link(title)],
        **told,
    )
