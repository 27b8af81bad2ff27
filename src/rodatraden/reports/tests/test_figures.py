"""Does each module of a composed report show the stored figures with their sources, say what is missing, and keep to its unit?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rodatraden.indicators.tests import make as indicators
from rodatraden.matters import actions as matters
from rodatraden.matters.actions import NewMatter
from rodatraden.matters.rules.codes import MatterKind, MatterStatus
from rodatraden.organisation import queries as organisation
from rodatraden.organisation.models import RelationVersion, UnitVersion
from rodatraden.organisation.rules.things import RelationKind, UnitKind
from rodatraden.reports.composed.asked import Asked, Sources
from rodatraden.reports.composed.blocks import Block, Cell, Chart, Heading, Missing, Prose, Sides, Table
from rodatraden.reports.composed.figures import FIGURES
from rodatraden.reports.composed.template import Content
from rodatraden.reports.tests import make
from rodatraden.steering.rules import Status
from rodatraden.steering.tests import make as steering

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 31)


def asked(unit: str = "", *, followed: str = make.CODE) -> Asked:
    units = organisation.units_and_relations(on=DAY, known=make.KNOWN)
    return Asked(unit=unit, round=followed, day=DAY, known=make.KNOWN, units=units, sources=Sources())


def blocks(content: Content, of: Asked | None = None) -> Sequence[Block]:
    return FIGURES[content](of or asked())


def tables(found: Sequence[Block]) -> list[Table]:
    return [each for each in found if isinstance(each, Table)]


def table(found: Sequence[Block]) -> Table:
    return tables(found)[0]


def rows(of: Table) -> dict[str, tuple[Cell, ...]]:
    return {row.cells[0].text: row.cells[1:] for row in of.rows}


def missing(found: Sequence[Block]) -> list[str]:
    return [each.text for each in found if isinstance(each, Missing)]


def test_money_stands_for_each_unit_with_sums_and_every_amount_has_its_source() -> None:
    make.norrvik()
    of = asked()

    told = rows(table(blocks(Content.OPERATIONS, of)))

    assert [cell.value for cell in told["Enhet BUN"]] == [Decimal(each) for each in (0, 2500000, 2500000, -1500000)]
    assert any(row.is_sum for row in table(blocks(Content.OPERATIONS, of)).rows)
    numbers = {each.number for each in of.sources.listed()}
    assert all(cell.source in numbers for cells in told.values() for cell in cells if cell.value is not None)
    assert make.SOURCE in {each.text for each in of.sources.listed()}


def test_an_amount_that_is_missing_is_a_dash_and_never_nought() -> None:
    steering.municipality()
    make.amounts(financing_forecast=None)

    told = rows(table(blocks(Content.OPERATIONS)))

    forecast = next(cells for cells in told.values() if cells[0].value == Decimal(5000000))[1]
    assert (forecast.text, forecast.value, forecast.source) == ("–", None, None)


def test_money_of_a_unit_is_its_own_and_what_is_below() -> None:
    make.norrvik()

    assert set(rows(table(blocks(Content.OPERATIONS, asked("BUN"))))) == {"Enhet BUN"}
    assert missing(blocks(Content.OPERATIONS, asked("SKOLAN")))


def test_the_committee_that_steers_an_administration_is_part_of_its_report() -> None:
    make.norrvik()
    known = {"valid_from": date(2020, 1, 1), "valid_to": date.max, "known_from": date(2020, 1, 1), "known_to": date.max}
    RelationVersion.objects.create(code="r", kind=RelationKind.POLITICAL, source="BUN", target="SKOLAN", **known)

    assert set(rows(table(blocks(Content.OPERATIONS, asked("SKOLAN"))))) == {"Enhet BUN"}


def test_the_comments_stand_beside_the_investments_with_a_chart_that_is_told_in_words() -> None:
    make.norrvik(comment="Dyrare <b>buss</b>.")

    found = blocks(Content.OPERATIONS)
    prose = next(each for each in found if isinstance(each, Prose))
    chart = next(each for each in found if isinstance(each, Chart))

    assert "Dyrare &lt;b&gt;buss&lt;/b&gt;." in prose.html
    assert "Enhet BUN" in chart.description
    assert table(blocks(Content.INVESTMENTS)).rows[0].cells[1].value == Decimal(12345678)


def test_a_goal_stands_with_its_indicators_against_their_targets() -> None:
    make.norrvik()
    make.approved()

    told = rows(table(blocks(Content.GOALS)))

    target, outcome, before, verdict = told["Indikator behorig"]
    assert (target.value, outcome.value, before.text) == (Decimal(80), Decimal("86.5"), "–")
    assert verdict.shape == "reached"


def test_a_series_of_two_values_is_drawn_against_its_target() -> None:
    make.norrvik()
    indicators.record(indicators.reading("84", "behorig", "2024"))

    chart = next(each for each in blocks(Content.GOALS) if isinstance(each, Chart))

    assert "2024" in chart.description
    assert "86,5" in chart.description
    assert table(blocks(Content.INDICATORS)).headings[1:] == ("2021", "2022", "2023", "2024", "2025")


def test_what_was_achieved_and_not_stands_on_each_side_in_its_owners_words() -> None:
    make.norrvik()
    make.approved()

    sides = next(each for each in blocks(Content.ACHIEVED) if isinstance(each, Sides))

    assert [(each.name, each.shape) for each in sides.achieved] == [("Mål kunskap", "reached")]
    assert sides.achieved[0].html == "<p>Så gick det med kunskapen.</p>"
    assert [each.reason for each in sides.not_achieved] == ["Enkäten är inte gjord."]
    assert [each.name for each in sides.apart] == ["Mål hem"]


def test_a_draft_is_in_no_report() -> None:
    make.norrvik(text="Ett utkast.")
    steering.assess(Status.NOT_ACHIEVED, "Hemligt skäl.", "kunskap")

    told = [str(each) for content in (Content.ACHIEVED, Content.UNITS, Content.GOALS) for each in blocks(content)]

    assert not any("utkast" in each or "Hemligt" in each or "Så gick det" in each for each in told)
    assert missing(blocks(Content.UNITS))


def test_units_say_what_is_approved_and_who_has_nothing_is_named() -> None:
    make.norrvik(text="Ett år med fler barn.")
    steering.submit("BUN")
    steering.approve("BUN")

    found = blocks(Content.UNITS)

    assert [each.text for each in found if isinstance(each, Heading)] == ["Enhet BUN"]
    assert any(isinstance(each, Prose) and "fler barn" in each.html for each in found)
    assert "Enhet SN" in missing(found)[0]


def test_a_report_without_a_round_shows_the_goals_of_its_day() -> None:
    make.norrvik()

    headings = {each.text for each in blocks(Content.GOALS, asked("BUN", followed="")) if isinstance(each, Heading)}

    assert missing(blocks(Content.UNITS, asked("BUN", followed="")))
    assert "Mål hem" not in headings


def test_the_overview_holds_the_result_against_budget_and_counts_the_goals() -> None:
    make.norrvik()
    make.approved()

    told = rows(table(blocks(Content.OVERVIEW)))

    assert any(cells[0].value == Decimal(10300000) for cells in told.values())
    assert "Mål, 3 totalt" in told
    assert "Årsarbetare" not in told


def test_the_group_shows_who_owns_what_and_what_is_new() -> None:
    steering.municipality()
    known = {"known_from": date(2020, 1, 1), "known_to": date.max, "decision": "KF-1"}
    since = {"valid_from": date(2026, 3, 1), "valid_to": date.max}
    UnitVersion.objects.create(code="AB", name="Bolaget", kind=UnitKind.COMPANY, parent="NORRVIK", **since, **known)
    RelationVersion.objects.create(
        code="r", kind=RelationKind.OWNER, source="NORRVIK", target="AB", votes=Decimal(46), **since, **known
    )

    found = blocks(Content.GROUP)
    votes = rows(tables(found)[1])["Bolaget"][-1]

    assert (votes.value, votes.source is not None) == (Decimal(46), True)
    assert any(isinstance(each, Prose) and "Bolaget" in each.html for each in found)


def test_staff_is_counted_below_each_unit_and_compared_with_the_year_before() -> None:
    steering.municipality()
    assert len(missing(blocks(Content.STAFF))) == 2
    UnitVersion.objects.filter(code="SKOLAN").update(headcount=40, fte=Decimal("36.5"), staff_decision="KF-1")

    told = rows(table(blocks(Content.STAFF, asked("BUN"))))

    assert [cell.value for cell in told["Enhet BUN"]] == [40, 40, Decimal("36.5"), Decimal("36.5")]


def test_sick_leave_of_few_people_is_not_shown() -> None:
    steering.municipality()
    indicators.define(indicators.indicator("sjuk", "BUN", name="Sjukfrånvaro"))
    indicators.record(indicators.reading("6.5", "sjuk"))
    assert rows(tables(blocks(Content.STAFF, asked("BUN")))[-1])["Enhet BUN"][0].text == "6,5\u202f%"

    indicators.record(replace(indicators.reading("12.5", "sjuk", unit="SKOLAN"), count=3), at=steering.EARLY)

    assert rows(tables(blocks(Content.STAFF, asked("BUN")))[-1])["Enhet SKOLAN"][0].text == "–"


def test_posts_are_roles_and_who_they_report_to() -> None:
    steering.municipality()

    told = table(blocks(Content.POSTS, asked("SN"))[-1:])

    assert set(rows(told)) == {"Befattning SN-CHEF"}
    assert missing(blocks(Content.POSTS, asked("SKOLAN")))


def test_open_matters_of_a_unit_and_of_no_other() -> None:
    steering.municipality()
    new = NewMatter(
        matter="M1", title="Ny skola", kind=MatterKind.OTHER, unit="SKOLAN", opened_on=DAY, status=MatterStatus.OPEN
    )
    matters.register_matter(new=new, by="test", at=steering.NOW)

    assert set(rows(table(blocks(Content.MATTERS, asked("BUN"))))) == {"Ny skola"}
    assert missing(blocks(Content.MATTERS, asked("SN")))


def test_without_decisions_it_is_said() -> None:
    steering.municipality()

    assert missing(blocks(Content.DECISIONS))


@pytest.mark.parametrize("content", list(Content))
@pytest.mark.parametrize("unit", ["", "BUN"])
def test_nothing_is_left_out_in_silence(content: Content, unit: str) -> None:
    steering.municipality()

    found = blocks(content, asked(unit, followed=""))

    assert found
    assert all(len(row.cells) == len(each.headings) for each in tables(found) for row in each.rows)
