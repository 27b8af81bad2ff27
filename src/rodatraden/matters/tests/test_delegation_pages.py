"""Are the orders, and what a committee is to be told of, shown as of the day?"""

from typing import Any

import pytest
from django.test import Client

from rodatraden.matters.tests.ordering import RETITLED, begin, costed, granted, record, taken, under
from rodatraden.organisation.tests import make as organisation


@pytest.fixture
def order(db: None) -> None:
    begin()


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.usefixtures("order")
def test_the_orders_are_shown_as_of_the_day(english: Client) -> None:
    def items(**days: str) -> list[str]:
        return [f"{row['order']} {row['item']}" for row in english.get("/delegation.json", days).json()["rows"]]

    assert items() == ["KS-DO 1.1", "KS-DO 1.2", "KS-DO 1.3", "KS-DO 1.4", "KS-DO 1.5"]
    assert items(on="2020-12-31") == items(known="2020-12-31") == items(organ="BUN") == []
    assert items(organ="KS") == items()
    page = english.get("/delegation").content.decode()
    assert "All changes to posts" in page
    assert "May be handed on." in page
    assert 'href="/delegation/anmalan?organ=KS"' in page
    assert "No delegation order here" in english.get("/delegation", {"on": "2020-12-31"}).content.decode()
    lines = english.get("/delegation.csv").content.decode().splitlines()
    assert lines[1].split(";")[:4] == ["KS-DO", "KS", "1.1", "Punkt 1.1"]
    assert english.get("/delegation.xlsx").status_code == 200


@pytest.mark.usefixtures("order")
def test_a_committee_without_an_order_by_then_is_not_among_those_to_choose(english: Client) -> None:
    def committees(**days: str) -> bool:
        return "organ=KS" in english.get("/delegation", days).content.decode()

    assert committees() is True
    assert committees(on="2020-12-31") is committees(known="2020-12-31") is False


@pytest.mark.usefixtures("order")
def test_the_list_to_be_told_of_is_made_for_a_time(english: Client) -> None:
    record(under("KS-DO 1.1", RETITLED), under("KS-DO 1.1", costed(610_000), code="Y", on="2023-01-01"))

    def codes(**asked: str) -> list[str]:
        return [row["code"] for row in english.get("/delegation/anmalan.json", {"organ": "KS", **asked}).json()["rows"]]

    assert codes(**{"from": "2022-01-01", "to": "2023-01-01"}) == ["X", "Y"]
    assert codes(**{"from": "2022-01-02", "to": "2023-01-01"}) == ["Y"]
    assert codes(on="2022-12-31") == ["X"]
    assert codes(organ="") == codes(organ="BUN", **{"from": "2020-01-01"}) == []
    page = english.get(
        "/delegation/anmalan", {"organ": "KS", "from": "2022-01-01", "to": "2022-12-31"}
    ).content.decode()
    assert "1 decision from 1 January 2022 through 31 December 2022." in page
    assert "KS-DO 1.1: Punkt 1.1" in page
    for wrong in (
        {"from": "x"},
        {"from": "2022-02-01", "to": "2022-01-01"},
        {"from": "0001-01-01"},
        {"to": "9999-12-31"},
    ):
        answer = english.get("/delegation/anmalan", {"organ": "KS", **wrong})
        assert answer.status_code == 200
        assert "KS-DO 1.1" not in answer.content.decode()


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    "address", ["/delegation", "/delegation/anmalan?organ=KS&from=2020-01-01", "/beslut/X1", "/beslut/X1.json"]
)
def test_a_page_about_delegation_asks_few_questions_of_the_database(
    english: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    record(*(under("KS-DO 1.5", code=f"X{number}") for number in range(20)))

    with django_assert_max_num_queries(15):
        assert english.get(address).status_code == 200


@pytest.mark.usefixtures("order")
def test_a_text_in_an_order_is_never_code(english: Client) -> None:
    hostile = "<script>alert(1)</script>"
    record(taken("DO2", "2021-06-01", granted("9", to=({"title": hostile},), text=hostile)))

    for address in ("/delegation", "/beslut/DO2"):
        assert hostile not in english.get(address).content.decode()


@pytest.mark.usefixtures("order")
def test_an_order_says_which_of_its_items_nobody_is_meant_by(english: Client) -> None:
    record(taken("DO2", "2021-06-01", granted("7", to=({"title": "Stadsjurist"},)), granted("8", to=({"post": "KD"},))))

    page = english.get("/delegation").content.decode()
    assert "Items for nobody" in page
    assert "nobody is meant by 7:" in page
    assert "Stadsjurist (nobody now)" in page
    rows = {row["item"]: row["now"] for row in english.get("/delegation.json").json()["rows"]}
    assert (rows["7"], rows["8"]) == ("", "KD")
    assert (
        "Items for nobody"
        not in english.get("/delegation", {"on": "2021-05-31", "known": "2021-05-31"}).content.decode()
    )


@pytest.mark.usefixtures("order")
def test_a_committee_without_an_order_is_told_of_its_decisions_and_the_rest_has_a_list(english: Client) -> None:
    organisation.record(
        "D9 | 2021-01-01 | | unit.established unit=ENSAM kind=company parent=K",
        "D9 | 2021-01-01 | | post.established post=VD unit=ENSAM",
    )
    record(under("7 kap. 5 § KL", by="FC-BUF", code="A"), under("Bolagsordningen", by="VD", code="B"))
    asked = {"from": "2022-01-01", "to": "2022-12-31"}

    page = english.get("/delegation/anmalan", {"organ": "BUN", **asked}).content.decode()
    assert "/beslut/A" in page
    assert "The committee has no delegation order in the register" in page
    assert "1 decision in the time belongs to no committee." in page
    rest = english.get("/delegation/anmalan", {"organ": "-", **asked}).content.decode()
    assert "/beslut/B" in rest
    assert "/beslut/A" not in rest
    assert "Those that belong to no committee" in rest
    assert [row["code"] for row in english.get("/delegation/anmalan.json", {"organ": "-", **asked}).json()["rows"]] == [
        "B"
    ]
    assert 'value="BUN"' in english.get("/delegation/anmalan", asked).content.decode()
