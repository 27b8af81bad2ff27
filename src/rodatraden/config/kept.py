"""Which page has been drawn already? What is public is the same for every reader until somebody writes.

And what is read for one page is read once: see kernel.once.

Only for readers who are not signed in. A page is kept under its whole address (which is printed on it), the choices
that cookies hold, today's date and the version of the journal: every write leaves an entry there, so a page can never
be older than the register.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from rodatraden.journal import queries as journal
from rodatraden.kernel.once import one_reading
from rodatraden.ui.views import APPEARANCE_COOKIE, SEARCH_KEY_COOKIE

_LARGEST: Final = 1_000_000
_CHOICES: Final = (settings.LANGUAGE_COOKIE_NAME, APPEARANCE_COOKIE, SEARCH_KEY_COOKIE)


class KeptPages:
    """Answers with a page that was drawn before, when nothing has been written since."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self._answer(request)
        with one_reading():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if {*request.COOKIES} - {*_CHOICES}:
            return _for_one_reader(self.respond(request))
        if request.method != "GET" or request.headers.get("HX-Request"):
            return self.respond(request)
        version = journal.version()
        if version == journal.NOTHING_WRITTEN:
            return self.respond(request)
        key = (version, timezone.localdate(), request.build_absolute_uri(), *map(request.COOKIES.get, _CHOICES))
        kept = cache.get(hash(key))
        if kept and kept[0] == key:
            return HttpResponse(kept[1], headers=kept[2])
        response = self.respond(request)
        if _is_for_everyone(response):
            cache.set(hash(key), (key, response.content, dict(response.items())))
        return response


def _for_one_reader(response: HttpResponse) -> HttpResponse:
    """A page that may hold drafts is for no proxy to keep."""
    if "Cache-Control" not in response:
        patch_cache_control(response, private=True)
    return response


def _is_for_everyone(response: HttpResponse) -> bool:
    """Whether another reader would get the same: a whole page that left nothing with this reader."""
    patch_vary_headers(response, ["Cookie"])
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and len(response.content) <= _LARGEST
    )
