"""What have a unit's posts cost, and is what is not known kept apart from nothing?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.actions import NewDecision
from rodatraden.kernel.periods import FOREVER
from rodatraden.organisation.rules.costs import Cost, Place, costs_within, days_within, growth, history, years
from rodatraden.organisation.rules.fold import fold, versions
from rodatraden.organisation.rules.things import Post, Unit
from rodatraden.organisation.rules.totals import Sum, own_totals, with_below
from rodatraden.organisation.tests.histories import histories, turns
from rodatraden.organisation.tests.make import MUNICIPALITY, as_rules, record

DAY = date.fromisoformat


def cost(post: str, yearly: int | None, first: str, end: str = "", unit: str = "U") -> Cost:
    days = (DAY(first), DAY(end) if end else FOREVER)
    return Cost(post, post, unit, None if yearly is None else Decimal(yearly), "D", days)


def told(*costs: Cost, through: str) -> list[tuple[object, ...]]:
    return [
        (each.year, each.rate.known, each.rate.missing, each.accrued.known, each.growth)
        for each in years(costs, through=DAY(through))
    ]


def test_the_rate_is_that_of_the_last_day_and_what_accrued_counts_the_days() -> None:
    found = told(cost("P", 365_000, "2023-03-01", "2024-01-01"), cost("P", 438_000, "2024-01-01"), through="2024-12-31")

    assert found == [
        (2023, Decimal(365_000), 0, Decimal("306000.00"), None),
        (2024, Decimal(438_000), 0, Decimal("438000.00"), Decimal(20)),
    ]


def test_both_the_first_year_and_the_one_that_is_not_over_count_only_the_days_that_have_been() -> None:
    first, last = years([cost("P", 36_600, "2023-12-31")], through=DAY("2024-02-29"))

    assert (first.day, first.posts, first.accrued.known) == (DAY("2023-12-31"), 1, Decimal("100.27"))
    assert (last.day, last.posts, last.accrued.known) == (DAY("2024-02-29"), 1, Decimal("6000.00"))


def test_what_is_not_known_is_missing_and_not_nothing() -> None:
    found = told(cost("P", None, "2022-06-01", "2023-07-01"), cost("P", 730, "2023-07-01"), through="2023-12-31")

    assert found == [(2022, None, 1, None, None), (2023, Decimal(730), 0, Decimal("368.00"), None)]


def test_a_year_without_posts_costs_nothing_that_is_known() -> None:
    assert told(cost("P", 100, "2021-01-01", "2021-07-01"), through="2022-12-31")[1][1] is None
    assert told(through="2022-12-31") == []
    assert told(cost("P", 100, "2030-01-01"), through="2022-12-31") == []


@pytest.mark.parametrize(
    ("earlier", "later", "grown"),
    [
        (Sum(Decimal(884_000)), Sum(Decimal(976_445)), "10.46"),
        (Sum(Decimal(884_000), 1), Sum(Decimal(976_445), 1), "10.46"),
        (Sum(Decimal(100), 2), Sum(Decimal(300), 0), None),
        (Sum(Decimal(0)), Sum(Decimal(300)), None),
        (Sum(None, 1), Sum(Decimal(300)), None),
        (Sum(Decimal(300)), Sum(None, 1), None),
        (Sum(Decimal(200)), Sum(Decimal(150)), "-25.00"),
    ],
)
def test_growth_is_told_only_of_what_can_be_compared(earlier: Sum, later: Sum, grown: str | None) -> None:
    found = growth(earlier, later)

    assert (None if found is None else f"{found:.2f}") == grown


def test_the_history_of_a_post_joins_what_is_the_same() -> None:
    steps = history([
        cost("P", 100, "2021-01-01", "2021-07-01"), cost("P", 100, "2021-07-01", "2022-01-01"), cost("P", 150, "2022-01-01"),
    ])  # fmt: skip

    assert [(step.cost.days, step.growth) for step in steps] == [
        ((DAY("2021-01-01"), DAY("2022-01-01")), None),
        ((DAY("2022-01-01"), FOREVER), Decimal(50)),
    ]


@given(histories(most=8), st.data())
def test_the_rate_of_every_unit_is_what_its_posts_cost_on_the_day(
    taken: list[NewDecision], data: st.DataObject
) -> None:
    changes, revocations = as_rules(taken)
    on, known = data.draw(st.sampled_from(turns(taken))), date(2099, 1, 1)
    found = fold(changes, revocations, on=on, known=known)
    stored = [
        version
        for subject in {change.terms.subject for change in changes}
        for version in versions([change for change in changes if change.terms.subject == subject], revocations)
        if version.known_to == FOREVER
    ]
    places, costs = [], []
    for version in stored:
        days = (version.valid_from, version.valid_to)
        match version.thing:
            case Unit(code=code, parent=parent):
                places.append(Place(code, parent, days))
            case Post() as post:
                costs.append(Cost(post.code, post.title, post.unit, post.yearly_cost, post.cost_decision, days))
    whole = with_below(found, own_totals(found))
    for unit in found.units:
        last = [each for each in years(costs_within(costs, days_within(places, unit)), through=on) if each.day == on]
        assert (last[0].rate, last[0].posts) if last else (Sum(), 0) == (whole[unit].cost, whole[unit].posts)


ADDRESS = "/organisation/kostnad"


@pytest.fixture
def _recorded(client: Client) -> None:
    record(MUNICIPALITY, """
        D1 | 2023-02-01 | 2023-03-01 | post.established post=S unit=KLF yearly_cost=884000
        D2 | 2023-12-18 | 2024-01-01 | post.costed post=S yearly_cost=976445
    """)  # fmt: skip
    client.cookies["django_language"] = "en"


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_the_page_shows_the_years_and_what_each_post_has_cost(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(15):
        page = client.get(f"{ADDRESS}/KLF?on=2024-11-18").content.decode()

    assert "10.46" in page
    assert "<svg" in page
    assert "/beslut/D2" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_the_same_comes_as_json_and_as_files(client: Client) -> None:
    told = client.get(f"{ADDRESS}/KS.json?on=2024-11-18").json()

    assert told["own"] == []
    assert [(each["year"], each["cost"], each["growth"]) for each in told["with_below"]][-2:] == [
        (2023, {"known": "884000.00", "missing": 2}, None),
        (2024, {"known": "976445.00", "missing": 2}, "10.46"),
    ]
    for address in (f"{ADDRESS}/KLF", f"{ADDRESS}/KLF/befattningar"):
        assert client.get(f"{address}.csv").status_code == 200
        assert client.get(f"{address}.xlsx").content.startswith(b"PK")
    assert client.get(f"{ADDRESS}/KLF/befattningar.json").json()["rows"][-1]["yearly_cost"] == "976445"


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
@pytest.mark.parametrize("address", ["/NO", "/NO.csv", "/NO.json", "/<script>", "/KLF?known=2019-12-31"])
def test_a_unit_that_never_was_is_not_found(client: Client, address: str) -> None:
    assert client.get(ADDRESS + address).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_recorded")
def test_a_unit_without_posts_says_so(client: Client) -> None:
    assert "No posts" in client.get(f"{ADDRESS}/BUF").content.decode()
