"""Requests and contexts for tests of components."""

from datetime import date

from django.http import HttpRequest
from django.template import Context, Engine
from django.test import RequestFactory

from rodatraden.ui.days import Days

TODAY = date(2026, 11, 22)


def request(address: str = "/galleri") -> HttpRequest:
    """A request as the middleware leaves it."""
    made = RequestFactory().get(address)
    made.days = Days.asked(made.GET.dict(), today=TODAY)  # type: ignore[attr-defined]  # see ui.pages.Request
    return made


def rendered(code: str, /, address: str = "/galleri", **values: object) -> str:
    """What comes of template code, on one line."""
    html = Engine.get_default().from_string(code).render(Context({**values, "request": request(address)}))
    return " ".join(html.split())
