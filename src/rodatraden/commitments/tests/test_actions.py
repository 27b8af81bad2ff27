from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rodatraden.commitments import actions, models
from rodatraden.commitments.actions import NewCommitment, NewProgress
from rodatraden.commitments.actions.giving import as_new
from rodatraden.commitments.rules.codes import Kind, OriginKind, Reporting, State
from rodatraden.commitments.tests import make
from rodatraden.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality() -> None:
    make.municipality()


def test_what_is_promised_is_kept_with_an_entry_in_the_journal() -> None:
    make.commitment(title="Utred skolskjutsen")

    found = make.told()
    assert (found.kind, found.title, found.state) == (Kind.ASSIGNMENT, "Utred skolskjutsen", State.NOT_STARTED)
    assert Entry.objects.filter(code="commitments.commitment.promised", label="U-1 Utred skolskjutsen").exists()


def test_two_can_not_take_the_same_code() -> None:
    make.commitment()

    with pytest.raises(actions.PromisedAlready):
        make.commitment(title="En annan")
    assert make.told().title == "Uppdrag U-1"


def test_the_next_code_is_free_whatever_codes_there_are() -> None:
    for code in ("U-2026-009", "U-2026-1000", "U-2025-5", "U-2026-x"):
        make.commitment(code)

    assert actions.next_code(year=2026) == "U-2026-1001"
    assert actions.next_code(year=2027) == "U-2027-001"


def test_it_can_not_come_from_what_was_never_decided() -> None:
    with pytest.raises(actions.UnknownOrigin):
        make.commitment(origin="KF-1999-1")
    assert not models.Commitment.objects.exists()


def test_the_database_refuses_what_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.commitment(starts=date(2026, 7, 1), due=date(2026, 6, 30))


def test_a_new_wording_leaves_the_earlier_to_be_read() -> None:
    first = make.commitment(title="Utred")
    later = make.told()
    told = NewCommitment(commitment="U-1", kind=Kind.ASSIGNMENT, title="Utred mer", unit="BUF")

    assert actions.reword(new=told, seen=later.key, by="test", at=next(make.CLOCK))

    assert make.told().title == "Utred mer"
    assert make.told().report_to == ""
    assert [row.title for row in models.CommitmentVersion.objects.order_by("recorded_at")] == ["Utred", "Utred mer"]
    assert first.pk == later.key


def test_the_same_wording_says_nothing_new() -> None:
    from_before = make.commitment()

    assert not actions.reword(new=as_new(from_before), seen=from_before.pk, by="test", at=next(make.CLOCK))
    assert models.CommitmentVersion.objects.count() == 1


def test_who_saves_second_is_told_what_the_other_wrote() -> None:
    row = make.commitment()
    mine = replace(as_new(row), title="Min lydelse")
    theirs = replace(mine, title="Deras lydelse")
    actions.reword(new=theirs, seen=row.pk, by="other", at=next(make.CLOCK))

    with pytest.raises(actions.ChangedMeanwhile) as told:
        actions.reword(new=mine, seen=row.pk, by="test", at=next(make.CLOCK))

    assert str(told.value.theirs) == "Deras lydelse"
    assert make.told().title == "Deras lydelse"


def test_who_follows_up_second_is_told_too() -> None:
    make.commitment()
    make.follow_up(text="Deras ord")

    with pytest.raises(actions.ChangedMeanwhile):
        actions.follow_up(
            new=NewProgress(commitment="U-1", state=State.DONE, text="Mina ord"),
            seen=None,
            by="test",
            at=next(make.CLOCK),
        )
    assert make.told().text == "Deras ord"


def test_a_later_row_counts_even_when_the_clock_goes_back() -> None:
    make.commitment()
    make.follow_up(text="Först")
    new = NewProgress(commitment="U-1", state=State.DONE, text="Sedan")

    actions.follow_up(new=new, seen=make.told().progress_key, by="test", at=make.NOW - timedelta(days=400))

    assert make.told().text == "Sedan"


def test_the_same_follow_up_twice_is_one() -> None:
    make.commitment()

    assert make.follow_up(text="Halvvägs.")
    assert not make.follow_up(text="Halvvägs.")
    assert models.Progress.objects.count() == 1


def test_what_is_not_begun_and_nobody_said_anything_of_is_no_follow_up() -> None:
    make.commitment()

    assert not make.follow_up(state=State.NOT_STARTED, text="")
    assert not models.Progress.objects.exists()


def test_what_is_discontinued_says_why() -> None:
    make.commitment()

    with pytest.raises(actions.ReasonMissing):
        make.follow_up(state=State.DISCONTINUED, text=" ")
    assert make.told().state is State.NOT_STARTED


def test_of_what_nobody_promised_nothing_is_said() -> None:
    with pytest.raises(actions.NoSuchCommitment):
        actions.follow_up(
            new=NewProgress(commitment="U-9", state=State.DONE), seen=None, by="test", at=next(make.CLOCK)
        )


def test_a_text_that_is_a_report_of_its_own_is_refused() -> None:
    with pytest.raises(actions.TextTooLong):
        make.commitment(description="x" * 5_000_000)


def test_a_body_that_asks_for_nothing_more_settles_it() -> None:
    make.commitment()
    make.follow_up(state=State.DONE)
    assert make.told().standing(make.DAY).reporting is Reporting.WAITS

    make.report()

    assert make.told().standing(make.DAY).is_settled


def test_a_body_that_asks_for_more_is_told_again_by_a_day() -> None:
    make.commitment()

    with pytest.raises(actions.NextDayMissing):
        make.report(is_final=False)
    make.report(is_final=False, next_by=date(2027, 1, 31))

    assert make.told().report_by == date(2027, 1, 31)
    assert make.told().noted is not None
    assert make.told().standing(make.DAY).reporting is Reporting.WAITS


def test_a_note_that_should_not_stand_there_is_withdrawn() -> None:
    make.commitment()
    make.report()

    make.report(is_withdrawn=True)

    assert make.told().noted is None
    assert not make.told().is_settled
    assert models.ReportBack.objects.count() == 2


def test_what_comes_from_nothing_is_a_commitment_too() -> None:
    make.commitment(origin_kind=None, report_to="", owner="")

    assert make.told().origin_kind is None
    assert make.told().standing(date(9999, 12, 31)).reporting is Reporting.NOT_ASKED


def test_it_may_come_from_a_control_that_nobody_answers_for_here() -> None:
    make.commitment(origin_kind=OriginKind.FINDING, origin="REV-2025-4")

    assert make.told().origin == "REV-2025-4"
