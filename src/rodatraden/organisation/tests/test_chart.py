"""Does the chart fold, find, come close and tell, the same with and without script?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from rodatraden.organisation.tests.make import MUNICIPALITY, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english_reader")]

MORE = """
    D0 | 2020-01-01 | | unit.established unit=SKOLA parent=BUF name=Björkskolan
    D0 | 2020-01-01 | | relation.opened relation=support from=KLF to=BUF
    D1 | 2021-01-01 | 2021-06-01 | unit.renamed unit=KLF name=Stab
    D2 | 2022-01-01 | | post.costed post=KD yearly_cost=884000
    D3 | 2026-01-01 | 2026-02-01 | unit.renamed unit=BUN name=Barnnämnden
    D4 | 2026-01-20 | | revokes D3
"""
MANY = "\n".join(
    f"M{n} | 2022-01-01 | 2022-{1 + n // 28:02}-{1 + n % 28:02} | post.costed post=HR yearly_cost={n}"
    for n in range(250)
)


@pytest.fixture
def _english_reader(client: Client) -> None:
    record(MUNICIPALITY, MORE)
    client.cookies["django_language"] = "en"


def shown(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def boxes(page: str) -> set[str]:
    return {part.split('"', 1)[0] for part in page.split('id="box-')[1:]}


@pytest.mark.parametrize("query", ["", "?enhet=KLF", "?enhet=BUF", "?stang=KLF"])
def test_a_box_tells_the_same_number_of_posts_in_focus_and_out_of_it_and_folded(client: Client, query: str) -> None:
    record("""
        D8 | 2022-01-01 | | unit.established unit=IT parent=KLF
        D8 | 2022-01-01 | | post.established post=IT1 unit=IT
        D8 | 2022-01-01 | | post.established post=IT2 unit=IT
    """)
    page = shown(client, f"/organisation{query}")

    assert re.search(r'id="box-KLF"[^>]*aria-label="[^"]*4 posts, 2 own', page)


def test_a_unit_is_folded_and_unfolded_by_a_plain_link(client: Client) -> None:
    whole, folded = shown(client, "/organisation"), shown(client, "/organisation?stang=BUF")

    assert boxes(whole) - boxes(folded) == {"SKOLA"}
    assert "stang=BUF" in whole
    assert 'aria-label="Unfold BUF, 1 unit" aria-expanded="false"' in folded


def test_a_fold_brings_only_the_region_and_the_address_follows(client: Client) -> None:
    answer = client.get("/organisation?stang=BUF", headers={"hx-request": "true"})
    restored = {"hx-request": "true", "hx-history-restore-request": "true"}

    assert answer.content.decode().strip().startswith('<div id="rt-organisation"')
    assert answer["HX-Push-Url"] == "/organisation?stang=BUF"
    assert "HX-Request" in answer["Vary"]
    assert "<!DOCTYPE html>" in client.get("/organisation", headers=restored).content.decode()


def test_a_search_unfolds_to_what_it_finds_and_says_how_much(client: Client) -> None:
    page = shown(client, "/organisation?q=björk&stang=BUF,BUN")

    assert "SKOLA" in boxes(page)
    assert "1 unit and no posts found" in page
    assert "▸ found" in page
    assert "Nothing is called “zebra”" in shown(client, "/organisation?q=zebra")
    assert "1 post found" in shown(client, "/organisation?q=hr")


def test_a_close_up_shows_what_is_above_below_and_beside(client: Client) -> None:
    page = shown(client, "/organisation?enhet=BUF&vy=karta")

    assert boxes(page) == {"K", "BUN", "BUF", "SKOLA", "KLF"}
    assert "┤ support" in page


def test_a_box_tells_which_decision_put_it_there_why_and_at_what_cost(client: Client) -> None:
    page = shown(client, "/organisation?enhet=KLF&on=2022-06-01")

    for told in (
        "/beslut/D1",
        "By its own right",
        "The decision gives no reasons.",
        "0,9",
        "1 post has no cost",
        "KLF <span",
    ):
        assert told in page or told.replace(",", ".") in page


@pytest.mark.parametrize(
    ("address", "chart", "tree"),
    [("/organisation", True, True), ("/organisation?vy=karta", True, False), ("/organisation?vy=lista", False, True),
     ("/organisation?vy=a3", True, False), ("/organisation?vy=x", True, True), ("/organisation?vy=lista&enhet=KS", False, True)],
)  # fmt: skip
def test_the_same_stands_as_a_chart_and_as_a_list(client: Client, address: str, *, chart: bool, tree: bool) -> None:
    page = shown(client, address)

    assert ("rt-boxes__drawing" in page, 'class="rt-tree"' in page) == (chart, tree)


@pytest.mark.parametrize(
    "query",
    [
        "enhet=NO",
        "enhet=%3Cscript%3E",
        "oppna=%3Cscript%3E,,&stang=,",
        "q=" + "x" * 900,
        "oppna=alla&stang=K",
        "q=%25%5B",
    ],
)
def test_a_strange_address_is_answered_with_the_whole(client: Client, query: str) -> None:
    page = shown(client, f"/organisation?{query}")

    assert "K" in boxes(page)
    assert "<script>" not in page


@pytest.mark.parametrize("query", ["", "&q=k", "&enhet=BUF", "&vy=a3", "&oppna=alla"])
def test_no_chart_asks_the_database_much(
    client: Client, django_assert_max_num_queries: Callable[[int], Any], query: str
) -> None:
    with django_assert_max_num_queries(15):
        shown(client, f"/organisation?on=2022-06-01{query}")


def test_each_day_of_a_decision_is_a_tick_that_keeps_what_is_shown(client: Client) -> None:
    page = shown(client, "/organisation?on=2022-06-01&enhet=KLF&vy=karta")

    assert "1 June 2021: Beslut D1" in page
    assert 'href="/organisation?enhet=KLF&amp;vy=karta&amp;on=2021-06-01"' in page


def test_a_decision_that_was_taken_back_is_no_tick_once_that_is_known(client: Client) -> None:
    assert "Beslut D3" not in shown(client, "/organisation?on=2026-06-01")
    assert "Beslut D3" in shown(client, "/organisation?on=2026-06-01&known=2026-01-10")


def test_a_day_that_a_range_has_counted_is_the_same_day(client: Client) -> None:
    assert "738307" in shown(client, "/organisation?on=2022-06-01")
    assert "1 June 2022" in shown(client, "/organisation?on=738307")
    assert client.get("/organisation?on=000001").status_code == 400


def test_many_days_are_drawn_as_months_and_that_is_said(client: Client) -> None:
    record(MANY)
    page = shown(client, "/organisation")

    assert "Each tick is a month." in page
    assert page.count("data-rt-day=") < 20


def test_a_search_that_finds_many_shows_the_first_and_leads_to_all(client: Client) -> None:
    record(*(f"D9 | 2021-01-01 | | post.established post=L{n} unit=BUF title=Larare{n}" for n in range(20)))
    page = client.get("/organisation?q=larare&on=2022-01-01").content.decode()
    found = page[page.index("rt-found") : page.index("rt-chartbar")]
    assert "Showing 1 of 20" in found
    address = re.search(r'href="([^"]*traffar=alla[^"]*)"', found)
    assert address

    page = client.get(address[1].replace("&amp;", "&")).content.decode()
    found = page[page.index("rt-found") : page.index("rt-chartbar")]
    assert found.count("<li>") == 20
    assert "traffar" not in found
