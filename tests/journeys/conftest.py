"""On what do the browser tests stand? The program as people start it: `rodatraden demo`, in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import browser as browsers

_PATIENCE_S = 120  # loading the demo on a machine that does other things too
_QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium instead of one that playwright would download."""
    path = browsers.found()
    if not path:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("No Chromium here: sudo apt install chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox", *_QUIET]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Swedish reader. The content security policy stays on: a page that needs it off would be broken for people."""
    return {**browser_context_args, "locale": "sv-SE", "timezone_id": "Europe/Stockholm"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo municipality, served as people serve it."""
    with served(tmp_path_factory.mktemp("demo"), "demo") as address:
        yield address


@contextmanager
def served(home: Path, command: str) -> Iterator[str]:
    """The address that a command (demo or serve) answers on, with its data in a folder of its own."""
    port = _free_port()
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*DJANGO, command, "--port", str(port)], env=environment(home), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(server, f"http://127.0.0.1:{port}/logga-in", home / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


DJANGO = [sys.executable, "-m", "django"]


def environment(home: Path) -> dict[str, str]:
    """The environment of a command that keeps its data in a folder of its own, and lets one sign in by role."""
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {"DJANGO_SETTINGS_MODULE": "rodatraden.config.settings", "RODATRADEN_DEMO": "1"}
    return variables | ours | {"RODATRADEN_HOME": str(home)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Any) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The demo did not start:\n{log.read_text()}")
