"""Is SCB asked politely and in pieces, and is every fault of the net a sentence? On loopback only."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from math import prod
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.sources.scb import tables
from rodatraden.indicators.sources.scb.client import MOST_CALLS, WINDOW_S, Client, NoAnswer, expand, pieces_of

SAMPLES = Path(__file__).parents[7] / "shared" / "samples" / "scb" / "pxwebapi_v2"
METADATA = {
    "id": ["Region", "Tid"],
    "dimension": {
        "Region": {
            "category": {"index": {"0114": 0, "0580": 1}, "label": {"0114": "Upplands Väsby", "0580": "Linköping"}}
        },
        "Tid": {"category": {"index": ["2022", "2023", "2024"], "label": {}}},
    },
}


class Net:
    """A server on loopback that answers as SCB does."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.faults: list[int] = []
        self.config: dict[str, Any] = {"maxDataCells": 4}
        self.metadata: Any = METADATA
        net = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(net.config if self.path.startswith("/config") else net.metadata)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.answer({"selection": body["selection"]}, body)

            def answer(self, told: Any, body: Any = None) -> None:
                net.asked.append((self.path, body))
                status = net.faults.pop(0) if net.faults else 200
                self.send_response(status)
                self.send_header("Retry-After", "3")
                self.end_headers()
                self.wfile.write(told if isinstance(told, bytes) else json.dumps(told).encode())

            def log_message(self, *_said: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.waited: list[float] = []

    def client(self) -> Client:
        address = f"http://127.0.0.1:{self.server.server_port}"
        return Client(address, httpx.Client(timeout=5, trust_env=False), wait=self.waited.append)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def net() -> Iterator[Net]:
    found = Net()
    yield found
    found.close()


def test_a_table_is_asked_for_in_pieces_of_their_limit(net: Net) -> None:
    answers = list(net.client().tables("TAB638", {"region": ["*"]}))

    chosen = [{each["variableCode"]: each["valueCodes"] for each in answer["selection"]} for answer in answers]
    assert chosen == [
        {"Region": ["0114", "0580"], "Tid": ["2022"]},
        {"Region": ["0114", "0580"], "Tid": ["2023", "2024"]},
    ]
    assert net.asked[2][0].startswith("/tables/TAB638/data?lang=sv&outputFormat=json-stat2")


def test_the_last_years_and_one_place(net: Net) -> None:
    answer, *rest = net.client().tables("TAB638", {"Region": ["0580"], "Tid": ["top(2)"]})

    assert rest == []
    assert [each["valueCodes"] for each in answer["selection"]] == [["0580"], ["2023", "2024"]]


@pytest.mark.parametrize("selection", [{"Kön": ["1"]}, {"Region": ["9999"]}])
def test_what_the_table_has_not_is_told(net: Net, selection: dict[str, list[str]]) -> None:
    with pytest.raises(NoAnswer):
        list(net.client().tables("TAB638", selection))


def test_a_busy_server_is_asked_again_after_as_long_as_it_says(net: Net) -> None:
    net.faults = [429, 503]

    assert list(net.client().tables("TAB638", {"Tid": ["2024"]}))
    assert net.waited[:2] == [3.0, 3.0]


@pytest.mark.parametrize("fault", [404, 400, 500])
def test_a_fault_is_a_sentence(net: Net, fault: int) -> None:
    net.faults = [fault] * 9

    with pytest.raises(NoAnswer, match=str(fault)):
        list(net.client().tables("TAB638", {}))
    assert len(net.asked) == (5 if fault == 500 else 1)


@pytest.mark.parametrize("metadata", [b"<html>", {"id": ["x"]}, []])
def test_an_answer_of_another_kind_is_a_sentence(net: Net, metadata: Any) -> None:
    net.metadata = metadata

    with pytest.raises(NoAnswer):
        list(net.client().tables("TAB638", {}))


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    gone = Client("http://127.0.0.1:9", httpx.Client(timeout=1, trust_env=False), wait=lambda _s: None)
    with pytest.raises(NoAnswer, match="SCB"):
        list(gone.tables("TAB638", {}))


def test_no_more_is_asked_in_a_while_than_may_be() -> None:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    client = Client("http://x", httpx.Client(), wait=wait, clock=lambda: now[0])
    times = []
    for _ in range(MOST_CALLS * 2 + 1):
        client._slow_down()
        times.append(now[0])
    assert times[MOST_CALLS - 1] == 0
    assert times[MOST_CALLS] >= WINDOW_S
    assert times[-1] >= 2 * WINDOW_S


sizes = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 30), min_size=1)


@given(sizes, st.integers(1, 500))
def test_the_pieces_are_the_whole_and_none_is_too_large(size: dict[str, int], limit: int) -> None:
    whole = {name: [f"{name}{number}" for number in range(count)] for name, count in size.items()}
    pieces = list(pieces_of(whole, limit))

    assert sum(prod(len(codes) for codes in piece.values()) for piece in pieces) == prod(size.values())
    assert all(prod(len(codes) for codes in piece.values()) <= limit for piece in pieces)


def test_nothing_chosen_is_nothing_asked() -> None:
    assert expand(["top(0)"], ["1"], name="Tid") == []
    assert list(pieces_of({"Tid": []}, 10)) == []


def test_the_recorded_metadata_and_data_of_scb_are_understood(net: Net) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples of SCB are not here")
    net.metadata = json.loads((SAMPLES / "TAB6471_metadata.json").read_text())
    net.config = json.loads((SAMPLES / "config.json").read_text())

    answers = list(net.client().tables("TAB6471", {"Region": ["0580"], "Tid": ["top(1)"]}))
    assert len(answers) == 1
    lines = tables.of_answer(json.loads((SAMPLES / "TAB6471_data.json").read_text()), called="TAB6471")
    assert len(lines) > 1000
