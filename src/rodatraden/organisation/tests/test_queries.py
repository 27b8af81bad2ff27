"""Is the organisation of a day told in few questions to the database?"""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.organisation import queries
from rodatraden.organisation.tests.make import LATER, MUNICIPALITY, folded, record, terms, units
from rodatraden.organisation.words.changes import sentence as sentence_of

pytestmark = pytest.mark.django_db

LATE = """
    D1 | 2021-01-01 | 2021-06-01 | unit.renamed unit=KLF name=Stab
    D1 | 2021-01-01 | 2021-06-01 | post.retitled post=HR title=HR-chef
    D1 | 2021-01-01 | 2021-06-01 | group.formed group=LG name=Ledningsgruppen
    D2 | 2022-01-01 | | unit.closed unit=BUF
    D3 | 2023-01-01 | | post.closed post=HR
    D4 | 2023-06-01 | | post.costed post=KD yearly_cost=1
    D5 | 2023-07-01 | | revokes D4
    D6 | 2023-08-01 | | budget.moved from=KLF to=BUN yearly_amount=884000
    D6 | 2023-08-01 | | unit.staffed unit=BUN headcount=40 fte=38.25
    D6 | 2023-08-01 | | relation.opened relation=owner from=K to=BUN votes=33.3333
    D6 | 2023-08-01 | | group.opened_to group=LG role=director unit_kind=administration within=KS
"""


@pytest.fixture(autouse=True)
def _recorded() -> None:
    record(MUNICIPALITY, LATE)


@pytest.mark.parametrize("on", ["2019-12-31", "2020-01-01", "2021-06-01", "2022-06-01", "2024-01-01"])
@pytest.mark.parametrize("known", ["2019-12-31", "2021-01-01", "2023-06-30", "2099-01-01"])
def test_any_day_takes_two_queries_and_is_what_the_fold_says(
    django_assert_num_queries: DjangoAssertNumQueries, on: str, known: str
) -> None:
    with django_assert_num_queries(2):
        found = queries.organisation(on=date.fromisoformat(on), known=date.fromisoformat(known))

    assert found == folded(MUNICIPALITY, LATE, on=on, known=known)


def test_only_the_units_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found = queries.units(on=date(2021, 6, 1), known=LATER)

    assert units(found) == {"K": None, "KS": "K", "KLF": "KS", "BUN": "K", "BUF": "BUN"}
    assert found.posts == {}


def test_units_and_relations_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found = queries.units_and_relations(on=LATER, known=LATER)

    assert set(found.units) == {"K", "KS", "KLF", "BUN"}


def test_posts_are_found_by_code_on_the_days_they_exist() -> None:
    assert set(queries.posts(["KD", "HR", "NO"], on=date(2022, 12, 31), known=LATER)) == {"KD", "HR"}
    assert set(queries.posts(["KD", "HR"], on=date(2023, 1, 1), known=LATER)) == {"KD"}
    assert set(queries.posts(["HR"], on=date(2023, 1, 1), known=date(2022, 12, 31))) == {"HR"}


def test_names_are_the_latest_also_of_what_is_closed() -> None:
    found = queries.names_of({"KLF", "HR", "BUF", "LG", "NO"})

    assert {code: (named.label, named.address) for code, named in found.items()} == {
        "KLF": ("Stab", "/organisation/enhet/KLF"),
        "HR": ("HR-chef", "/organisation/befattning/HR"),
        "BUF": ("BUF", "/organisation/enhet/BUF"),
        "LG": ("Ledningsgruppen", "/organisation/grupp/LG"),
    }


@pytest.mark.parametrize(
    ("on", "known", "name"),
    [
        ("2099-01-01", "2099-01-01", "Stab"),
        ("2020-06-01", "2099-01-01", "KLF"),
        ("1999-01-01", "2099-01-01", "KLF"),
        ("2099-01-01", "2020-06-01", "KLF"),
        ("2099-01-01", "2019-12-31", None),
    ],
)
def test_names_are_told_as_of_a_day_and_as_known_then(on: str, known: str, name: str | None) -> None:
    found = queries.names_of({"KLF"}, on=date.fromisoformat(on), known=date.fromisoformat(known))

    assert (found["KLF"].label if found else None) == name


def test_what_is_established_is_told_by_the_name_that_it_got() -> None:
    named = queries.names_of({"KLF", "HR", "KS"})

    assert sentence_of(terms("unit.established", "unit=KLF", "parent=KS"), named).startswith("KLF ")
    assert " Personalchef " in sentence_of(
        terms("post.established", "post=HR", "unit=KLF", "title=Personalchef"), named
    )


def test_a_history_is_told_as_it_was_known() -> None:
    assert [each.name for each in queries.unit_history("KLF", known=LATER)] == ["KLF", "Stab"]
    assert [each.name for each in queries.unit_history("KLF", known=date(2020, 6, 1))] == ["KLF"]
    assert [each.title for each in queries.post_history("HR", known=LATER)] == ["HR", "HR-chef"]
    assert [each.yearly_cost for each in queries.post_history("KD", known=date(2023, 6, 30))] == [None, 1]
    assert [each.yearly_cost for each in queries.post_history("KD", known=LATER)] == [None]


def test_codes_are_those_that_ever_existed() -> None:
    assert queries.unit_codes() == {"K", "KS", "KLF", "BUN", "BUF"}
    assert queries.post_codes() == {"KD", "HR"}


