"""How many pages a second, and how long do the slowest wait, with 50 readers at once? On loopback, in bounded time."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READERS, SECONDS = 50, 10
HERE = Path(__file__).resolve().parent
ADDRESSES = (
    "/",
    "/organisation",
    "/organisation/enhet/BUF",
    "/mal",
    "/uppfoljning/uppfoljning-2026-10",
    "/ekonomi?round=uppfoljning-2026-10",
    "/beslut",
    "/rapporter/uppfoljning-2026-08",
)


def free_port() -> int:
    """A port that nobody answers on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def server(application: str, home: str) -> Iterator[int]:
    """The web server as `rodatraden serve` starts it, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"]
    place = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", application]
    env = {**os.environ, "RODATRADEN_HOME": home, "PYTHONPATH": str(HERE)}
    process = subprocess.Popen([*command, *place], env=env)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    """Until the server answers."""
    for _ in range(100):
        try:
            read(port, "/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the server never answered")


def read(port: int, address: str) -> int:
    """The status of one page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address)
    status = connection.getresponse().status
    connection.close()
    return status


def load(port: int, address: str) -> tuple[float, float, int]:
    """Pages a second, the 95th percentile in milliseconds, and how many did not answer 200."""
    waits: list[float] = []
    wrong: list[int] = []
    until = time.perf_counter() + SECONDS

    def reader() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            start = time.perf_counter()
            connection.request("GET", address)
            response = connection.getresponse()
            response.read()
            waits.append(time.perf_counter() - start)
            if response.status != http.HTTPStatus.OK:
                wrong.append(response.status)
        connection.close()

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    return len(waits) / SECONDS, statistics.quantiles(waits, n=20)[18] * 1000, len(wrong)


def main() -> None:
    """Load the demo municipality, then read each page, and the yardstick before and after."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-bench-") as home:
        env = {**os.environ, "RODATRADEN_HOME": home}
        command = [sys.executable, "-m", "rodatraden", "demo", "--no-serve"]
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        with server("yardstick_site:application", home) as port:
            bare, wait, _ = load(port, "/")
            sys.stdout.write(
                f"{'yardstick: bare Django page of 20 rows':<44} {bare:7.0f} pages/s   p95 {wait:6.0f} ms\n"
            )
        with server("rodatraden.config.wsgi:application", home) as port:
            for address in ADDRESSES:
                rate, wait, wrong = load(port, address)
                line = f"{address:<44} {rate:7.0f} pages/s   p95 {wait:6.0f} ms   ratio {rate / bare:.2f}"
                sys.stdout.write(line + (f"   {wrong} WRONG ANSWERS" if wrong else "") + "\n")


if __name__ == "__main__":
    main()
