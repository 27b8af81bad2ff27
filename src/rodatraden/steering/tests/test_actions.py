from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from rodatraden.finance.models import Occasion
from rodatraden.indicators.actions import RecordedOtherwise, UnknownIndicator
from rodatraden.indicators.tests.make import DECEMBER
from rodatraden.journal.models import Entry as JournalEntry
from rodatraden.steering import actions, models, queries
from rodatraden.steering.actions import Entry, Handed, NewLink
from rodatraden.steering.rules import LONGEST_TEXT, Stage, Status
from rodatraden.steering.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _norrvik() -> None:
    make.municipality()
    make.plan()
    make.asked()


def test_the_same_plan_twice_changes_nothing() -> None:
    entries = JournalEntry.objects.count()
    make.plan()

    assert models.Goal.objects.count() == 4
    assert JournalEntry.objects.count() == entries


def test_a_changed_goal_leaves_a_trace_of_what_it_was() -> None:
    done = actions.set_plan(goals=[replace(make.goal("kunskap"), title="Alla lyckas")], by="test", at=make.NOW)

    assert done.changed == ["kunskap"]
    assert JournalEntry.objects.get(code="steering.goal.changed").details == {
        "title": "Mål kunskap",
        "parent": "vision",
    }
    assert [goal.title for goal in queries.wordings()["kunskap"]] == ["Mål kunskap", "Alla lyckas"]


def test_what_is_recorded_afterwards_takes_its_place_in_time() -> None:
    between = replace(make.goal("kunskap", parent="vision"), title="Mellan", recorded_at=make.JANUARY)
    done = actions.set_plan(goals=[between], by="test", at=make.NOW)
    assert done.changed == ["kunskap"]
    assert [goal.title for goal in queries.wordings()["kunskap"]] == ["Mål kunskap", "Mellan"]

    before = replace(between, title="Före", recorded_at=make.JANUARY - timedelta(days=30))
    actions.set_plan(goals=[before], by="test", at=make.NOW)
    told = queries.wordings()["kunskap"]
    assert [goal.title for goal in told] == ["Mål kunskap", "Före", "Mellan"]
    assert [goal.linked for goal in told] == [["behorig", "betyg"]] * 3


def test_something_else_at_the_same_instant_is_refused_and_nothing_is_stored() -> None:
    at_once = replace(make.goal("kunskap"), title="Annat", recorded_at=DECEMBER)
    with pytest.raises(RecordedOtherwise) as caught:
        actions.set_plan(goals=[replace(make.goal("trygg"), title="Ny"), at_once], by="test", at=make.NOW)
    assert caught.value.args == (at_once,)
    assert queries.by_code()["trygg"].title == "Mål trygg"
    with pytest.raises(RecordedOtherwise):
        actions.describe_rounds(rounds=[replace(make.ROUND, title="April")], by="test", at=make.EARLY)


def test_an_indicator_linked_before_its_goal_was_worded_is_there_from_the_first_wording() -> None:
    link = NewLink(goal="ny", indicator="betyg", position=0, recorded_at=make.JANUARY)
    actions.set_plan(goals=[make.goal("ny")], links=[link], by="test", at=make.NOW)

    assert [goal.linked for goal in queries.wordings()["ny"]] == [["betyg"]]


def test_a_goal_can_not_stand_above_itself() -> None:
    with pytest.raises(actions.GoalsInACycle):
        actions.set_plan(goals=[make.goal("vision", parent="kunskap")], by="test", at=make.NOW)


def test_a_goal_needs_the_goal_above_it_and_its_indicators() -> None:
    with pytest.raises(actions.UnknownGoal):
        actions.set_plan(goals=[make.goal("ny", parent="ingen")], by="test", at=make.NOW)
    with pytest.raises(actions.UnknownGoal):
        actions.set_plan(goals=[], links=[NewLink(goal="ingen", indicator="betyg", position=0)], by="test", at=make.NOW)
    with pytest.raises(UnknownIndicator):
        actions.set_plan(
            goals=[], links=[NewLink(goal="kunskap", indicator="ingen", position=0)], by="test", at=make.NOW
        )


def test_an_indicator_moves_to_the_goal_it_is_handed_in_with() -> None:
    actions.set_plan(goals=[], links=[NewLink(goal="trygg", indicator="betyg", position=5)], by="test", at=make.NOW)

    goals = queries.by_code()
    assert goals["kunskap"].linked == ["behorig"]
    assert goals["trygg"].linked == ["trygghet", "enkat", "betyg"]
    entries = JournalEntry.objects.filter(code="steering.goal.indicators_linked").order_by("label")
    assert [entry.label for entry in entries] == ["kunskap Mål kunskap", "trygg Mål trygg"]


def test_a_round_tells_the_economy_its_years() -> None:
    occasion = Occasion.objects.get(round=make.ROUND.code)

    assert (occasion.year, occasion.previous_year) == (2026, 2025)