def test_what_units_became_takes_two_queries_and_is_told_as_it_was_known(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        assert queries.successions(known=LATER) == []

    record("D7 | 2024-01-01 | | unit.split unit=KLF into=KLF:60,KS:40", "D8 | 2025-01-01 | | revokes D7")

    with django_assert_num_queries(2):
        (found,) = queries.successions(known=date(2024, 12, 31))
    assert (found.unit, found.on, dict(found.parts), found.decision) == (
        "KLF",
        date(2024, 1, 1),
        {"KLF": Decimal(60), "KS": Decimal(40)},
        "D7",
    )
    assert queries.successions(known=LATER) == []


def test_the_days_of_change_are_those_of_the_register() -> None:
    assert [day.year for day in queries.days_of_change()] == [2020, 2021, 2022, 2023, 2023, 2023]


def test_there_is_no_municipality_before_one_is_loaded() -> None:
    assert queries.municipality() is None


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("unit.established", ["unit=KLF", "parent=KS"], "KLF is established as unit under KS."),
        ("unit.established", ["unit=X"], "X is established as unit under nobody."),
        ("unit.renamed", ["unit=KLF", "name=KS"], "Stab gets the name KS."),
        ("unit.renamed", ["unit=KLF", "name=Stab"], "KLF gets the name Stab."),
        ("post.retitled", ["post=HR", "title=HR-chef"], "The post HR gets the title HR-chef."),
        ("group.renamed", ["group=LG", "name=Ledningsgruppen"], "The group LG gets the name Ledningsgruppen."),
        ("unit.moved", ["unit=KLF", "parent=NO"], "Stab is moved to NO."),
        ("unit.retyped", ["unit=KLF", "kind=department"], "Stab becomes department."),
        ("unit.staffed", ["unit=KLF", "headcount=1200"], "The number of employees in Stab is 1\N{NARROW NO-BREAK SPACE}200."),
        ("unit.staffed", ["unit=KLF", "headcount=1", "fte=0.75"], "The number of employees in Stab is 1, in full-time equivalents 0.75."),
        ("unit.closed", ["unit=KLF"], "Stab is closed."),
        ("unit.merged", ["unit=BUF", "into=KLF"], "BUF is merged into Stab."),
        ("unit.split", ["unit=KLF", "into=KLF:50,KS:49.5,X:0.5"], "Stab is split into Stab (50 %), KS (49.5 %) and X (0.5 %)."),
        ("post.established", ["post=HR", "unit=KLF"], "The post HR is established in Stab."),
        ("post.retitled", ["post=HR", "title=KD"], "The post HR-chef gets the title KD."),
        ("post.moved", ["post=HR", "unit=KLF"], "The post HR-chef is moved to Stab and reports to nobody."),
        ("post.established", ["post=HR", "unit=KLF", "degree=50"], "The post HR is established in Stab, 50 per cent of full time."),
        ("post.reporting_changed", ["post=HR", "reports_to=KD"], "The post HR-chef reports to KD."),
        ("post.role_changed", ["post=HR", "role=head"], "The post HR-chef gets the role head of administration."),
        ("post.degree_changed", ["post=HR", "degree=87.5"], "The post HR-chef becomes 87.5 per cent of full time."),
        ("post.costed", ["post=HR", "yearly_cost=884000"], "The post HR-chef costs 884\N{NARROW NO-BREAK SPACE}000 kronor a year."),
        ("post.closed", ["post=HR"], "The post HR-chef is closed."),
        ("relation.opened", ["relation=line", "from=KS", "to=KLF"], "Line of officials from KS to Stab begins."),
        ("relation.closed", ["relation=owner", "from=KS", "to=KLF"], "Owner line from KS to Stab ends."),
        ("relation.opened", ["relation=owner", "from=KS", "to=KLF", "votes=33.5"], "Owner line from KS to Stab begins, with 33.5 per cent of the votes."),
        ("relation.opened", ["relation=deputy", "from=HR", "to=KD"], "HR-chef becomes stand-in for KD."),
        ("relation.closed", ["relation=deputy", "from=HR", "to=KD"], "HR-chef is no longer stand-in for KD."),
        ("relation.opened", ["relation=combined", "from=KD", "to=HR"], "KD and HR-chef are held by the same person."),
        ("relation.closed", ["relation=combined", "from=KD", "to=HR"], "KD and HR-chef are no longer held by the same person."),
        ("group.formed", ["group=LG", "name=Lag"], "The group Lag is formed."),
        ("group.joined", ["group=LG", "post=HR"], "HR-chef becomes a member of Ledningsgruppen."),
        ("group.left", ["group=LG", "post=HR"], "HR-chef leaves Ledningsgruppen."),
        ("group.renamed", ["group=LG", "name=Lag"], "The group Ledningsgruppen gets the name Lag."),
        ("group.opened_to", ["group=LG", "role=head"], "Ledningsgruppen is open to every post with the role head of administration."),
        ("group.opened_to", ["group=LG", "role=manager", "unit_kind=company"], "Ledningsgruppen is open to every post with the role manager of a unit in each company."),
        ("group.closed_to", ["group=LG", "role=controller", "within=KLF"], "Ledningsgruppen is no longer open to every post with the role controller within Stab."),
        ("group.closed_to", ["group=LG", "role=controller", "within=KLF", "unit_kind=unit"], "Ledningsgruppen is no longer open to every post with the role controller in each unit within Stab."),
        ("budget.moved", ["from=KLF", "to=KS", "yearly_amount=884000"], "884\N{NARROW NO-BREAK SPACE}000 kronor a year of the budget move from Stab to KS."),
        ("group.closed", ["group=LG"], "The group Ledningsgruppen is closed."),
    ],
)  # fmt: skip
def test_every_change_is_told_in_a_sentence_with_names_for_codes(kind: str, fields: list[str], sentence: str) -> None:
    named = queries.names_of({"KLF", "KS", "HR", "KD", "LG"})

    assert sentence_of(terms(kind, *fields), named) == sentence
