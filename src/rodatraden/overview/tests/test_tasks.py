"""Does what waits for a reader come from one place, with its day and one click, and is nobody shown another's?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rodatraden.commitments import actions as commitments
from rodatraden.commitments.actions import NewCommitment, NewProgress
from rodatraden.commitments.rules.codes import Kind, State
from rodatraden.identity.models import User
from rodatraden.indicators import actions as indicators
from rodatraden.indicators.actions import NewReading
from rodatraden.journal import actions as journal
from rodatraden.organisation.models import PostVersion
from rodatraden.overview import queries
from rodatraden.overview.queries import Errand, Task
from rodatraden.overview.views.tasks import near
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _a_round() -> None:
    make.municipality()
    make.plan()
    make.asked("BUN", "SN")


def account(post: str) -> User:
    return make.account(post)


def owed(user: User, errand: Errand) -> list[Task]:
    return [task for task in queries.owed(user, today=TODAY) if task.errand is errand]


def promised(code: str, *, owner: str, unit: str = "BUN", due: date | None = None, report_to: str = "") -> None:
    new = NewCommitment(
        commitment=code, kind=Kind.ACTIVITY, title=f"Gör {code}", unit=unit, owner=owner, due=due, report_to=report_to
    )
    commitments.promise(new=new, by="test", at=timezone.now())


def finished(code: str) -> None:
    new = NewProgress(commitment=code, state=State.DONE, text="Klart.")
    commitments.follow_up(new=new, seen=None, by="test", at=timezone.now())


def test_one_writes_for_ones_own_unit_and_approves_what_is_done() -> None:
    head = account("CHEF")

    assert [task.unit for task in owed(head, Errand.WRITE)] == ["BUN"]
    make.write("Vi har gjort det vi skulle.")
    make.submit()

    assert owed(head, Errand.WRITE) == []
    assert [task.unit for task in owed(head, Errand.APPROVE)] == ["BUN"]
    assert owed(account("LARARE"), Errand.APPROVE) == []


def test_what_a_post_has_promised_is_owed_until_it_is_done_and_told_back() -> None:
    head = account("CHEF")
    promised("A", owner="CHEF", due=date(2026, 1, 1), report_to="BUN")

    [task] = owed(head, Errand.FOLLOW_UP)
    assert (task.address, task.due) == ("/uppdrag/A/folj-upp", date(2026, 1, 1))
    finished("A")

    assert owed(head, Errand.FOLLOW_UP) == []
    assert [task.address for task in owed(head, Errand.TELL_BACK)] == ["/uppdrag/A/aterrapport"]


def test_who_may_not_note_that_it_was_told_back_is_led_to_a_page_they_may_open() -> None:
    teacher = account("LARARE")
    promised("A", owner="LARARE", due=date(2026, 1, 1), report_to="BUN")
    finished("A")

    assert [task.address for task in owed(teacher, Errand.TELL_BACK)] == ["/uppdrag/A"]


def test_what_nobody_answers_for_waits_for_the_one_who_may_choose() -> None:
    head = account("CHEF")
    promised("A", owner="")
    promised("B", owner="", unit="SN")
    promised("C", owner="LARARE")
    assert [task.about for task in owed(head, Errand.APPOINT)] == ["Gör A"]

    PostVersion.objects.filter(code="LARARE").update(valid_to=date(2026, 2, 1))
    journal.record("organisation.post.closed", of="LARARE", by="test")

    assert [task.about for task in owed(head, Errand.APPOINT)] == ["Gör A", "Gör C"]
    assert owed(account("LARARE"), Errand.FOLLOW_UP) == []


def test_the_first_day_stands_first_and_what_has_none_last() -> None:
    head = account("CHEF")
    promised("A", owner="CHEF")
    promised("B", owner="CHEF", due=date(2199, 1, 1))
    promised("C", owner="CHEF", due=date(2020, 1, 1))

    assert [task.about for task in owed(head, Errand.FOLLOW_UP)] == ["Gör C", "Gör B", "Gör A"]


def test_an_outcome_is_missing_when_its_period_is_over_and_until_someone_has_told_it() -> None:
    head = account("CHEF")
    missing = owed(head, Errand.READ)

    for task in missing:
        new = NewReading(
            indicator=task.address.split("/")[2], unit=task.unit, period=task.note, value=Decimal(1), source=""
        )
        indicators.record_readings(readings=[new], by="test", at=timezone.now())
    assert owed(head, Errand.READ) == []


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    for address in ("/mina-uppgifter", "/mina-uppgifter.csv", "/mina-uppgifter/antal"):
        assert client.get(address).status_code == 302


def signed_in(post: str) -> Client:
    client = Client()
    client.force_login(make.account(post), backend="rodatraden.identity.backend.LocalAccounts")
    return client


def test_the_page_shows_what_is_late_first_with_one_click_and_in_few_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    promised("A", owner="CHEF", due=TODAY - timedelta(days=3))
    promised("B", owner="CHEF", due=TODAY + timedelta(days=3))
    head = signed_in("CHEF")
    Client().get("/om")  # whose the program is, every page has read since the last write

    with django_assert_max_num_queries(15):
        body = head.get("/mina-uppgifter").content.decode()

    assert body.index("Gör A") < body.index("Gör B")
    assert "▲ 3 dagar sen" in body
    assert "om 3 dagar" in body
    assert 'href="/uppdrag/A/folj-upp"' in body


def test_the_start_page_and_the_header_tell_the_same_number() -> None:
    promised("A", owner="CHEF", due=TODAY)
    head = signed_in("CHEF")
    count = len(queries.owed(User.objects.get(username="chef"), today=TODAY))

    assert f">{count}</span>" in head.get("/mina-uppgifter/antal").content.decode()
    assert f"<span>{count}</span>" in head.get("/mal").content.decode()
    assert "Gör A" in head.get("/").content.decode()


def test_another_s_tasks_are_nobody_s_to_see() -> None:
    promised("A", owner="CHEF")

    assert "Gör A" not in signed_in("LARARE").get("/mina-uppgifter").content.decode()
    assert "Inget väntar på dig" in signed_in("LARARE").get("/mina-uppgifter").content.decode()


def test_a_choice_of_tasks_stands_in_the_address_and_in_the_files() -> None:
    promised("A", owner="CHEF")
    head = signed_in("CHEF")

    assert "Gör A" in head.get("/mina-uppgifter.csv?slag=uppdrag").content.decode()
    assert "Gör A" not in head.get("/mina-uppgifter.csv?slag=uppfoljning").content.decode()
    assert head.get("/mina-uppgifter?slag=nonsens").status_code == 200


@pytest.mark.parametrize(
    ("left", "word"),
    [(None, ""), (15, ""), (14, "om 14 dagar"), (1, "i morgon"), (0, "i dag"), (-1, "▲ 1 dag sen")],
)
def test_a_day_is_told_by_how_near_it_is(left: int | None, word: str) -> None:
    assert near(left) == word
