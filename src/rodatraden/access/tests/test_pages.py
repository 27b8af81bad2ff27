"""Is signing in by role for the demo alone, and are accounts for who manages them?"""

import pytest
from django.test import Client
from pytest_django import Settings

from rodatraden.access.tests.make import holder, municipality
from rodatraden.journal.models import Entry
from rodatraden.organisation.rules.things import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_in_each_role() -> None:
    municipality()
    for role in Role:
        holder(role)


def test_outside_the_demo_there_is_no_signing_in_by_role(client: Client, settings: Settings) -> None:
    settings.RODATRADEN_DEMO = False

    assert client.get("/logga-in/roller").status_code == 404
    assert client.post("/logga-in/roller", {"account": "director@k.example"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_the_demo_one_chooses_a_role_and_goes_on(client: Client, settings: Settings) -> None:
    settings.RODATRADEN_DEMO = True

    shown = client.get("/logga-in/roller").content.decode()
    assert [role for role in Role if f"{role}@k.example" not in shown] == []
    answer = client.post("/logga-in/roller", {"account": "director@k.example", "next": "/organisation?on=2024-01-01"})
    assert (answer.status_code, answer["Location"]) == (302, "/organisation?on=2024-01-01")
    assert "Director" in client.get("/organisation").content.decode()


@pytest.mark.parametrize("account", ["", "nobody@k.example", "\0"])
def test_in_the_demo_nobody_is_signed_in_as_somebody_who_is_not(
    client: Client, settings: Settings, account: str
) -> None:
    settings.RODATRADEN_DEMO = True

    assert client.post("/logga-in/roller", {"account": account}).status_code in {200, 400}
    assert "_auth_user_id" not in client.session


def test_choosing_a_role_never_leads_away_from_here(client: Client, settings: Settings) -> None:
    settings.RODATRADEN_DEMO = True

    answer = client.post("/logga-in/roller", {"account": "admin@k.example", "next": "https://example.org/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
@pytest.mark.parametrize(
    "address", ["/konton", "/konton.csv", "/konton.xlsx", "/konton.json", "/konton/head@k.example"]
)
def test_accounts_are_not_for_other_roles(client: Client, role: Role, address: str) -> None:
    client.force_login(holder(role))

    assert client.get(address).status_code == 403
    assert client.post(address, {"password": "en lång mening att minnas"}).status_code in {403, 405}
    assert not Entry.objects.filter(code="identity.account.password_set").exists()


def test_the_administrator_sees_accounts_and_gives_a_password(client: Client) -> None:
    client.force_login(holder(Role.ADMIN))

    assert "head@k.example" in client.get("/konton").content.decode()
    assert "head@k.example" in client.get("/konton.csv").content.decode()
    assert "head@k.example" in {row["account"] for row in client.get("/konton.json").json()["rows"]}
    assert client.get("/konton/nobody").status_code == 404
    given = {"password": "en lång mening att minnas"}
    answer = client.post("/konton/head@k.example", given)
    assert answer.status_code == 302, answer.content.decode()
    assert holder(Role.HEAD).check_password("en lång mening att minnas")
    assert Entry.objects.get(code="identity.account.password_set").actor == "Admin"


def test_a_short_password_is_refused(client: Client) -> None:
    client.force_login(holder(Role.ADMIN))

    assert client.post("/konton/head@k.example", {"password": "kort"}).status_code == 200
    assert not holder(Role.HEAD).has_usable_password()


def test_a_missing_right_is_named_in_words_with_whom_to_ask(client: Client) -> None:
    response = client.get("/journal")

    assert response.status_code == 403
    assert "läsa journalen" in response.content.decode()
    assert "Fråga din chef" in response.content.decode()
