"""Who may reach each address without signing in? Everything that is not on the list refuses."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "": "the start page shows what is finished",
    "logga-in": "who is not signed in must be able to",
    "logga-in/roller": "the demo's roles; without RODATRADEN_DEMO there is no such page",
    "logga-ut": "signing out is for everyone",
    "val": "the reader's own choice of language and appearance, in a cookie",
    "om": "what the program is",
    "tillganglighet": "how everyone can use the pages, and whom to tell when one can't",
    "galleri": "the components, with made-up content",
    "stil-<slug:mark>.css": "style",
    "stil-<slug:version>.css": "style",
    "tema.css": "style",
    "vapen.svg": "the coat of arms",
    "arshjul": "what comes in a year is public, as the law and the rounds are",
    "arshjul.csv": "as the page",
    "arshjul.xlsx": "as the page",
    "arshjul.json": "as the page",
    "arshjul.svg": "as the page",
    "arshjul.ics": "as the page: a calendar program asks without signing in",
    "sok": "finds only what is public",
    "sok.csv": "finds only what is public",
    "sok.xlsx": "finds only what is public",
    "sok.json": "finds only what is public",
    "organisation": "the organisation is public",
    "organisation.csv": "the organisation is public",
    "organisation.xlsx": "the organisation is public",
    "organisation.json": "the organisation is public",
    "organisation/enhet/<str:code>": "the organisation is public",
    "organisation/enhet/<str:code>.csv": "the organisation is public",
    "organisation/enhet/<str:code>.xlsx": "the organisation is public",
    "organisation/enhet/<str:code>.json": "the organisation is public",
    "organisation/befattning/<str:code>": "posts are public; who holds them is shown only to who may know",
    "organisation/befattning/<str:code>.csv": "posts are public, and who holds them is not in it",
    "organisation/befattning/<str:code>.xlsx": "posts are public, and who holds them is not in it",
    "organisation/befattning/<str:code>.json": "as the page",
    "organisation/grupp/<str:code>": "the organisation is public",
    "organisation/grupp/<str:code>.csv": "the organisation is public",
    "organisation/grupp/<str:code>.xlsx": "the organisation is public",
    "organisation/grupp/<str:code>.json": "the organisation is public",
    "organisation/skillnad": "both organisations are public, and what differs between them with them",
    "organisation/skillnad.csv": "as the page",
    "organisation/skillnad.xlsx": "as the page",
    "organisation/skillnad.json": "as the page",
    "organisation/vem-styr-vem": "who steers whom is public",
    "organisation/vem-styr-vem.csv": "as the page",
    "organisation/vem-styr-vem.xlsx": "as the page",
    "organisation/vem-styr-vem.json": "as the page",
    "organisation/kostnad/<str:code>": "what posts cost is public, as the posts are",
    "organisation/kostnad/<str:code>.csv": "as the page",
    "organisation/kostnad/<str:code>.xlsx": "as the page",
    "organisation/kostnad/<code>.json": "as the page",
    "organisation/kostnad/<str:code>/befattningar.csv": "as the page",
    "organisation/kostnad/<str:code>/befattningar.xlsx": "as the page",
    "organisation/kostnad/<str:code>/befattningar.json": "as the page",
    "kontroll": "adopted control plans are public, and what was found with them",
    "kontroll.csv": "as the page",
    "kontroll.xlsx": "as the page",
    "kontroll.json": "as the page",
    "kontroll/risker": "risks in adopted plans are public; others are left out for who may not read them",
    "kontroll/risker.csv": "as the page",
    "kontroll/risker.xlsx": "as the page",
    "kontroll/risker.json": "as the page",
    "kontroll/risker/<str:code>": "as the register of risks",
    "kontroll/plan/<str:unit>/<int:year>": "adopted control plans are public",
    "kontroll/plan/<str:unit>/<int:year>.csv": "as the page",
    "kontroll/plan/<str:unit>/<int:year>.xlsx": "as the page",
    "kontroll/plan/<str:unit>/<int:year>.json": "as the page",
    "kontroll/plan/<str:unit>/<int:year>/<str:code>": "what was checked and found is public with the plan",
    "rapporter/skrivna/<str:code>": "signed editions are public; a draft needs a right",
    "rapporter/skrivna/<str:code>.json": "signed editions are public; a draft needs a right",
    "rapporter/skrivna/<str:code>.pdf": "signed editions are public; a draft needs a right",
    "rapporter/skrivna/<str:code>.docx": "signed editions are public; a draft needs a right",
    "rapporter/skrivna/<str:code>.xlsx": "signed editions are public; a draft needs a right",
    "rapporter/skrivna/<str:code>/skillnad": "signed editions are public; a draft needs a right",
    "rapporter/skrivna": "that a report is being written is no secret; what it says is shown when it is signed",
    "rapporter/skrivna.csv": "as the page",
    "rapporter/skrivna.xlsx": "as the page",
    "rapporter/skrivna.json": "as the page",
    "beslut": "decisions are public",
    "beslut.csv": "decisions are public",
    "beslut.xlsx": "decisions are public",
    "beslut.json": "decisions are public",
    "beslut/<str:code>": "decisions are public",
    "beslut/<code>.json": "decisions are public",
    "beslut/<str:code>/handling/<str:file>": "the documents of a decision are public as it is",
    "delegation": "who may decide what is public",
    "delegation.csv": "who may decide what is public",
    "delegation.xlsx": "who may decide what is public",
    "delegation.json": "who may decide what is public",
    "delegation/anmalan": "decisions are public",
    "delegation/anmalan.csv": "decisions are public",
    "delegation/anmalan.xlsx": "decisions are public",
    "delegation/anmalan.json": "decisions are public",
    "arenden": "registered matters are public, as the diary is",
    "arenden.csv": "registered matters are public, as the diary is",
    "arenden.xlsx": "registered matters are public, as the diary is",
    "arenden.json": "registered matters are public, as the diary is",
    "arenden/<str:code>": "registered matters are public, as the diary is",
    "arenden/<code>.json": "registered matters are public, as the diary is",
    "moten": "what waits for a group is public, as the matters are",
    "moten.csv": "what waits for a group is public, as the matters are",
    "moten.xlsx": "what waits for a group is public, as the matters are",
    "moten.json": "what waits for a group is public, as the matters are",
    "uppdrag": "what is promised is public, as the decisions and goals that it comes from",
    "uppdrag.csv": "as the page",
    "uppdrag.xlsx": "as the page",
    "uppdrag.json": "as the page",
    "uppdrag/aterrapportering": "what a body still is to be told is public, as its decisions",
    "uppdrag/aterrapportering.csv": "as the page",
    "uppdrag/aterrapportering.xlsx": "as the page",
    "uppdrag/aterrapportering.json": "as the page",
    "uppdrag/<str:code>": "as the list of them",
    "uppdrag/<code>.json": "as the page",
    "mal": "goals and how it went are public",
    "mal.csv": "goals and how it went are public",
    "mal.xlsx": "goals and how it went are public",
    "mal.json": "goals and how it went are public",
    "mal/las-in/mall.xlsx": "an empty sheet, for everyone",
    "mal/brutna-tradar": "what is broken in the thread of goals is as public as the goals",
    "mal/brutna-tradar.csv": "what is broken in the thread of goals is as public as the goals",
    "mal/brutna-tradar.xlsx": "what is broken in the thread of goals is as public as the goals",
    "mal/brutna-tradar.json": "what is broken in the thread of goals is as public as the goals",
    "mal/<str:code>": "goals and how it went are public",
    "mal/<str:code>.csv": "what is measured is public",
    "mal/<str:code>.xlsx": "what is measured is public",
    "mal/<str:code>.json": "what is measured is public",
    "styrmodell.csv": "as the page",
    "styrmodell.xlsx": "as the page",
    "styrmodell": "the steering model is public, as the decision that adopted it",
    "styrmodell.json": "the steering model is public, as the decision that adopted it",
    "styrmodell/mall/<str:name>.yaml": "comes with the program, for everyone",
    **dict.fromkeys(
        ("indikatorer", "indikatorer.csv", "indikatorer.xlsx", "indikatorer.json", "indikatorer/<str:code>"),
        "what is measured is public, without what rests on few people",
    ),
    **dict.fromkeys(
        ("indikatorer/<str:code>.csv", "indikatorer/<str:code>.xlsx", "indikatorer/<code>.json"), "as the page"
    ),
    **dict.fromkeys(
        ("nyckeltal", "nyckeltal.csv", "nyckeltal.xlsx", "nyckeltal.json", "nyckeltal/<str:code>"),
        "Kolada's catalogue is public, and so is which of our indicators rest on it",
    ),
    **dict.fromkeys(
        ("jamfor", "jamfor.csv", "jamfor.xlsx", "jamfor.json"), "what Kolada publishes of municipalities is public"
    ),
    **dict.fromkeys(
        ("jamfor/lage", "jamfor/lage.csv", "jamfor/lage.xlsx", "jamfor/lage.json"), "as the comparison itself"
    ),
    "ekonomi": "the economy is public",
    "ekonomi.csv": "the economy is public",
    "ekonomi.xlsx": "the economy is public",
    "ekonomi.json": "the economy is public",
    "ekonomi/belopp": "the rows behind an amount that is public",
    "ekonomi/belopp.csv": "the rows behind an amount that is public",
    "ekonomi/belopp.xlsx": "the rows behind an amount that is public",
    "ekonomi/belopp.json": "the rows behind an amount that is public",
    "jamstalldhet": "where units stand by their own judgement",
    "jamstalldhet.csv": "as the page",
    "jamstalldhet.xlsx": "as the page",
    "jamstalldhet.json": "as the page",
    "jamstalldhet/<str:unit>": "as the whole ladder",
    "vad-uppfoljningen-kostar": "numbers of units, and none of persons",
    "vad-uppfoljningen-kostar.csv": "as the page",
    "vad-uppfoljningen-kostar.xlsx": "as the page",
    "vad-uppfoljningen-kostar.json": "as the page",
    "uppfoljning": "which rounds there are",
    "uppfoljning.csv": "which rounds there are",
    "uppfoljning.xlsx": "which rounds there are",
    "uppfoljning.json": "which rounds there are",
    "uppfoljning/<str:code>": "a round shows what is approved; drafts need a right",
    "uppfoljning/<str:code>.csv": "as the page",
    "uppfoljning/<str:code>.xlsx": "as the page",
    "uppfoljning/<code>.json": "as the page",
    "rapporter": "which reports there are",
    "rapporter.csv": "which reports there are",
    "rapporter.xlsx": "which reports there are",
    "rapporter.json": "which reports there are",
    "rapporter/<str:code>": "a signed report is public; an unsigned one needs a right",
    "rapporter/<str:code>.pdf": "as the page",
    "rapporter/<str:code>.docx": "as the page",
    "rapporter/<code>.json": "as the page",
    "api/docs": "what the JSON addresses hold",
    "api/openapi.json": "what the JSON addresses hold",
    "api-root": "ninja's own name for the JSON addresses",
}
"""Addresses that anyone may read, and why."""

PARTLY_PUBLIC = {
    "moten/<str:code>": "what waits for a group is public; noting what was said needs a right or a seat in the group",
    "uppfoljning/<str:code>/<str:unit>": "a contribution is public when it is approved; a draft and writing need a right",
}
"""Addresses whose view asks for a right in some states; what does not exist is answered with 404 to everyone."""

OWN = {
    "konto/losenord": "one's own password, for who is signed in: it takes no right, and no one else's can be named",
    "mina-uppgifter": "one's own tasks, for who is signed in; no one else's can be asked for",
    "mina-uppgifter.csv": "as the page",
    "mina-uppgifter.xlsx": "as the page",
    "mina-uppgifter.json": "as the page",
    "mina-uppgifter/antal": "how many one's own tasks are",
}
"""Addresses that ask who one is and not what one may."""

ANYONE_MAY_SEND = {"logga-in", "logga-in/roller", "logga-ut", "val", "api/docs", "api/openapi.json"}
"""Addresses that take a form from anyone: it changes nothing but the sender's own session (or, ninja's pages, nothing)."""

ALLOWED = {301, 302, 400, 401, 403, 404, 405}
REFUSED = {302, 401, 403, 405}


def routes() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address of the program and the view behind it."""
    yield from _routes(get_resolver().url_patterns, "")


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route, each.callback


