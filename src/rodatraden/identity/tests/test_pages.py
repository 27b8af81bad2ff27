"""Does signing in let in who may, lead on, and tell nothing to who may not?"""

import pytest
from django.test import Client
from pytest_django import Settings

from rodatraden.identity import actions
from rodatraden.identity.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening att minnas"


@pytest.fixture
def account() -> User:
    made, _ = actions.open_account(username="Controller@norrvik.example", label="Controller", by="test")
    actions.set_password(account=made, password=PASSWORD, by="test")
    return made


def test_signing_in_leads_on_to_where_one_was_going(client: Client, account: User) -> None:
    response = client.post(
        "/logga-in",
        {"username": "controller@norrvik.example", "password": PASSWORD, "next": "/galleri?on=2024-01-01"},
    )

    assert response["Location"] == "/galleri?on=2024-01-01"
    assert "Controller" in client.get("/galleri").content.decode()


def test_signing_in_never_leads_away_from_here(client: Client, account: User) -> None:
    given = {"username": account.username, "password": PASSWORD, "next": "//example.org/"}

    assert client.post("/logga-in", given)["Location"] == "/"


def test_signing_in_with_an_address_that_is_none_leads_to_the_first_page(client: Client, account: User) -> None:
    given = {"username": account.username, "password": PASSWORD, "next": "BUF"}

    assert client.post("/logga-in", given)["Location"] == "/"


def test_a_refusal_does_not_tell_which_accounts_exist(client: Client, account: User) -> None:
    wrong_password = client.post("/logga-in", {"username": account.username, "password": "x"})
    nobody = client.post("/logga-in", {"username": "nobody", "password": "x"})

    said = "Användarnamnet och lösenordet hör inte ihop."
    assert said in wrong_password.content.decode()
    assert said in nobody.content.decode()


def test_one_who_may_no_longer_sign_in_is_refused_in_the_same_words(client: Client, account: User) -> None:
    account.is_active = False
    account.save()
    response = client.post("/logga-in", {"username": account.username, "password": PASSWORD})

    assert "hör inte ihop" in response.content.decode()


def test_signing_out_takes_a_button_and_not_a_link(client: Client, account: User) -> None:
    client.force_login(account)

    assert client.get("/logga-ut").status_code == 405
    assert client.post("/logga-ut")["Location"] == "/"
    assert "Logga in" in client.get("/galleri").content.decode()


def test_the_demo_leads_to_its_roles(client: Client, settings: Settings) -> None:
    settings.RODATRADEN_DEMO = True
    assert "/logga-in/roller" in client.get("/logga-in").content.decode()
    settings.RODATRADEN_DEMO = False
    assert "/logga-in/roller" not in client.get("/logga-in").content.decode()
