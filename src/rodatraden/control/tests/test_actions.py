"""Is what is told of risks and checks kept, and what can't be so refused?"""

from datetime import date, timedelta

import pytest

from rodatraden.commitments import actions as commitments
from rodatraden.commitments.actions import NewCommitment
from rodatraden.commitments.rules.codes import Kind, OriginKind
from rodatraden.control import actions, models, queries
from rodatraden.control.rules.codes import CheckOutcome
from rodatraden.control.tests import make
from rodatraden.decisions.actions import NotEntitled
from rodatraden.journal.models import Entry
from rodatraden.steering.rules import Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def municipality() -> None:
    make.municipality()


def test_what_was_told_of_a_risk_before_is_kept() -> None:
    make.tell(make.risk(likelihood=4))
    row = models.RiskVersion.objects.get()

    said = make.tell(make.risk(likelihood=2), seen=row.pk, at=make.NOW)

    assert said
    assert [row.likelihood for row in queries.wordings("R1", known=make.LATER)] == [4, 2]
    assert [row.likelihood for row in queries.risks(on=make.DAY, known=date(2026, 2, 1))] == [4]
    assert Entry.objects.latest("id").details == {"likelihood": "4"}


def test_the_same_once_more_adds_nothing() -> None:
    make.tell(make.risk())
    row = models.RiskVersion.objects.get()

    assert not make.tell(make.risk(), seen=row.pk, at=make.NOW)
    assert models.RiskVersion.objects.count() == 1


def test_of_two_who_change_the_same_risk_the_second_is_told() -> None:
    make.tell(make.risk())
    seen = models.RiskVersion.objects.get().pk
    make.tell(make.risk(answer="Den första"), seen=seen, at=make.NOW)

    with pytest.raises(actions.ChangedMeanwhile) as told:
        make.tell(make.risk(answer="Den andra"), seen=seen, at=make.NOW)

    assert told.value.theirs.answer == "Den första"


def test_a_code_is_for_one_risk() -> None:
    make.tell(make.risk())

    with pytest.raises(actions.ToldAlready):
        make.tell(make.risk(title="En annan"))


def test_a_text_that_is_a_report_of_its_own_is_refused() -> None:
    with pytest.raises(actions.TextTooLong):
        make.tell(make.risk(answer="x" * 20_001))

    assert not models.Risk.objects.exists()


def test_checks_are_numbered_and_counted() -> None:
    make.adopt("BUN-1", make.terms(make.item(times=2)))

    told = make.record(make.check(CheckOutcome.IN_ORDER), make.check(CheckOutcome.MINOR, note="En av tio"))
    plan = queries.plan_of("BUN", 2026, on=make.DAY, known=make.DAY)
    assert plan
    item = queries.followed([plan], on=make.DAY, known=make.DAY)[0].items[0]

    assert [each.code for each in told] == ["1", "2"]
    assert (item.standing.sign, item.standing.found, item.standing.has_measure) == (Status.PARTLY, 1, False)


def test_a_check_of_what_no_plan_holds_is_refused() -> None:
    make.adopt("BUN-1", make.terms())

    with pytest.raises(actions.NoSuchItem):
        make.record(make.check(item="9.9"))
    with pytest.raises(actions.NoSuchItem):
        make.record(make.check(unit="KS"))


def test_a_check_is_not_known_before_it_is_told() -> None:
    make.adopt("BUN-1", make.terms())
    make.record(make.check())
    plan = queries.plan_of("BUN", 2026, on=make.DAY, known=make.DAY)
    assert plan

    before = make.DAY - timedelta(days=1)

    assert queries.followed([plan], on=before, known=before)[0].items[0].checks == ()
    assert queries.followed([plan], on=make.DAY, known=before)[0].items[0].checks == ()


def test_a_plan_of_another_body_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(NotEntitled):
        make.adopt("KS-1", make.terms(unit="BUN"), by="KS")

    assert queries.plans(on=make.DAY, known=make.LATER) == {}


def test_a_revoked_plan_is_no_plan() -> None:
    make.adopt("BUN-1", make.terms())
    make.revoke("BUN-2", "BUN-1", on=date(2026, 3, 1))

    assert queries.plan_of("BUN", 2026, on=date(2026, 2, 28), known=date(2026, 2, 28))
    assert queries.plan_of("BUN", 2026, on=make.DAY, known=make.DAY) is None


def test_a_measure_answers_a_deviation_and_comes_from_its_item() -> None:
    make.adopt("BUN-1", make.terms())
    make.record(make.check(CheckOutcome.SERIOUS, note="Allvarligt"))
    new = NewCommitment(
        commitment="U-1",
        kind=Kind.MEASURE,
        title="Rätta rutinen",
        unit="BUF",
        owner="FC-BUF",
        origin_kind=OriginKind.CONTROL,
        origin="BUN_2026_1.1",
    )

    commitments.promise(new=new, by="test", at=make.NOW)
    plan = queries.plan_of("BUN", 2026, on=make.DAY, known=make.DAY)
    assert plan
    told = queries.followed([plan], on=make.DAY, known=make.DAY)[0]

    assert (told.tally.deviations, told.tally.without_measure) == (1, 0)
    assert queries.named(["BUN_2026_1.1"], make.DAY)["BUN_2026_1.1"].label == "Kontroll 1.1"


def test_a_measure_from_an_item_that_is_not_there_is_refused() -> None:
    new = NewCommitment(
        commitment="U-1",
        kind=Kind.MEASURE,
        title="Rätta rutinen",
        unit="BUF",
        origin_kind=OriginKind.CONTROL,
        origin="BUN_2026_9.9",
    )

    with pytest.raises(commitments.UnknownOrigin):
        commitments.promise(new=new, by="test", at=make.NOW)


def test_the_summary_tells_of_every_body_but_the_auditors() -> None:
    make.adopt("BUN-1", make.terms(make.item(risk="R1")))
    make.tell(make.risk("R1", likelihood=4, consequence=4))
    make.tell(make.risk("R2", unit="KLF"))

    seen = queries.summary(2026, on=make.DAY, known=make.DAY, may_read=lambda _unit: False)
    known = queries.summary(2026, on=make.DAY, known=make.DAY, may_read=lambda _unit: True)

    assert {each.unit.code for each in seen} == {"KS", "BUN", "BOLAGET"}
    assert {each.unit.code: sum(each.levels.values()) for each in seen} == {"KS": 0, "BUN": 1, "BOLAGET": 0}
    assert {each.unit.code: sum(each.levels.values()) for each in known} == {"KS": 1, "BUN": 1, "BOLAGET": 0}
