from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from rodatraden.config.kept import KeptPages
from rodatraden.journal import actions as journal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _memory(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def write_something() -> None:
    journal.record("test.page.drawn", of="a page", by="a test")


def times_drawn(*requests: HttpRequest, respond: Callable[[], HttpResponse] = HttpResponse) -> int:
    drawn = []

    def draw(request: HttpRequest) -> HttpResponse:
        drawn.append(request)
        return respond()

    kept = KeptPages(draw)
    for request in requests:
        kept(request)
    return len(drawn)


def get(address: str = "/beslut", **extra: Any) -> HttpRequest:
    return RequestFactory().get(address, **extra)


def with_cookie(name: str, value: str) -> HttpRequest:
    request = get()
    request.COOKIES[name] = value
    return request


def test_a_public_page_is_drawn_once() -> None:
    write_something()

    assert times_drawn(get(), get()) == 1


def test_a_page_is_drawn_again_after_a_write() -> None:
    write_something()
    first = times_drawn(get())
    write_something()

    assert first + times_drawn(get()) == 2


def test_nothing_is_kept_while_nothing_is_written() -> None:
    assert times_drawn(get(), get()) == 2


def test_each_address_and_choice_has_a_page_of_its_own() -> None:
    write_something()

    assert times_drawn(get("/beslut"), get("/beslut?on=2020-01-01"), with_cookie("utseende", "dark")) == 3


def test_each_host_has_a_page_of_its_own_since_the_address_is_printed_on_it() -> None:
    write_something()

    assert times_drawn(get(), get(headers={"host": "localhost"}), get(headers={"host": "localhost:666"})) == 3


def test_a_host_that_is_not_ours_is_given_no_kept_page() -> None:
    write_something()

    with pytest.raises(DisallowedHost):
        times_drawn(get(), get(headers={"host": "elsewhere.example"}))


def test_one_who_is_signed_in_never_gets_a_kept_page() -> None:
    write_something()

    assert times_drawn(get(), with_cookie("sessionid", "a")) == 2
    assert times_drawn(with_cookie("sessionid", "a"), with_cookie("sessionid", "a")) == 2


def test_a_page_that_leaves_a_cookie_or_is_missing_is_not_kept() -> None:
    def leaves_a_cookie() -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("csrftoken", "x")
        return response

    write_something()

    assert times_drawn(get(), get(), respond=leaves_a_cookie) == 2
    assert times_drawn(get(), get(), respond=lambda: HttpResponse(status=404)) == 2


def test_a_fragment_and_a_form_go_past() -> None:
    write_something()
    fragment = {"HTTP_HX_REQUEST": "true"}

    assert times_drawn(get(**fragment), get(**fragment)) == 2
    assert times_drawn(RequestFactory().post("/beslut"), RequestFactory().post("/beslut")) == 2


def test_a_kept_page_is_the_page(client: Client) -> None:
    write_something()
    first, second = client.get("/beslut"), client.get("/beslut")

    assert first.content == second.content
    assert first.headers["Content-Type"] == second.headers["Content-Type"]
    assert "Cookie" in second.headers["Vary"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_what_one_reader_sees_is_for_no_proxy_to_keep() -> None:
    answer = KeptPages(lambda _request: HttpResponse())(with_cookie("sessionid", "a"))

    assert answer.headers["Cache-Control"] == "private"
