"""Does a unit's page tell its staff, the budget that has moved, and what the unit was before or has become?"""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from rodatraden.organisation.tests.make import MUNICIPALITY, record

pytestmark = pytest.mark.django_db

STAFF = """
    D1 | 2021-01-01 | | unit.staffed unit=BUN headcount=0
    D1 | 2021-01-01 | | unit.staffed unit=BUF headcount=1200 fte=1100.5
    D1 | 2021-01-01 | | unit.established unit=SKOLA parent=BUF kind=unit
    D2 | 2022-01-01 | | budget.moved from=KLF to=BUF yearly_amount=884000
    D3 | 2023-01-01 | | unit.split unit=BUF into=BUF:60,UTB:40
    D3 | 2023-01-01 | | unit.established unit=UTB parent=BUN kind=administration
    D4 | 2024-01-01 | | unit.moved unit=SKOLA parent=UTB
    D4 | 2024-01-01 | | unit.merged unit=BUF into=UTB
    D5 | 2021-06-01 | | group.formed group=LG
    D5 | 2021-06-01 | | group.opened_to group=LG role=director
"""


@pytest.fixture(autouse=True)
def _decided(client: Client) -> None:
    record(MUNICIPALITY, STAFF)
    client.cookies["django_language"] = "en"


def unit(client: Client, code: str, on: str) -> str:
    """The page as a reader sees it: its text without marks."""
    answer = client.get(f"/organisation/enhet/{code}?on={on}")
    assert answer.status_code == 200
    text = strip_tags(answer.content.decode().split("<main", 1)[1].split("</main>")[0].replace("<dd", " <dd"))
    return " ".join(text.split())


def test_the_employees_are_told_with_and_without_those_below(client: Client) -> None:
    page = unit(client, "BUF", "2021-06-01")

    assert "Employees 1 200 (1 100.5 full-time equivalents), D1" in page
    assert "Employees with those below 1 200 (not known for 1 unit)" in page
    assert "Employees 0, D1 Employees with those below 1 200 (not known for 1 unit)" in unit(
        client, "BUN", "2021-06-01"
    )


def test_employees_that_nobody_has_told_are_not_said_to_be_none(client: Client) -> None:
    assert "Employees" not in unit(client, "KLF", "2021-06-01")
    whole = unit(client, "K", "2021-06-01")
    assert "Employees –no value" in whole
    assert "Employees with those below 1 200 (not known for 4 units)" in whole


def test_the_budget_that_has_moved_is_told_at_both_ends(client: Client) -> None:
    for code in ("KLF", "BUF"):
        page = unit(client, code, "2022-01-01")
        assert "884 000 kr a year from KLF to BUF, D2" in page
        assert "Beslut D2" in page
        assert "Moved budget" not in unit(client, code, "2021-12-31")


def test_what_a_unit_was_before_and_has_become_is_told_on_the_day(client: Client) -> None:
    assert "→" not in unit(client, "BUF", "2022-12-31")
    assert "BUF → BUF (60 %) and UTB (40 %) (D3)" in unit(client, "BUF", "2023-01-01")
    page = unit(client, "UTB", "2024-01-01")
    assert "BUF → BUF (60 %) and UTB (40 %) (D3)" in page
    assert "BUF → UTB (100 %) (D4)" in page


def test_a_change_of_staff_is_no_new_name(client: Client) -> None:
    assert unit(client, "BUF", "2022-06-01").count("BUF, administration, under BUN (D0)") == 1


def test_a_unit_tells_the_groups_that_its_posts_are_in_by_rule(client: Client) -> None:
    assert "Groups LG" in unit(client, "KLF", "2022-01-01")
    assert "Groups" not in unit(client, "KS", "2022-01-01")


def test_a_unit_that_takes_over_lists_the_decision_that_merged_or_split_the_other_and_ticks_its_day(
    client: Client,
) -> None:
    for code, decision, day in (("UTB", "D3", "2023-01-01"), ("UTB", "D4", "2024-01-01"), ("BUF", "D4", "2024-01-01")):
        page = client.get(f"/organisation/enhet/{code}?on=2023-06-01").content.decode()
        listed = page[page.index("Decisions</h2>") :]
        assert f'href="/beslut/{decision}' in listed
        ticks = page[page.index("rt-time__ticks") :].split("</nav>")[0]
        assert day in ticks
    assert "/beslut/D4" not in client.get("/organisation/enhet/KLF?on=2024-06-01").content.decode()


def test_one_who_did_not_know_of_the_merger_does_not_read_of_it(client: Client) -> None:
    page = client.get("/organisation/enhet/UTB?on=2023-06-01&known=2023-06-01").content.decode()

    assert "/beslut/D4" not in page


COSTS = """
    D6 | 2022-01-01 | | post.costed post=KD yearly_cost=1000000
    D6 | 2022-01-01 | | unit.established unit=HRA parent=KLF kind=department
    D6 | 2022-01-01 | | post.established post=HRC unit=HRA yearly_cost=500000
"""


def test_what_a_unit_costs_a_year_is_told_with_and_without_those_below_and_leads_to_the_posts(client: Client) -> None:
    record(COSTS)
    page = unit(client, "KLF", "2022-06-01")

    assert "Own posts cost a year 1 000 000 kr (not known for 1 post)" in page
    assert "With all below 1 500 000 kr (not known for 1 post)" in page
    assert (
        'href="/organisation/kostnad/KLF?on=2022-06-01'
        in client.get("/organisation/enhet/KLF?on=2022-06-01").content.decode()
    )
    assert "With all below" not in unit(client, "HRA", "2022-06-01")
    assert "cost a year" not in unit(client, "UTB", "2023-06-01")


def test_a_unit_that_is_not_there_on_the_day_says_when_it_was_and_what_became_of_it(client: Client) -> None:
    answer = client.get("/organisation/enhet/BUF?on=2024-06-01")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert "1 January 2020 through 31 December 2023" in page
    assert 'href="/organisation/enhet/BUF?on=2020-01-01"' in page
    assert 'href="/organisation/enhet/BUF?on=2023-12-31"' in page
    assert 'href="/organisation/enhet/UTB?on=2024-01-01">UTB</a>' in page
    before = client.get("/organisation/enhet/UTB?on=2022-12-31")
    assert before.status_code == 404
    assert "from 1 January 2023" in before.content.decode()


def test_a_unit_that_was_not_known_yet_says_what_is_known_now(client: Client) -> None:
    answer = client.get("/organisation/enhet/UTB?on=2023-06-01&known=2022-06-01")

    assert answer.status_code == 404
    assert "from 1 January 2023" in answer.content.decode()
    assert 'href="/organisation/enhet/UTB?on=2023-01-01"' in answer.content.decode()


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_a_file_of_a_unit_that_is_not_there_is_not_found(client: Client, ending: str) -> None:
    assert client.get(f"/organisation/enhet/BUF{ending}?on=2024-06-01").status_code == 404
    assert client.get(f"/organisation/enhet/NIX{ending}").status_code == 404


def test_a_unit_that_never_was_is_not_found(client: Client) -> None:
    answer = client.get("/organisation/enhet/NIX")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()
