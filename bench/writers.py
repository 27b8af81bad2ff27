"""The last hour before the deadline: do 500 people who write at once, with autosave, lose a single word? On loopback.

    bench/writers.py                                  on SQLite
    python bin/postgres.py python bench/writers.py    on PostgreSQL

Most write alone for their unit; every tenth unit has two who write in the same text without knowing of each other. Each
saves ROUNDS times, some seconds apart, as a page does, adding a word that is in nobody else's text. A word that the
server has taken must stand in a text or wait beside one when it is over.
"""

import contextlib
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

WRITERS = int(os.environ.get("WRITERS", "500"))
ROUNDS, APART, PATIENCE = 3, 30.0, 15.0
"""Saves for each writer, seconds between two of them, and how many seconds a page waits for its answer."""

CODE = "uppfoljning-2026-10"
HERE = Path(__file__).resolve().parent


def units() -> list[tuple[str, int]]:
    """Each unit with how many write for it: one, or for every tenth two."""
    found, left, number = list[tuple[str, int]](), WRITERS, 0
    while left > 0:
        count = min(left, 2 if number % 10 == 9 else 1)
        found.append((f"E{number:03}", count))
        left, number = left - count, number + 1
    return found


def prepare() -> None:
    """A municipality with so many units and writers, all asked, and a session for each writer on standard output."""
    import django  # noqa: PLC0415 – the program is set up first

    django.setup()
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 – as above
    from django.core.management import call_command  # noqa: PLC0415 – as above

    from rodatraden.access.models import Holding  # noqa: PLC0415 – as above
    from rodatraden.identity.models import User  # noqa: PLC0415 – as above
    from rodatraden.kernel.periods import FOREVER  # noqa: PLC0415 – as above
    from rodatraden.organisation.models import Municipality, PostVersion, UnitVersion  # noqa: PLC0415 – as above
    from rodatraden.steering import actions  # noqa: PLC0415 – as above

    call_command("migrate", verbosity=0)
    known = {"valid_from": date(2020, 1, 1), "valid_to": FOREVER, "known_from": date(2020, 1, 1), "known_to": FOREVER}
    Municipality.objects.create(code="prov", name="Provkommun", root="PROV", accent="#9b2226")
    every = [("PROV", "municipality", None), *((code, "unit", "PROV") for code, _count in units())]
    UnitVersion.objects.bulk_create(
        UnitVersion(code=code, name=code, kind=kind, parent=parent, decision="D", **known)
        for code, kind, parent in every
    )
    holders = [(f"{code}-{number}", code) for code, count in units() for number in range(count)]
    PostVersion.objects.bulk_create(
        PostVersion(code=post, title=post, unit=unit, role="manager", decision="D", cost_decision="D", **known)
        for post, unit in holders
    )
    accounts = User.objects.bulk_create(User(username=post, label=post, password="!") for post, _unit in holders)  # noqa: S106 – nobody signs in with it
    Holding.objects.bulk_create(
        Holding(account=account, post=account.username, valid_from=date(2020, 1, 1)) for account in accounts
    )
    at = datetime(2026, 10, 1, tzinfo=UTC)
    goals = [
        actions.NewGoal(code=f"m-{code}", title=code, unit=code, valid_from=date(2020, 1, 1), position=1)
        for code, _count in units()
    ]
    actions.set_plan(goals=goals, by="bench", at=at)
    described = actions.NewRound(
        code=CODE,
        title="Prov",
        period="2026-10",
        year=2026,
        previous_year=2025,
        measured_period="2026",
        deadline=date(2026, 11, 30),
    )
    actions.open_round(described=described, units=[code for code, _count in units()], by="bench", at=at)
    for account in accounts:
        session = SessionStore()
        session["_auth_user_id"] = str(account.pk)
        session["_auth_user_backend"] = "rodatraden.identity.backend.LocalAccounts"
        session["_auth_user_hash"] = account.get_session_auth_hash()
        session.create()
        print(account.username, session.session_key)


def stored() -> None:
    """Every word that stands in a text, stood in one, or waits beside one, on standard output: unit and word."""
    import django  # noqa: PLC0415 – as above

    django.setup()
    from rodatraden.steering import models  # noqa: PLC0415 – as above

    for model in (models.Text, models.Aside):
        for unit, text in model.objects.filter(round=CODE).values_list("unit", "text"):
            for word in text.split():
                print(unit, word)


