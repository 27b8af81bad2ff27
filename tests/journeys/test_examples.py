"""Does each page of the demo give its tables as files, and ask the database little, also when nothing is remembered?"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from rodatraden.access import queries as access
from rodatraden.identity.models import User
from rodatraden.journal import actions as journal
from rodatraden.organisation.rules.things import Role
from tests.journeys.pages import EXAMPLES, Example
from tests.stories.told import loaded

pytestmark = [pytest.mark.usefixtures("norrvik"), pytest.mark.django_db]

FILES: Final = {"csv", "xlsx", "json"}
WITHOUT_FILES = {
    "": "the whole municipality's lines of the table at /ekonomi, which has the files",
    "galleri": "the tables are examples of how tables look",
    "rapporter/skrivna/<str:code>": "the report is a document: PDF, Word, Excel and JSON of the whole",
    "rapporter/skrivna/<str:code>/skillnad": "the two readings that differ are had whole",
    "rapporter/skrivna/<str:code>/skriv/<str:name>": "the section as it will stand in the report, which is had whole",
    "rapporter/<str:code>": "the report is a document: PDF, Word and JSON; its figures are the tables at /ekonomi and /mal",
}
"""Pages that draw a table of data without offering it as a file of its own, and why."""

MOST: Final = 15
"""Questions to the database for a page, when nothing is remembered since the latest write."""
MORE_FOR_NOW = {
    "": 19,
    "mal/<str:code>": 18,
    "organisation/enhet/<str:code>": 16,
    "rapporter/skrivna/<str:code>": 24,
    "rapporter/skrivna/<str:code>/skillnad": 32,
    "rapporter/skrivna/<str:code>/skriv/<str:name>": 24,
    "sok": 16,
    "uppfoljning/<str:code>/<str:unit>": 18,
}
"""Pages that ask more, and how much: to be brought down, never up."""

ADDRESSES = sorted({(each.route, each.address) for each in EXAMPLES})


@pytest.fixture(scope="module")
def norrvik(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded("norrvik", django_db_blocker):
        yield


def visitor(account: User | None) -> Client:
    client = Client(headers={"host": "localhost"})
    if account:
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


class Shown(HTMLParser):
    """Whether a page draws a table of data, and the files it leads to."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.has_table = False
        self.files: dict[str, str] = {}
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.has_table |= tag == "table" and "rt-table" in given.get("class", "")
        ending = re.search(r"\.(csv|xlsx|json)(\?|$)", given.get("href", ""))
        if tag == "a" and given.get("rel") == "nofollow" and ending:
            self.files[ending[1]] = given["href"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.address} {each.account}".strip())
def test_every_table_can_be_taken_home(example: Example) -> None:
    client = visitor(User.objects.get(username=example.account) if example.account else None)
    shown = Shown(client.get(example.address).content.decode())

    if not shown.has_table or example.route in WITHOUT_FILES:
        return
    assert shown.files.keys() == FILES, "give the table its files, or a reason"
    answers = {ending: client.get(address).status_code for ending, address in shown.files.items()}
    assert set(answers.values()) <= {200}, answers


@pytest.mark.parametrize(("route", "address"), ADDRESSES, ids=lambda each: each)
def test_every_page_asks_the_database_little_for_every_role(route: str, address: str) -> None:
    most = MORE_FOR_NOW.get(route, MOST)
    today = timezone.localdate()
    asked = {}
    for role in (None, *Role):
        client = visitor(access.account_in_role(role, on=today) if role else None)
        journal.record("test.cold.made", of="what was remembered", by="test")  # a write: nothing read before counts
        with CaptureQueriesContext(connection) as questions:
            client.get(address)
        asked[str(role or "nobody")] = len(questions)

    assert {role: count for role, count in asked.items() if count > most} == {}
