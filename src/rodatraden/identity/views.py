"""Signing in and out. The buttons of the demo are in access, which knows who holds which post."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rodatraden.identity import forms
from rodatraden.ui.pages import Request, onward, page, writes


@writes
def sign_in(request: Request) -> HttpResponse:
    """Sign in with user name and password, then go on to where one was going."""
    form = forms.SignIn(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(onward(request))
    return page(request, "identity/sign_in.html", form=form, onward=onward(request), demo=settings.RODATRADEN_DEMO)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the first page."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)
