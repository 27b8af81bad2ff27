"""Which steering model is in force when, what can't be one, and what follows from its rules of assessment?"""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.indicators.rules import Verdict
from rodatraden.organisation.rules.things import UnitKind
from rodatraden.steering import rules
from rodatraden.steering.rules import Assessing, Status
from rodatraden.steering.rules.judging import Method, ReasonWhen
from rodatraden.steering.rules.model import (
    BUILT_IN,
    ModelFault,
    faults_of,
    may_adopt,
    model_faults,
    models_through,
    on_day,
)
from rodatraden.steering.sources import shipped
from rodatraden.steering.tests.adopting import SCALE, adopted, revoked, terms

FIRST = adopted("KF-1", "2008-01-01", terms("A"))
SECOND = adopted("KF-2", "2010-02-01", terms("B"), decided="2010-01-25")
LATER = date(2030, 1, 1)


def test_the_model_that_was_adopted_last_is_in_force_until_the_next() -> None:
    found = models_through([SECOND, FIRST], [], known=LATER)

    assert [(each.decision, each.since.isoformat()) for each in found] == [
        ("KF-1", "2008-01-01"),
        ("KF-2", "2010-02-01"),
    ]
    assert on_day(found, date(2010, 1, 31)).terms.name == "Modell A"
    assert on_day(found, date(2010, 2, 1)).terms.name == "Modell B"
    assert found[0].until == date(2010, 2, 1)


def test_before_any_model_is_adopted_the_built_in_one_is_in_force() -> None:
    found = models_through([FIRST], [], known=LATER)

    assert on_day(found, date(2007, 12, 31)) is BUILT_IN
    assert not BUILT_IN.is_adopted
    assert models_through([], [], known=LATER) == []


def test_what_is_not_decided_yet_is_not_known() -> None:
    found = models_through([FIRST, SECOND], [], known=date(2010, 1, 24))

    assert [each.decision for each in found] == ["KF-1"]


def test_a_model_whose_decision_is_revoked_gives_way_to_the_one_before() -> None:
    back = revoked("KF-3", "2012-05-01", "KF-2", since="2012-06-01")

    found = models_through([FIRST, SECOND], [back], known=LATER)

    assert [(each.decision, each.since.year) for each in found] == [("KF-1", 2008), ("KF-2", 2010), ("KF-1", 2012)]
    assert models_through([FIRST, SECOND], [revoked("KF-3", "2012-05-01", "KF-2")], known=LATER)[-1].until == date.max


def test_a_goal_finds_its_level_by_code_or_by_name() -> None:
    model = models_through([FIRST], [], known=LATER)[0]

    assert model.level_name("ENHETSMÅL") == "Enhetsmål"
    assert model.level_name("mal") == "Mål"
    assert model.level_name("Verksamhetsmål") == "Verksamhetsmål"


def test_only_the_kinds_of_unit_that_a_level_names_may_own_it() -> None:
    upper, lower = terms().levels

    assert upper.may_be_owned_by(UnitKind.BOARD)
    assert not upper.may_be_owned_by(UnitKind.TEAM)
    assert lower.may_be_owned_by(UnitKind.TEAM)
    assert may_adopt(UnitKind.ASSEMBLY)
    assert not may_adopt(UnitKind.BOARD)
    assert not may_adopt(None)


def test_a_step_is_found_by_its_code_and_else_the_first_of_its_heap_counts() -> None:
    model = models_through([FIRST], [], known=LATER)[0]

    found = model.step(Status.PARTLY)
    assert found
    assert found.word == "nästan"
    assert model.step(Status.ACHIEVED, "no-such") == model.terms.scale[0]


def test_a_model_that_contradicts_itself_is_told_so() -> None:
    twice = terms(levels=[{"code": "mal", "name": "Mål"}, {"code": "MAL", "name": "Andra mål"}])
    lacking = terms(scale=[{**each, "code": f"s{number}"} for number, each in enumerate(SCALE[:3])])
    turned = terms(assessing={"method": "share", "achieved_from": 40, "partly_from": 60})
    steps = terms(scale=[{**each, "code": "s"} for each in SCALE])

    assert [*faults_of(twice)] == [(ModelFault.LEVEL_TWICE, "mal")]
    assert [*faults_of(lacking)] == [(ModelFault.NO_STEP, "cannot_be_assessed")]
    assert [*faults_of(turned)] == [(ModelFault.TURNED, "60 > 40")]
    assert [*faults_of(steps)] == [(ModelFault.STEP_TWICE, "s")]
    assert [each.code for each in model_faults([adopted("KF-1", "2008-01-01", twice), FIRST], [])] == ["level twice"]


