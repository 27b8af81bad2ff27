"""How do tests let many do something at the same instant, each with a connection of their own, as in production?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection, connections


@contextmanager
def everyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While it lasts, threads and the test itself write in the same database: on SQLite a file, as in production.

    What the test has stored is there; needs a database without a transaction around the test.
    """
    if connection.vendor == "postgresql":
        yield
        return
    file = tmp_path / "everyone.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    in_memory = connections["default"]
    with monkeypatch.context() as patched:
        patched.setitem(connections.settings["default"], "NAME", str(file))
        del connections["default"]
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = in_memory


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it at the same instant; what each gave, or the exception that it raised."""
    ready = Barrier(len(acts))
    given: list[object] = [None] * len(acts)

    def do(number: int) -> None:
        ready.wait(timeout=30)
        try:
            given[number] = acts[number]()
        except Exception as refused:  # noqa: BLE001 – whatever it is, the test tells
            given[number] = refused
        finally:
            connection.close()

    threads = [Thread(target=do, args=[number]) for number in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return given
