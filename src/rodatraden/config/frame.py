"""What stands around every page: whose it is, where one can go, who is signed in, which day is shown."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, is_valid_path, reverse
from django.utils.translation import gettext as _

from rodatraden.identity.models import User
from rodatraden.journal import queries as journal
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import Municipality
from rodatraden.overview.queries import tasks
from rodatraden.ui.days import Days
from rodatraden.ui.shapes import Link
from rodatraden.ui.views import APPEARANCE_COOKIE, SEARCH_KEY_COOKIE

_log = logging.getLogger(__name__)
_LANGUAGES: Final[list[tuple[str, str]]] = [("sv", "Svenska"), ("en", "English")]
"""Each in its own language, so that who needs it can read it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the main navigation; `current` is "page", "true" (a page below it) or nothing."""

    label: str
    address: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that the base template shows around a page."""

    name: str
    description: str
    is_loaded: bool
    fictional: bool
    accent: str
    arms: str
    nav: list[Entry]
    about: list[Link]
    kept: list[tuple[str, str]]
    demo: str
    sign_in: str
    languages: list[tuple[str, str]]
    appearance: str
    appearances: list[tuple[str, str]]
    search: str
    search_key: str
    search_keys: list[tuple[str, str]]
    tasks: str
    """The page of what waits for who is signed in."""
    tasks_count: int | None
    """How many wait; None when it has to be asked for."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame and the days of a page, for every template."""
    days = getattr(request, "days", None)
    whose, user = _municipality(), getattr(request, "user", None)
    return {
        "days": days,
        "frame": Frame(
            name=whose.name if whose else "Röda tråden",
            description=whose.about if whose else "",
            is_loaded=whose is not None,
            fictional=whose.fictional if whose else False,
            accent=whose.accent if whose else "",
            arms=_address("organisation:arms") if whose and whose.has_arms else "",
            nav=_navigation(request, days),
            about=[Link(label, address) for label, address in _about(request) if is_built(address)],
            kept=[
                (name, str(each))
                for name in request.GET
                if name not in {"on", "known"}
                for each in request.GET.getlist(name)
            ],
            demo=_signing_in("access:demo", request) if settings.RODATRADEN_DEMO else "",
            sign_in=_signing_in("identity:sign-in", request),
            languages=_LANGUAGES,
            appearance=_appearance(request),
            appearances=[("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
            search="/sok" if is_built("/sok") else "",
            search_key="off" if request.COOKIES.get(SEARCH_KEY_COOKIE) == "off" else "on",
            search_keys=[("on", _("On")), ("off", _("Off"))],
            tasks=_address("overview:tasks") if isinstance(user, User) else "",
            tasks_count=_tasks_count(user, days),
        ),
    }


@lru_cache(maxsize=64)
def is_built(address: str) -> bool:
    """Whether there is a page at an address yet."""
    return bool(is_valid_path(address))


def _navigation(request: HttpRequest, days: Days | None) -> list[Entry]:
    return [
        Entry(label, days.link(address) if days else address, _current(address, request.path))
        for label, address in _sections(request)
        if is_built(address)
    ]


def _sections(request: HttpRequest) -> Iterable[tuple[str, str]]:
    user = getattr(request, "user", None)
    yield _("Overview"), "/"
    yield _("Goals"), "/mal"
    yield _("Follow-up"), "/uppfoljning"
    yield _("Assignments"), "/uppdrag"
    yield _("Organisation"), "/organisation"
    yield _("Matters"), "/arenden"
    if user is not None and user.has_perm("matters.proposal.prepare"):
        yield _("Proposals"), "/forslag"
    yield _("Decisions"), "/beslut"
    yield _("Economy"), "/ekonomi"
    yield _("Reports"), "/rapporter"


def _about(request: HttpRequest) -> Iterable[tuple[str, str]]:
    user = getattr(request, "user", None)
    if user is not None and user.has_perm("journal.entry.read"):
        yield _("Journal"), "/journal"
    if user is not None and user.has_perm("identity.account.manage"):
        yield _("Accounts"), "/konton"
    if user is not None and user.is_authenticated:
        yield _("Change your password"), "/konto/losenord"
    yield _("About Röda tråden"), "/om"
    yield _("Accessibility"), "/tillganglighet"
    yield _("Components"), "/galleri"
    yield _("Data and API"), "/api/docs"


def _current(address: str, path: str) -> str:
    if path == address:
        return "page"
    return "true" if address != "/" and path.startswith(f"{address}/") else ""


def _tasks_count(user: object, days: Days | None) -> int | None:
    """How many tasks wait, if that is known already: no page waits for it to be counted."""
    try:
        return tasks.count_if_known(user, today=days.today) if isinstance(user, User) and days else None
    except DatabaseError:
        return None


def _signing_in(name: str, request: HttpRequest) -> str:
    """A page for signing in that leads back here; from such a page, on to where one was going."""
    address = _address(name)
    back = request.GET.get("next", "/") if request.path.startswith("/logga-in") else request.get_full_path()
    return f"{address}?{urlencode({'next': back})}" if address and back != "/" else address


def _appearance(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(APPEARANCE_COOKIE, "")
    return chosen if chosen in {"light", "dark"} else "auto"


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _municipality() -> Municipality | None:
    """The municipality, or None before one is loaded; a page about a broken database must not need the database."""
    try:
        version = journal.version()
        return _municipality_kept(version) if version != journal.NOTHING_WRITTEN else organisation.municipality()
    except DatabaseError:
        _log.exception("The municipality could not be read.")
        return None


@lru_cache(maxsize=2)
def _municipality_kept(_version: str) -> Municipality | None:
    """The same, read anew when anything has been written: its row is never altered without an entry in the journal."""
    return organisation.municipality()
