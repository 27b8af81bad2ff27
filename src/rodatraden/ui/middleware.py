"""What happens around every page: the days are read from the address, the language chosen, and reading can't write."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from rodatraden.ui import days

Respond = Callable[[HttpRequest], HttpResponse]


class Days:
    """Puts the days that the address asks for on the request; a day that is none is answered with how to mend it."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        try:
            request.days = days.Days.asked(request.GET.dict(), today=today)  # type: ignore[attr-defined]  # see ui.pages.Request
        except days.NotADay as wrong:
            request.days = days.Days(today, today, today)  # type: ignore[attr-defined]  # see ui.pages.Request
            name, value = wrong.args
            return render(request, "ui/not_a_day.html", {"name": name, "value": value}, status=400)
        _refuse_null(request)
        return self.respond(request)


def _refuse_null(request: HttpRequest) -> None:
    """No text holds the null character, and PostgreSQL would break on being asked for one."""
    sent = [request.GET, request.POST] if request.method == "POST" else [request.GET]
    texts = (text for given in sent for name, values in given.lists() for text in (name, *values))
    if any("\0" in text for text in (request.path_info, *texts)):
        raise SuspiciousOperation("A null character in what was sent")


class Language:
    """Swedish, unless the reader has chosen otherwise on the page.

    What the browser prefers says little: staff have it set by someone else, and a municipality speaks Swedish.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.respond(request)
        response.headers.setdefault("Content-Language", language)
        return response


class WroteWhileReading(RuntimeError):
    """A page that only reads tried to change the database."""


class ReadingNeverWrites:
    """GET and HEAD can't change a row: the database connection refuses."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.respond(request)
        with connection.execute_wrapper(_refuse_writes):
            return self.respond(request)


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 – Django's signature
    verb = sql.lstrip().split(None, 1)[0].upper()
    if verb in {"INSERT", "UPDATE", "DELETE"} and "django_session" not in sql:
        raise WroteWhileReading(sql[:120])
    return execute(sql, params, many, context)
