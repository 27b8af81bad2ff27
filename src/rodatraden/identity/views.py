"""Signing in and out, and changing one's own password. The buttons of the demo are in access, which knows the posts."""

from datetime import datetime
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.identity import actions, forms, queries, rules
from rodatraden.identity.models import User
from rodatraden.identity.words import told_to_wait
from rodatraden.ui.pages import Request, onward, page, writes
from rodatraden.ui.shapes import Link


@writes
def sign_in(request: Request) -> HttpResponse:
    """Sign in with user name and password, then go on to where one was going. Who has failed often must wait."""
    if request.method != "POST":
        return _sign_in(request, forms.SignIn(request))
    name, place, at = request.POST.get("username", ""), _place(request), timezone.now()
    if until := queries.must_wait_until(name, place, at=at):
        return _refused(_sign_in(request, forms.SignIn(request), wait=told_to_wait(until, at)), until, at)
    form = forms.SignIn(request, data=request.POST)
    if form.is_valid():
        account = form.get_user()
        actions.forget_failures(account=account)
        login(request, account)
        return redirect(onward(request))
    if form.non_field_errors():  # an empty field is no try
        actions.note_failure(name=name, place=place, at=at)
        if until := queries.must_wait_until(name, place, at=at):
            return _refused(_sign_in(request, form, wait=told_to_wait(until, at)), until, at)
    return _sign_in(request, form)


def _sign_in(request: Request, form: forms.SignIn, *, wait: str = "") -> HttpResponse:
    demo = settings.RODATRADEN_DEMO
    return page(request, "identity/sign_in.html", form=form, onward=onward(request), demo=demo, wait=wait)


def _place(request: HttpRequest) -> str:
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
    return rules.place(rules.came_from(peer, forwarded, behind_proxy=settings.SECURE_PROXY_SSL_HEADER is not None))


def _refused(response: HttpResponse, until: datetime, at: datetime) -> HttpResponse:
    response.status_code = 429
    response["Retry-After"] = str(ceil((until - at).total_seconds()))
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the first page."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@writes
@login_required
def password(request: Request) -> HttpResponse:
    """Change one's own password. Whoever else is signed in with the account is signed out: a session dies with it."""
    account, place, at = request.user, _place(request), timezone.now()
    if not isinstance(account, User) or not account.has_usable_password() or request.method != "POST":
        return _password(request, forms.OwnPassword(account))
    if until := queries.must_wait_until(account.username, place, at=at):
        return _refused(_password(request, forms.OwnPassword(account), wait=told_to_wait(until, at)), until, at)
    form = forms.OwnPassword(account, request.POST)
    if not form.is_valid():
        if form.has_wrong_password:
            actions.note_failure(name=account.username, place=place, at=at)
        return _password(request, form, status=422)
    actions.forget_failures(account=account)
    actions.set_password(account=account, password=form.cleaned_data["new"], by=account.username)
    update_session_auth_hash(request, account)
    messages.success(request, _("Your password is changed. You are signed out everywhere else."))
    return redirect("identity:password")


def _password(request: Request, form: forms.OwnPassword, **told: Any) -> HttpResponse:
    given = {"wait": "", **told}
    has_one = isinstance(request.user, User) and request.user.has_usable_password()
    crumbs = [Link(_("Change your password"))]
    return page(request, "identity/password.html", form=form, has_one=has_one, crumbs=crumbs, **given)
