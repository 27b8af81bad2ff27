"""Signing in by role, where the program shows a made-up municipality."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rodatraden.access import queries
from rodatraden.identity import queries as identity
from rodatraden.organisation import words
from rodatraden.ui.pages import Request, onward, page, writes
from rodatraden.ui.shapes import Link


@writes
def demo(request: Request) -> HttpResponse:
    """Choose a role and be signed in, without a password. There is no such page outside the demo."""
    if not settings.RODATRADEN_DEMO:
        raise Http404(_("Roles can be chosen freely only in the demo."))
    if request.method == "POST":
        account = identity.account(request.POST.get("account", ""))
        if account is not None:
            login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(onward(request))
    everyone = queries.role_accounts(on=request.days.today)
    by_role = [(words.ROLES[role], list(accounts)) for role, accounts in groupby(everyone, key=lambda each: each.role)]
    crumbs = [Link(_("Sign in"), "/logga-in"), Link(_("Choose a role"))]
    return page(request, "access/demo.html", by_role=by_role, onward=onward(request), crumbs=crumbs)
