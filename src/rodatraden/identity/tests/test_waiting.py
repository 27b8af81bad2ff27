"""Is guessing passwords slow, for every name alike, and does changing one's password end other sessions?"""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rodatraden.identity import actions
from rodatraden.identity.models import Attempt, User
from rodatraden.journal.models import Entry

pytestmark = pytest.mark.django_db
NAME, PASSWORD, NEW = "controller@norrvik.example", "en lång mening att minnas", "en annan lång mening"


@pytest.fixture(autouse=True)
def account() -> User:
    made, _ = actions.open_account(username=NAME, label="Controller", by="test")
    actions.set_password(account=made, password=PASSWORD, by="test")
    return made


def try_in(name: str = NAME, password: str = "wrong", **extra: str) -> HttpResponse:  # noqa: S107
    return Client().post("/logga-in", {"username": name, "password": password}, **extra)  # type: ignore[arg-type, return-value]  # REMOTE_ADDR


def later(**time: int) -> None:
    for row in Attempt.objects.all():
        Attempt.objects.filter(pk=row.pk).update(latest_at=row.latest_at - timedelta(**time))


@pytest.mark.parametrize("name", [NAME, "Nobody@norrvik.example"])
def test_the_fifth_failure_makes_one_wait_whoever_one_claims_to_be(name: str) -> None:
    answers = [try_in(name) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "Försök igen om 30 sekunder" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "30"
    assert try_in(name.upper(), PASSWORD).status_code == 429


@pytest.mark.parametrize(
    "written", ["\N{FULLWIDTH LATIN SMALL LETTER C}ontroller@norrvik.example", "controller@norrvik.example "]
)
def test_a_name_that_waits_waits_however_its_letters_are_written(written: str) -> None:
    assert [try_in(each).status_code for each in (NAME, written) * 2] == [200] * 4

    assert try_in(written).status_code == 429
    assert try_in(written, PASSWORD).status_code == 429
    assert try_in(NAME, PASSWORD).status_code == 429


def test_after_the_wait_the_right_password_lets_in_and_counting_begins_anew() -> None:
    for _ in range(5):
        try_in()
    later(seconds=31)

    assert try_in(password=PASSWORD).status_code == 302
    assert [try_in().status_code for _ in range(4)] == [200, 200, 200, 200]


def test_the_wait_grows() -> None:
    for _ in range(5):
        try_in()
    later(seconds=31)

    assert try_in()["Retry-After"] == "60"


def test_tries_while_one_waits_make_the_wait_no_longer() -> None:
    for _ in range(9):
        try_in()
    later(seconds=31)

    assert try_in(password=PASSWORD).status_code == 302


def test_one_name_after_another_from_the_same_place_is_made_to_wait_and_other_places_are_not() -> None:
    statuses = [try_in(f"{number}@norrvik.example", REMOTE_ADDR="192.0.2.7").status_code for number in range(26)]

    assert statuses == [200] * 24 + [429, 429]
    assert try_in(password=PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_the_journal_tells_who_was_made_to_wait_but_no_name_that_nobody_has() -> None:
    for name in (NAME, "min hemliga fras"):
        for _ in range(5):
            try_in(name)

    told = Entry.objects.filter(code="identity.sign_in.made_to_wait").order_by("pk")
    assert [(entry.label, entry.details["failures"]) for entry in told] == [(NAME, 5), ("?", 5)]
    assert NAME not in "".join(Attempt.objects.values_list("subject", flat=True))


def test_an_empty_field_is_no_try() -> None:
    for _ in range(6):
        assert Client().post("/logga-in", {"username": NAME, "password": ""}).status_code == 200

    assert not Attempt.objects.exists()


def test_what_is_a_day_old_is_thrown_away() -> None:
    try_in("somebody")
    later(hours=25)
    try_in("somebody else")

    assert Attempt.objects.filter(latest_at__lt=timezone.now() - timedelta(hours=24)).count() == 0


def change(client: Client, **given: str) -> HttpResponse:
    fields = {"current": PASSWORD, "new": NEW, "again": NEW, **given}
    return client.post("/konto/losenord", fields)  # type: ignore[return-value]  # the test client's own kind


def test_changing_the_password_ends_every_other_session(account: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post("/logga-in", {"username": NAME, "password": PASSWORD})

    assert change(here)["Location"] == "/konto/losenord"

    assert "utloggad på alla andra ställen" in here.get("/konto/losenord").content.decode()
    assert elsewhere.get("/konto/losenord").status_code == 302
    assert try_in(password=PASSWORD).status_code == 200
    assert try_in(password=NEW).status_code == 302
    assert Entry.objects.filter(code="identity.account.password_set", actor=NAME).exists()


@pytest.mark.parametrize(
    "given", [{"current": "x"}, {"new": "kort", "again": "kort"}, {"again": "en tredje mening"}, {"new": PASSWORD, "again": PASSWORD}]
)  # fmt: skip
def test_what_does_not_hold_changes_nothing(account: User, given: dict[str, str]) -> None:
    client = Client()
    client.force_login(account, backend="rodatraden.identity.backend.LocalAccounts")

    assert change(client, **given).status_code == 422
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_guessing_the_present_password_is_slow_too(account: User) -> None:
    client = Client()
    client.force_login(account, backend="rodatraden.identity.backend.LocalAccounts")

    assert [change(client, current="x").status_code for _ in range(6)] == [422] * 5 + [429]


def test_one_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    assert client.get("/konto/losenord")["Location"] == "/logga-in?next=/konto/losenord"
    assert client.post("/konto/losenord").status_code == 302


def test_who_has_no_password_is_told_whom_to_ask(client: Client) -> None:
    made, _ = actions.open_account(username="new@norrvik.example", label="Chef", by="test")
    client.force_login(made, backend="rodatraden.identity.backend.LocalAccounts")

    shown = client.get("/konto/losenord").content.decode()
    assert "Ditt konto har inget lösenord" in shown
    assert "Byt lösenord" in shown
