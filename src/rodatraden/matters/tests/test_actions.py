from dataclasses import replace
from datetime import date

import pytest

from rodatraden.journal.models import Entry
from rodatraden.matters import actions, models, queries
from rodatraden.matters.actions import NewMatter, NewRuling, NewStep
from rodatraden.matters.queries import Search
from rodatraden.matters.rules.codes import (
    Applies,
    GateState,
    MatterStatus,
    RulingKind,
    StepKind,
    StepOutcome,
    Trait,
)
from rodatraden.matters.tests import make
from rodatraden.organisation import queries as units_queries
from rodatraden.organisation.tests import make as organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipality() -> None:
    make.municipality()
    make.gate()


def state(code: str = "A-1", gate: str = "forankring", *, on: date = make.DAY, known: date = make.LATER) -> GateState:
    return next(each.state for each in make.judged(code, on=on, known=known).standings if each.gate.code == gate)


def test_a_matter_that_touches_two_administrations_is_stopped_until_the_group_management_is_heard() -> None:
    make.matter()
    make.touch("BUF", "SOF")

    with pytest.raises(actions.GatesLeft) as refused:
        make.step(StepKind.DECISION, body="BUN", outcome=StepOutcome.APPROVED)
    assert [each.gate.code for each in refused.value.standings] == ["forankring"]
    assert not models.StepVersion.objects.exists()

    make.heard()
    make.step(StepKind.DECISION, body="BUN", outcome=StepOutcome.APPROVED)

    assert state() is GateState.PASSED
    found = queries.find("A-1", known=queries.EVERYTHING)
    assert found
    assert found.status == MatterStatus.DECIDED


def test_a_matter_that_touches_one_is_free() -> None:
    make.matter()
    make.touch("BUF", "SKOLAN")

    make.step(StepKind.DECISION, outcome=StepOutcome.APPROVED)

    assert state() is GateState.NOT_NEEDED


def test_a_written_reason_lets_the_matter_through_and_stays_on_record() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.waive(reason="Brådskar.")

    make.step(StepKind.DECISION, outcome=StepOutcome.APPROVED)

    (standing,) = make.judged().standings
    assert (standing.state, standing.reason) == (GateState.WAIVED, "Brådskar.")
    assert Entry.objects.filter(code="matters.gate.ruled").exists()


def test_an_exception_without_a_reason_is_none() -> None:
    make.matter()

    with pytest.raises(actions.ReasonMissing):
        make.waive(reason="")


def test_an_exception_can_be_taken_back() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.waive()
    seen = models.Ruling.objects.get(about=RulingKind.GATE).pk

    new = NewRuling(matter="A-1", about=RulingKind.GATE, code="forankring", holds=True, reason="")
    actions.rule(new=new, seen=seen, by="test", at=next(make.CLOCK))

    assert state() is GateState.LEFT
    assert models.Ruling.objects.filter(about=RulingKind.GATE).count() == 2


def test_a_decision_that_is_put_off_needs_no_gate_and_decides_nothing() -> None:
    make.matter()
    make.touch("BUF", "SOF")

    make.step(StepKind.DECISION, outcome=StepOutcome.POSTPONED)

    found = queries.find("A-1", known=queries.EVERYTHING)
    assert found
    assert found.status == MatterStatus.OPEN


def test_the_gates_of_a_proposal_are_judged_with_its_changes() -> None:
    make.matter()
    changes, _ = organisation.as_rules(organisation.decisions("F1 | 2026-05-06 | | unit.moved unit=SKOLAN parent=SOF"))

    with pytest.raises(actions.GatesLeft):
        actions.require_gates(matter="A-1", on=make.DAY, changes=tuple(changes))
    actions.require_gates(matter="A-1", on=make.DAY)


def test_what_a_matter_touches_is_computed_from_its_decisions_and_corrected_by_hand() -> None:
    organisation.record("D7 | 2026-05-01 | 2026-06-01 | post.moved post=REKTOR unit=SOF reports_to=FC-SOF")
    make.matter()
    make.step(StepKind.DECISION, decision="D7", outcome=StepOutcome.APPROVED)

    told = make.judged()
    assert [(each.unit, each.decisions, each.counts) for each in told.touched] == [
        ("SKOLAN", ("D7",), True),
        ("SOF", ("D7",), True),
    ]
    assert told.operations == ("BUF", "SOF")
    assert told.traits == {Trait.ORGANISATION: True, Trait.WORK_ENVIRONMENT: True}

    make.touch("SOF", holds=False, reason="Bara lönen bokförs där.")

    told = make.judged()
    assert [each.unit for each in told.touched if each.counts] == ["SKOLAN"]
    assert told.operations == ("BUF",)
    assert state() is GateState.NOT_NEEDED


