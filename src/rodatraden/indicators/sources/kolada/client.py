"""How is Kolada's API v3 asked? Page by page, few identities at a time, slowly, and again when it does not answer."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx
from django.utils.translation import gettext as _

MOST_IN_A_PATH: Final = 20
"""Identities that one address may hold; their server refuses longer lists."""
_A_PAGE: Final = 5000
_MOST_PAGES: Final = 2000
_INTERVAL_S: Final = 0.2
"""Seconds between two questions: five a second is what they ask of those who fetch much."""
_DELAYS_S: Final = (1.0, 2.0, 4.0, 8.0)
_LONGEST_DELAY_S: Final = 60.0
_MOST_BYTES: Final = 100 * 1024 * 1024


class NoAnswer(Exception):
    """Kolada did not answer, or not as it should. The sentence says what to do."""


@dataclass
class Client:
    """A way to ask Kolada. `address` is where its API begins; `wait` sleeps for some seconds."""

    address: str
    http: httpx.Client
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last: float = field(default=0.0, init=False)

    def values(self, kpis: Sequence[str], years: Sequence[int], places: Sequence[str] = ()) -> Iterator[Any]:
        """The rows of some KPIs in some years, for some places or for all of them. Raises NoAnswer."""
        for some in _chunks(kpis):
            for some_places in _chunks(places) if places else [()]:
                for some_years in _chunks([str(year) for year in years]):
                    where = f"/municipality/{','.join(some_places)}" if some_places else ""
                    yield from self._rows(f"data/kpi/{','.join(some)}{where}/year/{','.join(some_years)}")

    def _rows(self, path: str) -> Iterator[Any]:
        """The rows of every page."""
        begins = f"{self.address.rstrip('/')}/{path}"
        following: str | None = f"{begins}?per_page={_A_PAGE}"
        seen: set[str] = set()
        while following and len(seen) < _MOST_PAGES:
            if following in seen:
                raise NoAnswer(_("Kolada's pages go in a circle at %(address)s. Try later.") % {"address": following})
            seen.add(following)
            told = self._json(following)
            values = told.get("values") if isinstance(told, dict) else None
            if not isinstance(values, list):
                raise NoAnswer(_("Kolada did not answer with values at %(address)s.") % {"address": following})
            yield from values
            following = self._next(told, following, begins)

    def _next(self, told: dict[str, Any], here: str, begins: str) -> str | None:
        """The address of the next page: their versions name it next_page or next_url, whole or as a number."""
        named = told.get("next_page") or told.get("next_url")
        if named is None or named == "":
            return None
        if isinstance(named, int) or str(named).isdecimal():
            return f"{begins}?per_page={_A_PAGE}&page={named}"
        address = urljoin(here, str(named))
        if urlsplit(address).netloc != urlsplit(self.address).netloc:
            sentence = _("Kolada leads to another server: %(address)s. Nothing is fetched from there.")
            raise NoAnswer(sentence % {"address": address})
        return address

    def _json(self, address: str) -> Any:
        """An answer. Asks again, more and more seldom, while the server is busy or silent."""
        why = ""
        for delay in (*_DELAYS_S, None):
            self._slow_down()
            try:
                answer = self._get(address)
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
            "Kolada does not answer at %(address)s (%(why)s). Try later, or save the values as a file on another "
            "computer and read it with: rodatraden import kolada FILE"
        )
        raise NoAnswer(sentence % {"address": address, "why": why})

    def _get(self, address: str) -> httpx.Response:
        with self.http.stream("GET", address) as answer:
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > _MOST_BYTES:
                    raise NoAnswer(_("The answer at %(address)s is too large.") % {"address": address})
        return httpx.Response(answer.status_code, headers=_plain(answer.headers), content=content)

    def _slow_down(self) -> None:
        since = self.clock() - self._last
        if since < _INTERVAL_S:
            self.wait(_INTERVAL_S - since)
        self._last = self.clock()


def _plain(headers: httpx.Headers) -> dict[str, str]:
    """The headers of an answer whose content is unpacked already."""
    return {name: value for name, value in headers.items() if name not in {"content-encoding", "content-length"}}


def _decoded(answer: httpx.Response, address: str) -> Any:
    try:
        return answer.json()
    except ValueError:
        raise NoAnswer(_("Kolada did not answer with JSON at %(address)s.") % {"address": address}) from None


def _asked_to_wait(answer: httpx.Response) -> float:
    told = answer.headers.get("retry-after", "")
    return min(float(told), _LONGEST_DELAY_S) if told.isdecimal() else 0.0


def _chunks(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(codes), MOST_IN_A_PATH):
        yield codes[start : start + MOST_IN_A_PATH]


def over_the_net(address: str) -> Client:
    """A client with time limits on connecting and on every part of an answer."""
    limits = httpx.Timeout(30.0, connect=10.0)
    headers = {"User-Agent": "rodatraden", "Accept": "application/json"}
    return Client(address, httpx.Client(timeout=limits, headers=headers))