ROUTES = dict(routes())
CLOSED = sorted(ROUTES.keys() - PUBLIC.keys() - PARTLY_PUBLIC.keys())


def address(route: str) -> str:
    """An address that fits a route."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: "1" if found[1] == "int" else "x", route)


def test_the_routes_are_found() -> None:
    assert {"", "beslut", "logga-in"} <= ROUTES.keys()


@pytest.mark.parametrize("route", CLOSED)
@pytest.mark.django_db
def test_refuses_who_is_not_signed_in(route: str, client: Client) -> None:
    assert client.get(address(route)).status_code in REFUSED
    assert client.post(address(route)).status_code in REFUSED


@pytest.mark.parametrize("route", [*sorted({*CLOSED} - OWN.keys()), *PARTLY_PUBLIC])
def test_asks_for_a_right_in_the_view(route: str) -> None:
    assert re.search(r"\brequire\(", inspect.getsource(inspect.unwrap(ROUTES[route])))


@pytest.mark.parametrize("route", sorted(PUBLIC.keys() & ROUTES.keys()))
@pytest.mark.django_db
def test_a_public_address_answers_on_an_empty_database(route: str, client: Client) -> None:
    assert client.get(address(route)).status_code in {200, *ALLOWED}


@pytest.mark.parametrize("route", sorted(ROUTES.keys() - ANYONE_MAY_SEND))
@pytest.mark.django_db
def test_takes_no_form_from_who_is_not_signed_in(route: str, client: Client) -> None:
    assert client.post(address(route), {"text": "x"}).status_code in ALLOWED


@pytest.mark.parametrize("route", sorted(ROUTES))
@pytest.mark.django_db
def test_a_day_that_is_none_is_answered_in_words(route: str, client: Client) -> None:
    assert client.get(address(route), {"on": "2026-02-30"}).status_code in ALLOWED