def test_what_is_recorded_later_is_not_known_before() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.heard()

    assert queries.find("A-1", known=date(2026, 5, 5)) is None
    assert state(known=make.DAY) is GateState.PASSED
    assert make.judged(known=date(2026, 5, 5)).touched == ()


def test_a_hearing_on_a_later_day_has_not_been_held_yet() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    make.heard(on=date(2026, 5, 20))

    assert state(on=date(2026, 5, 19)) is GateState.LEFT
    assert state(on=date(2026, 5, 20)) is GateState.PASSED


def test_a_matter_is_registered_once() -> None:
    make.matter()

    with pytest.raises(actions.RegisteredAlready):
        make.matter()


def test_who_saves_second_is_told_and_nothing_is_lost() -> None:
    row = make.matter()
    new = actions.as_new(row)
    first = replace(new, title="Den förstas")

    assert actions.describe_matter(new=first, seen=row.pk, by="a", at=next(make.CLOCK))
    with pytest.raises(actions.ChangedMeanwhile) as clash:
        actions.describe_matter(new=replace(new, title="Den andras"), seen=row.pk, by="b", at=next(make.CLOCK))

    assert str(clash.value.theirs) == "Den förstas"
    assert actions.describe_matter(new=first, seen=row.pk, by="b", at=next(make.CLOCK)) is False
    assert [each.title for each in models.MatterVersion.objects.order_by("recorded_at")] == [row.title, "Den förstas"]


def test_two_who_tell_the_same_step_do_not_overwrite_each_other() -> None:
    make.matter()
    planned = make.step(StepKind.ANCHORING, body="KLG")
    new = NewStep(matter="A-1", code=planned.code, kind=StepKind.ANCHORING, body="KLG", on=make.DAY)
    held = replace(new, outcome=StepOutcome.HEARD, note="Ja.")

    assert actions.tell_step(new=held, seen=planned.pk, by="a", at=next(make.CLOCK))
    with pytest.raises(actions.ChangedMeanwhile):
        actions.tell_step(new=replace(held, note="Nej."), seen=planned.pk, by="b", at=next(make.CLOCK))

    assert [step.note for step in queries.steps_of(["A-1"], known=queries.EVERYTHING)["A-1"]] == ["Ja."]


def test_pressing_twice_adds_one_step() -> None:
    make.matter()

    assert make.step(note="Bereds.").pk == make.step(note="Bereds.").pk
    assert make.step(note="Bereds vidare.").code == "2"


def test_telling_a_step_as_a_decision_is_stopped_too() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    step = make.step()

    for said in ({"outcome": StepOutcome.APPROVED}, {"decision": "D7"}, {"reference": "§ 7"}):
        new = replace(NewStep(matter="A-1", code=step.code, kind=StepKind.DECISION, on=make.DAY), **said)
        with pytest.raises(actions.GatesLeft):
            actions.tell_step(new=new, seen=step.pk, by="test", at=next(make.CLOCK))


def test_a_decision_that_is_planned_asks_for_no_gate_until_it_is_taken() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    planned = make.step(StepKind.DECISION, body="BUN", on=make.LATER)
    assert queries.find("A-1", known=queries.EVERYTHING).status == MatterStatus.OPEN  # type: ignore[union-attr]

    taken = replace(actions.as_step(planned), on=make.DAY, outcome=StepOutcome.APPROVED)
    with pytest.raises(actions.GatesLeft):
        actions.tell_step(new=taken, seen=planned.pk, by="test", at=next(make.CLOCK))
    make.heard()
    actions.tell_step(new=taken, seen=planned.pk, by="test", at=next(make.CLOCK))
    assert queries.find("A-1", known=queries.EVERYTHING).status == MatterStatus.DECIDED  # type: ignore[union-attr]


