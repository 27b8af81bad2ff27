"""How does a view load, allow, check and show? The few words that every view uses."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from rodatraden.ui.days import Days

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request as our middleware leaves it."""

    days: Days
    htmx: "HtmxDetails"


Params = ParamSpec("Params")
View = Callable[Concatenate[Request, Params], HttpResponse]


def reads(view: View[Params]) -> Callable[..., HttpResponse]:
    """A view that only shows."""
    return require_safe(view)


def writes(view: View[Params]) -> Callable[..., HttpResponse]:
    """A view that shows a form and takes it."""
    return require_http_methods(["GET", "HEAD", "POST"])(view)


def days_of(request: HttpRequest) -> Days:
    """The days that a request asks for, where the request is not typed as ours (JSON addresses)."""
    days = getattr(request, "days", None)
    if not isinstance(days, Days):
        raise TypeError("ui.middleware.Days has not seen this request")
    return days


def require(user: "AbstractBaseUser | AnonymousUser", right: str, within: str | None = None) -> None:
    """Refuse who has not the right, in the unit with the code `within` where the right belongs to a unit.

    Raises PermissionDenied with the right, so that the page can say whom to ask.
    """
    if not user.has_perm(right, within):  # type: ignore[union-attr, arg-type]  # ours: a unit's code is the object
        raise PermissionDenied(right)


def onward(request: HttpRequest) -> str:
    """Where to go after signing in: the address asked for when it is ours, else the first page."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if is_ours(asked, request) else resolve_url(settings.LOGIN_REDIRECT_URL)


def is_ours(address: str, request: HttpRequest) -> bool:
    """Whether an address that was sent leads to a page here: a path from the root, and not to another host."""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=request.is_secure())
    return safe and address.startswith("/")


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Show a template, or one fragment of it: "steering/round.html#rows"."""
    return render(request, template, context, status=status)
