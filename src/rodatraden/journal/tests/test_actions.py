"""Does every write leave an entry that outlives what it tells of?"""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from rodatraden.journal import actions, queries
from rodatraden.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_an_entry_tells_who_did_what_to_what_and_when() -> None:
    actions.record("slice.noun.done", of="KF-1 Ett beslut", by="Controller", details={"before": None, "after": 1})

    entry = Entry.objects.get()
    assert (entry.code, entry.label, entry.actor) == ("slice.noun.done", "KF-1 Ett beslut", "Controller")
    assert entry.details == {"before": None, "after": 1}
    assert entry.at is not None
    assert str(entry) == "slice.noun.done: KF-1 Ett beslut"


def test_a_long_name_is_cut_and_never_refused() -> None:
    actions.record("slice.noun.done", of="x" * 1_000, by="y" * 1_000)

    entry = Entry.objects.get()
    assert (len(entry.label), len(entry.actor), entry.details) == (300, 200, {})


def test_an_entry_points_at_nothing_so_that_it_outlives_it() -> None:
    assert [field.name for field in Entry._meta.get_fields() if field.is_relation] == []


def test_the_latest_is_told_first_and_words_are_found() -> None:
    for number in range(3):
        actions.record(f"slice.noun.done{number}", of=f"Sak {number}", by="Controller")

    assert [entry.label for entry in queries.entries()] == ["Sak 2", "Sak 1", "Sak 0"]
    assert [entry.label for entry in queries.entries(text="sak 1")] == ["Sak 1"]
    assert queries.entries(text="CONTROLLER").count() == 3
    assert queries.entries(text="done2").count() == 1


def test_the_version_is_another_after_every_write() -> None:
    seen = [queries.version()]
    for _ in range(3):
        actions.record("slice.noun.done", of="x", by="y")
        seen.append(queries.version())

    assert seen[0] == queries.NOTHING_WRITTEN
    assert len(set(seen)) == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_the_version_is_another_when_what_was_written_earlier_is_seen_later() -> None:
    written, may_end = Event(), Event()

    def write_slowly() -> None:
        with transaction.atomic():
            actions.record("slice.noun.done", of="slow", by="y")
            written.set()
            may_end.wait(timeout=10)
        connection.close()

    slow = Thread(target=write_slowly)
    slow.start()
    written.wait(timeout=10)
    actions.record("slice.noun.done", of="fast", by="y")
    before, seen = queries.version(), queries.entries().count()
    may_end.set()
    slow.join()

    assert (seen, queries.entries().count()) == (1, 2)
    assert queries.version() != before
