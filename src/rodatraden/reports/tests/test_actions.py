"""What does signing freeze, and when is it refused?"""

from datetime import date, timedelta
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from rodatraden.finance import actions as finance
from rodatraden.finance.tests import make as money
from rodatraden.journal.models import Entry
from rodatraden.reports import actions, queries
from rodatraden.reports.followup import context
from rodatraden.reports.followup.rendered import rendered
from rodatraden.reports.tests import make
from rodatraden.steering.rules import Status
from rodatraden.steering.tests import make as steering

pytestmark = pytest.mark.django_db

LATER = make.DIRECTOR.at + timedelta(days=30)


def test_a_signed_report_says_the_same_whatever_happens_later() -> None:
    make.norrvik()
    make.approved()
    edition = make.sign()
    before = rendered(context.from_json(edition.context), "pdf", edition=queries.told(edition))

    finance.record_forecasts(rows=[money.forecast("SN", "7000000")], by="test", at=LATER)
    found = queries.report(code=make.CODE, known=date(2026, 8, 1))

    assert found.edition == edition
    assert rendered(found.context, "pdf", edition=queries.told(edition)) == before
    assert context.fingerprint(edition.context) == edition.sha256


def test_signing_is_noted_in_the_journal() -> None:
    make.norrvik()
    make.approved()

    edition = make.sign()

    entry = Entry.objects.get(code="reports.edition.signed")
    assert (entry.label, entry.details) == (f"{make.CODE} 1", {"edition": 1, "sha256": edition.sha256})


def test_an_unfinished_round_says_who_is_missing() -> None:
    make.norrvik()
    steering.submit("SN")
    steering.approve("SN")

    with pytest.raises(actions.NotFinished) as refused:
        make.sign()

    assert refused.value.waiting == ("Enhet NORRVIK", "Enhet BUN")
    assert not queries.editions(make.CODE)


def test_the_next_edition_counts_what_has_changed() -> None:
    make.norrvik()
    make.approved()
    make.sign()
    finance.record_forecasts(rows=[money.forecast("SN", "7000000")], by="test", at=LATER)

    again = make.sign(signature=actions.Signature(LATER, "Kommundirektör"), known=LATER.date())

    assert again.number == 2
    assert again.changes == {"amounts": 1, "outcomes": 0, "assessments": 0, "texts": 0}


def test_nothing_new_is_not_signed_again() -> None:
    make.norrvik()
    make.approved()
    make.sign()

    with pytest.raises(actions.NothingNew):
        make.sign(signature=actions.Signature(LATER, "Kommundirektör"))


def test_when_every_goal_lies_on_one_side_a_reason_is_required_and_printed() -> None:
    make.norrvik()
    steering.assess(Status.ACHIEVED, "Enkäten behövs inte.", "trygg")
    make.approved()

    with pytest.raises(actions.NeedsReason):
        make.sign(" ")
    edition = make.sign("Omgången gäller bara två mål.")

    assert context.from_json(edition.context).empty_side_reason == "Omgången gäller bara två mål."


def test_an_edition_that_is_put_back_twice_is_there_once() -> None:
    make.norrvik()
    make.approved()
    edition = make.sign()
    same = {name: getattr(edition, name) for name in ("round", "number", "signed_at", "signed_by", "context", "sha256")}

    assert actions.restore_edition(edition=type(edition)(**same), by="test") is False
    with pytest.raises(actions.AlreadySigned):
        actions.restore_edition(edition=type(edition)(**{**same, "signed_by": "Någon annan"}), by="test")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_of_two_who_sign_at_once_the_second_is_told_that_it_is_done() -> None:
    make.norrvik()
    make.approved()
    signed = Event()

    def sign_slowly() -> None:
        with transaction.atomic():
            make.sign("Allt gick bra.")
            signed.set()
            sleep(0.3)  # long enough for the other to look, if they do not wait
        connection.close()

    first = Thread(target=sign_slowly)
    first.start()
    signed.wait(timeout=20)
    with pytest.raises(actions.NothingNew):
        make.sign("Allt gick bra.")
    first.join()

    assert [edition.number for edition in queries.editions(make.CODE)] == [1]
