"""What happens when two do the same with a proposal, or a new matter, at the same time?"""

from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from rodatraden.decisions import models as decided
from rodatraden.matters import models
from rodatraden.matters.actions import RegisteredAlready
from rodatraden.matters.actions import proposals as actions
from rodatraden.matters.rules.proposals import State
from rodatraden.matters.tests import make
from rodatraden.matters.tests.drafting import begun, fresh, municipality, taken

MOVED = "post.moved post=STRATEG unit=KLF reports_to=KD"


@pytest.fixture(autouse=True)
def _municipality(transactional_db: None) -> None:
    municipality()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told() -> None:
    proposal = begun(MOVED)
    read = fresh(proposal).revision
    decided_first = Event()

    def decide_slowly() -> None:
        with transaction.atomic():
            taken(proposal, revision=read)
            decided_first.set()
            sleep(0.3)  # long enough for the other to look, if it does not wait
        connection.close()

    first = Thread(target=decide_slowly)
    first.start()
    decided_first.wait(timeout=10)
    with pytest.raises(actions.NotADraft) as refused:
        taken(proposal, revision=read)
    first.join()

    assert refused.value.state is State.DECIDED
    assert decided.Decision.objects.exclude(code="D0").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_two_who_begin_at_once_get_a_code_each() -> None:
    made: list[str] = []

    def begin() -> None:
        made.append(begun().code)
        connection.close()

    threads = [Thread(target=begin) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(made) == [f"F-2026-00{number}" for number in range(1, 5)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_of_two_who_register_a_matter_at_once_one_wins_and_the_other_is_told() -> None:
    registered_first = Event()

    def register_slowly() -> None:
        with transaction.atomic():
            make.matter("A-1", "Den förstas")
            registered_first.set()
            sleep(0.3)
        connection.close()

    first = Thread(target=register_slowly)
    first.start()
    registered_first.wait(timeout=10)
    with pytest.raises(RegisteredAlready):
        make.matter("A-1", "Den andras")
    first.join()

    assert [row.title for row in models.MatterVersion.objects.all()] == ["Den förstas"]
