"""Do styles, choices, days and pages about faults work?"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from rodatraden.ui import stylesheets, views
from rodatraden.ui.tests.make import request

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as SentResponse

pytestmark = pytest.mark.django_db


def text(response: "HttpResponse | SentResponse") -> str:
    return response.content.decode()


@pytest.mark.parametrize("address", ["/om", "/tillganglighet"])
def test_the_foot_leads_to_what_this_is_and_how_everyone_can_use_it(client: Client, address: str) -> None:
    assert f'href="{address}"' in text(client.get("/galleri"))
    assert "<h1>" in text(client.get(address))


def test_the_gallery_shows_every_component(client: Client) -> None:
    page = text(client.get("/galleri"))

    assert 'id="side_by_side"' in page
    assert "{% status &#x27;reached&#x27; %}" in page


def test_the_stylesheet_has_an_address_that_changes_with_it_and_may_be_kept(client: Client) -> None:
    version = stylesheets.stylesheet().version
    response = client.get(f"/stil-{version}.css", headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert "immutable" in response["Cache-Control"]
    assert client.get("/stil-old.css")["Cache-Control"] == "no-cache"
    assert 'url("../' not in text(client.get("/stil-old.css"))


def test_a_readable_colour_becomes_the_theme(client: Client) -> None:
    assert "#9b2226" in text(client.get("/tema.css?accent=9b2226"))


def test_an_unreadable_colour_leaves_ours(client: Client) -> None:
    assert "--rt-accent" not in text(client.get("/tema.css?accent=ffdd00"))


def test_what_is_no_colour_is_refused(client: Client) -> None:
    assert client.get("/tema.css?accent=}*{display:none").status_code == 400


def test_a_choice_is_remembered_and_leads_back(client: Client) -> None:
    response = client.post("/val", {"language": "en", "next": "/galleri?on=2024-01-01"})

    assert response["Location"] == "/galleri?on=2024-01-01"
    assert 'lang="en"' in text(client.get("/galleri"))
    client.post("/val", {"appearance": "dark"})
    assert 'data-color-scheme="dark"' in text(client.get("/galleri"))


def test_a_choice_never_leads_away_from_here(client: Client) -> None:
    assert client.post("/val", {"language": "tlh", "next": "https://example.org/"})["Location"] == "/"


@pytest.mark.parametrize("back", ["BUF", "..", "galleri", "http:///galleri", "//example.org", "/\\example.org"])
def test_a_choice_leads_back_only_to_an_address_from_the_root(client: Client, back: str) -> None:
    assert client.post("/val", {"language": "sv", "next": back})["Location"] == "/"
    assert client.get("/logga-in", {"next": back}).status_code == 200


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/galleri?x=%00&x=y", None),
        ("/galleri?%00=y", None),
        ("/val", {"language": ["sv\0", "sv"]}),
        ("/val", {"\0": "x"}),
    ],
)
def test_a_character_that_no_database_holds_is_refused_wherever_it_is_sent(
    client: Client, address: str, sent: dict[str, object] | None
) -> None:
    answer = client.get(address) if sent is None else client.post(address, sent)

    assert answer.status_code == 400
    assert "Vi kunde inte läsa" in text(answer)


def test_the_browsers_language_does_not_decide(client: Client) -> None:
    assert 'lang="sv"' in text(client.get("/galleri", headers={"accept-language": "en"}))


def test_another_day_than_today_is_told_with_the_way_back(client: Client) -> None:
    page = text(client.get("/galleri?on=2024-11-01&known=2025-01-01&belopp=tkr"))

    assert "<strong>1 november 2024</strong>" in page
    assert "<strong>1 januari 2025</strong>" in page
    assert 'href="/galleri?belopp=tkr"' in page
    assert '<input type="hidden" name="known" value="2025-01-01">' in page


def test_what_is_no_day_is_answered_with_how_to_write_one(client: Client) -> None:
    response = client.get("/galleri?on=<i>")

    assert response.status_code == 400
    assert "on=&lt;i&gt;" in text(response)
    assert "2024-11-01" in text(response)


def test_a_wrong_address_says_where_to_look(client: Client) -> None:
    response = client.get("/finns-inte")

    assert response.status_code == 404
    assert 'href="/galleri"' in text(response)


@pytest.mark.parametrize("view", [views.bad_request, views.not_found])
def test_pages_about_faults_come_out_even_when_the_frame_cannot_be_made(view: Callable[..., HttpResponse]) -> None:
    with patch("rodatraden.config.frame._navigation", side_effect=DatabaseError):
        response = view(request(), None)

    assert response.status_code >= 400
    assert "<h1>" in text(response)


def test_a_broken_page_needs_neither_database_nor_session() -> None:
    with patch("django.db.backends.utils.CursorWrapper.execute", side_effect=DatabaseError):
        response = views.broken(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Något gick sönder" in text(response)


def test_a_form_without_its_token_is_refused_but_for_the_choice_of_language() -> None:
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.post("/logga-ut").status_code == 403
    assert stranger.post("/val", {"language": "en"}).status_code == 302


@pytest.mark.django_db
def test_the_key_that_leads_to_search_can_be_turned_off(client: Client) -> None:
    assert "ui/search.js" in client.get("/galleri").content.decode()
    client.post("/val", {"search_key": "off", "next": "/galleri"})

    shown = client.get("/galleri").content.decode()
    assert "ui/search.js" not in shown
    assert "data-rt-search" not in shown
    client.post("/val", {"search_key": "nonsense", "next": "/galleri"})
    assert "ui/search.js" not in client.get("/galleri").content.decode()


@pytest.mark.django_db
def test_a_page_can_be_asked_for_as_it_was_known_another_day(client: Client) -> None:
    shown = client.get("/om?on=2024-01-02&known=2023-01-02&belopp=tkr").content.decode()

    assert 'name="known" value="2023-01-02"' in shown
    assert shown.count('name="known"') == 2, "the field, and the search that keeps the day"
    assert "2 januari 2024" in shown
    assert "2 januari 2023" in shown
    assert 'name="known" value=""' in client.get("/om?on=2024-01-02&known=").content.decode()
