"""Do the pages that span slices come out, with few queries, for the public and for those who are signed in?"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rodatraden.journal import actions as journal
from rodatraden.organisation.models import Municipality
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_round() -> None:
    make.municipality()
    make.plan()
    make.asked("BUN", "SN")


def signed_in(post: str) -> Client:
    client = Client()
    client.force_login(make.account(post), backend="rodatraden.identity.backend.LocalAccounts")
    return client


def test_the_start_page_shows_the_round_and_how_it_goes(client: Client) -> None:
    shown = client.get("/").content.decode()

    assert "Uppföljning april 2026" in shown
    assert "0 av 2 godkända" in shown
    assert "Det här väntar på dig" not in shown


def test_the_start_page_says_what_waits_for_its_reader() -> None:
    shown = signed_in("CHEF").get("/").content.decode()

    assert "Det här väntar på dig" in shown
    assert "Skriv uppföljningen för Enhet BUN" in shown
    assert "Enhet SN</a>" not in shown


def test_the_director_is_told_of_the_report_to_sign_when_every_part_is_approved() -> None:
    assert "Signera rapporten" not in signed_in("DIREKTOR").get("/").content.decode()
    for unit in ("BUN", "SN"):
        make.write("Vi har gjort det vi skulle.", unit=unit)
        make.submit(unit)
        make.approve(unit)

    shown = signed_in("DIREKTOR").get("/").content.decode()
    assert "Signera rapporten Uppföljning april 2026" in shown
    assert "Signera rapporten" not in signed_in("CHEF").get("/").content.decode()


def test_who_follows_a_round_is_told_how_far_it_has_come() -> None:
    assert "2 enheter som du följer har inte lämnat in än" in signed_in("DIREKTOR").get("/").content.decode()
    assert "som du följer" not in signed_in("LARARE").get("/").content.decode()


def test_on_another_day_nothing_waits() -> None:
    assert "Det här väntar på dig" not in signed_in("CHEF").get("/?on=2026-05-05").content.decode()


def test_without_a_municipality_the_start_page_gives_the_first_step(client: Client) -> None:
    Municipality.objects.all().delete()

    assert "rodatraden load" in client.get("/").content.decode()


def test_a_unit_shows_its_goals_and_where_it_stands(client: Client) -> None:
    shown = client.get("/organisation/enhet/BUN").content.decode()

    assert "Mål kunskap" in shown
    assert "Mål hem" not in shown
    assert "Befattning CHEF" in shown


def test_a_unit_that_is_not_there_on_the_day_is_told_from_one_that_never_was(client: Client) -> None:
    was_not_yet = client.get("/organisation/enhet/BUN?on=2019-01-01")
    never_was = client.get("/organisation/enhet/NIX")

    assert (was_not_yet.status_code, never_was.status_code) == (404, 404)


@pytest.mark.parametrize("address", ["/", "/organisation/enhet/BUN", "/?on=2026-05-05"])
def test_pages_take_few_queries(address: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    head = signed_in("CHEF")
    head.get(address)

    with django_assert_max_num_queries(15):
        assert head.get(address).status_code == 200


def test_the_journal_is_for_those_who_audit(client: Client) -> None:
    journal.record("steering.goal.closed", of="Trygga hem", by="Controller")

    assert client.get("/journal").status_code == 403
    assert signed_in("CHEF").get("/journal.csv").status_code == 403
