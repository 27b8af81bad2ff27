"""Let an indicator of ours rest on a KPI of Kolada's: one form, one press."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rodatraden.facts.faults import Unusable
from rodatraden.indicators import actions
from rodatraden.indicators.forms.connect import ConnectForm
from rodatraden.indicators.views.catalogue import DEFINE, kpi_or_404, may_define_in
from rodatraden.ui.pages import Request, page, require, writes


@writes
def connect(request: Request, code: str) -> HttpResponse:
    """Define an indicator that rests on the KPI, and append what Kolada has published of us."""
    require(request.user, DEFINE)
    kpi, days = kpi_or_404(code), request.days
    form = ConnectForm(request.POST or None, units=may_define_in(request, days.on, days.known))
    if request.method != "POST" or not form.is_valid():
        return page(request, "indicators/connect.html", kpi=kpi, form=form)
    unit = form.cleaned_data["unit"]
    require(request.user, DEFINE, within=unit)
    by, direction = request.user.get_username(), form.cleaned_data["direction"]
    try:
        done = actions.connect_kpi(kpi=kpi, unit=unit, direction=direction, by=by, at=timezone.now())
    except Unusable as wrong:
        form.add_error(None, str(wrong))
        return page(request, "indicators/connect.html", kpi=kpi, form=form)
    words = _("%(name)s is now an indicator of yours, with %(count)d readings from Kolada.")
    messages.success(request, words % {"name": kpi.title, "count": done.readings})
    return redirect(days.link(f"/nyckeltal/{kpi.code}"))