def test_a_described_round_leaves_a_trace_of_what_it_was() -> None:
    done = actions.describe_rounds(rounds=[replace(make.ROUND, title="April")], by="test", at=make.NOW)

    assert done.changed == [make.ROUND.code]
    assert actions.describe_rounds(rounds=[replace(make.ROUND, title="April")], by="test", at=make.NOW).unchanged == 1


def test_nobody_is_asked_twice() -> None:
    with pytest.raises(actions.AskedAlready):
        actions.ask(followed=make.place().followed, units=["SKOLAN", "BUN"], by="test", at=make.NOW)
    assert not models.Submission.objects.filter(unit="SKOLAN").exists()


def test_every_version_of_a_text_is_kept() -> None:
    first = make.write("Ett år med fler vuxna.", "kunskap")
    assert first is not None
    make.write("Två år med fler vuxna.", "kunskap", seen=first.pk)

    assert models.Text.objects.count() == 2
    assert JournalEntry.objects.filter(code="steering.text.written").count() == 2


def test_a_text_that_says_what_stands_there_is_not_stored_again() -> None:
    make.write("Samma text.")

    assert make.write("Samma text.\r\n") is None
    assert models.Text.objects.count() == 1


def test_who_saves_second_gets_both_texts_and_nothing_is_lost() -> None:
    first = make.write("Utgångsläget.", "kunskap")
    assert first is not None
    make.write("Den enas text.", "kunskap", seen=first.pk)

    with pytest.raises(actions.ChangedMeanwhile) as caught:
        make.write("Den andras text.", "kunskap", seen=first.pk)
    (clash,) = caught.value.clashes
    assert (clash.theirs.text, clash.yours) == ("Den enas text.", "Den andras text.")

    make.write("Bådas text.", "kunskap", seen=clash.theirs.pk)
    assert models.Text.objects.latest("recorded_at").text == "Bådas text."


def test_two_who_begin_at_the_same_time_do_not_overwrite_each_other() -> None:
    make.write("Den enas text.")

    with pytest.raises(actions.ChangedMeanwhile):
        make.write("Den andras text.")


def test_a_text_has_an_end() -> None:
    make.write("x" * LONGEST_TEXT)
    with pytest.raises(actions.TextTooLong):
        make.write("x" * (LONGEST_TEXT + 1), "kunskap")


def test_only_asked_units_write() -> None:
    with pytest.raises(actions.NotAsked):
        make.write("Hej", unit="SKOLAN")


def test_a_text_of_a_goal_needs_the_goal() -> None:
    with pytest.raises(actions.UnknownGoal):
        make.write("Hej", "ingen")


def test_an_assessment_that_agrees_with_the_indicators_needs_no_reason() -> None:
    make.assess(Status.PARTLY)

    assert models.Assessment.objects.get().status == Status.PARTLY


def test_an_assessment_that_differs_needs_a_reason() -> None:
    with pytest.raises(actions.AssessmentNeedsReason):
        make.assess(Status.ACHIEVED)
    with pytest.raises(actions.AssessmentNeedsReason):
        make.assess(Status.ACHIEVED, " \n")
    make.assess(Status.ACHIEVED, "Trafikstörningar som ingen rådde över.")

    assert models.Assessment.objects.get().reason == "Trafikstörningar som ingen rådde över."


def test_with_nothing_measured_only_can_not_be_assessed_goes_without_saying() -> None:
    make.assess(Status.CANNOT_BE_ASSESSED, goal="hem", unit="SN")
    with pytest.raises(actions.AssessmentNeedsReason):
        make.assess(Status.NOT_ACHIEVED, goal="hem", unit="SN")


def test_the_same_assessment_twice_is_stored_once() -> None:
    make.assess(Status.PARTLY)

    assert make.assess(Status.PARTLY) is None
    assert models.Assessment.objects.count() == 1


def test_only_the_owner_assesses_a_goal() -> None:
    with pytest.raises(actions.NotTheOwner):
        make.assess(Status.PARTLY, unit="SN")


def test_a_form_is_saved_whole_or_not_at_all() -> None:
    entries = [
        Entry(text="Enheten som helhet."),
        Entry(goal="trygg", text="Tryggt.", assessed=Status.ACHIEVED),
        Entry(goal="kunskap", text="Kunskap.", assessed=Status.ACHIEVED),
    ]
    with pytest.raises(actions.AssessmentNeedsReason):
        actions.save_contribution(place=make.place(), handed=Handed(entries), by="test", at=make.NOW)
    assert not models.Text.objects.exists()

    saved = actions.save_contribution(place=make.place(), handed=Handed(entries[:2]), by="test", at=make.NOW)
    assert saved == 3
    assert actions.save_contribution(place=make.place(), handed=Handed(), by="test", at=make.NOW) == 0