class Hidden(HTMLParser):
    """The hidden fields of what the server answers."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a hidden field."""
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""


@dataclass
class Writer:
    """One who writes: opens the page, and saves a growing text some seconds apart."""

    name: str
    session: str
    port: int
    fields: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The unit that they write for."""
        return self.name.rpartition("-")[0]

    def open(self) -> None:
        """What stands in the hidden fields of a page where nothing is written yet; nobody waits for 500 pages here."""
        goal = f"m-{self.unit}"
        self.fields = dict.fromkeys(("beside", "seen:", "met:", f"seen:{goal}", f"met:{goal}", f"was:{goal}"), "")

    def run(self) -> None:
        """Write; each begins at a moment of their own."""
        chance = random.Random(self.name)  # noqa: S311 – the same every time
        time.sleep(chance.random() * APART)
        for number in range(ROUNDS):
            self.words.append(f"{self.name}w{number}")
            self._save(self.fields)
            if number + 1 < ROUNDS:
                time.sleep(APART * (0.7 + 0.6 * chance.random()))

    def warm_up(self) -> None:
        """Open the page a few times, so that every process of the server has read its program."""
        for _ in range(8):
            with contextlib.suppress(OSError):
                self._ask("GET", "")

    def _save(self, fields: dict[str, str]) -> None:
        text = " ".join(self.words)
        sent = urlencode({**fields, "do": "keep", "text": text, f"text:m-{self.unit}": text})
        began = time.monotonic()
        try:
            answer = self._ask("POST", sent)
        except OSError as error:
            self.errors.append(f"save: {error!r}")
            return
        self.times.append(time.monotonic() - began)
        self.taken = list(self.words)
        hidden = Hidden()
        hidden.feed(answer)
        fields.update({name: value for name, value in hidden.fields.items() if name in fields})

    def _ask(self, method: str, body: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={'c' * 32}", "X-CSRFToken": "c" * 32}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        try:
            connection.request(method, f"/uppfoljning/{CODE}/{self.unit}", body or None, headers)
            answer = connection.getresponse()
            content = answer.read().decode()
        finally:
            connection.close()
        if answer.status != 200:
            raise OSError(f"{answer.status}")
        if method == "POST" and "rt-autosave__failed" in content and "rt-notice" not in content:
            raise OSError("not saved")  # nor told that someone else writes in the same text
        return content


@contextmanager
def server() -> Iterator[int]:
    """The web server as `rodatraden serve` starts it, until the block ends."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"]
    place = ["--backlog", "2048", "--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen([*command, *place, "rodatraden.config.wsgi:application"])
    try:
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def said(step: str) -> list[list[str]]:
    """The lines of one of the steps above, in a process of its own, split into words."""
    told = subprocess.run([sys.executable, __file__, step], capture_output=True, text=True, check=True)
    return [line.split() for line in told.stdout.splitlines()]


def main() -> int:
    """Measure, and say what was lost; the exit code is 1 if anything was."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-writers-") as home:
        os.environ |= {"RODATRADEN_HOME": home, "DJANGO_SETTINGS_MODULE": "rodatraden.config.settings"}
        sessions = said("prepare")
        with server() as port:
            writers = [Writer(name, session, port) for name, session in sessions]
            writers[0].warm_up()
            for writer in writers:
                writer.open()
            begin = time.monotonic()
            threads = [threading.Thread(target=writer.run) for writer in writers]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            lasted = time.monotonic() - begin
        kept = {(unit, word) for unit, word in said("stored")}
    lost = [(each.unit, word) for each in writers for word in each.taken if (each.unit, word) not in kept]
    errors = [error for each in writers for error in each.errors]
    times = sorted(each for writer in writers for each in writer.times)
    where = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    print(f"{where}: {len(writers)} writers, {len(times)} saves in {lasted:.0f} s ({len(times) / lasted:.0f}/s)")
    if not times:
        sys.exit(f"nothing was saved: {errors[:3]}")
    print(f"median {statistics.median(times) * 1000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms")
    print(
        f"words taken {sum(len(each.taken) for each in writers)}, lost {len(lost)}, errors {len(errors)} {errors[:2]}"
    )
    return 1 if lost or errors else 0


if __name__ == "__main__":
    step = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.exit({"prepare": prepare, "stored": stored}.get(step, main)() or 0)
