"""How is SCB's PxWebApi v2 asked? In pieces within its limit on cells, slowly, and again when it is busy."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Final

import httpx
from django.utils.translation import gettext as _

MOST_CELLS: Final = 150_000
"""Cells of one answer: their limit, unless their /config says another."""
MOST_CALLS: Final = 30
WINDOW_S: Final = 10.0
"""So many questions may be asked in so many seconds."""
_DELAYS_S: Final = (1.0, 2.0, 4.0, 8.0)
_LONGEST_DELAY_S: Final = 60.0
_MOST_BYTES: Final = 100 * 1024 * 1024
_MOST_PIECES: Final = 200
_TOP: Final = re.compile(r"top\((\d+)\)", re.IGNORECASE)

Selection = Mapping[str, Sequence[str]]
"""The codes that are asked for of each variable; what is not named is asked for whole."""


class NoAnswer(Exception):
    """SCB did not answer, or not as it should. The sentence says what to do."""


@dataclass
class Client:
    """A way to ask SCB. `address` is where its API begins; `wait` sleeps for some seconds."""

    address: str
    http: httpx.Client
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: deque[float] = field(default_factory=deque, init=False)

    def tables(self, table: str, selection: Selection) -> Iterator[Any]:
        """The answers, in json-stat2, that together hold what is selected of a table. Raises NoAnswer."""
        limit = self._limit()
        whole = self._selected(table, selection)
        pieces = list(pieces_of(whole, limit))
        if len(pieces) > _MOST_PIECES:
            sentence = _("That is %(cells)d values. Choose fewer: places, years or variables.")
            raise NoAnswer(sentence % {"cells": prod(len(codes) for codes in whole.values())})
        for piece in pieces:
            said = [{"variableCode": name, "valueCodes": [*codes]} for name, codes in piece.items()]
            yield self._json(f"tables/{table}/data?lang=sv&outputFormat=json-stat2", {"selection": said})

    def _limit(self) -> int:
        told = self._json("config")
        limit = told.get("maxDataCells") if isinstance(told, dict) else None
        return limit if isinstance(limit, int) and limit > 0 else MOST_CELLS

    def _selected(self, table: str, selection: Selection) -> dict[str, list[str]]:
        """The codes of every variable of a table that are asked for. Raises NoAnswer for what it has not."""
        told = self._json(f"tables/{table}/metadata?lang=sv&outputFormat=json-stat2")
        try:
            variables = {name: _codes(told["dimension"][name]["category"]) for name in told["id"]}
        except (KeyError, TypeError, AttributeError):
            raise NoAnswer(_("SCB did not tell what the table %(table)s holds.") % {"table": table}) from None
        named = {name.casefold(): name for name in variables}
        if strange := [name for name in selection if name.casefold() not in named]:
            sentence = _("The table has no variable %(names)s. It has: %(expected)s.")
            raise NoAnswer(sentence % {"names": ", ".join(strange), "expected": ", ".join(variables)})
        asked = {named[name.casefold()]: codes for name, codes in selection.items()}
        return {name: expand(asked.get(name, ["*"]), codes, name=name) for name, codes in variables.items()}

    def _json(self, path: str, body: object = None) -> Any:
        """An answer. Asks again, more and more seldom, while the server is busy or silent."""
        address, why = f"{self.address.rstrip('/')}/{path}", ""
        for delay in (*_DELAYS_S, None):
            self._slow_down()
            try:
                answer = self._ask(address, body)
            except httpx.TransportError as error:
                why, pause = str(error) or type(error).__name__, delay
            else:
                if answer.status_code == httpx.codes.OK:
                    return _decoded(answer, address)
                why = f"HTTP {answer.status_code}"
                if answer.status_code != httpx.codes.TOO_MANY_REQUESTS and answer.status_code < 500:
                    break
                pause = None if delay is None else max(delay, _asked_to_wait(answer))
            if pause is not None:
                self.wait(pause)
        sentence = _(
            "SCB does not answer at %(address)s (%(why)s). Try later, or save the table as .px or json-stat2 on "
            "another computer and read it in on the page of indicators."
        )
        raise NoAnswer(sentence % {"address": address, "why": why})

    def _ask(self, address: str, body: object) -> httpx.Response:
        with self.http.stream("GET" if body is None else "POST", address, json=body) as answer:
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > _MOST_BYTES:
                    raise NoAnswer(_("The answer at %(address)s is too large.") % {"address": address})
        headers = {name: value for name, value in answer.headers.items() if name in {"retry-after", "content-type"}}
        return httpx.Response(answer.status_code, headers=headers, content=content)

    def _slow_down(self) -> None:
        """Wait until so few have been asked in the window that one more may be."""
        while len(self._asked) >= MOST_CALLS:
            since = self.clock() - self._asked[0]
            if since >= WINDOW_S:
                self._asked.popleft()
            else:
                self.wait(WINDOW_S - since)
        self._asked.append(self.clock())


def expand(asked: Sequence[str], codes: Sequence[str], *, name: str) -> list[str]:
    """The codes that are meant: themselves, * for all of them, top(5) for the last five. Raises NoAnswer."""
    found: list[str] = []
    for each in asked:
        if each == "*":
            found += codes
        elif last := _TOP.fullmatch(each):
            found += codes[-int(last[1]) :] if int(last[1]) else []
        elif each in codes:
            found.append(each)
        else:
            sentence = _("The variable %(name)s has no value %(code)s.")
            raise NoAnswer(sentence % {"name": name, "code": each})
    return [*dict.fromkeys(found)]


def pieces_of(whole: Mapping[str, Sequence[str]], limit: int) -> Iterator[dict[str, Sequence[str]]]:
    """What is asked for, in pieces of at most so many cells: parted where there is most to part."""
    cells = prod(len(codes) for codes in whole.values())
    if cells <= limit:
        if cells:
            yield dict(whole)
        return
    longest = max(whole, key=lambda name: len(whole[name]))
    half = len(whole[longest]) // 2
    if not half:
        yield dict(whole)
        return
    for part in (whole[longest][:half], whole[longest][half:]):
        yield from pieces_of({**whole, longest: part}, limit)


def _codes(category: Mapping[str, Any]) -> list[str]:
    index = category.get("index") or [*category["label"]]
    return sorted(index, key=index.__getitem__) if isinstance(index, Mapping) else [*index]


def _decoded(answer: httpx.Response, address: str) -> Any:
    try:
        return answer.json()
    except ValueError:
        raise NoAnswer(_("SCB did not answer with JSON at %(address)s.") % {"address": address}) from None


def _asked_to_wait(answer: httpx.Response) -> float:
    told = answer.headers.get("retry-after", "")
    return min(float(told), _LONGEST_DELAY_S) if told.isdecimal() else 0.0


def over_the_net(address: str) -> Client:
    """A client with time limits on connecting and on every part of an answer."""
    limits = httpx.Timeout(60.0, connect=10.0)
    headers = {"User-Agent": "rodatraden", "Accept": "application/json"}
    return Client(address, httpx.Client(timeout=limits, headers=headers))