def test_goes_from_draft_to_approved_step_by_step() -> None:
    with pytest.raises(actions.StageNotAllowed) as caught:
        make.approve()
    assert (caught.value.now, caught.value.to) == (Stage.DRAFT, Stage.APPROVED)
    make.submit()
    make.approve()

    stages = models.Submission.objects.filter(unit="BUN").order_by("recorded_at").values_list("stage", flat=True)
    assert list(stages) == ["draft", "done", "approved"]


def test_saves_and_hands_in_at_once() -> None:
    actions.submit(place=make.place(), handed=Handed([Entry(text="Klart.")]), by="test", at=make.NOW)

    assert models.Text.objects.get().text == "Klart."
    assert models.Submission.objects.latest("pk").stage == Stage.DONE


def test_without_a_written_sentence_nothing_is_done_or_approved() -> None:
    said = [Entry(text=" \n"), Entry(goal="trygg", assessed=Status.ACHIEVED)]
    with pytest.raises(actions.NothingWritten):
        actions.submit(place=make.place(), handed=Handed(said), by="test", at=make.NOW)
    assert not models.Assessment.objects.exists()

    models.Submission.objects.create(round=make.ROUND.code, unit="BUN", stage=Stage.DONE, recorded_at=make.NOW)
    with pytest.raises(actions.NothingWritten):
        make.approve()


def test_why_a_goal_is_assessed_as_it_is_is_a_sentence_too() -> None:
    make.assess(Status.ACHIEVED, "Trafikstörningar som ingen rådde över.")
    actions.submit(place=make.place(), by="test", at=make.NOW)

    assert models.Submission.objects.latest("pk").stage == Stage.DONE


def test_what_is_handed_in_is_not_written_in() -> None:
    make.submit()
    with pytest.raises(actions.StageNotAllowed):
        make.write("För sent")
    with pytest.raises(actions.StageNotAllowed):
        make.assess(Status.PARTLY)


def test_goes_back_with_a_reason_and_not_without() -> None:
    make.submit()
    with pytest.raises(actions.StageNotAllowed):
        make.send_back("")
    make.send_back("Skriv vad ni gör åt det.")

    last = models.Submission.objects.latest("pk")
    assert (last.stage, last.reason) == (Stage.DRAFT, "Skriv vad ni gör åt det.")
    assert make.write("Nu med åtgärd.", "kunskap") is not None


def test_in_a_closed_round_nothing_is_written_until_it_is_opened_again_with_a_reason() -> None:
    followed = make.place().followed
    make.close()

    with pytest.raises(actions.RoundClosed):
        make.write("För sent")
    with pytest.raises(actions.RoundClosed):
        make.submit("SN")
    with pytest.raises(actions.RoundClosed):
        make.close()
    with pytest.raises(actions.ClosingNeedsReason):
        actions.reopen_round(followed=followed, reason=" ", by="test", at=make.LATE)
    actions.reopen_round(followed=followed, reason="SN hann inte.", by="test", at=make.LATE)
    with pytest.raises(actions.NotClosed):
        actions.reopen_round(followed=followed, reason="SN hann inte.", by="test", at=make.LATE)
    assert make.write("Nu") is not None
    codes = JournalEntry.objects.filter(code__in=["steering.round.closed", "steering.round.reopened"])
    assert [entry.details for entry in codes.order_by("pk")] == [
        {"reason": "Några har inte svarat."},
        {"reason": "SN hann inte."},
    ]


def test_who_is_late_writes_although_the_whole_is_approved() -> None:
    make.submit("NORRVIK")
    make.approve("NORRVIK")

    assert make.write("Sent men sant", unit="SN") is not None


def test_with_somebody_shut_out_or_one_side_empty_a_round_is_closed_with_a_written_reason_only() -> None:
    followed = make.asked_anew("BUN")
    with pytest.raises(actions.ClosingNeedsReason):
        actions.close_round(followed=followed, by="test", at=make.LATE)
    entries = [
        Entry(goal="kunskap", text="Nått.", assessed=Status.ACHIEVED, reason="Alla klarade det."),
        Entry(goal="trygg", text="Nått.", assessed=Status.ACHIEVED),
    ]
    place = actions.Place(followed, "BUN")
    actions.submit(place=place, handed=Handed(entries), by="test", at=make.NOW)
    actions.approve(place=place, by="test", at=make.NOW + timedelta(hours=1))
    with pytest.raises(actions.ClosingNeedsReason):
        actions.close_round(followed=followed, by="test", at=make.LATE)

    row = actions.close_round(followed=followed, reason="Allt nåddes i år.", by="test", at=make.LATE)
    assert queries.closing_of(followed.code, known=make.LATER) == row


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_who_writes_while_the_round_is_being_closed_waits_and_is_told() -> None:
    closed = Event()

    def close_slowly() -> None:
        with transaction.atomic():
            make.close()
            closed.set()
            sleep(0.3)  # long enough for the other to look, if they do not wait
        connection.close()

    first = Thread(target=close_slowly)
    first.start()
    closed.wait(timeout=20)
    with pytest.raises(actions.RoundClosed):
        make.write("För sent")
    first.join()