def test_a_withdrawn_step_is_gone_but_kept() -> None:
    make.matter()
    make.touch("BUF", "SOF")
    step = make.heard()

    new = NewStep(matter="A-1", code=step.code, kind=StepKind.ANCHORING, is_withdrawn=True, note="Fel ärende.")
    actions.tell_step(new=new, seen=step.pk, by="test", at=next(make.CLOCK))

    assert state() is GateState.LEFT
    assert queries.steps_of(["A-1"], known=queries.EVERYTHING) == {}
    assert models.StepVersion.objects.count() == 2


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(actions.TextTooLong):
        actions.register_matter(
            new=NewMatter(matter="A-9", title="Lång", about="x" * (actions.LONGEST_TEXT + 1)), by="test", at=make.NOW
        )
    assert not models.Matter.objects.filter(code="A-9").exists()


def test_nothing_is_written_about_what_does_not_exist() -> None:
    with pytest.raises(actions.NoSuchMatter):
        make.step(matter="A-404")
    with pytest.raises(actions.NoSuchMatter):
        actions.require_gates(matter="A-404", on=make.DAY)
    make.matter()
    with pytest.raises(actions.NoSuchStep):
        actions.tell_step(
            new=NewStep(matter="A-1", code="9", kind=StepKind.NOTE), seen=None, by="test", at=next(make.CLOCK)
        )


@pytest.mark.parametrize(
    ("dnr", "expected"),
    [("KS 2026/123", "KS-2026-123"), ("ÖN 2026/1", "ON-2026-1"), ("", "A-2026-1"), ("///", "A-2026-1")],
)
def test_a_code_is_made_from_the_registration_number(dnr: str, expected: str) -> None:
    assert actions.next_code(dnr, year=2026) == expected

    make.matter(expected)
    assert actions.next_code(dnr, year=2026) == (f"{expected}-2" if dnr.strip("/") else "A-2026-2")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Search(), {"A-1", "A-2", "A-3"}),
        (Search(text="skola åby"), {"A-1"}),
        (Search(text="ÅBY"), {"A-1"}),
        (Search(text="2026/77"), {"A-2"}),
        (Search(text="lekplats"), {"A-2"}),
        (Search(text="finns inte"), set()),
        (Search(status="decided"), {"A-3"}),
        (Search(status="påhittat"), {"A-1", "A-2", "A-3"}),
        (Search(body="KLG"), {"A-2"}),
        (Search(units=frozenset({"SOF"})), {"A-3"}),
        (Search(category="skola"), {"A-1"}),
    ],
)
def test_matters_are_found_by_words_and_by_what_they_are(asked: Search, expected: set[str]) -> None:
    make.matter("A-1", "Ny skola i Åby", category="skola")
    make.matter("A-2", "Parken", dnr="BUN 2026/77")
    make.matter("A-3", "Budget", unit="SOF", status=MatterStatus.DECIDED)
    make.step(StepKind.ANCHORING, matter="A-2", body="KLG", note="En lekplats efterfrågas.")

    assert {row.matter_id for row in queries.search(asked, known=make.LATER)} == expected


def test_the_matter_where_something_happened_last_comes_first() -> None:
    make.matter("A-1")
    make.matter("A-2")
    make.step(matter="A-1", on=date(2026, 5, 1))
    make.step(matter="A-2", on=date(2026, 4, 1))

    found = queries.search(Search(), known=make.LATER)
    assert [(row.matter_id, row.latest_on) for row in found] == [("A-1", date(2026, 5, 1)), ("A-2", date(2026, 4, 1))]


def test_a_meeting_shows_what_waits_what_was_said_today_and_before() -> None:
    make.matter("A-1")
    make.touch("BUF", "SOF")
    make.matter("A-2")
    make.step(StepKind.ANCHORING, matter="A-2", body="KLG", on=date(2026, 5, 20))
    make.matter("A-3")
    make.heard("A-3")
    make.matter("A-4")
    make.heard("A-4", on=date(2026, 4, 1))

    units = units_queries.units_and_relations(on=make.DAY, known=make.LATER)
    told = queries.meeting("KLG", units=units)

    assert [(each.matter.matter_id, each.gate is not None, each.planned is not None) for each in told.waiting] == [
        ("A-2", False, True),
        ("A-1", True, False),
    ]
    assert [matter.matter_id for matter, _ in told.said] == ["A-3"]
    assert [matter.matter_id for matter, _ in told.earlier] == ["A-4"]


def test_a_gate_told_otherwise_at_the_same_instant_is_refused() -> None:
    with pytest.raises(actions.RecordedOtherwise):
        make.gate("forankring", Applies.ALWAYS)

    assert models.GateVersion.objects.count() == 1
