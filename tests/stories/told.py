"""The examples, loaded once for all the tests of a story."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from rodatraden.config import folder

EXAMPLES = Path(__file__).parents[2] / "examples"
AT = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


@contextmanager
def loaded(name: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """An example in the database, and out of it afterwards."""
    with blocker.unblock(), transaction.atomic():
        folder.load(EXAMPLES / name, by="test", at=AT)
        yield
        transaction.set_rollback(True)


def organisation(on: str, known: str = "") -> dict[str, Any]:
    """What /organisation.json says, each list by its codes."""
    answer = Client(headers={"host": "localhost"}).get("/organisation.json", {"on": on, "known": known or on})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    by_code = {name: {each["code"]: each for each in told[name]} for name in ("units", "posts", "groups")}
    return told | by_code
