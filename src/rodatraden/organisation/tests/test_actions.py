"""Does deciding bring the organisation up to date, whole or not at all?"""

from dataclasses import replace
from datetime import date

import pytest

from rodatraden.decisions import actions as register
from rodatraden.decisions.models import Change, Decision
from rodatraden.journal.models import Entry
from rodatraden.organisation import actions, models, queries
from rodatraden.organisation.tests.make import AT, LATER, MUNICIPALITY, decisions, record

pytestmark = pytest.mark.django_db

NORRBY = actions.Description(
    code="norrby",
    name="Norrby kommun",
    root="K",
    fictional=True,
    accent="#9b2226",
    coat_of_arms="<svg/>",
    about="Prov.",
    sources=("Påhittad",),
)


def unit_names(on: str, known: str = "2099-01-01") -> dict[str, str]:
    found = queries.organisation(on=date.fromisoformat(on), known=date.fromisoformat(known))
    return {unit.code: unit.name for unit in found.units.values()}


def test_a_recorded_decision_is_seen_from_its_day() -> None:
    record(MUNICIPALITY, "D1 | 2021-01-01 | 2021-06-01 | unit.renamed unit=KLF name=Stab")

    assert unit_names("2021-05-31")["KLF"] == "KLF"
    assert unit_names("2021-06-01")["KLF"] == "Stab"
    assert unit_names("2021-06-01", known="2020-12-31")["KLF"] == "KLF"


def test_a_decision_rebuilds_only_what_it_touches() -> None:
    record(MUNICIPALITY)
    untouched = set(models.UnitVersion.objects.exclude(code="KLF").values_list("pk", flat=True))

    record("D1 | 2021-01-01 | | unit.renamed unit=KLF name=Stab")

    assert untouched < set(models.UnitVersion.objects.values_list("pk", flat=True))


def test_revoking_brings_back_what_was() -> None:
    record(MUNICIPALITY, "D1 | 2021-01-01 | | unit.renamed unit=KLF name=Stab")
    record("D2 | 2022-01-01 | | revokes D1")
    assert unit_names("2021-06-01")["KLF"] == "KLF"
    assert unit_names("2021-06-01", known="2021-12-31")["KLF"] == "Stab"

    record("D3 | 2023-01-01 | | revokes D2")
    assert unit_names("2021-06-01")["KLF"] == "Stab"
    assert unit_names("2021-06-01", known="2022-06-01")["KLF"] == "KLF"


@pytest.mark.parametrize(
    "line",
    [
        "unit.moved unit=KS parent=KLF",
        "unit.moved unit=KS parent=KS",
        "post.established post=REK unit=NO",
        "unit.closed unit=KLF",
        "post.moved post=KD unit=KLF reports_to=HR",
        "post.established post=KLF unit=KLF",
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(line: str) -> None:
    record(MUNICIPALITY)
    before, entries = unit_names("2022-01-01"), Entry.objects.count()

    with pytest.raises(register.Contradicted):
        record(f"D1 | 2021-01-01 | | unit.renamed unit=BUF name=x\nD1 | 2021-01-01 | | {line}")

    assert unit_names("2022-01-01") == before
    assert Decision.objects.count() == 1
    assert Entry.objects.count() == entries


def test_a_revocation_that_others_build_on_is_refused_with_those_others() -> None:
    record(MUNICIPALITY, "D1 | 2021-01-01 | | unit.established unit=A parent=K")
    record("D2 | 2022-01-01 | | post.established post=REK unit=A")

    with pytest.raises(register.BuiltUpon) as refused:
        record("D3 | 2023-01-01 | | revokes D1")
    assert (refused.value.code, refused.value.by) == ("D3", ("D2",))
    record("D3 | 2023-01-01 | | revokes D1\nD3 | 2023-01-01 | | revokes D2")


def test_a_post_in_a_unit_that_nobody_had_decided_yet_is_refused() -> None:
    table = """
        D1 | 2021-01-01 | 2023-01-01 | post.established post=REK unit=A
        D2 | 2022-01-01 | 2022-06-01 | unit.established unit=A parent=K
    """

    with pytest.raises(register.Contradicted):
        record(MUNICIPALITY, table)


def test_who_decides_may_be_made_by_the_decision_itself() -> None:
    assert record(MUNICIPALITY) == ["D0"]
    (by_nobody,) = decisions("D1 | 2021-01-01 | | unit.renamed unit=KLF name=Stab")

    with pytest.raises(register.DecidedByNobody):
        register.record_decisions(decisions=[replace(by_nobody, decided_by="NO")], by="test", at=AT)
    for decider in ("KS", "KD"):
        decided = replace(by_nobody, code=f"D-{decider}", decided_by=decider)
        register.record_decisions(decisions=[decided], by="test", at=AT)


def test_things_of_every_sort_are_projected() -> None:
    record(
        MUNICIPALITY,
        "D1 | 2021-01-01 | | relation.opened relation=support from=KLF to=BUF",
        "D1 | 2021-01-01 | | group.formed group=LG\nD1 | 2021-01-01 | | group.joined group=LG post=KD",
        "D1 | 2021-01-01 | | post.costed post=KD yearly_cost=1450000.50",
    )

    found = queries.organisation(on=LATER, known=LATER)

    assert [(each.source, each.target) for each in found.relations] == [("KLF", "BUF")]
    assert found.groups["LG"].members == ("KD",)
    assert str(found.posts["KD"].yearly_cost) == "1450000.50"
    assert found.posts["KD"].cost_decision == "D1"


def test_changes_of_others_are_left_alone() -> None:
    actions.project({"stone:A"})

    assert not models.UnitVersion.objects.exists()


def test_a_municipality_is_described_and_described_anew() -> None:
    assert actions.describe_municipality(description=NORRBY, by="test")
    assert not actions.describe_municipality(description=NORRBY, by="test")
    assert actions.describe_municipality(description=replace(NORRBY, name="Norrbys kommun"), by="test")

    stored = queries.municipality()
    assert stored is not None
    assert (str(stored), stored.has_arms, stored.sources) == ("Norrbys kommun", True, ["Påhittad"])
    assert Entry.objects.filter(code="organisation.municipality.described").count() == 2


def test_a_second_municipality_is_refused() -> None:
    actions.describe_municipality(description=NORRBY, by="test")

    with pytest.raises(actions.AnotherMunicipality, match="Norrby kommun"):
        actions.describe_municipality(description=replace(NORRBY, code="soderby"), by="test")


def test_the_largest_amounts_are_kept_to_the_ore() -> None:
    record(
        MUNICIPALITY,
        "D1 | 2021-01-01 | | post.costed post=KD yearly_cost=9999999999999.99",
        "D1 | 2021-01-01 | | budget.moved from=KLF to=BUF yearly_amount=9999999999999.98",
        "D2 | 2021-01-02 | | budget.moved from=KLF to=BUF yearly_amount=0.01",
    )

    found = queries.organisation(on=LATER, known=LATER)
    assert str(found.posts["KD"].yearly_cost) == "9999999999999.99"
    assert [str(each.yearly_amount) for each in found.budget_moves] == ["9999999999999.99"]


def test_what_was_decided_before_a_kind_got_a_field_that_can_be_left_out_is_the_same_decision() -> None:
    record(MUNICIPALITY)
    for change in Change.objects.filter(kind="post.established"):
        del change.terms["degree"]
        change.save()

    assert record(MUNICIPALITY) == []
    assert queries.organisation(on=LATER, known=LATER).posts["KD"].degree == 100
