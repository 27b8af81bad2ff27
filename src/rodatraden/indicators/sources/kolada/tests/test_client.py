"""Is Kolada asked politely and to the end, and is every fault of the net a sentence? On loopback only."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from rodatraden.indicators.sources.kolada.client import Client, NoAnswer

Answer = tuple[int, Any, dict[str, str]]


class Kolada:
    """A server of ours that answers with what it was given, in order, and remembers what was asked."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers, self.asked = answers, list[str]()
        self.address = ""


@contextmanager
def serving(*answers: Answer) -> Iterator[Kolada]:
    told = Kolada(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            status, body, headers = told.answers.pop(0) if told.answers else (500, {}, {})
            content = body if isinstance(body, bytes) else json.dumps(body).replace("HERE", told.address).encode()
            self.send_response(status)
            for name, content_of in headers.items():
                self.send_header(name, content_of)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 – the library's name
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}/v3"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(server: Kolada, kpis: list[str], years: list[int], waited: list[float] | None = None) -> list[Any]:
    slept = [] if waited is None else waited
    now = [0.0]

    def wait(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    with httpx.Client(timeout=2.0) as http:
        return [*Client(server.address, http, wait=wait, clock=lambda: now[0]).values(kpis, years)]


def page(*values: object, **more: object) -> Answer:
    return (200, {"values": list(values), **more}, {})


def test_follows_pages_by_whichever_name_they_have() -> None:
    answers = [
        page(1, next_url="HERE/data/two"),
        page(2, next_page="/v3/data/three"),
        page(3, next_page=4),
        page(4, next_page=None),
    ]
    with serving(*answers) as server:
        assert ask(server, ["N00945"], [2024]) == [1, 2, 3, 4]
        assert server.asked == [
            "/v3/data/kpi/N00945/year/2024?per_page=5000",
            "/v3/data/two",
            "/v3/data/three",
            "/v3/data/kpi/N00945/year/2024?per_page=5000&page=4",
        ]


def test_never_more_than_twenty_identities_in_an_address() -> None:
    kpis = [f"N{number:05d}" for number in range(45)]
    with serving(*(page(number) for number in range(6))) as server:
        assert ask(server, kpis, [*range(2000, 2025)]) == [*range(6)]
        assert [[path.split("/")[each].split("?")[0].count(",") + 1 for each in (4, 6)] for path in server.asked] == [
            *([20, 20], [20, 5], [20, 20], [20, 5], [5, 20], [5, 5]),
        ]


def test_asks_no_more_than_five_times_a_second() -> None:
    waited: list[float] = []
    with serving(page(next_page=2), page(next_page=3), page()) as server:
        ask(server, ["N00945"], [2024], waited)

    assert sum(waited) >= 0.39


@pytest.mark.parametrize(
    ("faults", "waited_at_least"),
    [([(500, {}, {}), (503, {}, {})], 3.0), ([(429, {}, {"Retry-After": "30"})], 30.0)],
)
def test_asks_again_when_the_server_is_busy(faults: list[Answer], waited_at_least: float) -> None:
    waited: list[float] = []
    with serving(*faults, page(1)) as server:
        assert ask(server, ["N00945"], [2024], waited) == [1]

    assert sum(waited) >= waited_at_least


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([(500, {}, {})] * 5, "HTTP 500"),
        ([(404, {}, {})], "HTTP 404"),
        ([(302, {}, {"Location": "http://127.0.0.1:9/"})], "HTTP 302"),
        ([(200, b"<html>", {})], "JSON"),
        ([(200, {"detail": "x"}, {})], "/year/2024"),
        ([(200, [], {})], "/year/2024"),
        ([page(1, next_url="https://example.com/v3/data")], "example.com"),
        ([page(1, next_url="HERE/data/two"), page(2, next_url="HERE/data/two")], "/data/two"),
    ],
)
def test_every_fault_is_a_sentence(answers: list[Answer], said: str) -> None:
    with serving(*answers) as server, pytest.raises(NoAnswer, match=said):
        ask(server, ["N00945"], [2024])


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with serving() as server:
        pass

    with pytest.raises(NoAnswer, match="rodatraden import kolada"):
        ask(server, ["N00945"], [2024])