@pytest.mark.parametrize("name", shipped.names())
def test_every_model_that_comes_with_the_program_holds(name: str) -> None:
    found = shipped.model(name)

    assert found.model == name
    assert not [*faults_of(found)]
    assert {each.counts_as for each in found.scale} >= {Status.ACHIEVED, Status.NOT_ACHIEVED}


def test_five_models_come_with_the_program() -> None:
    assert shipped.names() == ["balanserat-styrkort", "malstyrning", "okr", "tillit", "utifran-och-in"]


M, X, U = Verdict.MET, Verdict.MISSED, Verdict.UNMEASURED
SHARE = Assessing(method=Method.SHARE, achieved_from=Decimal(70), partly_from=Decimal(40))


@pytest.mark.parametrize(
    ("verdicts", "by_all", "by_share"),
    [
        ([M, M, M, X], Status.PARTLY, Status.ACHIEVED),
        ([M, X], Status.PARTLY, Status.PARTLY),
        ([M, X, X], Status.PARTLY, Status.NOT_ACHIEVED),
        ([X, X, U], Status.NOT_ACHIEVED, Status.NOT_ACHIEVED),
        ([U], Status.CANNOT_BE_ASSESSED, Status.CANNOT_BE_ASSESSED),
        ([], Status.CANNOT_BE_ASSESSED, Status.CANNOT_BE_ASSESSED),
    ],
)
def test_the_rules_of_a_model_say_what_follows_from_the_indicators(
    verdicts: list[Verdict], by_all: Status, by_share: Status
) -> None:
    assert rules.compute(verdicts).status is by_all
    assert rules.compute(verdicts, by=SHARE).status is by_share


def test_key_results_are_scored_from_where_they_began_to_where_they_should_be() -> None:
    assert rules.score(Decimal(45), base=Decimal(10), target=Decimal(60)) == Decimal("0.7")
    assert rules.score(Decimal(80), base=Decimal(100), target=Decimal(50)) == Decimal("0.4")
    assert rules.score(Decimal(5), base=Decimal(10), target=Decimal(60)) == 0
    assert rules.score(Decimal(99), base=Decimal(10), target=Decimal(60)) == 1
    assert rules.score(None, base=Decimal(10), target=Decimal(60)) is None
    assert rules.score(Decimal(5), base=None, target=Decimal(60)) is None


def test_the_score_of_a_goal_is_the_mean_of_its_key_results() -> None:
    okr = shipped.model("okr").assessing

    found = rules.compute([X, X], by=okr, scores=[Decimal("0.9"), Decimal("0.6")])

    assert (found.status, found.score) == (Status.ACHIEVED, Decimal("0.75"))
    assert rules.compute([X], by=okr, scores=[Decimal("0.4")]).status is Status.PARTLY
    assert rules.compute([X], by=okr).status is Status.NOT_ACHIEVED
    assert rules.compute([U], by=okr).status is Status.CANNOT_BE_ASSESSED


@pytest.mark.parametrize(
    ("when", "needed"),
    [(ReasonWhen.DIFFERS, [False, True]), (ReasonWhen.NOT_ACHIEVED, [True, True]), (ReasonWhen.ALWAYS, [True, True])],
)
def test_the_model_says_when_an_assessment_must_be_explained(when: ReasonWhen, needed: list[bool]) -> None:
    by = Assessing(reason=when)

    assert rules.needs_reason(Status.ACHIEVED, Status.ACHIEVED, by=by) is (when is ReasonWhen.ALWAYS)
    assert not rules.needs_reason(None, Status.ACHIEVED, by=by)
    assert [rules.needs_reason(Status.PARTLY, each, by=by) for each in (Status.PARTLY, Status.ACHIEVED)] == needed
