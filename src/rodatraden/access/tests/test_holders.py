"""Does who holds a post become known to those who may know it, and to nobody else, in any form?"""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from rodatraden.access import actions
from rodatraden.access.tests.make import account, holder, municipality
from rodatraden.organisation.rules.holders import Occupancy, occupancy
from rodatraden.organisation.rules.things import Role

D = date.fromisoformat
PAGE = "/organisation/befattning/P-MANAGER"
FORMS = ["", ".csv", ".xlsx", ".json", "/innehavare.csv", "/innehavare.xlsx", "/innehavare.json"]

LATER = """
    D1 | 2021-01-01 | | post.established post=P-OTHER unit=EKO role=employee
    D1 | 2021-01-01 | | relation.opened relation=deputy from=P-EMPLOYEE to=P-MANAGER
    D1 | 2021-01-01 | | relation.opened relation=deputy from=P-OTHER to=P-MANAGER
    D2 | 2024-01-01 | | unit.established unit=KUF kind=administration parent=K
    D2 | 2024-01-01 | | post.established post=P-RIVAL unit=KUF role=head
"""


@pytest.mark.parametrize(
    ("days", "on", "told"),
    [
        ([], "2025-01-01", (Occupancy.UNKNOWN, None)),
        ([("2026-01-01", "9999-12-31")], "2025-01-01", (Occupancy.UNKNOWN, None)),
        ([("2020-01-01", "9999-12-31")], "2025-01-01", (Occupancy.HELD, D("2020-01-01"))),
        ([("2020-01-01", "2022-01-01"), ("2022-01-01", "9999-12-31")], "2025-01-01", (Occupancy.HELD, D("2020-01-01"))),
        ([("2020-01-01", "2022-01-01"), ("2022-02-01", "9999-12-31")], "2025-01-01", (Occupancy.HELD, D("2022-02-01"))),
        ([("2020-01-01", "9999-12-31"), ("2022-01-01", "2022-06-01")], "2025-01-01", (Occupancy.HELD, D("2020-01-01"))),
        ([("2020-01-01", "2022-01-01")], "2025-01-01", (Occupancy.VACANT, D("2022-01-01"))),
        ([("2020-01-01", "2022-01-01")], "2022-01-01", (Occupancy.VACANT, D("2022-01-01"))),
    ],
)
def test_a_post_is_held_vacant_or_not_known_since_a_day(days: Any, on: str, told: Any) -> None:
    assert occupancy([(D(first), D(end)) for first, end in days], on=D(on)) == told


@pytest.fixture
def _posts_held(db: None, client: Client) -> None:
    municipality(LATER)
    client.cookies["django_language"] = "en"
    for role in Role:
        if role is not Role.MANAGER:
            holder(role)
    for name, first, end in (("rektorsnamnet", "2020-01-01", "2023-01-01"), ("nyrektorsnamnet", "2023-01-01", None)):
        actions.hold_post(
            account=account(name), post="P-MANAGER", valid_from=D(first), valid_to=D(end) if end else None, by="test"
        )
    actions.hold_post(account=account("rival"), post="P-RIVAL", valid_from=D("2024-01-01"), valid_to=None, by="test")
    actions.hold_post(account=account("other"), post="P-OTHER", valid_from=D("2020-01-01"), valid_to=None, by="test")


def read(client: Client, ending: str, query: str = "") -> str:
    answer = client.get(f"{PAGE}{ending}{query}")
    assert answer.status_code in ({200, 302, 403} if ending.startswith("/") else {200})
    content: bytes = answer.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as sheet:
            content = b"".join(map(sheet.read, sheet.namelist()))
    return content.decode(errors="replace")


@pytest.mark.usefixtures("_posts_held")
@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("query", ["", "?on=2021-06-01", "?known=2020-06-01&on=2020-06-01"])
@pytest.mark.parametrize("reader", ["", "employee", "controller", "politician", "auditor", "rival", "other"])
def test_nobody_else_ever_reads_a_name(client: Client, reader: str, query: str, ending: str) -> None:
    if reader:
        client.force_login(account(reader))

    assert "ektorsnamnet" not in read(client, ending, query)


@pytest.mark.usefixtures("_posts_held")
@pytest.mark.parametrize("reader", ["nyrektorsnamnet", "head", "director", "admin"])
@pytest.mark.parametrize("ending", ["", "/innehavare.csv", "/innehavare.xlsx", "/innehavare.json", ".json"])
def test_managers_of_the_unit_and_above_and_those_who_give_rights_read_the_names(
    client: Client, reader: str, ending: str
) -> None:
    client.force_login(account(reader))
    shown = read(client, ending)

    assert "Rektorsnamnet" in shown
    assert "Nyrektorsnamnet" in shown


@pytest.mark.usefixtures("_posts_held")
def test_a_former_holder_sees_themselves_and_nobody_else(client: Client) -> None:
    client.force_login(account("rektorsnamnet"))

    assert client.get(f"{PAGE}.json").json()["holders"] == [
        {"name": "Rektorsnamnet", "post": "P-MANAGER", "valid_from": "2020-01-01", "valid_to": "2022-12-31"}
    ]
    assert "You see yourself" in read(client, "")
    assert "Nyrektorsnamnet" not in read(client, "/innehavare.csv")


@pytest.mark.usefixtures("_posts_held")
def test_everyone_reads_whether_the_post_is_held_and_since_when(client: Client) -> None:
    told = client.get(f"{PAGE}.json").json()

    assert (told["occupancy"], told["occupancy_since"], told["holders"]) == ("held", "2020-01-01", None)
    assert "1 January 2020" in read(client, "")
    vacant = client.get("/organisation/befattning/P-HEAD.json?on=2019-06-01").json()
    assert (vacant["occupancy"], vacant["occupancy_since"]) == (None, None)


@pytest.mark.usefixtures("_posts_held")
def test_a_stand_in_is_named_for_the_days_of_the_relation_to_who_may_know_their_own_post(client: Client) -> None:
    client.force_login(account("head"))
    named = [(each["name"], each["post"], each["valid_from"]) for each in client.get(f"{PAGE}.json").json()["holders"]]

    assert ("Employee", "P-EMPLOYEE", "2021-01-01") in named
    assert "P-OTHER" not in {post for _name, post, _first in named}
    assert "stands in: P-EMPLOYEE" in read(client, "/innehavare.csv")

    client.force_login(account("director"))
    assert "P-OTHER" in {each["post"] for each in client.get(f"{PAGE}.json").json()["holders"]}


@pytest.mark.usefixtures("_posts_held")
def test_the_page_of_a_post_asks_little_of_who_may_know_names(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(account("head"))
    with django_assert_max_num_queries(15):
        read(client, "")
